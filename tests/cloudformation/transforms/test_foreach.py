from __future__ import annotations

from textwrap import indent

import pytest

from iaclint.cloudformation.options import Options
from iaclint.files.diagnostics import Level
from iaclint.resource import Configuration
from iaclint.symbolic.values import Unknown
from tests.cloudformation.templates import read, resource, show
from tests.pace import within

HEADER = """\
Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: "media, logs"}
  Unknown: {Type: CommaDelimitedList}
  Env: {Type: String, Default: prod}
Mappings:
  Buckets:
    prod: {Names: [one, two], one: Enabled, two: Suspended}
"""


def load(resources: str, options: Options | None = None, header: str = HEADER) -> Configuration:
    return read(header + "Resources:\n" + indent(resources, "  "), options)


@pytest.mark.parametrize(
    ("collection", "expected"),
    [
        ("[a, b]", ["Bucketa", "Bucketb"]),
        ("[]", []),
        ("[1, 2]", ["Bucket1", "Bucket2"]),
        ("!Ref Names", ["Bucketmedia", "Bucketlogs"]),
        ("!FindInMap [Buckets, !Ref Env, Names]", ["Bucketone", "Buckettwo"]),
        ("!Split [',', 'x,y']", ["Bucketx", "Buckety"]),
        ("[!Ref Env, z]", ["Bucketprod", "Bucketz"]),
    ],
)
def test_a_loop_produces_a_resource_per_item(collection: str, expected: list[str]) -> None:
    found = load(
        f"Fn::ForEach::Loop: [Name, {collection}, {{'Bucket${{Name}}': {{Type: X::Y}}}}]\n"
    )
    assert [r.address for r in found.resources] == expected
    assert found.diagnostics == ()


def test_loops_iterate_over_parameter_values() -> None:
    text = "Fn::ForEach::Loop: [Name, !Ref Unknown, {'B${Name}': {Type: X::Y}}]\n"
    found = load(text, Options({"Unknown": "a,b"}))
    assert [r.address for r in found.resources] == ["Ba", "Bb"]


BODY = """\
Fn::ForEach::Buckets:
  - Name
  - [a.1, b.2]
  - 'Bucket&{Name}':
      Type: X::Y
      DependsOn: 'Topic&{Name}'
      DeletionPolicy: !If [Prod, Retain, Delete]
      Properties:
        P: EXPRESSION
Fn::ForEach::Topics: [Name, [a.1, b.2], {'Topic&{Name}': {Type: X::Z}}]
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("!Ref Name", "a.1"),
        ("{Ref: Name}", "a.1"),
        ("!Sub 'x-${Name}-${Env}'", "x-a.1-prod"),
        ("!Sub ['${Name}-${Other}', {Other: !Ref Name}]", "a.1-a.1"),
        ("'plain ${Name}'", "plain a.1"),
        ("!Ref 'Topic&{Name}'", "<Topica1>"),
        ("!GetAtt 'Topic&{Name}.Arn'", "<Topica1.Arn>"),
        ("!GetAtt [!Sub 'Topic&{Name}', Arn]", "<Topica1.Arn>"),
        ("{'${Name}': {'x&{Name}': !Ref Name}}", {"a.1": {"xa1": "a.1"}}),
        ("[!Ref Name, [!Ref Name]]", ["a.1", ["a.1"]]),
        ("!Sub '${!Name}'", "${Name}"),
        ("Name", "Name"),
        ("{Fn::ForEach::I: [N, [x], {'${N}': !Sub '${Name}${N}'}]}", {"x": "a.1x"}),
        ("{Fn::ForEach::I: [N, [x], {'k${N}': 1}], k: 2}", {"kx": 1, "k": 2}),
        ("!FindInMap [Buckets, prod, nothing, {DefaultValue: !Ref Name}]", "a.1"),
        ("!Length [!Ref Name, b]", 2),
        ("!ToJsonString {k: !Ref Name}", '{"k":"a.1"}'),
    ],
)  # fmt: skip
def test_the_item_replaces_the_identifier(expression: str, expected: object) -> None:
    header = HEADER + "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
    found = load(BODY.replace("EXPRESSION", expression), header=header)
    assert found.diagnostics == ()
    bucket = resource(found, "Bucketa1")
    assert show(bucket.body.get("P")) == expected
    assert bucket.body.get("DeletionPolicy") == "Retain"


def test_places_are_those_of_the_body() -> None:
    found = load(
        "Fn::ForEach::L:\n- N\n- [a, b]\n"
        "- 'B${N}':\n    Type: X::Y\n    Properties: {P: !Sub '${N}'}\n"
    )
    for made in found.resources:
        assert str(made.span) == "t.yaml:13:5"
        assert str(made.body.locate(("P",))) == "t.yaml:15:23"
        assert made.body.locate(("P",)).text == "!Sub '${N}'"


def test_loops_in_loops_and_in_every_section() -> None:
    text = """\
