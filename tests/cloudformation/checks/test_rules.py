from __future__ import annotations

import pytest

from iaclint.cloudformation.options import Options
from iaclint.files.diagnostics import Level
from iaclint.symbolic.values import Unknown
from tests.cloudformation.templates import read

HEADER = """\
Parameters:
  Env: {Type: String, AllowedValues: [dev, prod]}
  Size: {Type: String, Default: small}
  Image: {Type: "AWS::SSM::Parameter::Value<String>", Default: /x}
Resources: {A: {Type: X::Y}}
Rules:
  Sizes:
"""


@pytest.mark.parametrize(
    ("rule", "given", "violated"),
    [
        ("{Assertions: [{Assert: !Equals [!Ref Size, small]}]}", {}, False),
        ("{Assertions: [{Assert: !Equals [!Ref Size, large]}]}", {}, False),
        ("{Assertions: [{Assert: !Equals [!Ref Size, large]}]}", {"Size": "small"}, True),
        ("{Assertions: [{Assert: !Equals [!Ref Size, large]}]}", {"Size": "large"}, False),
        ("{Assertions: [{Assert: {'Fn::Contains': [[a, x], !Ref Size]}}]}", {"Size": "x"}, False),
        ("{Assertions: [{Assert: {'Fn::Contains': [[a, b], !Ref Size]}}]}", {"Size": "x"}, True),
        ("{Assertions: [{Assert: !Equals [!Ref Env, prod]}]}", {}, False),
        ("{Assertions: [{Assert: !Equals [!Ref Env, test]}]}", {}, True),
        ("{Assertions: [{Assert: !Not [!Equals [!Ref Image, '6']]}]}", {}, False),
        (
            "{RuleCondition: !Equals [!Ref Env, prod], Assertions: [{Assert: !Equals [a, b]}]}",
            {},
            False,
        ),
        (
            "{RuleCondition: !Equals [!Ref Env, prod], Assertions: [{Assert: !Equals [a, b]}]}",
            {"Env": "prod"},
            True,
        ),
        ("{Assertions: [{Assert: {'Fn::RefAll': 'AWS::EC2::VPC::Id'}}]}", {}, False),
        ("{Assertions: text}", {}, False),
        ("text", {}, False),
    ],
)
def test_only_what_is_known_to_be_violated_is_told(
    rule: str, given: dict[str, str], violated: bool
) -> None:
    found = read(HEADER + f"    {rule}\n", Options(given))
    assert [d.code for d in found.diagnostics] == ["rule-violated"] * violated


def test_a_violation_has_its_place_and_its_words() -> None:
    rule = "{Assertions: [{Assert: !Equals [!Ref Size, large], AssertDescription: Go large}]}"
    (diagnostic,) = read(HEADER + f"    {rule}\n", Options({"Size": "small"})).diagnostics
    assert diagnostic.level is Level.WARNING
    assert diagnostic.message == "these parameters violate the rule Sizes: Go large"
    assert diagnostic.span is not None
    assert diagnostic.span.text == "!Equals [!Ref Size, large]"


def test_an_unquoted_yes_is_the_same_everywhere() -> None:
    text = """\
Parameters:
  Agreed: {Type: String, AllowedValues: [Yes, No]}
Resources: {A: {Type: X::Y}}
Rules:
  Agree: {Assertions: [{Assert: !Equals [!Ref Agreed, Yes]}]}
"""
    assert read(text).diagnostics == ()
    assert len(read(text, Options({"Agreed": "false"})).diagnostics) == 1


@pytest.mark.parametrize(
    ("assertion", "options"),
    [
        ("!Equals [!Ref Stage, prod]", ("prod",)),
        ("!Equals [prod, !Ref Stage]", ("prod",)),
        ("!Contains [[qa, prod], !Ref Stage]", ("qa", "prod")),
        ("!And [!Contains [[qa, prod], !Ref Stage], !Equals [!Ref Stage, qa]]", ("qa",)),
        ("!Contains [[qa, !Ref Other], !Ref Stage]", None),
        ("!Not [!Equals [!Ref Stage, prod]]", None),
        ("!Contains [!Ref Stage, qa]", None),
        ("!Equals [[prod], !Ref Stage]", None),
    ],
)
def test_what_is_asserted_bounds_a_parameter(
    assertion: str, options: tuple[str, ...] | None
) -> None:
    text = (
        "Parameters: {Stage: {Type: String}, Other: {Type: String}}\n"
        f"Rules: {{R: {{CONDITION Assertions: [{{Assert: {assertion}}}]}}}}\n"
        "Resources: {A: {Type: X::Y, Properties: {P: !Ref Stage}}}\n"
    )
    value = read(text.replace("CONDITION", "")).resources[0].body.get("P")
    if options is not None and len(options) == 1:
        assert value == options[0]
    else:
        assert isinstance(value, Unknown)
        assert value.options == options
    conditional = text.replace("CONDITION", "RuleCondition: !Equals [!Ref Other, x],")
    unbound = read(conditional).resources[0].body.get("P")
    assert isinstance(unbound, Unknown)
    assert unbound.options is None
