from __future__ import annotations

import pytest

from iaclint.cloudformation.options import Options
from iaclint.symbolic.values import ABSENT, Identity, Unknown
from tests.cloudformation.templates import evaluate, show

BRANCHES = ("IsProd is true", "IsProd is false")


def by_prod(then: object, otherwise: object) -> dict[str, object]:
    return dict(zip(BRANCHES, (then, otherwise), strict=True))


GROUPS = ["<Group>", "<Net.DefaultSecurityGroup>"]
CASES = [
    # plain data
    ("text", "text"),
    ("12", 12),
    ("true", True),
    ("'true'", "true"),
    ("2012-10-17", "2012-10-17"),
    ("null", None),
    ("[1, [2], {a: b}]", [1, [2], {"a": "b"}]),
    ("{a: {b: [c]}}", {"a": {"b": ["c"]}}),
    ("{}", {}),
    ("[]", []),
    ("{Condition: IsProd}", {"Condition": "IsProd"}),
    ("{Ref: Name, Other: x}", {"Ref": "Name", "Other": "x"}),
    # Ref to parameters
    ("!Ref Name", "clinic"),
    ("{Ref: Name}", "clinic"),
    ("!Ref Secret", "hidden"),
    ("!Ref Empty", ""),
    ("!Ref Flag", "true"),
    ("!Ref Bare", "true"),
    ("!Ref Consent", "true"),
    ("!Ref Padded", "012345670123"),
    ("!Ref Days", 30),
    ("!Ref DaysText", 30),
    ("!Ref Ratio", 1.5),
    ("!Ref Names", ["a", "b", "c"]),
    ("!Ref NoNames", []),
    ("!Ref Ports", [80, 443]),
    ("!Ref Key", "main"),
    ("!Ref Only", "one"),
    ("!Ref Env", "<parameter Env>"),
    ("!Ref Stage", "<parameter Stage>"),
    ("!Ref Subnets", "<parameter Subnets>"),
    ("!Ref Image", "<parameter Image>"),
    # Ref to the rest
    ("!Ref Media", "<Media>"),
    ("{Ref: Media}", "<Media>"),
    ("!Ref Nothing", "<Nothing>"),
    ("!Ref AWS::NoValue", "ABSENT"),
    ("!Ref AWS::Region", "<AWS::Region>"),
    ("!Ref AWS::StackName", "<AWS::StackName>"),
    ("!Ref AWS::NotificationARNs", "<AWS::NotificationARNs>"),
    ("{a: !Ref AWS::NoValue, b: 1}", {"b": 1}),
    ("[1, !Ref AWS::NoValue, 2]", [1, 2]),
    # GetAtt
    ("!GetAtt Media.Arn", "<Media.Arn>"),
    ("!GetAtt [Media, Arn]", "<Media.Arn>"),
    ("Fn::GetAtt: Media.Arn", "<Media.Arn>"),
    ("Fn::GetAtt: [Media, Arn]", "<Media.Arn>"),
    ("Fn::GetAtt: [Media, !Ref Name]", "<Media.clinic>"),
    ("Fn::GetAtt: [Media, !Ref Env]", "<parameter Env>"),
    ("!GetAtt Media.Outputs.Deep", "<Media.Outputs.Deep>"),
    ("!GetAtt Media", "<!GetAtt>"),
    ("!GetAtt Nothing.Arn", "<Nothing.Arn>"),
    # Sub
    ("!Sub plain", "plain"),
    ("!Sub '${Name}-x'", "clinic-x"),
    ("Fn::Sub: '${Name}-x'", "clinic-x"),
    ("!Sub '${Name}${Flag}'", "clinictrue"),
    ("!Sub 'in ${Days} days'", "in 30 days"),
    ("!Sub '${!Name}'", "${Name}"),
    ("!Sub '$Name {Name} $${Name}'", "$Name {Name} $clinic"),
    ("!Sub 'a-${Env}-b'", "a-<parameter Env>-b"),
    ("!Sub '${Media}/*'", "<Media>/*"),
    ("!Sub '${Media.Arn}/*'", "<Media.Arn>/*"),
    ("!Sub 'arn:${AWS::Partition}:s3:::x'", "arn:<AWS::Partition>:s3:::x"),
    ("!Sub '${Env}'", "<parameter Env>"),
    ("!Sub ['${a}-${Name}', {a: b}]", "b-clinic"),
    ("!Sub ['${Name}', {Name: mine}]", "mine"),
    ("!Sub ['${a}', {a: !Ref Env}]", "<parameter Env>"),
    ("!Sub ['${a.b}', {a.b: c}]", "c"),
    ("!Sub ['${a}', {a: !Sub '${Name}!'}]", "clinic!"),
    ("Fn::Sub:\n- ${a}\n- {a: {Ref: Name}}", "clinic"),
    ("!Sub ['${a}', {a: !If [IsProd, p, d]}]", by_prod("p", "d")),
    ("!Sub ['${a}${b}', {a: !If [IsProd, p, d], b: !If [IsProd, P, D]}]", by_prod("pP", "dD")),
    ("!Sub ['${a}${b}', {a: !If [IsProd, p, d], b: !If [NotProd, P, D]}]", by_prod("pD", "dP")),
    ("!Sub [x]", "<!Sub>"),
    ("!Sub '${Nothing}'", "<Nothing>"),
    ("!Sub |\n  a ${Name}\n  b", "a clinic\nb\n"),
    # Join
    ("!Join ['-', [a, b]]", "a-b"),
    ("Fn::Join: ['', [a, {Ref: Name}]]", "aclinic"),
    ("!Join [',', !Ref Names]", "a,b,c"),
    ("!Join ['', !Ref NoNames]", ""),
    ("!Join ['-', [a]]", "a"),
    ("!Join ['-', []]", ""),
    ("!Join ['-', [a, !Ref Env, b]]", "a-<parameter Env>-b"),
    ("!Join ['-', [1, true]]", "1-true"),
    ("!Join ['-', [a, !Ref AWS::NoValue, b]]", "a-b"),
    ("!Join [',', !Ref Subnets]", "<parameter Subnets>"),
    ("!Join ['-', [a, !If [IsProd, b, !Ref AWS::NoValue]]]", by_prod("a-b", "a")),
    ("!Join ['', [a, !Sub '${Env}/*']]", "a<parameter Env>/*"),
    ("!Join [a]", "<!Join>"),
    ("!Join ['-', !Split [',', 'a,b']]", "a-b"),
    # Split, Select
    ("!Split [',', 'a,b']", ["a", "b"]),
    ("!Split [',', 'a']", ["a"]),
    ("Fn::Split: ['::', 'a::b']", ["a", "b"]),
    ("!Split [',', !Ref Env]", "<parameter Env>"),
    ("!Split [',', !If [IsProd, 'a,b', c]]", by_prod(["a", "b"], ["c"])),
    ("!Select [0, [a, b]]", "a"),
    ("!Select ['1', [a, b]]", "b"),
    ("!Select [1, !Ref Names]", "b"),
    ("Fn::Select: [2, {'Fn::Split': ['.', 'a.b.c']}]", "c"),
    ("!Select [2, [a, b]]", "<Fn::Select 2 of a list of 2>"),
    ("!Select [!Ref Env, [a, b]]", "<parameter Env>"),
    ("!Select [0, !Ref Subnets]", "<parameter Subnets>"),
    ("!Select [0, !If [IsProd, [a], [b]]]", by_prod("a", "b")),
    ("!Select [0, !GetAZs '']", "<Fn::GetAZs AWS::Region>"),
    ("!Select [0, !Split ['-', !Sub 'a-b${Env}-c']]", "a"),
    ("!Select [1, !Split ['-', !Sub 'a-b${Env}-c']]", "<parameter Env>"),
    ("!Select [0, !Split ['-', !Sub '${Env}-c']]", "<parameter Env>"),
    # lists of which elements are unknown
    ("!Split [',', !Sub '${Media},x,${AWS::Region}']", ["<Media>", "x", "<AWS::Region>"]),
    ("!Split [',', !Join [',', [!Ref Group, !GetAtt Net.DefaultSecurityGroup]]]", GROUPS),
    ("!Split [',', !Sub '${Group},a-${Media}']", ["<Group>", "a-<Media>"]),
    ("!Select [1, !Split [',', !Sub '${Group},${Media}']]", "<Media>"),
    ("!Select [1, !Split [',', !Sub '${Zone},${Media}']]", "<Media>"),
    ("!Select [0, !Split [',', !Sub '${Group},${Env}']]", "<Group>"),
    ("!Select [1, !Split [',', !Sub '${Group},${Env}']]", "<parameter Env>"),
    ("!Select [1, !Split [',', !Sub '${Env},${Group}']]", "<parameter Env>"),
    ("!Split [',', !Sub '${Env},${Group}']", ["<parameter Env>", "<Group>"]),
    ("Fn::Length: !Split [',', !Sub '${Group},${Media}']", 2),
    ("Fn::Length: !Split [',', !Sub '${Group},${Env}']", "<parameter Env>"),
    ("Fn::Length: !Split ['-', !Sub '${Group}-${Media}']", "<Group>"),
    # dynamic references
    ("'{{resolve:ssm:/acl}}'", "<{{resolve:ssm:/acl}}>"),
    (
        "'a-{{resolve:ssm:/b:1}}-{{resolve:secretsmanager:c}}'",
        "a-<{{resolve:ssm:/b:1}}>-<{{resolve:secretsmanager:c}}>",
    ),
    ("!Sub 'x{{resolve:ssm:/${Name}/b}}'", "x<{{resolve:ssm:/clinic/b}}>"),
    ("!Sub 'x{{resolve:ssm:/${Env}/b}}y'", "x<{{resolve:ssm:/${parameter Env}/b}}>y"),
    ("!Sub '{{resolve:ssm:/${Env}'", "<{{resolve:…}}>"),
    (
        "!Sub ['{\"a\": ${J}}', {J: {'Fn::ToJsonString': [!Ref Env]}}]",
        ("json", {"a": ["<parameter Env>"]}),
    ),
    ("{a: [!If [IsProd, '{{resolve:ssm:/x}}', y]]}", {"a": [by_prod("<{{resolve:ssm:/x}}>", "y")]}),
    (
        "Fn::ToJsonString: {a: '{{resolve:ssm:/x}}', b: !Ref Env}",
        ("json", {"a": "<{{resolve:ssm:/x}}>", "b": "<parameter Env>"}),
    ),
    ("'{{resolve:secretsmanager:{a}::b}}'", "<{{resolve:secretsmanager:{a}::b}}>"),
    ("'{{other}}'", "{{other}}"),
    ("'{{resolve:ssm:/x'", "{{resolve:ssm:/x"),
    # FindInMap
    ("!FindInMap [Regions, eu-west-1, Ami]", "ami-1"),
    ("Fn::FindInMap: [Regions, us-east-1, Ami]", "ami-2"),
    ("!FindInMap [Regions, eu-west-1, Zones]", ["a", "b"]),
    ("!Select [1, !FindInMap [Regions, eu-west-1, Zones]]", "b"),
    (
        "!FindInMap [Stages, !Ref Stage, Days]",
        {
            "parameter Stage is dev": 1,
            "parameter Stage is prod": 30,
        },
    ),
    ("!FindInMap [Regions, !Ref AWS::Region, Same]", "x"),
    (
        "!FindInMap [Regions, !Ref AWS::Region, Ami]",
        {
            "AWS::Region is eu-west-1": "ami-1",
            "AWS::Region is us-east-1": "ami-2",
        },
    ),
    ("!FindInMap [Regions, nowhere, Ami]", "<mapping Regions: no key nowhere>"),
    ("!FindInMap [Regions, nowhere, Ami, {DefaultValue: z}]", "z"),
    ("!FindInMap [Regions, eu-west-1, Ami, {DefaultValue: z}]", "ami-1"),
    ("!FindInMap [Nothing, a, b]", "<mapping Nothing>"),
    ("!FindInMap [Stages, !Sub '${Env}x', Days]", "<parameter Env>"),
    ("!FindInMap [Stages, !If [IsProd, prod, qa], Days]", by_prod(30, 7)),
    # If
    ("!If [Yes, a, b]", "a"),
    ("!If [No, a, b]", "b"),
    ("Fn::If: [Yes, a, b]", "a"),
    ("!If [IsProd, a, b]", by_prod("a", "b")),
    ("!If [IsProd, a, a]", "a"),
    ("!If [NotProd, a, b]", by_prod("b", "a")),
    ("!If [AlsoProd, a, b]", by_prod("a", "b")),
    ("!If [IsQa, a, b]", "b"),
    ("!If [No, a, !Ref AWS::NoValue]", "ABSENT"),
    ("{k: !If [No, a, !Ref AWS::NoValue]}", {}),
    ("!If [IsProd, a, !Ref AWS::NoValue]", by_prod("a", "ABSENT")),
    ("[1, !If [No, a, !Ref AWS::NoValue]]", [1]),
    ("[1, !If [IsProd, a, !Ref AWS::NoValue]]", by_prod([1, "a"], [1])),
    (
        "[!If [IsProd, a, !Ref AWS::NoValue], !If [NotProd, b, !Ref AWS::NoValue]]",
        by_prod(["a"], ["b"]),
    ),
    ("!If [IsProd, {x: !If [IsProd, 1, 2]}, {x: !If [IsProd, 1, 2]}]", by_prod({"x": 1}, {"x": 2})),
    ("!If [IsProd, !If [NotProd, 1, 2], 3]", by_prod(2, 3)),
    ("!If [Yes, !If [No, 1, 2], 3]", 2),
    ("!If [Nothing, a, b]", {"Nothing is true": "a", "Nothing is false": "b"}),
    ("!If [Yes, a]", "<!If>"),
    # the others
    ("!Base64 hello", "aGVsbG8="),
    ("Fn::Base64: !Sub '${Name}'", "Y2xpbmlj"),
    ("!Base64 {Ref: Env}", "<parameter Env>"),
    ("!GetAZs eu-west-1", "<Fn::GetAZs eu-west-1>"),
    ("!Cidr [10.0.0.0/16, 2, 8]", ["10.0.0.0/24", "10.0.1.0/24"]),
    ("!Cidr ['2001:db8::/56', 1, 64]", ["2001:db8::/64"]),
    ("!Cidr [10.0.0.0/16, 1]", ["10.0.0.0/24"]),
    ("!Cidr [nonsense, 1, 8]", "<Fn::Cidr of nonsense>"),
    ("!Cidr [!Ref Env, 1, 8]", "<parameter Env>"),
    ("!ImportValue shared", "<export shared>"),
    ("!ImportValue {Fn::Sub: '${Name}-vpc'}", "<export clinic-vpc>"),
    ("!ImportValue {Fn::Sub: '${Env}-vpc'}", "<export ${Env}-vpc>"),
    ("!Transform {Name: AWS::Include, Parameters: {}}", "<Fn::Transform AWS::Include>"),
    ("{a: 1, Fn::Transform: {Name: Mine}}", "<Fn::Transform Mine>"),
    ("Fn::ToJsonString: {a: [1, !Ref Name]}", '{"a":[1,"clinic"]}'),
    ("Fn::ToJsonString: {a: !Ref Env}", ("json", {"a": "<parameter Env>"})),
    ("!Length [a, b]", 2),
    ("Fn::Length: !Ref Names", 3),
    ("Fn::Length: !Ref Subnets", "<parameter Subnets>"),
    ("!Nonsense x", "<!Nonsense>"),
    ("Fn::Nonsense: x", "<Fn::Nonsense>"),
]


