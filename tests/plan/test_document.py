"""Parse valid and invalid plans."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.address import suffix
from iaclint.files.diagnostics import Level
from iaclint.files.source import SourceFile
from iaclint.plan.addresses import parse_address, parse_module_address
from iaclint.plan.detection import is_plan
from iaclint.symbolic.values import Unknown
from tests.pace import within
from tests.plan.plans import (
    block,
    change,
    loaded,
    module,
    only_diagnostic,
    plan,
    refers,
    resources,
    source,
)

NAMES = ["resources", "module_calls", "address", "a.b", "expressions", "of", "references", "x"]


def containers(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Objects with the names that a plan has, and lists."""
    return st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3)


def test_plans_are_detected_by_content() -> None:
    assert is_plan(source(plan([])))
    assert not is_plan(source({"format_version": "1.0", "values": {}}))
    assert not is_plan(source([]))


STATE = {"format_version": "1.0", "values": {"root_module": {"resources": []}}}
STORED = {"version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "a", "resources": []}
MESSAGE = {"@level": "info", "@module": "terraform.ui", "type": "planned_change"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (json.dumps(STATE), "this is a state of Terraform, not a plan"),
        (json.dumps(STORED), "this is a state of Terraform, not a plan"),
        (
            f"{json.dumps(MESSAGE)}\n{json.dumps(MESSAGE)}\n",
            "these are the messages of 'terraform plan -json', not a plan",
        ),
    ],
)
def test_other_outputs_of_terraform_are_rejected(text: str, message: str) -> None:
    assert is_plan(SourceFile("plan.json", text.encode()))
    assert only_diagnostic(text).message == message
    assert loaded(text).failed == 1


@pytest.mark.parametrize("rest", ["{}", json.dumps(plan([])), "x", ",", "]"])
def test_text_after_a_plan_is_an_error(rest: str) -> None:
    for blank in ("", "\n"):
        found = only_diagnostic(json.dumps(plan([])) + blank + rest)
        assert (found.code, found.level) == ("syntax-error", Level.ERROR)
    assert loaded(json.dumps(plan([])) + "\n \n").failed == 0


def test_destroyed_resources_are_left_out() -> None:
    written = plan(
        [
            change("a.created", {}),
            change("a.kept", {}, actions=("no-op",)),
            change("a.replaced", {}, actions=("delete", "create")),
            change("a.deleted", None, actions=("delete",)),
            change("a.forgotten", None, actions=("forget",)),
            change("a.created", {}, actions=("delete",), deposed="1234abcd"),
            change("data.a.read", {}, actions=("read",)),
        ]
    )
    assert list(resources(written)) == ["a.created", "a.kept", "a.replaced"]


def test_a_forgotten_resource_stays_as_it_is() -> None:
    written = plan([change("a.b", None, before={"v": 1}, actions=("forget",))])
    resource = resources(written)["a.b"]
    assert not resource.is_managed
    assert resource.body.get("v") == 1
    assert resource.body.locate(("v",)).text == "1"


def test_resources_of_modules_have_their_address() -> None:
    address = 'module.m["a.b"].module.n[0].a.x["k"]'
    written = plan([{**change("a.x"), "address": address, "module_address": address[:-9]}])
    written["resource_changes"][0]["change"]["after"] = {}
    resource = resources(written)[address]
    assert resource.key == f"plan.json:{address}"
    assert resource.span.text == '"module.m[\\"a.b\\"].module.n[0].a.x[\\"k\\"]"'


def test_an_error_in_a_plan_has_a_place() -> None:
    text = '{"format_version": "1.2", "planned_values": {}, "resource_changes": [{"a": tru}]}'
    found = only_diagnostic(text)
    assert found.code == "syntax-error"
    assert found.span is not None
    assert found.span.start.column == 76


@pytest.mark.parametrize("version", ["0.1", "0.2", "1.0", "1.2"])
def test_supported_formats(version: str) -> None:
    written = plan([change("a.b", {"v": 1})], format_version=version)
    assert resources(written)["a.b"].body.get("v") == 1


@pytest.mark.parametrize(
    "written",
    [
        plan([], format_version="2.0"),
        plan([], format_version=None),
        plan([{"address": "a.b"}]),
        plan(["x"]),  # type: ignore[list-item]
        "[]",
        '["format_version", "planned_values"]',
        plan([{**change("a.b", {}), "address": 3}]),
        plan([{**change("a.b", {}), "mode": True}]),
        *(plan([{**change("a.b", {}), "index": index}]) for index in (1.5, True, [], [0], {})),
        plan([change("a.b", [{"v": 1}])]),
        plan([change("a.b", None)]),
        plan([change("a.b", "v", actions=("no-op",))]),
        plan([change("a.b", {"v": 1}, [{"v": True}])]),
        plan([], planned_values=[]),
        plan([], planned_values={"root_module": []}),
        plan([], planned_values={"root_module": {"resources": {}}}),
        plan([], planned_values={"root_module": {"child_modules": {}}}),
        plan([], planned_values={"root_module": {"resources": [{"values": [{"v": 1}]}]}}),
    ],
)
def test_an_unsupported_plan_is_rejected(written: object) -> None:
    assert only_diagnostic(written).code == "plan-structure"
    assert loaded(written).failed == 1


