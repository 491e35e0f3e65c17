from __future__ import annotations

import pytest

from iaclint.cloudformation.loader import load_templates as load
from iaclint.cloudformation.options import Options
from iaclint.files.diagnostics import Level
from iaclint.files.source import SourceFile
from iaclint.symbolic.values import ABSENT, Unknown
from tests.cloudformation.templates import read, resource, show

HEADER = "AWSTemplateFormatVersion: 2010-09-09\n"


def test_resources_of_a_template() -> None:
    found = read("Resources:\n  Media:\n    Type: AWS::S3::Bucket\n", path="stacks/a.yaml")
    (bucket,) = found.resources
    assert (bucket.language, bucket.type, bucket.address) == (
        "cloudformation",
        "AWS::S3::Bucket",
        "Media",
    )
    assert bucket.scope == "stacks/a.yaml"
    assert bucket.key == "stacks/a.yaml:Media"
    assert bucket.span.text == "Media"
    assert (found.files, found.failed, found.diagnostics) == (1, 0, ())


def test_json_and_yaml_are_one_language() -> None:
    text = '{"Resources": {"A": {"Type": "X::Y", "Properties": {"P": {"Fn::Sub": "${A}-x"}}}}}'
    for path in ("a.json", "a.yaml", "a.template"):
        (found,) = read(text, path=path).resources
        assert show(found.body.get("P")) == "<A>-x"


CONDITIONAL = """
Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod]}
Conditions:
  Never: !Equals [a, b]
  Always: !Equals [a, a]
  IsProd: !Equals [!Ref Stage, prod]
  NotProd: !Not [!Condition IsProd]
Resources:
  Gone: {Type: X::Y, Condition: Never}
  There: {Type: X::Y, Condition: Always}
  Perhaps:
    Type: X::Y
    Condition: IsProd
    Properties: {P: !If [IsProd, a, b], Q: !If [NotProd, a, b]}
  Otherwise:
    Type: X::Y
    Condition: NotProd
    Properties: {P: !If [IsProd, a, b], Q: !If [NotProd, a, b]}
"""


def test_conditions_decide_which_resources_exist() -> None:
    found = read(CONDITIONAL)
    assert [r.address for r in found.resources] == ["There", "Perhaps", "Otherwise"]
    assert resource(found, "There").presence is None
    presence = resource(found, "Perhaps").presence
    assert isinstance(presence, Unknown)
    assert presence.symbol == "condition IsProd"


def test_a_resource_sees_its_own_condition_hold() -> None:
    found = read(CONDITIONAL)
    perhaps, otherwise = resource(found, "Perhaps").body, resource(found, "Otherwise").body
    assert (perhaps.get("P"), perhaps.get("Q")) == ("a", "b")
    assert (otherwise.get("P"), otherwise.get("Q")) == ("b", "a")


def test_a_parameter_value_decides_which_resources_exist() -> None:
    found = read(CONDITIONAL, Options({"Stage": "dev"}))
    assert [r.address for r in found.resources] == ["There", "Otherwise"]


def test_attributes_beside_properties() -> None:
    text = "Resources:\n  A: {Type: X::Y, DeletionPolicy: Retain, Properties: {P: 1}}\n"
    body = read(text).resources[0].body
    assert body.get("DeletionPolicy") == "Retain"
    assert body.get("UpdateReplacePolicy") is ABSENT
    assert body.get("Type") is ABSENT
    assert body.locate(("DeletionPolicy",)).text == "Retain"


def test_properties_that_a_transform_adds_are_unknown() -> None:
    text = """
Resources:
  A:
    Type: X::Y
    Properties:
      P: 1
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://x/y}}
"""
    body = read(text).resources[0].body
    assert body.get("P") == 1
    assert show(body.get("Q")) == "<Fn::Transform AWS::Include>"


def test_properties_as_a_whole_may_be_a_function() -> None:
    text = "Resources:\n  A: {Type: X::Y, Properties: !If [C, {P: 1}, {P: 2}]}\n"
    body = read(text).resources[0].body
    assert show(body.get("P")) == {"C is true": 1, "C is false": 2}
    assert body.get("Q") is ABSENT