@pytest.mark.parametrize(("expression", "expected"), CASES, ids=[case[0] for case in CASES])
def test_value(expression: str, expected: object) -> None:
    assert show(evaluate(expression)) == expected


LOGIC = [
    ("!Equals [a, a]", True),
    ("!Equals [a, b]", False),
    ("!Equals [!Ref Flag, true]", True),
    ("!Equals [!Ref Days, '30']", True),
    ("!Equals [1, '1']", True),
    ("!Equals [!Ref Env, x]", "<parameter Env>"),
    ("!Equals [!Ref Env, !Ref Env]", True),
    ("!Equals [!Ref Stage, qa]", False),
    ("!Equals [!Ref Stage, dev]", "<parameter Stage>"),
    ("!Equals [!Ref Stage, !Ref Only]", False),
    ("!Equals [!Sub 'a-${Env}', b]", False),
    ("!Equals [!Join ['', !Ref NoNames], '']", True),
    ("!Equals [!FindInMap [Regions, !Ref AWS::Region, Ami], ami-9]", False),
    ("!Equals [!FindInMap [Regions, !Ref AWS::Region, Ami], ami-1]", "<AWS::Region>"),
    ("!Not [!Equals [a, b]]", True),
    ("!Not [!Equals [!Ref Env, b]]", "<parameter Env>"),
    ("!Not [{Condition: Yes}]", False),
    ("!And [!Condition Yes, !Condition No]", False),
    ("!And [!Condition Yes, {Condition: Yes}]", True),
    ("!And [!Condition IsProd, !Condition No]", False),
    ("!And [!Condition IsProd, !Condition Yes]", "<condition IsProd>"),
    ("!Or [!Condition IsProd, !Condition Yes]", True),
    ("!Or [!Condition IsProd, !Condition No]", "<condition IsProd>"),
    ("!Or [!Condition No, !Condition No]", False),
    ("!Condition Yes", True),
    ("!Condition IsLive", "<condition IsLive>"),
    ("!And [!Condition Yes]", "<!And>"),
]


