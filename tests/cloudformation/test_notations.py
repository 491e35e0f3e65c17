"""The same values in other notations: long forms in JSON, and features of YAML."""

from __future__ import annotations

import json
import re
from textwrap import indent

import pytest

from iaclint.cloudformation.loader import load_templates as load
from iaclint.cloudformation.options import Options
from iaclint.cloudformation.transforms.canonical_form import to_plain
from iaclint.files.source import SourceFile
from iaclint.symbolic.values import Value
from iaclint.syntax.yaml import parse
from tests.cloudformation.templates import PREAMBLE, evaluate, read, resource, show
from tests.cloudformation.test_intrinsics import CASES, LOGIC, by_prod


def in_json(expression: str, options: Options | None = None) -> Value:
    """Evaluate an expression in a JSON template, all functions in their long form."""
    text = PREAMBLE + indent(expression, " " * 8) + "\n"
    # As keys and names these two would be booleans, and no names in JSON.
    text = re.sub(r"\bYes\b", "Surely", re.sub(r"\bNo\b", "Never", text))
    root, _ = parse(SourceFile("t.yaml", text.encode()))
    assert root is not None
    source = SourceFile("t.json", json.dumps(to_plain(root)).encode())
    return resource(load([source], options), "Test").body.get("P")


# What is malformed is named as it is written, which is another way in JSON; and there a
# number has no leading zeros, and Condition is a function only among others.
LONG = [
    case
    for case in [*CASES, *LOGIC]
    if not str(case[1]).startswith("<!") and not case[0].startswith(("!Ref Padded", "!Condition"))
]


@pytest.mark.parametrize(("expression", "expected"), LONG, ids=[case[0] for case in LONG])
def test_long_form_in_json(expression: str, expected: object) -> None:
    assert show(in_json(expression)) == expected


