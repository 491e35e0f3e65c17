"""Parameters whose constraints leave one value, a few, or exclude some."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.cloudformation.options import Options
from iaclint.symbolic.values import Unknown, Value
from tests.cloudformation.files import load_files
from tests.cloudformation.templates import read, resource
from tests.terraform.support import verdicts

TEMPLATE = """\
Parameters:
  P: {PARAMETER}
Resources:
  A: {Type: X::Y, Properties: {P: !Ref P}}
"""


def value_of(parameter: str, options: Options | None = None) -> Value:
    text = TEMPLATE.replace("PARAMETER", parameter)
    return resource(read(text, options), "A").body.get("P")


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("Type: String, AllowedPattern: dev", "dev"),
        ("Type: String, AllowedPattern: ^dev$", "dev"),
        ("Type: String, AllowedPattern: (dev)", "dev"),
        ("Type: String, AllowedPattern: '^(?:a-b/c d)$'", "a-b/c d"),
        (r"Type: String, AllowedPattern: '10\.0\.0\.0/8'", "10.0.0.0/8"),
        ("Type: String, AllowedPattern: ^$", ""),
        ("Type: String, MaxLength: 0", ""),
        ("Type: String, MaxLength: '0'", ""),
        ("Type: Number, MinValue: 5, MaxValue: 5", 5),
        ("Type: Number, MinValue: '5', MaxValue: 5", 5),
        ("Type: String, AllowedPattern: dev|qa, AllowedValues: [dev, prod]", "dev"),
    ],
)
def test_one_value(parameter: str, value: Value) -> None:
    assert value_of(parameter) == value


@pytest.mark.parametrize(
    ("parameter", "options"),
    [
        ("Type: String, AllowedPattern: dev|prod", ("dev", "prod")),
        ("Type: String, AllowedPattern: ^(true|false)$", ("true", "false")),
        ("Type: String, AllowedPattern: 'dev|'", ("dev", "")),
        ("Type: String, AllowedPattern: de.", None),
        ("Type: String, AllowedPattern: dev*", None),
        ("Type: String, AllowedPattern: '[dev]'", None),
        (r"Type: String, AllowedPattern: '\d'", None),
        ("Type: String, AllowedPattern: (dev|prod)1", None),
        ("Type: String, AllowedPattern: ''", None),
        ("Type: String, MaxLength: 1", None),
        ("Type: String, MinValue: 5, MaxValue: 5", None),
        ("Type: Number, MinValue: 5, MaxValue: 6", None),
        ("Type: Number, MinValue: 5", None),
        ("Type: CommaDelimitedList, AllowedPattern: dev", None),
    ],
)
def test_several_values(parameter: str, options: tuple[str, ...] | None) -> None:
    value = value_of(parameter)
    assert isinstance(value, Unknown)
    assert value.options == options


def test_a_given_value_and_a_default_count_first() -> None:
    assert value_of("Type: String, AllowedPattern: dev, Default: dev") == "dev"
    assert value_of("Type: String, AllowedPattern: dev|prod", Options({"P": "prod"})) == "prod"


COMPARED = """\
Parameters:
  P: {PARAMETER}
Conditions:
  C: CONDITION
Resources:
  A: {Type: X::Y, Properties: {P: !If [C, "is", "is not"]}}
