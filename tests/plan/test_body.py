"""Planned values: known, known after apply, or computed by the provider."""

from __future__ import annotations

import json
from typing import Any

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
    assert read.get("acl") == Unknown("x.y.acl (known after apply, without an unknown reference)")
    assert read.get("rule") == Unknown("x.y.rule (known after apply)")


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        ({}, "without an unknown reference)"),
        (refers("var.acl"), "apply)"),
        (constant("a"), "apply)"),
    ],
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


def test_a_name_that_only_a_call_decides_has_its_identity() -> None:
    written = plan(
        [change("a.b", {}, {"name": True}), change("x.y", {}, {"of": True})],
        module(block("a.b", name={}), block("x.y", of=refers("a.b.name", "a.b"))),
    )
    symbol = "a.b.name (known after apply, without an unknown reference)"
    expected = Unknown(symbol, Identity("plan.json:a.b", "name"))
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
    assert resources(written)["x.y"].body.get("of") == Unknown("x.y.of (known after apply)")


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


LIST = ["a"]


@pytest.mark.parametrize(
    ("source", "after", "unknown", "reference", "expected"),
    [
        ("terraform_data.t", {"input": "a"}, {"output": True}, "output", "a"),
        ("terraform_data.t", {"input": {"p": "a"}}, {"output": True}, "output.p", "a"),
        ("terraform_data.t", {"input": [1, {"q": "a"}]}, {"output": True}, 'output[1]["q"]', "a"),
        ("terraform_data.t", {"input": {"p": 1}}, {"output": True}, "output.q", None),
        ("terraform_data.t", {"input": None}, {"output": True}, "output", None),
        ("terraform_data.t", {"input": "a"}, {"id": True}, "id", None),
        ("data.null_data_source.t", {"inputs": {"p": "a"}}, {"outputs": True}, "outputs.p", "a"),
        ("random_shuffle.t", {"input": LIST}, {"result": True}, "result", ("a",)),
        ("random_shuffle.t", {"input": ["a", "b"]}, {"result": True}, "result", None),
        ("random_integer.t", {"min": 3, "max": 3}, {"result": True}, "result", 3),
        ("random_integer.t", {"min": 3, "max": 4}, {"result": True}, "result", None),
        ("null_resource.t", {"triggers": {"a": "b"}}, {"id": True}, "id", None),
    ],
)
def test_a_repeated_value(
    source: str, after: dict[str, object], unknown: dict[str, object], reference: str, expected: Any
) -> None:
    planned = [change(source, after, unknown), change("x.y", {}, {"of": True})]
    whole = f"{source}.{reference}"
    blocks = [block(source, **dict.fromkeys(after, constant(1))), block("x.y", of=refers(whole))]
    value = resources(plan(planned, module(*blocks)))["x.y"].body.get("of")
    assert (None if isinstance(value, Unknown) else value) == expected


def test_a_repeated_value_that_is_partly_unknown() -> None:
    stored = change(
        "terraform_data.t", {"input": {"p": "a"}}, {"output": True, "input": {"q": True}}
    )
    arn = refers("a.b.arn", "a.b")
    written = plan(
        [stored, change("a.b", {}, {"arn": True}), change("x.y", {}, {"whole": True, "p": True})],
        module(
            block("a.b"),
            block("terraform_data.t", input=arn),
            block("x.y", whole=refers("terraform_data.t.output"), p=arn),
        ),
    )
    read = resources(written)["x.y"].body
    assert read.get("whole") == {"p": "a", "q": Unknown("a.b.arn (known after apply)")}


def test_a_repeated_value_that_is_an_attribute_of_another_resource() -> None:
    written = plan(
        [
            change("terraform_data.t", {}, {"input": True, "output": True}),
            change("a.b", {}, {"arn": True}),
            change(
                "x.y", {"values": ["", ""]}, {"output": True, "input": True, "values": [True, True]}
            ),
        ],
        module(
            block("a.b"),
            block("terraform_data.t", input=refers("a.b.arn", "a.b")),
            block(
                "x.y",
                output=refers("terraform_data.t.output", "terraform_data.t"),
                input=refers("terraform_data.t.input", "terraform_data.t"),
                values=refers("terraform_data.t.output", "terraform_data.t"),
            ),
        ),
    )
    read = resources(written)["x.y"].body
    expected = Unknown("a.b.arn (known after apply)", Identity("plan.json:a.b", "arn"))
    assert [read.get("output"), read.get("input")] == [expected, expected]
    assert read.get("values") == (Unknown(expected.symbol),) * 2


