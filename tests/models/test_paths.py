from __future__ import annotations

import pytest

from iaclint.models.paths import follow, parse_path, pick
from iaclint.resource import Path
from iaclint.symbolic.values import ABSENT, Choice, JsonText, PartialString, Unknown, Value

VAR = Unknown("var.x")


def test_parse_path() -> None:
    assert parse_path("logging[*].target") == ("logging", "*", "target")
    assert parse_path("a.b") == ("a", "b")
    assert parse_path('a["b.c"]') == ("a", "b.c")
    assert parse_path('a[*]["b.c"].d') == ("a", "*", "b.c", "d")


@pytest.mark.parametrize(
    ("value", "path", "expected", "way"),
    [
        ({"a": {"b": 1}}, "a.b", 1, ("a", "b")),
        ({"a": ({"b": 1}, {"b": 2})}, "a.b", 1, ("a", 0, "b")),
        ({"a": ({"b": ({"c": 3},)},)}, "a.b.c", 3, ("a", 0, "b", 0, "c")),
        ({"a": ()}, "a.b", ABSENT, ("a", "b")),
        ({"a": None}, "a", ABSENT, ("a",)),
        ({"a": None}, "a.b", ABSENT, ("a", "b")),
        ({"a": "text"}, "a.b", ABSENT, ("a", "b")),
        ({"a": VAR}, "a", VAR, ("a",)),
        ({"a": VAR}, "a.b", Unknown("var.x"), ("a", "b")),
        ({}, "a", ABSENT, ("a",)),
        ({"a": '{"b": {"c": 1}}'}, "a.b.c", 1, ("a", "b", "c")),
        ({"a": PartialString(('{"b": "', VAR, '"}'))}, "a.b", VAR, ("a", "b")),
        ({"a": "[1]"}, "a.b", ABSENT, ("a", "b")),
        ({"a": {"B": ({"c": 1},)}}, "a.b.C", 1, ("a", "B", 0, "c")),
        ({"a": {"B": 1, "b": 2}}, "a.b", 2, ("a", "b")),
    ],
)
def test_follow(value: Value, path: str, expected: Value, way: Path) -> None:
    found = follow(value, parse_path(path))
    assert found.value == expected
    assert found.path == way


@pytest.mark.parametrize(
    ("value", "path", "expected"),
    [
        ({"a": ({"b": 1}, {"b": 2})}, "a[*].b", (1, 2)),
        ({"a": ({"b": 1}, {})}, "a[*].b", (1, ABSENT)),
        ({"a": ({}, {})}, "a[*].b", ABSENT),
        ({"a": ()}, "a[*].b", ()),
        ({}, "a[*].b", ABSENT),
        ({"a": VAR}, "a[*].b", Unknown("var.x")),
        ({"a": ({"b": 1}, VAR)}, "a[*].b", (1, Unknown("var.x"))),
        ({"a": "one"}, "a[*]", ("one",)),
        ({"a": ({"b": ({"c": 1}, {"c": 2})}, {}, {"b": ({"c": 3},)})}, "a[*].b[*].c", (1, 2, 3)),
        (
            {"a": ({"b": Choice(VAR, (({"c": 1}, {"c": 2}), ({"c": 3},), ABSENT))},)},
            "a[*].b[*].c",
            (Choice(VAR, (1, 3, None)), Choice(VAR, (2, None, None))),
        ),
        (
            {"a": ({"b": Choice(VAR, (Unknown("var.y"), ABSENT))},)},
            "a[*].b[*]",
            (Choice(VAR, (Unknown("var.y"), None)),),
        ),
    ],
)
def test_every_element(value: Value, path: str, expected: Value) -> None:
    assert repr(follow(value, parse_path(path)).value) == repr(expected)


def test_what_is_no_list_has_no_index() -> None:
    found = follow({"a": ({"b": {"c": 1}},)}, parse_path("a[*].b[*]"))
    assert found.elements is not None
    assert [element.path for element in found.elements] == [("a", 0, "b")]


def test_elements_have_places() -> None:
    found = follow({"a": ({"b": ({"c": 1},)}, {"b": ({"c": 2},)})}, parse_path("a[*].b[*].c"))
    assert found.elements is not None
    assert [each.path for each in found.elements] == [
        ("a", 0, "b", 0, "c"),
        ("a", 1, "b", 0, "c"),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": {"b": 1}}, 1),
        ({"a": {"b": None}}, False),
        ({"a": {}}, False),
        ({"a": ({},)}, False),
        ({}, ABSENT),
    ],
)
def test_a_default_applies_to_an_unset_attribute(value: Value, expected: Value) -> None:
    assert follow(value, ("a", "b"), default=False).value == expected


def test_inside_of_a_choice_is_a_choice() -> None:
    choice = Choice(VAR, ({"b": 1}, None), ("set", "not set"))
    found = follow({"a": choice}, ("a", "b")).value
    assert isinstance(found, Choice)
    assert (found.options, found.test, found.labels) == ((1, ABSENT), VAR, ("set", "not set"))
    assert follow({"a": Choice(VAR, ({"b": 1}, {"b": 1}))}, ("a", "b")).value == 1


def test_pick() -> None:
    value = ({"uri": "x"}, {"uri": Choice(VAR, ("y", "z"))})
    assert pick(value, (0, "uri")) == "x"
    assert pick(value, (2, "uri")) is ABSENT
    assert pick(VAR, ("a", 0)) is VAR
    assert pick(Choice(VAR, (value, value)), (0, "uri")) == "x"


def test_every_element_of_a_json_text() -> None:
    unknown = Unknown("var.x")
    for text in ('[{"a": 1}, {}]', JsonText(({"a": 1}, {}))):
        assert follow(text, ("*", "a")).value == (1, ABSENT)
    partial = PartialString(('[{"a": 1, "b": "', unknown, '"}]'))
    assert follow(partial, ("*", "a")).value == (1,)
    assert follow("no JSON", ("*",)).value == ("no JSON",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1}', 1),
        ("not JSON", ABSENT),
        ("[1]", ABSENT),
        (PartialString(('{"a": ', VAR, "}")), VAR.symbol),
        (PartialString((VAR, '{"a": 1}')), VAR.symbol),
        (PartialString(("{", VAR, "}")), VAR.symbol),
    ],
)
def test_a_name_goes_into_a_json_text(text: Value, expected: Value) -> None:
    found = follow({"text": text}, ("text", "a")).value
    assert (found.symbol if isinstance(found, Unknown) else found) == expected