"""


def outcome(parameter: str, condition: str, options: Options | None = None) -> str:
    """Return whether a condition is certain: ``is``, ``is not`` or ``unknown``."""
    text = COMPARED.replace("PARAMETER", parameter).replace("CONDITION", condition)
    value = resource(read(text, options), "A").body.get("P")
    return value if isinstance(value, str) else "unknown"


@pytest.mark.parametrize(
    ("parameter", "text", "expected"),
    [
        ("Type: String", "", "unknown"),
        ("Type: String, MinLength: 1", "", "is not"),
        ("Type: String, MinLength: '3'", "ab", "is not"),
        ("Type: String, MinLength: 3", "abc", "unknown"),
        ("Type: String, MaxLength: 3", "abcd", "is not"),
        ("Type: String, MaxLength: 3", "äöüß", "unknown"),
        ("Type: String, MinLength: many", "", "unknown"),
        ("Type: String, MinLength: !Ref AWS::Region", "", "unknown"),
        ("Type: String, AllowedPattern: '[a-z]+'", "PROD", "is not"),
        ("Type: String, AllowedPattern: '[a-z]+'", "", "is not"),
        ("Type: String, AllowedPattern: '[a-z]+'", "prod", "unknown"),
        ("Type: String, AllowedPattern: '[a-z]'", "prod", "is not"),
        ("Type: String, AllowedPattern: ''", "prod", "unknown"),
        ("Type: String, AllowedPattern: '(?!prod).*'", "prod", "unknown"),
        ("Type: String, AllowedPattern: '[a-z&&[^p]]+'", "p&]", "unknown"),
        ("Type: String, AllowedPattern: '[a-z&&[^p]]+'", "x", "unknown"),
        ("Type: String, AllowedPattern: '[a[xy]]'", "x", "unknown"),
        ("Type: String, AllowedPattern: '[]a[xy]]'", "x", "unknown"),
        (r"Type: String, AllowedPattern: '[\]a[xy]]'", "x", "unknown"),
        ("Type: String, AllowedPattern: '[[:alpha:]]'", "p", "unknown"),
        (r"Type: String, AllowedPattern: '(a)\10'", "aa0", "unknown"),
        ("Type: String, AllowedPattern: '.'", "é", "unknown"),
        ("Type: String, AllowedPattern: 'a.c'", "a\\nc", "unknown"),
        (f"Type: String, AllowedPattern: '[a]{'a' * 1001}'", "b", "unknown"),
        ("Type: Number", "", "is not"),
        ("Type: Number", "none", "is not"),
        ("Type: Number", "1", "unknown"),
        ("Type: Number", "1e3", "unknown"),
        ("Type: Number", "-.5", "unknown"),
        ("Type: Number", " 7", "unknown"),
        ("Type: Number", "NaN", "unknown"),
        ("Type: Number", "٣", "unknown"),
        ("Type: Number, MinValue: 5", "1", "is not"),
        ("Type: Number, MinValue: 5", "1.0", "is not"),
        ("Type: Number, MinValue: 5", "5.0", "unknown"),
        ("Type: Number, MinValue: 5", "1e3", "unknown"),
        ("Type: Number, MaxValue: 5", "6", "is not"),
        ("Type: Number, MaxValue: 5", "-6", "unknown"),
        ("Type: Number, MinLength: 3", "1", "unknown"),
        ("Type: AWS::EC2::VPC::Id", "", "is not"),
        ("Type: AWS::EC2::VPC::Id", "none", "is not"),
        ("Type: AWS::EC2::VPC::Id", "vpc-1", "unknown"),
        ("Type: AWS::EC2::KeyPair::KeyName", "", "is not"),
        ("Type: AWS::EC2::KeyPair::KeyName", "none", "unknown"),
        ("Type: AWS::Route53::HostedZone::Id", "", "is not"),
        ("Type: AWS::SSM::Parameter::Name", "", "is not"),
        ("Type: AWS::SSM::Parameter::Value<String>, MinLength: 9", "a", "unknown"),
        ("Type: CommaDelimitedList, MinLength: 9", "a", "unknown"),
    ],
)
def test_a_text_that_constraints_exclude(parameter: str, text: str, expected: str) -> None:
    assert outcome(parameter, f'!Equals [!Ref P, "{text}"]') == expected
    assert outcome(parameter, f'!Equals ["x{text}", !Sub "x${{P}}"]') == expected


def test_constraints_of_a_nested_stack_and_of_its_parent_both_count(tmp_path: Path) -> None:
    parent = (
        "Parameters: {V: {Type: String, MinLength: 3}}\n"
        "Resources:\n  S:\n    Type: AWS::CloudFormation::Stack\n"
        "    Properties: {TemplateURL: n.yaml, Parameters: {P: !Ref V}}\n"
    )
    for text, expected in (("ab", "is not"), ("ABC", "is not"), ("abc", "unknown")):
        nested = COMPARED.replace("PARAMETER", "Type: String, AllowedPattern: '[a-z]*'")
        nested = nested.replace("CONDITION", f"!Equals [!Ref P, {text}]")
        files = {"p.yaml": parent, "n.yaml": nested}
        found = load_files(tmp_path, files)
        value = resource(found, "S/A").body.get("P")
        assert (value if isinstance(value, str) else "unknown") == expected


def test_words_of_models_are_not_compared_as_they_are_written(tmp_path: Path) -> None:
    template = (
        "Parameters:\n"
        "  Acl: {Type: String, AllowedPattern: '[A-Z].+'}\n"
        "  Block: {Type: String, AllowedPattern: '[A-Z]+'}\n"
        "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n"
        "      AccessControl: !Ref Acl\n"
        "      OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerPreferred}]}\n"
        "      PublicAccessBlockConfiguration:\n"
        "        {BlockPublicAcls: !Ref Block, IgnorePublicAcls: !Ref Block}\n"
    )
    found = verdicts(tmp_path, {"t.yaml": template}, "aws-s3-public-access")
    assert found == {"B": "unknown"}


PARAMETERS = [
    {"Type": "String", "MinLength": 1},
    {"Type": "String", "MinLength": 2, "MaxLength": 3},
    {"Type": "String", "MaxLength": 0},
    {"Type": "String", "AllowedPattern": "[a-z]+"},
    {"Type": "String", "AllowedPattern": "(?i)^prod|d.*$"},
    {"Type": "String", "AllowedPattern": "dev|prod"},
    {"Type": "String", "AllowedPattern": "[^a-c]*"},
    {"Type": "String", "AllowedValues": ["dev", "", "prod", "PROD"], "MinLength": 1},
    {"Type": "String", "AllowedValues": ["dev", "1", "prod"], "AllowedPattern": "[a-z]+"},
    {"Type": "Number"},
    {"Type": "Number", "MinValue": 1},
    {"Type": "Number", "MinValue": -1.5, "MaxValue": 2},
]
VALUES = ["", "a", "dev", "prod", "PROD", "abc", "1", "1.0", "+1", "01", "2", "-1", "3", "1e0", "é"]
LITERALS = st.sampled_from(VALUES)
EQUAL = st.builds(
    lambda text, is_part: {
        "Fn::Equals": [{"Fn::Sub": "x${P}"} if is_part else {"Ref": "P"}, "x" * is_part + text]
    },
    LITERALS,
    st.booleans(),
)
CONDITIONS = st.recursive(
    EQUAL,
    lambda inner: (
        inner.map(lambda item: {"Fn::Not": [item]})
        | st.lists(inner, min_size=2, max_size=3).map(lambda items: {"Fn::And": items})
        | st.lists(inner, min_size=2, max_size=3).map(lambda items: {"Fn::Or": items})
    ),
    max_leaves=4,
)
MEMBERS = st.lists(LITERALS, max_size=3)
ASSERTIONS = (
    CONDITIONS
    | MEMBERS.map(lambda texts: {"Fn::Contains": [texts, {"Ref": "P"}]})
    | MEMBERS.map(lambda texts: {"Fn::EachMemberIn": [[{"Ref": "P"}], texts]})
    | LITERALS.map(lambda text: {"Fn::EachMemberEquals": [[{"Ref": "P"}], text]})
)


def accepts(parameter: dict[str, object], value: str) -> bool:
    """Return whether CloudFormation accepts a value, as documented."""
    if value not in cast(list[str], parameter.get("AllowedValues", [value])):
        return False
    if parameter["Type"] == "Number":
        try:
            number = float(value)
        except ValueError:
            return False
        least, most = parameter.get("MinValue", number), parameter.get("MaxValue", number)
        return cast(float, least) <= number <= cast(float, most)
    least, most = parameter.get("MinLength", 0), parameter.get("MaxLength", 99)
    pattern = str(parameter.get("AllowedPattern", ".*"))
    is_long_enough = cast(int, least) <= len(value) <= cast(int, most)
    return is_long_enough and re.fullmatch(pattern, value) is not None


@given(
    st.sampled_from(PARAMETERS),
    CONDITIONS,
    st.lists(st.tuples(st.none() | CONDITIONS, ASSERTIONS), max_size=2),
)
def test_what_is_decided_holds_for_every_value_that_is_allowed(
    parameter: dict[str, object],
    condition: object,
    rules: list[tuple[object, object]],
) -> None:
    written = {
        f"R{n}": {
            **({} if applies is None else {"RuleCondition": applies}),
            "Assertions": [{"Assert": asserted}],
        }
        for n, (applies, asserted) in enumerate(rules)
    }
    text = json.dumps(
        {
            "Parameters": {"P": parameter},
            "Rules": written,
            "Conditions": {"C": condition},
            "Resources": {
                "A": {"Type": "X::Y", "Properties": {"P": {"Fn::If": ["C", "is", "is not"]}}}
            },
        }
    )
    decided = read(text, path="t.json").resources[0].body.get("P")
    for value in VALUES:
        given = read(text, Options({"P": value}), "t.json") if accepts(parameter, value) else None
        if given is not None and not any(d.code == "rule-violated" for d in given.diagnostics):
            known = given.resources[0].body.get("P")
            assert isinstance(known, str)
            assert decided == known or not isinstance(decided, str)


QUEUE = """\
Parameters: {{X: {{Type: String, {constraint}}}}}
Resources:
  Q: {{Type: AWS::SQS::Queue}}
  P:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Q]
      PolicyDocument:
        Statement:
          - {{Effect: Allow, Principal: "*", Action: "sqs:SendMessage", Resource: "*"}}
          - {{Effect: Deny, Principal: {{AWS: !Ref X}}, Action: "sqs:SendMessage", Resource: "*"}}