Transform: [AWS::LanguageExtensions]
Parameters: {Pa: {Type: String, Default: x}, Pb: {Type: String}}
Conditions:
  Fn::ForEach::C: [N, [a, b], {'Is${N}': !Equals [!Ref 'P${N}', x]}]
Resources:
  Fn::ForEach::Outer:
    - N
    - [a, b]
    - Fn::ForEach::Inner:
        - M
        - [!Ref N, z]
        - 'B${N}${M}': {Type: X::Y, Condition: 'Is${N}', Properties: {P: !Sub '${N}${M}'}}
Outputs:
  Fn::ForEach::O: [N, [a, b], {'Out${N}': {Value: !Ref 'B${N}z'}}]
"""
    found = read(text)
    assert found.diagnostics == ()
    assert [r.address for r in found.resources] == ["Baa", "Baz", "Bbb", "Bbz"]
    assert [r.presence is None for r in found.resources] == [True, True, False, False]
    assert [r.body.get("P") for r in found.resources] == ["aa", "az", "bb", "bz"]


@pytest.mark.parametrize(
    ("loop", "code", "message"),
    [
        (
            "Fn::ForEach::L: [N, !Ref Unknown, {'B${N}': {Type: X::Y}}]\n",
            "not-expanded",
            "Fn::ForEach::L is not expanded: its list depends on parameter Unknown",
        ),
        (
            "Fn::ForEach::L: [N, text, {'B${N}': {Type: X::Y}}]\n",
            "malformed-function",
            "Fn::ForEach::L takes a list of strings",
        ),
        (
            "Fn::ForEach::L: [N, !Ref Nothing, {'B${N}': {Type: X::Y}}]\n",
            "undefined-reference",
            "undefined parameter 'Nothing'",
        ),
        (
            "Fn::ForEach::L: [N, [a]]\n",
            "malformed-function",
            "Fn::ForEach::L takes a list of an identifier, a list of values, and a mapping",
        ),
        (
            "Fn::ForEach::L: [N, [a, b], {Same: {Type: X::Y}}]\n",
            "template-structure",
            "Fn::ForEach::L produces duplicate key 'Same'",
        ),
    ],
)
def test_unexpandable_loops_are_reported(loop: str, code: str, message: str) -> None:
    found = load(
        loop + "Other: {Type: X::Y, DependsOn: Bsomething}\n" if "[a" not in loop else loop
    )
    assert [(d.code, d.message) for d in found.diagnostics] == [(code, message)]


def test_a_loop_in_properties_that_cannot_be_expanded_is_unknown() -> None:
    found = load(
        "A: {Type: X::Y, Properties: {P: {Fn::ForEach::L: [N, !Ref Unknown, {'${N}': 1}]}, Q: 1}}\n"
    )
    body = found.resources[0].body
    assert isinstance(body.get("P"), Unknown)
    assert body.get("Q") == 1
    assert [d.code for d in found.diagnostics] == ["not-expanded"]


@pytest.mark.parametrize(
    ("transform", "level"),
    [("", Level.ERROR), ("Transform: Mine\n", Level.WARNING)],
)
def test_a_loop_without_its_transform_is_reported(transform: str, level: Level) -> None:
    found = read(transform + "Resources:\n  Fn::ForEach::L: [N, [a], {'B${N}': {Type: X::Y}}]\n")
    (diagnostic,) = (d for d in found.diagnostics if d.code != "macro-not-run")
    assert [r.address for r in found.resources] == ["Ba"]
    assert diagnostic.level is level
    assert diagnostic.hint == "Fn::ForEach requires 'Transform: AWS::LanguageExtensions'"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        # A list of a million.
        "Fn::ForEach::L: [N, !Split [x, !Join ['', ["
        + ", ".join(["xxxxxxxxxx"] * 100_000)
        + "]]], {'B${N}': {Type: X::Y}}]\n",
        # Loops that multiply up.
        "Fn::ForEach::A: [A, !Ref H, {Fn::ForEach::B: [B, !Ref H, {Fn::ForEach::C: "
        "[C, !Ref H, {'R${A}x${B}x${C}': {Type: X::Y}}]}]}]\n",
        # Long items in a text that names them often.
        "Fn::ForEach::L: [N, ["
        + "x" * 10_000
        + "], {R: {Type: X::Y, Properties: {P: '"
        + "${N}" * 10_000
        + "'}}}]\n",
    ],
    ids=["long", "deep", "wide"],
)
def test_hostile_loops_are_rejected(text: str) -> None:
    hundreds = ",".join(map(str, range(300)))
    header = HEADER.replace(
        "Parameters:\n", f"Parameters:\n  H: {{Type: CommaDelimitedList, Default: '{hundreds}'}}\n"
    )
    with within(500):
        found = load(text + "After: {Type: X::Y}\n", header=header)
    assert [r.address for r in found.resources] == ["After"]
    assert {d.code for d in found.diagnostics} <= {"loop-too-large", "not-expanded"}


def test_a_name_may_come_from_an_unexpanded_loop() -> None:
    loop = "Fn::ForEach::L: [N, !Ref Unknown, {'B${N}': {Type: X::Y}}]\n"
    found = load(loop + "Other: {Type: X::Y, DependsOn: Bsomething}\n")
    assert [d.code for d in found.diagnostics] == ["not-expanded"]


@pytest.mark.parametrize(
    "collection",
    [
        "!Ref Unknown",
        "!ImportValue x",
        "!GetAtt Other.List",
        "!GetAZs ''",
        "!Ref AWS::NotificationARNs",
        "[!Ref Unknown]",
        "[!GetAtt Other.Arn]",
        "!FindInMap [Some, !Ref Late, Names]",
        "!FindInMap [All, !Ref Late, Names, {DefaultValue: []}]",
        "!Ref Listed",
    ],
)
def test_a_loop_over_an_unknown_list_is_checked_once(collection: str) -> None:
    header = with_late_values()
    body = "{'B${N}': {Type: X::Y, Properties: {P: 1}}}"
    found = load(
        f"Fn::ForEach::L: [N, {collection}, {body}]\nOther: {{Type: X::Z}}\n", header=header
    )
    made = resource(found, "B${N}")
    assert made.body.get("P") == 1
    assert made.presence is not None
    assert made.presence.symbol == "the list of ${N}"
    assert resource(found, "Other").presence is None
    assert [d.code for d in found.diagnostics] == ["not-expanded"]


@pytest.mark.parametrize(
    "collection",
    [
        "[!Ref Late]",
        "[!Ref Late, z]",
        "[!Ref Unknown, z]",
        "[!Sub 'x${Late}']",
        "[!Ref AWS::Region]",
        "[!Ref AWS::AccountId]",
        "!FindInMap [All, !Ref Late, Names]",
        "!FindInMap [Some, !Ref Late, Names, {DefaultValue: [b]}]",
    ],
)
def test_a_loop_certainly_has_an_iteration(collection: str) -> None:
    header = with_late_values().replace("Names: []", "Names: [c]")
    if "Unknown" in collection:
        header = header.replace("Late: {Type: String}", "Late: {Type: String, MinLength: 1}")
    body = "{'B${N}': {Type: X::Y, Properties: {P: !Ref N}}}"
    found = load(f"Fn::ForEach::L: [N, {collection}, {body}]\n", header=header)
    (made,) = found.resources
    assert (made.address, made.presence) == ("B${N}", None)
    assert show(made.body.get("P")) == "<N>"
    assert [d.code for d in found.diagnostics] == ["not-expanded"]


def test_an_inner_loop_exists_as_the_outer_one_does() -> None:
    inner = "{Fn::ForEach::M: [M, [!Ref Late], {'B${M}': {Type: X::Y}}]}"
    for outer, is_certain in (("!Ref Unknown", False), ("[!Ref Late]", True), ("[a]", True)):
        found = load(f"Fn::ForEach::L: [N, {outer}, {inner}]\n", header=with_late_values())
        assert [r.presence is None for r in found.resources] == [is_certain]


@pytest.mark.parametrize(
    ("outer", "inner", "names", "is_certain"),
    [
        ("!Ref Unknown", "[a, b]", ["B${N}a", "B${N}b"], False),
        ("[!Ref Late]", "[a, b]", ["B${N}a", "B${N}b"], True),
        ("!Ref Unknown", "[!Ref Late]", ["B${N}${M}"], False),
        ("[!Ref Late]", "!Ref Unknown", ["B${N}${M}"], False),
        ("[!Ref Late]", "[!Ref Late]", ["B${N}${M}"], True),
        ("[!Ref Late]", "!FindInMap [All, !Ref N, Names]", ["B${N}${M}"], True),
        ("[a, b]", "[!Ref Late]", ["Ba${M}", "Bb${M}"], True),
    ],
)
def test_an_inner_loop_is_expanded(
    outer: str, inner: str, names: list[str], is_certain: bool
) -> None:
    body = "{'B${N}&{M}': {Type: X::Y, Properties: {P: !Ref 'B${N}${M}'}}}"
    loop = f"Fn::ForEach::L: [N, {outer}, {{Fn::ForEach::M: [M, {inner}, {body}]}}]\n"
    found = load(loop, header=with_late_values())
    assert {d.code for d in found.diagnostics} <= {"not-expanded"}
    assert [r.address for r in found.resources] == names
    assert {r.presence is None for r in found.resources} == {is_certain}
    for made in found.resources:
        assert show(made.body.get("P")) == f"<{made.address}>"


def with_late_values() -> str:
    """Return a header with values that are unknown before deployment."""
    late = "  Late: {Type: String}\n  Listed: {Type: CommaDelimitedList, AllowedValues: [a, b]}\n"
    maps = """\
  All: {x: {Names: [a]}, y: {Names: [a, b]}}
  Some: {x: {Names: [a]}, y: {Names: []}}
