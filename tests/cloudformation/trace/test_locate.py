from __future__ import annotations

import pytest

from iaclint.cloudformation.options import Options
from iaclint.resource import Path
from iaclint.symbolic.path_conditions import Equals, negate
from iaclint.symbolic.values import ABSENT, Choice, Identity
from iaclint.symbolic.worlds import ANYWHERE
from tests.cloudformation.templates import read, resource

TEMPLATE = """\
Parameters:
  Ä: {Type: String, Default: ü}
  Env: {Type: String}
  Image: {Type: "AWS::SSM::Parameter::Value<String>", Default: /x}
Mappings:
  Days:
    prod: {Count: 30}
Conditions:
  Yes: !Equals [a, a]
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Média:
    Type: AWS::S3::Bucket
    Properties:
      Näme: !Ref Ä
      Nested:
        Deep: {Inner: "ß", Other: [1, 2]}
      Rules:
        - Id: one
          Status: Enabled
        - !Ref AWS::NoValue
        - !If [Yes, {Id: two}, {Id: three}]
        - !If
          - IsProd
          - Id: four
          - Name: five
      Chosen:
        Fn::If: [Yes, !Ref Env, b]
      Open: !If [IsProd, x, y]
      Days: !FindInMap [Days, prod, Count]
      Text: !Sub "${Ä}-${Image}"
      Gone: !Ref AWS::NoValue
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("path", "place", "text"),
    [
        ((), "12:3", "Média"),
        (("Näme",), "15:13", "!Ref Ä"),
        (("Nested",), "16:7", "Nested"),
        (("Nested", "Deep"), "17:9", "Deep"),
        (("Nested", "Deep", "Inner"), "17:23", '"ß"'),
        (("NESTED", "Deep", "Inner"), "17:23", '"ß"'),
        (("Nested", "Deep", "Other", 1), "17:39", "2"),
        (("Nested", "Deep", "Other", 5), "17:28", "Other"),
        (("Nested", "Deep", "Nothing", "x"), "17:9", "Deep"),
        (("Nothing",), "12:3", "Média"),
        (("Gone",), "12:3", "Média"),
        (("Rules", 0), "19:11", "Id: one"),
        (("Rules", 0, "Status"), "20:19", "Enabled"),
        (("Rules", 0, "Nothing"), "19:11", "Id: one"),
        (("Rules", 1, "Id"), "22:26", "two"),
        (("Rules", 2, "Id"), "25:17", "four"),
        (("Rules", 2, "Name"), "26:19", "five"),
        (("Chosen",), "28:23", "!Ref Env"),
        (("Open",), "29:13", "!If [IsProd, x, y]"),
        (("Text", "x"), "31:7", "Text"),
    ],
)
def test_locate(path: Path, place: str, text: str, bom: str, ending: str) -> None:
    found = read(bom + TEMPLATE.replace("\n", ending))
    span = resource(found, "Média").body.locate(path)
    assert (str(span), span.first_line().text) == (f"t.yaml:{place}", text)


def test_a_name_in_another_case_is_the_property() -> None:
    text = (
        "Resources:\n  A:\n    Type: X::Y\n    DeletionPolicy: Retain\n"
        "    Properties: {kmsKeyId: k, KMSKEYARN: a, KMSKeyArn: b}\n"
    )
    body = read(text).resources[0].body
    assert body.get("KMSKeyId") == "k"
    assert body.get("KMSKeyArn") == "b"
    assert body.get("Kms") is ABSENT
    assert body.get("DeletionPolicy") == "Retain"
    assert body.get("deletionpolicy") is ABSENT
    assert str(body.locate(("KMSKeyId",))) == "t.yaml:5:28"


@pytest.mark.parametrize(
    ("path", "captions"),
    [
        (("Näme",), ["default of parameter Ä"]),
        (("Rules", 1, "Id"), ["condition Yes is true"]),
        (("Rules", 2, "Id"), ["condition IsProd is unknown", "parameter Env has no default"]),
        (("Chosen",), ["parameter Env has no default", "condition Yes is true"]),
        (("Open",), ["condition IsProd is unknown", "parameter Env has no default"]),
        (("Days",), ["mapping Days"]),
        (("Text",), ["default of parameter Ä", "parameter Image is read from Systems Manager"]),
        (("Nested", "Deep", "Inner"), []),
        (("Nothing",), []),
        ((), []),
    ],
)
def test_provenance(path: Path, captions: list[str]) -> None:
    body = resource(read(TEMPLATE), "Média").body
    assert [related.caption for related in body.trail(path)] == captions


def test_provenance_spans() -> None:
    body = resource(read(TEMPLATE), "Média").body
    assert [r.span.text for r in body.trail(("Näme",))] == ["ü"]
    assert [r.span.text for r in body.trail(("Days",))] == ["Count"]


def test_provenance_of_a_passed_parameter() -> None:
    body = resource(read(TEMPLATE, Options({"Env": "x"})), "Média").body
    assert [r.caption for r in body.trail(("Chosen",))] == [
        "parameter Env has the value passed to this run",
        "condition Yes is true",
    ]


def test_the_provenance_of_a_resource_is_its_condition() -> None:
    text = (
        "Parameters: {E: {Type: String}}\nConditions: {C: !Equals [!Ref E, x]}\n"
        "Resources:\n  A: {Type: X::Y, Condition: C}\n"
    )
    body = read(text).resources[0].body
    assert [r.caption for r in body.trail(())] == [
        "condition C is unknown",
        "parameter E has no default",
    ]


def test_places_in_json() -> None:
    text = '{"Resources": {"Ä": {"Type": "X::Y", "Properties": {"ß": [{"k": "vé"}]}}}}'
    body = read(text, path="a.json").resources[0].body
    assert body.locate(("ß", 0, "k")).text == '"vé"'
    assert str(body.locate(("ß", 0, "k"))) == "a.json:1:65"
    assert body.locate(("ß",)).text == '"ß"'


CONDITIONAL = """\
Parameters: {E: {Type: String}, F: {Type: String}}
Conditions:
  C: !Equals [!Ref E, x]
  NotC: !Not [!Condition C]
  D: !Equals [!Ref F, x]
