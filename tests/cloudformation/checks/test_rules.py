from __future__ import annotations

import pytest

from iaclint.cloudformation.options import Options
from iaclint.files.diagnostics import Level
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
def test_only_known_violations_are_reported(
    rule: str, given: dict[str, str], violated: bool
) -> None:
    found = read(HEADER + f"    {rule}\n", Options(given))
    assert [d.code for d in found.diagnostics] == ["rule-violated"] * violated


def test_a_violation_has_a_span_and_a_message() -> None:
    rule = "{Assertions: [{Assert: !Equals [!Ref Size, large], AssertDescription: Go large}]}"
    (diagnostic,) = read(HEADER + f"    {rule}\n", Options({"Size": "small"})).diagnostics
    assert diagnostic.level is Level.WARNING
    assert diagnostic.message == "the parameters violate rule Sizes: Go large"
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
    ("assertion", "violated"),
    [
        ("'Fn::EachMemberIn': [[!Ref Size], [a]]", True),
        ("'Fn::EachMemberIn': [[!Ref Size], [x]]", False),
        ("'Fn::EachMemberIn': [[!Ref Size], x]", False),
        ("'Fn::EachMemberIn': [[], [a]]", False),
        ("'Fn::EachMemberEquals': [[!Ref Env], a]", True),
        ("'Fn::EachMemberEquals': [[!Ref Env], dev]", False),
        ("'Fn::EachMemberEquals': [!Ref Env, a]", False),
    ],
)
def test_each_member(assertion: str, violated: bool) -> None:
    rule = f"    {{Assertions: [{{Assert: {{{assertion}}}}}]}}\n"
    found = read(HEADER + rule, Options({"Size": "x"}))
    assert [d.code for d in found.diagnostics] == ["rule-violated"] * violated