"""


@pytest.mark.parametrize(
    ("constraint", "verdict"),
    [
        ("AllowedPattern: 'arn:aws:iam::[0-9]+:role/.+'", "fail"),
        ("MinLength: 9", "fail"),
        ("AllowedPattern: 'arn:.+|[*]'", "unknown"),
        ("MaxLength: 9", "unknown"),
    ],
)
def test_a_principal_that_is_certainly_not_everyone(
    tmp_path: Path, constraint: str, verdict: str
) -> None:
    files = {"t.yaml": QUEUE.format(constraint=constraint)}
    assert verdicts(tmp_path, files, "aws-sqs-public-access")["Q"] == verdict


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("Type: String, MinLength: 3", "long"),
        ("Type: String, AllowedPattern: '[0-9].*'", "number"),
        ("Type: Number", "number"),
        ("Type: Number, AllowedValues: [1, 2]", "number"),
        ("Type: String, MinLength: 9", None),
        ("Type: String", None),
    ],
)
def test_a_key_that_constraints_exclude(parameter: str, expected: str | None) -> None:
    text = (
        f"Parameters: {{P: {{{parameter}}}}}\n"
        "Mappings: {M: {long: {K: long}, '1': {K: number}, ab: {K: short}}}\n"
        "Resources: {A: {Type: X::Y, Properties: {P: !FindInMap [M, !Ref P, K]}}}\n"
    )
    value = resource(read(text), "A").body.get("P")
    assert (value if isinstance(value, str) else None) == expected