@pytest.mark.parametrize(
    "text",
    [
        '{"format_version": "1.2", "planned_values": {}, "format_version": "0"}',
        '{"format_version": "1.2", "planned_values": {}, "planned_values": {}}',
        '{"format_version": "1.2", "planned_values": {"root_module": {}, "root_module": 1}}',
    ],
)
def test_a_plan_with_duplicate_keys_is_rejected(text: str) -> None:
    configuration = loaded(text)
    assert configuration.failed == 1
    assert any(found.level is Level.ERROR for found in configuration.diagnostics)


def test_a_plan_with_two_changes_of_an_instance_is_rejected() -> None:
    written = plan([change("a.b", {"v": 1}), change("a.b", {"v": 2})])
    assert only_diagnostic(written).code == "plan-structure"


def test_deferred_changes_are_loaded() -> None:
    waiting = {
        **change("a.b", {"v": "é"}, {"w": True}),
        "address": "module.m[*].a.b",
        "module_address": "module.m[*]",
    }
    deferred = [{"reason": "instance_count_unknown", "resource_change": waiting}]
    written = plan([], deferred_changes=deferred)
    resource = resources(written)["module.m[*].a.b"]
    assert resource.span.text == '"module.m[*].a.b"'
    assert resource.body.get("v") == "é"
    assert resource.body.locate(("v",)).text == '"é"'
    assert isinstance(resource.body.get("w"), Unknown)


def planned(address: str, **values: object) -> dict[str, object]:
    """Write a resource in planned values."""
    return {"address": address, "mode": "managed", "type": "a", "name": "b", "values": values}


def test_forgotten_resources_have_no_planned_values() -> None:
    forgotten = planned("a.b")
    del forgotten["values"]
    root = {"resources": [forgotten]}
    written = plan([change("a.b", None, actions=("forget",))], planned_values={"root_module": root})
    assert resources(written) == {}


def test_an_object_that_does_not_exist_is_left_out() -> None:
    assert resources(plan([change("a.b", None, actions=("no-op",))])) == {}


def test_planned_values_without_a_change_are_loaded() -> None:
    root = {
        "resources": [planned("a.b", v=1)],
        "child_modules": [
            {"address": "module.m", "resources": [{**planned("module.m.a.b[0]", v=2), "index": 0}]}
        ],
    }
    written = plan(
        [change("a.b", {"v": 3})],
        module(module_calls={"m": {"module": module(block("a.b", w=refers("var.w")))}}),
        planned_values={"root_module": root},
    )
    found = resources(written)
    assert list(found) == ["a.b", "module.m.a.b[0]"]
    assert found["a.b"].body.get("v") == 3
    resource = found["module.m.a.b[0]"]
    assert resource.span.text == '"module.m.a.b[0]"'
    assert (resource.body.get("v"), resource.body.locate(("v",)).text) == (2, "2")
    assert isinstance(resource.body.get("w"), Unknown)


def test_a_plan_in_utf_16_is_rejected_with_a_hint() -> None:
    from iaclint.plan.loader import load_plans as load

    text = '{"format_version": "1.2", "planned_values": {}}'
    file = SourceFile("plan.json", text.encode("utf-16"))
    assert is_plan(file)
    (found,) = load([file], frozenset()).diagnostics
    assert "UTF-8" in found.message


def test_deep_nesting_is_rejected() -> None:
    text = '{"format_version":"1.2","planned_values":' + "[" * 100_000 + "]" * 100_000 + "}"
    assert loaded(text).failed == 1


def test_an_incomplete_plan_is_reported() -> None:
    failed, targeted = plan([], errored=True, complete=False), plan([], complete=False)
    for text, level in (failed, Level.ERROR), (targeted, Level.WARNING):
        found = only_diagnostic(text)
        assert (found.code, found.level) == ("plan-incomplete", level)
        assert loaded(text).not_loaded == ("plan.json (incomplete plan)",)


@pytest.mark.slow
def test_large_plans_are_read_fast() -> None:
    values = {f"name{n}": "é" * 50 for n in range(100)}
    written = source(plan([change(f"a.b{n}", values) for n in range(1_000)]))
    assert len(written.data) > 10_000_000
    from iaclint.plan.loader import load_plans as load

    with within(1000):
        loaded = load([written], frozenset(["a"]))
        assert [r.body.locate(("name7",)).start.line for r in loaded.resources] == [1] * 1_000


def test_addresses() -> None:
    assert parse_address('a.b["x.y"][0].c') == ("a", "b", ("x.y",), (0,), "c")
    assert parse_module_address('module.m["module.x"].module.n') == (("m", "module.x"), ("n", None))
    assert [suffix(None), suffix(3), suffix('a"b')] == ["", "[3]", '["a\\"b"]']


@given(st.recursive(st.none() | st.text(max_size=3), lambda inner: containers(inner)))
def test_a_configuration_of_any_shape_is_accepted(root: object) -> None:
    written = plan([change("a.b", {}, {"of": True})], configuration={"root_module": root})
    (resource,) = loaded(written).resources
    resource.body.get("of")