Resources:
  A:
    Type: X::Y
    Properties:
      First: [!If [C, c, !Ref AWS::NoValue], z]
      Second: [!If [C, !Ref AWS::NoValue, c], z]
      Negated: [!If [NotC, c, !Ref AWS::NoValue], z]
      Two: [!If [C, c, !Ref AWS::NoValue], !If [D, d, !Ref AWS::NoValue], z]
      Deep: [!If [C, !If [D, !Ref AWS::NoValue, d], c], z]
      Lists: !If [C, [a, b], [d]]
"""


@pytest.mark.parametrize("known", [{}, {"E": "x"}, {"E": "y"}, {"F": "x"}, {"F": "y"}])
@pytest.mark.parametrize("name", ["First", "Second", "Negated", "Two", "Deep", "Lists"])
def test_in_a_world_an_index_counts_existing_items(name: str, known: dict[str, str]) -> None:
    body = read(CONDITIONAL).resources[0].body
    deployed = read(CONDITIONAL, Options({"E": "x", "F": "x"} | known)).resources[0].body
    world = ANYWHERE
    for parameter in ("E", "F"):
        value = ({"E": "x", "F": "x"} | known)[parameter]
        case = Equals(Identity(f"t.yaml:parameter {parameter}", ""), "x")
        world = world.where(case if value == "x" else negate(case))
    items = deployed.get(name)
    assert world.settle(body.get(name)) == items
    assert isinstance(items, tuple)
    found = [body.locate((name, n), world).text for n in range(len(items))]
    assert found == [deployed.locate((name, n)).text for n in range(len(items))]


def test_without_a_world_an_index_counts_the_first_branch() -> None:
    body = read(CONDITIONAL).resources[0].body
    for name in ("First", "Second", "Negated", "Two", "Deep"):
        value = body.get(name)
        while isinstance(value, Choice):
            value = value.options[0]
        assert isinstance(value, tuple)
        assert value[-1] == body.locate((name, len(value) - 1)).text == "z"


def test_provenance_of_a_parameter_with_its_previous_value() -> None:
    body = resource(read(TEMPLATE, Options({"Ä": None})), "Média").body
    assert [r.caption for r in body.trail(("Näme",))] == ["parameter Ä has its previous value"]
