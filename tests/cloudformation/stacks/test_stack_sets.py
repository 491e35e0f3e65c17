from __future__ import annotations

import json
from pathlib import Path

import pytest

from iaclint.cloudformation.options import Options
from iaclint.cloudformation.transforms.canonical_form import to_plain
from iaclint.files.source import SourceFile
from iaclint.limits import MAX_STACKS
from iaclint.symbolic.values import Unknown
from iaclint.syntax.document import parse_document
from tests.cloudformation.files import addresses, load_files, problems
from tests.cloudformation.templates import resource, show

BODY = """\
Parameters:
  Name: {Type: String}
  Days: {Type: Number, Default: 7}

Resources:
  # ä
  Trail:
    Type: X::Y
    Properties:
      P: !Ref Name
      D: !Ref Days
      R: !Ref AWS::Region
      T: !Ref AWS::Partition
      "Q": é
"""
SET = """\
Parameters: {Env: {Type: String, Default: live}}
Resources:
  Baseline:
    Type: AWS::CloudFormation::StackSet
    Properties:
      Parameters: [{ParameterKey: Name, ParameterValue: !Sub '${Env}-trail'}]
"""


def block(header: str = "|", body: str = BODY, before: str = SET) -> str:
    lines = "".join(f"        {line}\n" if line else "\n" for line in body.split("\n")[:-1])
    return f"{before}      TemplateBody: {header}\n{lines}"


def properties(folder: Path, text: str, name: str = "a.yaml") -> dict[str, object]:
    options = Options(region="cn-north-1", account="123456789012")
    found = load_files(folder, {name: text}, options)
    assert addresses(found) == ["Baseline", "Baseline/Trail"], problems(found)
    assert problems(found) == []
    body = resource(found, "Baseline/Trail").body
    return {name: show(body.get(name)) for name in body.names()}


EXPECTED = {
    "P": "live-trail",
    "D": 7,
    "R": "<AWS::Region>",
    "T": "aws-cn",
    "Q": "é",
}


@pytest.mark.parametrize("header", ["|", "|-", "|2", "!Sub |", "\n        Fn::Sub: |"])
def test_a_body_is_a_stack_in_unknown_accounts(tmp_path: Path, header: str) -> None:
    text = block(header)
    if "Fn::Sub" in header:
        text = text.replace("\n        ", "\n          ").replace("          Fn::", "        Fn::")
    assert properties(tmp_path, text) == EXPECTED


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_places_are_in_the_lines_of_the_block(tmp_path: Path, ending: str) -> None:
    for header in ("|", "!Sub |"):
        text = block(header).replace("\n", ending)
        (tmp_path / "a.yaml").write_bytes(text.encode())
        found = load_files(tmp_path, {})
        span = resource(found, "Baseline/Trail").body.locate(("Q",))
        assert (str(span), span.text) == ("a.yaml:21:20", "é")
        assert text.split(ending)[20].strip() == '"Q": é'


def test_places_in_a_quoted_body_are_the_whole_string(tmp_path: Path) -> None:
    body = json.dumps({"Resources": {"Trail": {"Type": "X::Y", "Properties": {"P": 1}}}})
    stack_set = {"Type": "AWS::CloudFormation::StackSet", "Properties": {"TemplateBody": body}}
    text = json.dumps({"Resources": {"Baseline": stack_set}}, indent=1)
    found = load_files(tmp_path, {"a.json": text})
    span = resource(found, "Baseline/Trail").body.locate(("P",))
    assert str(span).startswith("a.json:6:")
    assert "StackSet" not in span.text
    assert "Trail" in span.text


CONDITIONS = "Conditions: {T: !Equals [a, a], C: !Equals [!Ref AWS::Region, a-b-1]}\n"
DAYS = "ParameterOverrides: [{ParameterKey: Days, ParameterValue: %s}]"
GROUPS = {
    "": [("live-trail", 7)],
    "[]": [("live-trail", 7)],
    "[{Regions: [a]}]": [("live-trail", 7)],
    f"[{{{DAYS % 1}}}]": [("live-trail", 1)],
    f"[{{{DAYS % 1}}}, {{{DAYS % '!Ref D'}}}]": [("live-trail", 1), ("live-trail", 9)],
    f"[{{Regions: [a]}}, {{{DAYS % 1}}}]": [("live-trail", 7), ("live-trail", 1)],
    f"[{{{DAYS % 1}}}, {{Regions: [a]}}]": [("live-trail", 7), ("live-trail", 1)],
    "[{ParameterOverrides: [{ParameterKey: Name, ParameterValue: b}]}]": [("b", 7)],
    "[{ParameterOverrides: !If [C, [], []]}]": [("live-trail", 7)],
    f"[{{{DAYS.replace('Days', '!Sub Days', 1) % 1}}}]": [("live-trail", 1)],
    "!If [C, [], []]": [("live-trail", 7)],
    f"!If [T, [{{{DAYS % 1}}}], []]": [("live-trail", 1)],
    f"[!If [T, {{{DAYS % 1}}}, !Ref AWS::NoValue]]": [("live-trail", 1)],
    f"[!If [T, !Ref AWS::NoValue, {{{DAYS % 1}}}]]": [("live-trail", 7)],
    f"!If [C, [{{{DAYS % 1}}}, {{{DAYS % 2}}}], [{{{DAYS % 3}}}]]": [
        ("live-trail", {"C is true": 1, "C is false": 3}),
        ("live-trail", {"C is true": 2, "C is false": 7}),
    ],
    f"[!If [C, {{{DAYS % 1}}}, !Ref AWS::NoValue]]": [
        ("live-trail", {"C is true": 1, "C is false": 7})
    ],
    "[{Fn::Transform: {Name: M}}]": [("<Fn::Transform M>", "<Fn::Transform M>")],
    "[{ParameterOverrides: [{ParameterKey: !Ref AWS::StackName, ParameterValue: b}]}]": [
        ("<AWS::StackName>", "<AWS::StackName>")
    ],
}