WORDS = [
    # YAML 1.1 has many words for two values
    ("yes", True),
    ("Yes", True),
    ("no", False),
    ("NO", False),
    ("on", True),
    ("Off", False),
    ("True", True),
    ("FALSE", False),
    ("y", "y"),
    ("n", "n"),
    ("'yes'", "yes"),
    ('"true"', "true"),
    ("!!str yes", "yes"),
    ("!!bool 'true'", True),
    ("~", None),
    ("Null", None),
    ("''", ""),
    # numbers, and what only looks like them
    ("0", 0),
    ("-7", -7),
    ("+7", 7),
    ("1_000", 1000),
    ("0x1F", 31),
    ("0b11", 3),
    ("010", 8),
    ("012345670123", 1402433619),
    ("'012345678901'", "012345678901"),
    ("012345678901", "012345678901"),
    ("089", "089"),
    ("190:20:30", 685230),
    ("1.5", 1.5),
    ("1.", 1.0),
    (".5", 0.5),
    ("6.8523015e+5", 685230.15),
    ("1e3", "1e3"),
    (".inf", ".inf"),
    (".nan", ".nan"),
    ("1.2.3", "1.2.3"),
    ("10.0.0.0/8", "10.0.0.0/8"),
    ("!!str 12", "12"),
    ("!!int '12'", 12),
    ("!!float 1", "1"),
    # dates are texts
    ("2012-10-17", "2012-10-17"),
    ("'2012-10-17'", "2012-10-17"),
    ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
    ("{Version: 2012-10-17}", {"Version": "2012-10-17"}),
    ("{Version: 2008-10-17, Id: x}", {"Version": "2008-10-17", "Id": "x"}),
    # keys are texts
    ("{yes: 1}", {"yes": 1}),
    ("{1: a}", {"1": "a"}),
    ("{012: a}", {"012": "a"}),
    ("{'aws:SourceIp': [10.0.0.0/8]}", {"aws:SourceIp": ["10.0.0.0/8"]}),
    ("? a\n: b", {"a": "b"}),
    # texts over several lines
    ("|\n  a\n  b", "a\nb\n"),
    ("|-\n  a\n  b", "a\nb"),
    (">\n  a\n  b", "a b\n"),
    (">-\n  a\n  b\n\n  c", "a b\nc"),
    ("'a\n\n  b'", "a\nb"),
    ('"a\\\n  b"', "ab"),
    ('"a\\u00fcb"', "aüb"),
    ("!Sub |\n  in ${Name}\n  at ${AWS::Region}", "in clinic\nat <AWS::Region>\n"),
    ("!Sub >-\n  in ${Name}\n  at home", "in clinic at home"),
    ("Fn::Sub: |-\n  ${Name}\n  ${!Name}", "clinic\n${Name}"),
    # JSON inside of a text
    ('|\n  {"Statement": []}', '{"Statement": []}\n'),
    ('!Sub |-\n  {"Resource": "${Media.Arn}/*"}', '{"Resource": "<Media.Arn>/*"}'),
    ("'{\"a\": \"it''s\"}'", '{"a": "it\'s"}'),
    # anchors, aliases, merge keys
    ("[&a x, *a]", ["x", "x"]),
    ("[&a {k: !Ref Name}, *a]", [{"k": "clinic"}] * 2),
    ("[&o {a: 1, b: 2}, {<<: *o, b: 3}]", [{"a": 1, "b": 2}, {"a": 1, "b": 3}]),
    ("{x: &x {a: 1}, y: &y {a: 2, b: 2}, z: {<<: [*x, *y], c: 3}}",
     {"x": {"a": 1}, "y": {"a": 2, "b": 2}, "z": {"a": 1, "b": 2, "c": 3}}),
    ("{x: &x {a: 1}, z: {a: 2, <<: *x}}", {"x": {"a": 1}, "z": {"a": 2}}),
    ("[&x {a: !If [IsProd, 1, 2]}, {<<: *x}]", [{"a": by_prod(1, 2)}] * 2),
    ("{'<<': x}", {"<<": "x"}),
    # flow and block
    ("- a\n- - b\n  - c", ["a", ["b", "c"]]),
    ("{a: [b, {c: d}], e: }", {"a": ["b", {"c": "d"}], "e": None}),
    ("a: 1 # a remark\nb: '# none'", {"a": 1, "b": "# none"}),
    ('{"a": "b", "c": [1, 2.5, true, null]}', {"a": "b", "c": [1, 2.5, True, None]}),
    ('{"Fn::Join": ["", ["a", {"Ref": "Name"}]]}', "aclinic"),
    # short and long forms inside of each other
    ("!Base64\n  Fn::Sub: '${Name}'", "Y2xpbmlj"),
    ("!Join ['-', [{Ref: Name}, !Ref Name, {'Fn::Sub': '${Name}'}]]", "clinic-clinic-clinic"),
    ("Fn::If: [IsProd, !Ref Name, {Ref: Flag}]", by_prod("clinic", "true")),
    ("!If\n- IsProd\n- Fn::If: [NotProd, a, b]\n- !If [NotProd, c, d]", by_prod("b", "c")),
    ("Fn::Select: [!Ref Days, [a]]", "<Fn::Select 30 of a list of 1>"),
    ("Fn::Select: ['0', !Ref Ports]", 80),
    ("!Select [1, !Split ['/', !Sub 'a/${Name}/c']]", "clinic"),
    ("!Select [0, !Cidr [!Select [0, ['10.0.0.0/16']], 4, 8]]", "10.0.0.0/24"),
    ("!Join [',', !Cidr [10.0.0.0/24, 2, 5]]", "10.0.0.0/27,10.0.0.32/27"),
    ("!FindInMap [!Sub 'Reg${Tail}s', eu-west-1, Ami]", "<Tail>"),
    ("!FindInMap [Stages, !Select [1, [dev, prod]], Days]", 30),
    ("!FindInMap [!Join ['', [Sta, ges]], qa, Days]", 7),
    ("!Sub ['${x}', {x: !Join ['', [!FindInMap [Stages, dev, Days], d]]}]", "1d"),
    ("!Split ['-', !Join ['-', [a, !Ref Name]]]", ["a", "clinic"]),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "expected"), WORDS, ids=[case[0] for case in WORDS])
def test_notation(expression: str, expected: object) -> None:
    assert show(evaluate(expression)) == expected


PARAMETERS = [
    ("{Type: String, Default: 012345670123}", "012345670123"),
    ("{Type: String, Default: 012345678901}", "012345678901"),
    ("{Type: String, Default: 2012-10-17}", "2012-10-17"),
    ("{Type: String, Default: yes}", "true"),
    ("{Type: String, Default: 1.50}", "1.50"),
    ("{Type: String, Default: 'false'}", "false"),
    ("{Type: Number, Default: 007}", 7),
    ("{Type: Number, Default: '1.5'}", 1.5),
    ("{Type: CommaDelimitedList, Default: 'a,b, c'}", ["a", "b", "c"]),
    ("{Type: 'List<Number>', Default: '1,2'}", [1, 2]),
    ("{Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /a}", "<parameter X>"),
    ("{Type: String, AllowedValues: [only]}", "only"),
    ("{Type: String, AllowedValues: [a, b], Default: b}", "b"),
    ("{Type: String, AllowedValues: [true, false]}", "<parameter X>"),
    ("{Type: String, NoEcho: true}", "<parameter X>"),
    ("{Default: x}", "x"),
]


@pytest.mark.parametrize(("declared", "expected"), PARAMETERS, ids=[case[0] for case in PARAMETERS])
def test_parameter(declared: str, expected: object) -> None:
    text = (
        f"Parameters:\n  X: {declared}\nResources:\n  A: {{Type: X::Y, Properties: {{P: !Ref X}}}}"
    )
    assert show(resource(read(text), "A").body.get("P")) == expected