@pytest.mark.parametrize(("expression", "expected"), LOGIC, ids=[case[0] for case in LOGIC])
def test_condition(expression: str, expected: object) -> None:
    assert show(evaluate(expression)) == expected


@pytest.mark.parametrize(
    ("expression", "options", "expected"),
    [
        ("!Ref Env", Options({"Env": "live"}), "live"),
        ("!Ref Name", Options({"Name": "given"}), "given"),
        ("!Ref Name", Options({"Name": None}), "<parameter Name>"),
        ("!Ref Size", Options({"Size": "5"}), 5),
        ("!Ref Subnets", Options({"Subnets": "a,b"}), ["a", "b"]),
        ("!Ref Subnets", Options({"Subnets": ("a", "b")}), ["a", "b"]),
        ("!Ref Flag", Options({"Flag": False}), "false"),
        ("!If [IsProd, a, b]", Options({"Stage": "prod"}), "a"),
        ("!If [IsLive, a, b]", Options({"Env": "x"}), "b"),
        ("!Ref AWS::Region", Options(region="eu-west-1"), "eu-west-1"),
        ("!Ref AWS::AccountId", Options(account="123456789012"), "123456789012"),
        ("!Ref AWS::Partition", Options(region="cn-north-1"), "aws-cn"),
        ("!Ref AWS::Partition", Options(region="us-isob-east-1"), "aws-iso-b"),
        ("!Ref AWS::Partition", Options(partition="aws-us-gov"), "aws-us-gov"),
        ("!Ref AWS::URLSuffix", Options(region="eu-west-1"), "amazonaws.com"),
        ("!Sub '${AWS::Partition}:${AWS::Region}'", Options(region="us-east-1"), "aws:us-east-1"),
        ("!FindInMap [Regions, !Ref AWS::Region, Ami]", Options(region="us-east-1"), "ami-2"),
        ("!GetAZs ''", Options(region="us-east-1"), "<Fn::GetAZs us-east-1>"),
    ],
)
def test_options(expression: str, options: Options, expected: object) -> None:
    assert show(evaluate(expression, options)) == expected