@pytest.mark.parametrize(
    ("text", "code", "message", "place", "hint"),
    [
        (
            "Resources:\n  A: {Type: X::Y, Properties: {P: !Ref Medai}}\n  Media: {Type: X::Y}\n",
            "undefined-reference",
            "undefined parameter or resource 'Medai'",
            ("2:35", "!Ref Medai"),
            "did you mean 'Media'?",
        ),
        (
            "Resources:\n  A: {Type: X::Y, Properties: {P: !Sub 'x ${B.Arn}'}}\n",
            "undefined-reference",
            "undefined resource 'B'",
            ("2:43", "${B.Arn}"),
            None,
        ),
        (
            "Resources:\n  A: {Type: X::Y, Properties: {P: !GetAtt B.Arn}}\n",
            "undefined-reference",
            "undefined resource 'B'",
            ("2:35", "!GetAtt B.Arn"),
            None,
        ),
        (
            "Resources:\n  A: {Type: X::Y, DependsOn: [B]}\n",
            "undefined-reference",
            "undefined resource 'B'",
            ("2:31", "B"),
            None,
        ),
        (
            "Resources:\n  A: {Type: X::Y, Condition: Prod}\n",
            "undefined-reference",
            "undefined condition 'Prod'",
            ("2:30", "Prod"),
            None,
        ),
        (
            "Resources:\n  A: {Type: X::Y, Properties: {P: !FindInMap [M, a, b]}}\n",
            "undefined-reference",
            "undefined mapping 'M'",
            ("2:47", "M"),
            None,
        ),
        (
            "Conditions: {C: !Not [!Condition D]}\nResources:\n  A: {Type: X::Y}\n",
            "undefined-reference",
            "undefined condition 'D'",
            ("1:23", "!Condition D"),
            None,
        ),
        (
            "Resources:\n  A: {Type: X::Y, Properties: {P: !Joln [a]}}\n",
            "unknown-function",
            "unknown function !Joln",
            ("2:35", "!Joln [a]"),
            "did you mean '!Join'?",
        ),
        (
            "Resources:\n  A: {Type: X::Y, Properties: {P: {'Fn::Sbu': a}}}\n",
            "unknown-function",
            "unknown function Fn::Sbu",
            ("2:35", "{'Fn::Sbu': a}"),
            "did you mean 'Fn::Sub'?",
        ),
        (
            "Resources:\n  A: {Type: X::Y, Properties: {P: !Join [a]}}\n",
            "malformed-function",
            "!Join takes a list of 2 values",
            ("2:35", "!Join [a]"),
            None,
        ),
        (
            "Resources:\n  A: {Type: X::Y, Properties: {P: {'Fn::Sub': a, b: c}}}\n",
            "malformed-function",
            "Fn::Sub must be the only key of its mapping",
            ("2:36", "'Fn::Sub'"),
            None,
        ),
        (
            "Conditions:\n  B: !Not [!Condition C]\n  C: !Not [!Condition B]\n"
            "Resources:\n  A: {Type: X::Y}\n",
            "circular-reference",
            "circular dependency: condition B → C → B",
            ("2:3", "B"),
            None,
        ),
        (
            HEADER + "Resources: [A]\n",
            "template-structure",
            "section Resources must be a mapping",
            ("2:1", "Resources"),
            None,
        ),
        (
            HEADER + "Resourcs: {}\n",
            "template-structure",
            "unknown template section 'Resourcs'",
            ("2:1", "Resourcs"),
            "did you mean 'Resources'?",
        ),
        (
            "Resources:\n  A: {Properties: {}}\n",
            "template-structure",
            "resource A has no Type",
            ("2:3", "A"),
            None,
        ),
        (
            "Resources:\n  A: text\n",
            "template-structure",
            "resource A must be a mapping with a Type",
            ("2:3", "A"),
            None,
        ),
        (
            "Resources:\n  A: {Type: X::Y, Propertis: {}}\n",
            "template-structure",
            "unknown resource attribute 'Propertis'",
            ("2:19", "Propertis"),
            "did you mean 'Properties'?",
        ),
        (
            "Resources:\n  A: {Type: X::Y}\n  A: {Type: X::Y}\n",
            "duplicate-key",
            "duplicate key 'A', first defined on line 2",
            ("3:3", "A"),
            "only the last value is checked",
        ),
    ],
)
def test_errors(
    text: str, code: str, message: str, place: tuple[str, str], hint: str | None
) -> None:
    found = [d for d in read(text).diagnostics if d.code == code and d.message == message]
    (diagnostic,) = found
    assert diagnostic.span is not None
    assert (str(diagnostic.span).removeprefix("t.yaml:"), diagnostic.span.text) == place
    assert diagnostic.hint == hint