def _document(name: str, sid: str | None = None, sources: int = 0) -> dict[str, Any]:
    """Return a policy document with a statement, and with other documents."""
    statement = [{"sid": sid, "actions": ["s3:*"], "resources": [None]}] if sid else []
    marks: dict[str, object] = {"json": True, "statement": [{"resources": [True]}] if sid else []}
    after: dict[str, object] = {"statement": statement}
    if sources:
        after["source_policy_documents"] = [None] * sources
        marks["source_policy_documents"] = [True] * sources
    return change(f"data.aws_iam_policy_document.{name}", after, marks, actions=("read",))


def _json_of(*names: str) -> dict[str, Any]:
    documents = [f"data.aws_iam_policy_document.{name}" for name in names]
    return refers(*(each for name in documents for each in (f"{name}.json", name)))


def test_policy_documents_of_documents() -> None:
    changes = [_document("a", "A"), _document("b", "B"), _document("e", sources=2)]
    blocks = [
        block("data.aws_iam_policy_document.a", statement=[{"resources": refers("local.arn")}]),
        block("data.aws_iam_policy_document.b", statement=[{"resources": refers("local.arn")}]),
        block("data.aws_iam_policy_document.e", source_policy_documents=_json_of("a", "b")),
        block("p.q", policy=_json_of("e")),
        block("x.y", policy=refers("p.q.policy", "p.q")),
    ]
    changes += [change(of, {}, {"policy": True}) for of in ("p.q", "x.y")]
    policy = resources(plan(changes, module(*blocks)))["x.y"].body.get("policy")
    assert isinstance(policy, JsonText)
    assert isinstance(policy.content, dict)
    assert [each["Sid"] for each in policy.content["Statement"]] == ["A", "B"]


@pytest.mark.parametrize("names", [("a",), ("a", "b", "c"), ("a", "b")])
def test_documents_whose_order_is_not_certain(names: tuple[str, ...]) -> None:
    other = refers(*_json_of(*names)["references"], *(["local.c"] if len(names) == 2 else []))
    changes = [_document(name, name) for name in names]
    changes += [_document("e", sources=2), change("x.y", {}, {"policy": True})]
    blocks = [block(f"data.aws_iam_policy_document.{name}") for name in names]
    blocks += [
        block("data.aws_iam_policy_document.e", source_policy_documents=other),
        block("x.y", policy=_json_of("e")),
    ]
    policy = resources(plan(changes, module(*blocks)))["x.y"].body.get("policy")
    assert not is_known(policy)
    assert isinstance(policy, Unknown)


def test_a_policy_of_google_is_rendered() -> None:
    kind = "data.google_iam_policy.p"
    binding = {"role": "r", "members": ["allUsers", None]}
    marks = {"policy_data": True, "binding": [{"members": [False, True]}]}
    written = plan(
        [
            change(kind, {"binding": [binding]}, marks, actions=("read",)),
            change("x.y", {}, {"of": True}),
        ],
        module(
            block(kind, binding=[{"members": refers("local.m")}]),
            block("x.y", of=refers(f"{kind}.policy_data", kind)),
        ),
    )
    value = resources(written)["x.y"].body.get("of")
    assert isinstance(value, JsonText)
    assert isinstance(value.content, dict)
    assert value.content["bindings"][0]["members"][0] == "allUsers"


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


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ({"constant_value": "secret"}, "secret"),
        ({"constant_value": None}, None),
        (refers("var.x"), Unknown("x.y.password_wo, which is write-only")),
        (None, None),
    ],
)
def test_write_only_arguments_are_those_of_the_configuration(
    expression: object, expected: object
) -> None:
    written = {} if expression is None else {"password_wo": expression}
    blocks = module(block("x.y", **written))
    body = resources(plan([change("x.y", {"password_wo": None})], blocks))["x.y"].body
    assert body.get("password_wo") == expected