"""
    header = HEADER.replace("Parameters:\n", f"Parameters:\n{late}")
    return header.replace("Mappings:\n", f"Mappings:\n{maps}")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("!Ref N", "<N>"),
        ("!Sub 'x-${N}'", "x-<N>"),
        ("'x-&{N}'", "x-<N>"),
        ("{Fn::Sub: ['${N}-${O}', {O: !Ref N}]}", "<N>-<N>"),
        ("!GetAtt 'Bucket${N}.Arn'", "<Bucket${N}.Arn>"),
        ("{Fn::GetAtt: ['Bucket&{N}', Arn]}", "<Bucket${N}.Arn>"),
        ("{'${N}': 1}", "<N>"),
        ("['${N}', 1]", ["<N>", 1]),
        ("!If ['Is${N}', a, a]", "a"),
        ("{Type: '${N}'}", {"Type": "<N>"}),
        ("{Fn::ForEach::M: [M, [!Ref N], {'${M}': 1}]}", "<Fn::ForEach::M>"),
    ],
)
def test_the_identifier_of_an_unknown_list_is_unknown(expression: str, expected: object) -> None:
    body = f"{{Type: X::Y, Properties: {{P: {expression}}}}}"
    loop = f"Fn::ForEach::L: [N, !Ref Unknown, {{'Bucket${{N}}': {body}}}]\n"
    conditions = (
        "Conditions:\n  Fn::ForEach::C: [N, !Ref Unknown, {'Is${N}': !Equals [!Ref N, a]}]\n"
    )
    found = load(loop, header=HEADER + conditions)
    assert show(resource(found, "Bucket${N}").body.get("P")) == expected
    assert {d.code for d in found.diagnostics} == {"not-expanded"}


def test_a_transform_can_be_a_mapping_with_its_name() -> None:
    header = HEADER.replace("AWS::LanguageExtensions", "{Name: AWS::LanguageExtensions}")
    found = load("Fn::ForEach::L: [N, [a], {'B${N}': {Type: X::Y}}]\n", header=header)
    assert [r.address for r in found.resources] == ["Ba"]
    assert found.diagnostics == ()


def test_sam_keeps_a_loop_over_an_unknown_list() -> None:
    header = HEADER.replace("AWS::L", "[AWS::L").replace(
        "sions", "sions, AWS::Serverless-2016-10-31]"
    )
    table = "{Type: AWS::Serverless::SimpleTable}"
    found = load(
        f"Plain: {table}\nFn::ForEach::L: [N, !Ref Unknown, {{'T${{N}}': {table}}}]\n",
        header=header,
    )
    assert [r.type for r in found.resources if r.address == "Plain"] == ["AWS::DynamoDB::Table"]
    assert [d.code for d in found.diagnostics] == ["not-expanded"]