@pytest.mark.parametrize(
    ("expression", "identity"),
    [
        ("!Ref Media", Identity("t.yaml:Media", "Ref")),
        ("!Sub '${Media}'", Identity("t.yaml:Media", "Ref")),
        ("!GetAtt Media.Arn", Identity("t.yaml:Media", "Arn")),
        ("!Sub '${Media.Arn}'", Identity("t.yaml:Media", "Arn")),
        ("!Join ['', [!GetAtt Media.Arn]]", Identity("t.yaml:Media", "Arn")),
        ("!If [Yes, !Ref Media, !Ref Logs]", Identity("t.yaml:Media", "Ref")),
        ("!Select [0, [!Ref Logs]]", Identity("t.yaml:Logs", "Ref")),
        ("!Ref Env", Identity("t.yaml:parameter Env", "")),
        ("!Ref AWS::Region", Identity("t.yaml:AWS::Region", "")),
        ("!ImportValue shared", Identity("export shared", "")),
        ("!Ref Nothing", None),
    ],
)
def test_identity(expression: str, identity: Identity | None) -> None:
    value = evaluate(expression)
    assert isinstance(value, Unknown)
    assert value.identity == identity


def test_allowed_values_bound_a_parameter() -> None:
    value = evaluate("!Ref Stage")
    assert isinstance(value, Unknown)
    assert value.options == ("dev", "prod")
    assert value.not_null


def test_choice_names_its_condition() -> None:
    from iaclint.symbolic.values import Choice

    value = evaluate("!If [IsProd, a, b]")
    assert isinstance(value, Choice)
    assert value.test.symbol == "condition IsProd"
    assert value.test.identity == Identity("t.yaml:condition IsProd", "")


def test_nothing_is_absent() -> None:
    assert evaluate("!Ref AWS::NoValue") is ABSENT
