from __future__ import annotations

import pytest

from iaclint.files.diagnostics import Level
from iaclint.symbolic.values import Unknown
from tests.cloudformation.templates import read

HEAD = """\
Parameters: {Env: {Type: String}, Stage: {Type: String, Default: dev}}
Mappings:
  Regions: {eu-west-1: {Ami: ami-1}, us-east-1: {Ami: ami-2}}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
"""


def faults(text: str) -> list[tuple[str, str, str, str | None]]:
    """Return code, what is pointed at, message and hint of each diagnostic."""
    return [
        (d.code, d.span.text if d.span else "", d.message, d.hint)
        for d in read(HEAD + text).diagnostics
    ]


def in_property(value: str) -> str:
    return f"Resources:\n  A: {{Type: X::Y, Properties: {{P: {value}}}}}\n  B: {{Type: X::Y}}\n"


VALUES = [
    ("!Reff Env", "unknown-function", "!Reff Env", "unknown function !Reff", "'!Ref'"),
    ("{'Fn::Jion': [a, [b]]}", "unknown-function", None, "function Fn::Jion", "'Fn::Join'"),
    (
        "!Ref Emv",
        "undefined-reference",
        "!Ref Emv",
        "undefined parameter or",
        "'Env'",
    ),
    ("!Ref AWS::Regoin", "undefined-reference", None, "'AWS::Regoin'", "'AWS::Region'"),
    ("!GetAtt C.Arn", "undefined-reference", None, "undefined resource 'C'", None),
    ("{'Fn::GetAtt': [C, Arn]}", "undefined-reference", "C", "undefined resource 'C'", None),
    ("!Sub 'a-${Emv}'", "undefined-reference", "${Emv}", "'Emv'", "'Env'"),
    (
        "!If [IsPord, a, b]",
        "undefined-reference",
        "IsPord",
        "undefined condition",
        "'IsProd'",
    ),
    (
        "!FindInMap [Region, a, b]",
        "undefined-reference",
        "Region",
        "undefined mapping",
        "'Regions'",
    ),
    (
        "!FindInMap [Regions, eu-west-2, Ami]",
        "finds-nothing",
        "eu-west-2",
        "mapping Regions has no key 'eu-west-2'",
        "'eu-west-1'",
    ),
    (
        "!FindInMap [Regions, eu-west-1, Amy]",
        "finds-nothing",
        "Amy",
        "mapping Regions.eu-west-1 has no key 'Amy'",
        "'Ami'",
    ),
    (
        "!Select [2, [a, b]]",
        "finds-nothing",
        "2",
        "index 2 is out of range for a list of 2",
        "indexes",
    ),
    ("!Select ['9', [a]]", "finds-nothing", "'9'", "index 9 is out of range", None),
    ("!Select [-1, [a]]", "finds-nothing", "-1", "'-1' is not a valid index", None),
    ("!Select [x, [a]]", "finds-nothing", "x", "'x' is not a valid index", None),
    ("!Select [2, !Split [',', 'a,b']]", "finds-nothing", "2", "list of 2", None),
    ("!Select [1]", "malformed-function", None, "takes a list of 2 values", None),
    ("!Join [a]", "malformed-function", None, "!Join takes a list of 2 values", None),
    ("!If [IsProd, a]", "malformed-function", None, "takes a list of 3 values", None),
    ("!GetAtt A", "malformed-function", None, "Name.Attribute", None),
    ("{'Fn::Sub': x, b: c}", "malformed-function", None, "must be the only key", None),
]


@pytest.mark.parametrize(
    ("value", "code", "place", "message", "hint"), VALUES, ids=[case[0] for case in VALUES]
)
def test_an_error_in_a_value(
    value: str, code: str, place: str | None, message: str, hint: str | None
) -> None:
    ((found, at, text, offered),) = faults(in_property(value))
    assert found == code
    assert message in text
    assert place is None or at == place
    assert hint is None or hint in (offered or "")


SOUND = [
    "!Ref Env",
    "!FindInMap [Regions, !Ref AWS::Region, Ami]",
    "!FindInMap [Regions, !Ref AWS::Region, Amy]",
    "!FindInMap [Regions, eu-west-2, Ami, {DefaultValue: x}]",
    "!Select [1, [a, b]]",
    "!Select [5, !Ref Env]",
    "!Select [!Ref Env, [a]]",
    "!Sub '${!Literal}'",
    "!If [IsProd, !Ref B, !GetAtt B.Arn]",
    "{Condition: Nothing}",
]


@pytest.mark.parametrize("value", SOUND)
def test_valid_documents(value: str) -> None:
    assert faults(in_property(value)) == []


CYCLES = [
    ("A: {Type: X::Y, DependsOn: A}", "A → A"),
    ("A: {Type: X::Y, DependsOn: B}\n  B: {Type: X::Y, DependsOn: [A]}", "A → B → A"),
    (
        "A: {Type: X::Y, Properties: {P: !Ref B}}\n"
        "  B: {Type: X::Y, Properties: {P: !GetAtt A.Arn}}",
        "A → B → A",
    ),
    (
        "A: {Type: X::Y, Properties: {P: !Sub '${B.Arn}/*'}}\n"
        "  B: {Type: X::Y, Properties: {P: {Q: [!Join ['', [!Ref C]]]}}}\n"
        "  C: {Type: X::Y, Properties: {P: {'Fn::GetAtt': [A, Arn]}}}",
        "A → B → C → A",
    ),
]