def test_a_broken_template_is_counted_and_the_rest_goes_on() -> None:
    broken = SourceFile("a.yaml", b"Resources:\n  A: [\n")
    whole = SourceFile("b.yaml", b"Resources:\n  A: {Type: X::Y}\n")
    found = load([broken, whole])
    assert (found.files, found.failed) == (2, 1)
    assert [r.scope for r in found.resources] == ["b.yaml"]
    assert [(d.level, d.code) for d in found.diagnostics] == [(Level.ERROR, "syntax-error")]


def test_files_that_are_not_templates_are_ignored() -> None:
    text = '{"a": {"Resources": {}, "Type": "AWS::X"}}'
    found = load([SourceFile("a.json", text.encode())])
    assert (found.resources, found.diagnostics, found.failed) == ((), (), 0)


@pytest.mark.parametrize(
    "text",
    [
        "Transform: Mine\n",
        "Transform: [AWS::LanguageExtensions, Mine]\n",
    ],
)
def test_names_may_come_from_a_transform(text: str) -> None:
    found = read(text + "Resources:\n  A: {Type: X::Y, Properties: {P: !Ref ARole}}\n")
    assert {diagnostic.code for diagnostic in found.diagnostics} == {"macro-not-run"}


@pytest.mark.parametrize(
    ("transform", "expected"),
    [
        ("[AWS::LanguageExtensions]", []),
        ("Count", ["12:Count"]),
        ("[AWS::LanguageExtensions, Count]", ["38:Count"]),
    ],
)
def test_a_macro_is_reported(transform: str, expected: list[str]) -> None:
    text = f"Transform: {transform}\nResources: {{B: {{Type: 'AWS::S3::Bucket'}}}}\n"
    found = load([SourceFile("a.yaml", text.encode())], Options())
    macros = [d for d in found.diagnostics if d.code == "macro-not-run" and d.span]
    assert [f"{d.span.start.column}:{d.span.text}" for d in macros if d.span] == expected
    assert [resource.address for resource in found.resources] == ["B"]


def test_only_resources_of_the_types_that_are_wanted() -> None:
    text = "Resources: {B: {Type: 'AWS::S3::Bucket'}, Q: {Type: 'AWS::SQS::Queue'}, N: {}}\n"
    found = load([SourceFile("a.yaml", text.encode())], Options(), wanted={"AWS::SQS::Queue"})
    assert [resource.address for resource in found.resources] == ["Q"]
    assert [diagnostic.message for diagnostic in found.diagnostics] == ["resource N has no Type"]


def test_an_attribute_has_the_value_of_its_property() -> None:
    text = """\
Parameters:
  Range: {Type: String, Default: 10.0.0.0/16}
  Other: {Type: String}
Resources:
  Network: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Range}}
  Elsewhere: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Other}}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      In: !GetAtt Network.CidrBlock
      Out: !Sub "${Network.CidrBlock}"
      Unset: !GetAtt Elsewhere.CidrBlock
      Made: !GetAtt Network.VpcId
"""
    group = resource(read(text), "Group").body
    assert [group.get(name) for name in ("In", "Out")] == ["10.0.0.0/16"] * 2
    assert show(group.get("Unset")) == "<parameter Other>"
    assert show(group.get("Made")) == "<Network.VpcId>"
    assert [related.caption for related in group.trail(("In",))] == [
        "CidrBlock of Network",
        "default of parameter Range",
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("!Ref Network", "<Network>"),
        ("!Sub 'id-${Network}'", "id-<Network>"),
        ("!Ref Other", "<parameter Other>"),
        ("!If [C, !Ref Network, a]", {"C is true": "<Network>", "C is false": "a"}),
        ("!Transform {Name: Made}", "<Repeated.Value>"),
    ],
)
def test_an_attribute_refers_to_what_its_property_does(given: str, expected: object) -> None:
    text = f"""\
Parameters: {{Other: {{Type: String}}}}
Conditions: {{C: !Equals [!Ref Other, a]}}
Resources:
  Network: {{Type: AWS::EC2::VPC}}
  Repeated: {{Type: AWS::SSM::Parameter, Properties: {{Type: String, Value: {given}}}}}
  Group: {{Type: AWS::EC2::SecurityGroup, Properties: {{VpcId: !GetAtt Repeated.Value}}}}
"""
    assert show(resource(read(text), "Group").body.get("VpcId")) == expected


