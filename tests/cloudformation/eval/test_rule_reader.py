"""Values and conditions that the Rules of a template decide."""

from __future__ import annotations

import pytest

from iaclint.cloudformation.options import Options
from iaclint.limits import MAX_RULE_COMPARISONS
from iaclint.symbolic.values import Unknown
from tests.cloudformation.templates import read, resource


@pytest.mark.parametrize(
    ("assertion", "options"),
    [
        ("!Equals [!Ref Stage, prod]", ("prod",)),
        ("!Equals [prod, !Ref Stage]", ("prod",)),
        ("!Contains [[qa, prod], !Ref Stage]", ("qa", "prod")),
        ("!And [!Contains [[qa, prod], !Ref Stage], !Equals [!Ref Stage, qa]]", ("qa",)),
        ("!Contains [[qa, !Ref Other], !Ref Stage]", None),
        ("!Not [!Equals [!Ref Stage, prod]]", None),
        ("!Not [!Not [!Equals [!Ref Stage, prod]]]", ("prod",)),
        ("!Or [!Equals [!Ref Stage, qa], !Equals [!Ref Stage, prod]]", ("qa", "prod")),
        ("!Or [!Equals [!Ref Stage, qa], !Equals [!Ref Other, prod]]", None),
        ("{Fn::EachMemberIn: [[!Ref Stage], [qa, prod]]}", ("qa", "prod")),
        ("{Fn::EachMemberEquals: [[!Ref Stage], qa]}", ("qa",)),
        ("!And [{Fn::RefAll: 'AWS::EC2::VPC::Id'}, !Equals [!Ref Stage, qa]]", ("qa",)),
        ("!Or [{Fn::RefAll: 'AWS::EC2::VPC::Id'}, !Equals [!Ref Stage, qa]]", None),
        ("!And [!Equals [!Ref Stage, qa], !Equals [!Ref Stage, prod]]", None),
        ("!Contains [!Ref Stage, qa]", None),
        ("!Equals [[prod], !Ref Stage]", None),
    ],
)
def test_assertions_constrain_parameters(assertion: str, options: tuple[str, ...] | None) -> None:
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


TEMPLATE = """\
Parameters:
  Stage: {Type: String}
  Size: {Type: String}
  Mode: {Type: String, Default: off}
Rules: RULES
Conditions:
  C: CONDITION
Resources:
  A: {Type: X::Y, Properties: {P: !If [C, "is", "is not"]}}
"""


def outcome(rules: str, condition: str, options: Options | None = None) -> str:
    text = TEMPLATE.replace("RULES", rules).replace("CONDITION", condition)
    value = resource(read(text, options), "A").body.get("P")
    return value if isinstance(value, str) else "unknown"


STAGE = "!Equals [!Ref Stage, {}]"


@pytest.mark.parametrize(
    ("assertion", "condition", "expected"),
    [
        (f"!Not [{STAGE.format('dev')}]", STAGE.format("dev"), "is not"),
        (f"!Not [{STAGE.format('dev')}]", STAGE.format("prod"), "unknown"),
        ("!Contains [[a, b], !Ref Stage]", f"!Or [{STAGE.format('a')}, {STAGE.format('b')}]", "is"),
        ("!Contains [[a, b], !Ref Stage]", STAGE.format("c"), "is not"),
        ("!Equals [!Ref Stage, !Ref Size]", "!Equals [!Ref Size, !Ref Stage]", "is"),
        ("!Not [!Equals [!Ref Stage, !Ref Size]]", "!Equals [!Ref Size, !Ref Stage]", "is not"),
        (
            f"!Or [{STAGE.format('a')}, !Equals [!Ref Size, large]]",
            f"!And [!Not [{STAGE.format('a')}], !Not [!Equals [!Ref Size, large]]]",
            "is not",
        ),
        # A default does not decide a rule, which may force the user to override it.
        (f"!Or [{STAGE.format('a')}, !Equals [!Ref Mode, on]]", STAGE.format("a"), "unknown"),
    ],
)
def test_rules_decide_conditions(assertion: str, condition: str, expected: str) -> None:
    rules = f"{{R: {{Assertions: [{{Assert: {assertion}}}]}}}}"
    assert outcome(rules, condition) == expected


@pytest.mark.parametrize(
    ("applies", "size", "expected"),
    [
        ("!Equals [a, a]", None, "is"),
        ("!Equals [a, b]", None, "unknown"),
        ("!Equals [!Ref Size, large]", None, "unknown"),
        ("!Equals [!Ref Size, large]", "large", "is"),
        ("!Equals [!Ref Size, large]", "small", "unknown"),
        ("{Fn::RefAll: 'AWS::EC2::VPC::Id'}", None, "unknown"),
    ],
)
def test_a_rule_with_a_condition(applies: str, size: str | None, expected: str) -> None:
    rules = f"{{R: {{RuleCondition: {applies}, Assertions: [{{Assert: {STAGE.format('a')}}}]}}}}"
    options = None if size is None else Options({"Size": size})
    assert outcome(rules, STAGE.format("a"), options) == expected


def test_rules_of_several_parameters() -> None:
    rules = """
  R:
    RuleCondition: !Equals [!Ref Stage, prod]
    Assertions: [{Assert: !Equals [!Ref Size, large]}]
  S:
    Assertions: [{Assert: !Contains [[dev, prod], !Ref Stage]}]
"""
    small_in_prod = "!And [!Equals [!Ref Stage, prod], !Equals [!Ref Size, small]]"
    assert outcome(rules, small_in_prod) == "is not"
    assert outcome(rules, "!Equals [!Ref Size, small]") == "unknown"


def test_rules_are_read_to_a_limit() -> None:
    texts = ", ".join(f"a{n}" for n in range(MAX_RULE_COMPARISONS + 1))
    many = f"{{R: {{Assertions: [{{Assert: !Contains [[{texts}], !Ref Stage]}}]}}}}"
    assert outcome(many, STAGE.format("b")) == "unknown"
    rule = "{{Assertions: [{{Assert: !Not [!Equals [!Ref Stage, a{0}]]}}]}}"
    rules = ", ".join(f"R{n}: {rule.format(n)}" for n in range(MAX_RULE_COMPARISONS + 1))
    assert outcome(f"{{{rules}}}", STAGE.format("a1")) == "is not"
    assert outcome(f"{{{rules}}}", STAGE.format(f"a{MAX_RULE_COMPARISONS}")) == "unknown"