@pytest.mark.parametrize(("resources", "cycle"), CYCLES, ids=[case[1] for case in CYCLES])
def test_resources_that_wait_for_each_other(resources: str, cycle: str) -> None:
    ((code, at, message, hint),) = faults(f"Resources:\n  {resources}\n")
    assert (code, at) == ("circular-reference", "A")
    assert message == f"circular dependency: resource {cycle}"
    assert hint


NO_CYCLES = [
    "A: {Type: X::Y, Properties: {P: !Ref B}}\n  B: {Type: X::Y}",
    # one way or the other, but never both
    "A: {Type: X::Y, Properties: {P: !If [IsProd, !Ref B, x]}}\n"
    "  B: {Type: X::Y, Properties: {P: !If [IsProd, x, !Ref A]}}",
    "A: {Type: X::Y, Properties: {P: !Sub ['${B}', {B: x}]}}\n"
    "  B: {Type: X::Y, Properties: {P: !Ref A}}",
    "A: {Type: X::Y, Metadata: {M: !Ref B}}\n  B: {Type: X::Y, DependsOn: A}",
]


@pytest.mark.parametrize("resources", NO_CYCLES)
def test_no_cycle(resources: str) -> None:
    assert faults(f"Resources:\n  {resources}\n") == []


def test_a_long_cycle_is_shortened() -> None:
    lines = [f"  R{n}: {{Type: X::Y, DependsOn: R{(n + 1) % 500}}}" for n in range(500)]
    ((code, _, message, _),) = faults("Resources:\n" + "\n".join(lines) + "\n")
    assert code == "circular-reference"
    assert len(message) < 200


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Resources: []", "section Resources must be a mapping"),
        ("Resources: x", "section Resources must be a mapping"),
        ("Resources: {A: []}", "resource A must be a mapping with a Type"),
        ("Resources: {A: {Properties: {}}}", "resource A has no Type"),
        ("Resources: {A: {Type: 5}}", "the Type of A must be a resource type"),
        ("Outputs: [1]\nResources: {A: {Type: X::Y}}", "section Outputs must be a mapping"),
        ("Resource: {}\nResources: {A: {Type: X::Y}}", "unknown template section 'Resource'"),
        ("Resources: {A: {Type: X::Y, Propertis: {}}}", "unknown resource attribute 'Propertis'"),
        ("Outputs: {}", "the template has no Resources section"),
    ],
)
def test_sections_of_the_wrong_form(text: str, message: str) -> None:
    found = read(f"AWSTemplateFormatVersion: 2010-09-09\n{text}\n").diagnostics
    assert any(message in diagnostic.message for diagnostic in found)
    assert all(diagnostic.span is not None for diagnostic in found)


def test_org_formation_inserts_files() -> None:
    text = (
        "AWSTemplateFormatVersion: '2010-09-09-OC'\nOrganization:\n  <<: !Include ./accounts.yaml\n"
        "Resources:\n  <<: !Include ./resources.yaml\n"
        "  A: {Type: AWS::S3::Bucket, Properties: {BucketName: a, <<: !Include ./bucket.yaml}}\n"
    )
    loaded = read(text)
    assert [found.message for found in loaded.diagnostics] == [
        "the output of << is not checked: it is known only at deployment"
    ]
    body = loaded.resources[0].body
    assert body.get("BucketName") == "a"
    access = body.get("AccessControl")
    assert isinstance(access, Unknown)
    assert access.symbol == "!Include ./bucket.yaml"
    organization = text.partition("Resources:")[0]
    assert not read(organization).diagnostics
    assert read(organization.replace("-OC", "")).diagnostics


def test_org_formation_adds_names_and_attributes() -> None:
    text = (
        "AWSTemplateFormatVersion: '2010-09-09-OC'\nResources:\n"
        "  A: {Type: X::Y, OrganizationBinding: !Ref LogBinding, Properties: {P: !Ref Current}}\n"
    )
    assert not faults(text)
    assert {fault[0] for fault in faults(text.replace("-OC", ""))} == {
        "template-structure",
        "undefined-reference",
    }


@pytest.mark.parametrize("start", ["", "Transform: Mine\n"])
def test_an_unknown_tag_of_a_type_is_an_error(start: str) -> None:
    found = read(f'{start}Resources:\n  B:\n    Type: !foo "AWS::S3::Bucket"\n').diagnostics
    errors = [(d.code, d.message) for d in found if d.level is Level.ERROR]
    assert ("unknown-function", "unknown function !foo") in errors


def test_rain_replaces_the_tag_of_a_type() -> None:
    found = read("Resources:\n  B:\n    Type: !Rain::Module ./b.yaml\n").diagnostics
    assert "unknown-function" not in {d.code for d in found}