@pytest.mark.parametrize("kind", ["Custom::Lookup", "AWS::CloudFormation::CustomResource"])
def test_attributes_of_a_custom_resource_are_unknown(kind: str) -> None:
    text = f"""\
Resources:
  Lookup: {{Type: "{kind}", Properties: {{Acl: Private}}}}
  Media: {{Type: AWS::S3::Bucket, Properties: {{AccessControl: !GetAtt Lookup.Acl}}}}
"""
    media = resource(read(text), "Media").body
    assert show(media.get("AccessControl")) == "<Lookup.Acl>"
    assert media.trail(("AccessControl",)) == ()


TEMPLATE = HEADER + "Resources:\n  A: {Type: X::Y}\n"


@pytest.mark.parametrize(
    ("text", "addresses", "codes"),
    [
        (f"---\n---\n{TEMPLATE}", ["A"], []),
        (f"---\n# a comment\n---\n{TEMPLATE}---\n...\n", ["A"], []),
        (f"{TEMPLATE}---\n{TEMPLATE}", ["A"], ["several-documents"]),
        (f"Description: other\n---\n{TEMPLATE}", [], ["several-documents"]),
        (f"text\n---\n{TEMPLATE}", [], ["several-documents"]),
    ],
)
def test_the_first_document_with_content_is_checked(
    text: str, addresses: list[str], codes: list[str]
) -> None:
    found = read(text)
    assert [r.address for r in found.resources] == addresses
    assert [d.code for d in found.diagnostics] == codes
    assert all(d.level is Level.ERROR for d in found.diagnostics)


@pytest.mark.parametrize(
    "condition",
    [
        "'false'",
        "false",
        "[a]",
        "{}",
        "!Ref P",
        "!Sub 'false'",
        "!Not ['true']",
        "!Equals [a]",
        "!Equals [a, [b]]",
        "!Equals [a, null]",
        "!Equals [a, !GetAtt Bucket.Arn]",
        "!Equals [a, !Ref Bucket]",
        "!Equals [a, !Sub '${Bucket}']",
        "!Equals [a, !ImportValue b]",
        "{Fn::Contains: [[a], b]}",
        "{Fn::Equals: [a, b], Fn::Not: [!Condition B]}",
    ],
)
def test_an_invalid_condition_is_an_error(condition: str) -> None:
    found = read(
        "Parameters: {P: {Type: String, Default: 'false'}}\n"
        f"Conditions:\n  B: !Equals [a, b]\n  A: {condition}\n"
        "Resources:\n  Bucket: {Type: AWS::S3::Bucket, Condition: A}\n"
    )
    assert {(d.level, d.code) for d in found.diagnostics} == {(Level.ERROR, "malformed-function")}


@pytest.mark.parametrize("value", ["'{{resolve:ssm:x}}'", "!Ref P", "!Sub 'a{{resolve:ssm:x}}'"])
def test_a_condition_on_a_dynamic_reference_is_unknown(value: str) -> None:
    found = read(
        "Parameters: {P: {Type: String, Default: '{{resolve:ssm:x}}'}}\n"
        f"Conditions:\n  A: !Equals [{value}, ab]\n"
        "Resources:\n  Bucket: {Type: AWS::S3::Bucket, Condition: A}\n"
    )
    assert found.diagnostics == ()
    assert isinstance(resource(found, "Bucket").presence, Unknown)