CONDITIONS = [
    # over parameters: S is dev, qa or prod; E is anything
    ("!Equals [!Ref S, prod]", None),
    ("!Not [!Equals [!Ref S, other]]", True),
    ("!Or [!Equals [!Ref S, dev], !Equals [!Ref S, qa], !Equals [!Ref S, prod]]", True),
    ("!Or [!Equals [!Ref S, dev], !Equals [!Ref S, qa]]", None),
    ("!And [!Not [!Equals [!Ref S, dev]], !Not [!Equals [!Ref S, qa]]]", None),
    (
        "!And [!Not [!Equals [!Ref S, dev]], !Not [!Equals [!Ref S, qa]],"
        " !Not [!Equals [!Ref S, prod]]]",
        False,
    ),
    ("!And [!Equals [!Ref S, dev], !Equals [!Ref S, qa]]", False),
    ("!And [!Equals [!Ref E, x], !Equals [!Ref E, y]]", False),
    ("!And [!Equals [!Ref E, x], !Not [!Equals [!Ref E, x]]]", False),
    ("!Or [!Equals [!Ref E, x], !Not [!Equals [!Ref E, x]]]", True),
    ("!Or [!Equals [!Ref E, x], !Not [!Equals [!Ref E, y]]]", None),
    ("!And [!Condition IsProd, !Not [!Condition IsProd]]", False),
    ("!And [!Condition IsProd, !Equals [!Ref S, dev]]", False),
    ("!Or [!Condition IsProd, !Condition NotProd]", True),
    ("!And [!Condition NotProd, {Condition: IsProd}]", False),
    ("!And [!Equals [!Ref E, !Ref F], !Not [!Equals [!Ref F, !Ref E]]]", False),
    ("!Equals [!FindInMap [M, !Ref S, k], nothing]", False),
    ("!And [!Equals [!FindInMap [M, !Ref S, k], big], !Equals [!Ref S, dev]]", False),
    ("!Or [!Equals [!FindInMap [M, !Ref S, k], big], !Not [!Equals [!Ref S, prod]]]", True),
    ("!Equals [!Sub 'a-${E}', b]", False),
    ("!Equals [!Join ['', [!Ref S, x]], prodx]", None),
    ("!Equals [true, 'true']", True),
    ("!Equals [!Ref N, '10']", True),
    ("!Equals ['', !Ref Blank]", True),
]


@pytest.mark.parametrize(("definition", "expected"), CONDITIONS, ids=[c[0] for c in CONDITIONS])
def test_conditions_over_parameters(definition: str, expected: bool | None) -> None:
    text = f"""\
Parameters:
  S: {{Type: String, AllowedValues: [dev, qa, prod]}}
  E: {{Type: String}}
  F: {{Type: String}}
  N: {{Type: Number, Default: 10}}
  Blank: {{Type: String, Default: ''}}
Mappings:
  M: {{dev: {{k: small}}, qa: {{k: small}}, prod: {{k: big}}}}
Conditions:
  IsProd: !Equals [!Ref S, prod]
  NotProd: !Not [!Condition IsProd]
  C: {definition}
Resources:
  A: {{Type: X::Y, Condition: C, Properties: {{P: !If [C, yes, no]}}}}
  Always: {{Type: X::Y, Properties: {{P: !If [C, yes, no]}}}}
"""
    found = read(text)
    assert found.diagnostics == ()
    present = [r for r in found.resources if r.address == "A"]
    assert bool(present) is (expected is not False)
    for made in present:
        assert (made.presence is None) is (expected is True)
        assert made.body.get("P") is True
    branches = {"C is true": True, "C is false": False} if expected is None else expected
    if definition.count("Condition") == 0 or expected is not None:
        assert show(resource(found, "Always").body.get("P")) == branches


def test_a_key_that_is_given_twice_counts_the_last_time() -> None:
    found = read("Resources:\n  A: {Type: X::Y, Properties: {P: 1, Q: 2, P: 3}}\n")
    assert resource(found, "A").body.get("P") == 3
    assert [d.code for d in found.diagnostics] == ["duplicate-key"]


def test_a_key_that_overrides_a_merged_one_is_not_a_duplicate() -> None:
    text = "X: &x {P: 1}\nResources:\n  A: {Type: X::Y, Properties: {<<: *x, P: 2}}\n"
    found = read(text)
    assert resource(found, "A").body.get("P") == 2
    assert "duplicate-key" not in [d.code for d in found.diagnostics]


def test_a_whole_resource_from_an_anchor() -> None:
    text = "Resources:\n  A: &a {Type: X::Y, Properties: {P: !Ref A}}\n  B: *a\n"
    found = read(text)
    assert [r.address for r in found.resources] == ["A", "B"]
    assert show(resource(found, "B").body.get("P")) == "<A>"
