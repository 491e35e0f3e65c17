"""Planned values: known, known after apply, or computed by the provider."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.resource import Body
from iaclint.symbolic.natures import Form, Nature, is_unguessable
from iaclint.symbolic.structure import is_known
from iaclint.symbolic.values import ABSENT, Identity, JsonText, Unknown
from tests.plan.plans import block, change, constant, module, plan, refers, resources

Json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


def body(after: dict[str, object], unknown: dict[str, object], **expressions: object) -> Body:
    written = plan([change("x.y", after, unknown)], module(block("x.y", **expressions)))
    return resources(written)["x.y"].body


def test_known_values() -> None:
    read = body({"name": "b", "rule": [{"on": True}], "tags": None}, {}, rule=[{}])
    assert read.get("name") == "b"
    assert read.get("rule") == ({"on": True},)
    assert read.get("tags") is None
    assert read.get("other") is ABSENT


def test_values_left_to_the_provider_are_not_set() -> None:
    read = body({"policy": "", "grant": []}, {"acl": True, "id": True})
    assert [read.get(name) for name in ("acl", "policy", "grant")] == [ABSENT] * 3
    assert read.names() == ()


def test_configured_values_known_after_apply_are_unknown() -> None:
    read = body({}, {"acl": True}, acl=refers("var.acl"))
    assert read.get("acl") == Unknown("x.y.acl (known after apply)")


def test_a_value_that_only_a_call_decides() -> None:
    written: dict[str, object] = {}
    read = body({}, {"acl": True, "rule": True}, acl=written, rule=constant(None))
    assert read.get("acl") == Unknown("x.y.acl (known after apply, without a reference)")
    assert read.get("rule") == Unknown("x.y.rule (known after apply)")


@pytest.mark.parametrize(
    ("given", "ends"),
    [({}, "without a reference)"), (refers("var.acl"), "apply)"), (constant("a"), "apply)")],
)
def test_a_variable_that_only_a_call_decides(given: dict[str, object], ends: str) -> None:
    called = module(block("x.y", acl=refers("var.acl")))
    calls = {"m": {"module": called, "expressions": {"acl": given}}}
    written = plan([change("module.m.x.y", {}, {"acl": True})], {"module_calls": calls})
    value = resources(written)["module.m.x.y"].body.get("acl")
    assert isinstance(value, Unknown)
    assert value.symbol.endswith(ends)


def test_unknown_inside_of_blocks() -> None:
    read = body(
        {"rule": [{"key": "k"}]},
        {"rule": [{"arn": True, "etag": True}]},
        rule=[{"key": constant("k"), "arn": refers("local.arn")}],
    )
    assert read.get("rule") == ({"key": "k", "arn": Unknown("x.y.rule.arn (known after apply)")},)


def test_a_block_missing_in_the_configuration_keeps_its_unknowns() -> None:
    # Dynamic blocks are not in a plan's configuration.
    read = body({"rule": [{"name": "", "days": 3}]}, {"rule": [{"arn": True}]})
    assert read.get("rule") == ({"days": 3, "arn": Unknown("x.y.rule.arn (known after apply)")},)


def test_an_attribute_of_another_resource_has_its_identity() -> None:
    written = plan(
        [change("a.b", {"name": "n"}, {"id": True}), change("x.y", {}, {"of": True})],
        module(block("a.b"), block("x.y", of=refers("a.b.id", "a.b"))),
    )
    expected = Unknown("a.b.id (known after apply)", Identity("plan.json:a.b", "id"))
    assert resources(written)["x.y"].body.get("of") == expected


def test_an_attribute_of_another_resource_has_its_nature() -> None:
    written = plan(
        [change("random_id.s", {}, {"id": True}), change("x.y", {}, {"of": True})],
        module(block("random_id.s"), block("x.y", of=refers("random_id.s.id", "random_id.s"))),
    )
    value = resources(written)["x.y"].body.get("of")
    assert isinstance(value, Unknown)
    assert value.identity is not None
    assert value.identity.nature == Nature(Form.ID, is_of_resource=True, is_unguessable=True)
    assert is_unguessable(value.symbol)


def test_unknowns_that_refer_to_known_attributes_are_derived() -> None:
    # aws.b.name is known, so what is not known cannot be that name.
    written = plan(
        [change("a.b", {"name": "n"}, {"id": True}), change("x.y", {}, {"of": True})],
        module(block("a.b"), block("x.y", of=refers("a.b.name", "a.b"))),
    )
    assert resources(written)["x.y"].body.get("of") == Unknown("a.b.name (known after apply)")


def test_a_policy_document_is_rendered_as_far_as_it_is_known() -> None:
    statement = {"actions": ["s3:GetObject"], "effect": "Allow", "not_principals": []}
    document = change(
        "data.aws_iam_policy_document.d",
        {"statement": [statement], "version": None},
        {"json": True, "statement": [{"resources": True, "actions": [False]}]},
        actions=("read",),
    )
    name = "data.aws_iam_policy_document.d"
    written = plan(
        [document, change("x.y", {}, {"policy": True})],
        module(
            block(name, statement=[{"resources": refers("local.arn")}]),
            block("x.y", policy=refers(f"{name}.json", name)),
        ),
    )
    policy = resources(written)["x.y"].body.get("policy")
    assert isinstance(policy, JsonText)
    assert isinstance(policy.content, dict)
    (rendered,) = policy.content["Statement"]
    assert rendered["Action"] == "s3:GetObject"
    assert "NotPrincipal" not in rendered
    assert not is_known(rendered["Resource"])


def test_places_are_in_the_plan() -> None:
    read = body({"rule": [{"on": "no"}], "name": "é"}, {"id": True}, rule=[{}])
    assert read.locate(("rule", 0, "on")).text == '"no"'
    assert read.locate(("name",)).text == '"é"'
    assert read.locate(("rule", 0, "off")).text == '"rule"'
    assert read.locate(("id",)).text == '"x.y"'
    assert read.locate(()).text == '"x.y"'
    assert read.trail(("name",)) == ()


@pytest.mark.slow
@given(st.dictionaries(st.text(min_size=1), Json), st.dictionaries(st.text(min_size=1), Json))
def test_any_values_and_any_marks_can_be_read(
    after: dict[str, object], unknown: dict[str, object]
) -> None:
    read = body(after, unknown)
    for name in {*after, *unknown}:
        value = read.get(name)
        read.locate((name, 0, "x"))
        if unknown.get(name) is True:
            assert not is_known(value) or value is ABSENT
    json.dumps(list(read.names()))