@pytest.mark.parametrize("groups", GROUPS)
def test_values_that_instances_override(tmp_path: Path, groups: str) -> None:
    parameters = "Parameters: {Env: {Type: String, Default: live}"
    before = SET.replace(parameters, f"{parameters}, D: {{Type: Number, Default: 9}}")
    before = CONDITIONS + before
    before += f"      StackInstancesGroup: {groups}\n" if groups else ""
    found = load_files(tmp_path, {"a.yaml": block(before=before)})
    bodies = [each.body for each in found.resources if each.address == "Baseline/Trail"]
    assert [(show(b.get("P")), show(b.get("D"))) for b in bodies] == GROUPS[groups]
    assert len({each.key for each in found.resources}) == len(found.resources)


def test_overrides_that_conditions_decide_are_told(tmp_path: Path) -> None:
    group = f"      StackInstancesGroup: !If [C, [{{{DAYS % 1}}}], []]\n"
    found = load_files(tmp_path, {"a.yaml": block(before=CONDITIONS + SET + group)})
    captions = [r.caption for r in resource(found, "Baseline/Trail").body.trail(("D",))]
    assert captions == ["passed here by Baseline", "condition C is unknown"]


OWN = "{ParameterKey: Name, ParameterValue: b}"
PARAMETERS = {
    "!Ref AWS::NoValue": ("<parameter Baseline/Name>", 7),
    f"!If [T, [{OWN}], !Ref AWS::NoValue]": ("b", 7),
    f"[!If [T, {OWN}, !Ref AWS::NoValue]]": ("b", 7),
    f"[{OWN.replace('Name', '!Sub Name')}]": ("b", 7),
    f"!If [C, [{OWN}], [{OWN.replace('b}', 'c}')}]]": ({"C is true": "b", "C is false": "c"}, 7),
    f"[!If [C, {OWN}, {OWN.replace('b}', 'c}')}]]": ({"C is true": "b", "C is false": "c"}, 7),
    "{Fn::Transform: {Name: M}}": ("<Fn::Transform M>", "<Fn::Transform M>"),
}


@pytest.mark.parametrize("parameters", PARAMETERS)
def test_values_that_conditions_and_macros_decide(tmp_path: Path, parameters: str) -> None:
    before = CONDITIONS + SET.split("      Parameters:")[0] + f"      Parameters: {parameters}\n"
    found = load_files(tmp_path, {"a.yaml": block(before=before)})
    body = resource(found, "Baseline/Trail").body
    assert (show(body.get("P")), show(body.get("D"))) == PARAMETERS[parameters]
    assert not found.not_loaded


def test_many_groups_of_instances_are_bounded(tmp_path: Path) -> None:
    groups = ", ".join(f"{{{DAYS % number}}}" for number in range(MAX_STACKS + 1))
    before = SET + f"      StackInstancesGroup: [{groups}]\n"
    found = load_files(tmp_path, {"a.yaml": block(before=before)})
    assert [code for code, _ in problems(found)] == ["too-many-stacks"]
    assert len(found.resources) == MAX_STACKS + 1


def test_a_template_in_a_local_file_is_not_a_root(tmp_path: Path) -> None:
    text = SET + "      TemplateURL: ./child.yaml\n"
    found = load_files(tmp_path, {"a.yaml": text, "child.yaml": BODY})
    assert addresses(found) == ["Baseline", "Baseline/Trail"]
    assert [root.path for root in found.roots] == ["a.yaml", "child.yaml (Baseline)"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("${AWS::Region}", "<AWS::Region>"),
        ("'a-${AWS::AccountId}:b'", "a-<AWS::AccountId>:b"),
        ("[x, {y: '${AWS::StackName}-z'}]", ["x", {"y": "<AWS::StackName>-z"}]),
        ("[${Topic}]", ["<Topic>"]),
        ("${Topic.TopicName}", "<Topic.TopicName>"),
        ("!Sub '${!Days}-${Topic}'", "7-<Topic>"),
        ("{Fn::Sub: ['${!A}${Topic}', {A: x}]}", "x<Topic>"),
        ("!Base64 '${Topic}'", "<Topic>"),
        ("${Env}-${Topic}", "live-<Topic>"),
    ],
)
@pytest.mark.parametrize("is_json", [False, True])
def test_unknown_parts_of_a_body(
    tmp_path: Path, written: str, expected: object, is_json: bool
) -> None:
    text = block("!Sub |", BODY.replace("é", written))
    if is_json:
        value = yaml_value(written)
        inner = {"Type": "X::Y", "Properties": {"Q": value}}
        days = {"Days": {"Type": "Number", "Default": 7}, "Name": {"Type": "String"}}
        body = json.dumps({"Parameters": days, "Resources": {"Trail": inner}})
        text = f"{SET}      TemplateBody: !Sub '{body.replace(chr(39), chr(39) * 2)}'\n"
    text += "  Topic: {Type: AWS::SNS::Topic}\n"
    found = load_files(tmp_path, {"a.yaml": text})
    assert problems(found) == []
    assert found.not_loaded == ()
    assert show(resource(found, "Baseline/Trail").body.get("Q")) == expected


def yaml_value(text: str) -> object:
    """Return a value in YAML as JSON has it."""
    quoted = text.replace("[${", "['${").replace("}]", "}']") if text.startswith("[$") else text
    root, _ = parse_document(SourceFile("a.yaml", f"Q: {quoted}\n".encode()), False)
    return None if root is None else to_plain(root)["Q"]


def test_a_part_that_depends_on_a_condition(tmp_path: Path) -> None:
    conditions = "Conditions: {C: !Equals [!Ref AWS::Region, eu-west-1]}\n"
    body = BODY.replace("é", "${V}").replace("!Ref Name", "x")
    indented = "".join(f"            {line}\n" if line else "\n" for line in body.split("\n")[:-1])
    variables = "          - {V: !If [C, b, c]}\n"
    text = f"{conditions}{SET}      TemplateBody:\n        Fn::Sub:\n          - |\n"
    found = load_files(tmp_path, {"a.yaml": text + indented + variables})
    shown = show(resource(found, "Baseline/Trail").body.get("Q"))
    assert shown == {"C is true": "b", "C is false": "c"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Trail:", "Trail${AWS::Region}:"),
        ("X::Y", "X::${AWS::Region}"),
        ("!Ref Days", "!Ref Days${AWS::Region}"),
        ("!Ref Days", "{Ref: '${AWS::Region}'}"),
        ("!Ref Days", "!GetAtt '${AWS::Region}.Arn'"),
        ('"Q":', '"${AWS::Region}":'),
        ("é", "<A#1>${AWS::Region}"),
        (BODY, "${AWS::Region}\n"),
        (BODY, "Resources: ${AWS::Region}\n"),
        (BODY, "Resources: {A: '${AWS::Region}'}\n"),
    ],
)
def test_templates_of_which_the_structure_is_unknown_are_not_loaded(
    tmp_path: Path, old: str, new: str
) -> None:
    found = load_files(tmp_path, {"a.yaml": block("!Sub |", BODY.replace(old, new))})
    assert addresses(found) == ["Baseline"]
    assert found.not_loaded == ("Baseline (TemplateBody)",)


def test_names_and_exports_stay_with_their_accounts(tmp_path: Path) -> None:
    text = block(body=BODY + "Outputs: {O: {Value: x, Export: {Name: shared}}}\n")
    text += "  User: {Type: X::Z, Properties: {P: !ImportValue shared, R: !Ref AWS::Region}}\n"
    found = load_files(tmp_path, {"a.yaml": text})
    user, trail = resource(found, "User"), resource(found, "Baseline/Trail")
    assert isinstance(user.body.get("P"), Unknown)
    assert user.scope != trail.scope
    here, there = user.body.get("R"), trail.body.get("R")
    assert isinstance(here, Unknown)
    assert isinstance(there, Unknown)
    assert here.identity != there.identity


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ("just text\n", [("template-not-found", "Baseline: not a template")]),
        (
            BODY.replace("!Ref Name", "!Ref Nam"),
            [("undefined-reference", "undefined parameter or resource 'Nam'")],
        ),
        (BODY.replace("  Name: {Type: String}\n", ""), None),
    ],
)
def test_errors(tmp_path: Path, body: str, messages: list[tuple[str, str]] | None) -> None:
    found = problems(load_files(tmp_path, {"a.yaml": block(body=body)}))
    assert found == messages if messages is not None else len(found) == 2
