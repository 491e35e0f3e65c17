from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.files.source import SourceFile
from iaclint.ruleset.conditions import Condition, Evidence, Judgement
from iaclint.ruleset.parser import read_condition
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, Unknown, Value
from iaclint.syntax.yaml import parse
from tests.values import as_value

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
VAR = Unknown("var.x")
ALL_USERS = {"uri": "AllUsers", "permission": "READ"}
OWNER = {"uri": "Owner", "permission": "FULL"}


class Fields:
    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values

    def get(self, field: str) -> Value:
        return self._values.get(field, ABSENT)


def condition(text: str) -> Condition:
    node, problems = parse(SourceFile("rule.yaml", text.encode()))
    assert node is not None
    assert not problems
    return read_condition(node)


def judge(text: str, **values: Any) -> Judgement:
    return condition(text).evaluate(Fields(values))


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("{a: 1}", {"a": 1}, T),
        ("{a: 1, b: 2}", {"a": 1, "b": 3}, F),
        ("{a: 1, b: 2}", {"a": VAR, "b": 3}, F),
        ("{a: 1, b: 2}", {"a": VAR, "b": 2}, U),
        ("{a: present}", {"a": 1}, T),
        ("{a: absent}", {}, T),
        ("{a: 'absent'}", {}, F),
        ("{a: {at_least: 1, at_most: 3}}", {"a": 2}, T),
        ("{a: {at_least: 1, at_most: 3}}", {"a": 5}, F),
        ("any: [{a: 1}, {b: 1}]", {"a": VAR, "b": 1}, T),
        ("any: [{a: 1}, {b: 1}]", {"a": VAR, "b": 2}, U),
        ("any: [{a: 1}, {b: 1}]", {"a": 2, "b": 2}, F),
        ("all: [{a: 1}, {not: {b: 1}}]", {"a": 1, "b": 2}, T),
        ("not: {a: 1}", {}, T),
        ("not: {a: 1}", {"a": VAR}, U),
        ("{a: {any: x}}", {"a": ["x", "y"]}, T),
        ("{a: {any: x}}", {"a": "x"}, T),
        ("{a: {any: x}}", {"a": []}, F),
        ("{a: {any: x}}", {"a": [VAR]}, U),
        ("{a: {any: x}}", {"a": [VAR, "x"]}, T),
        ("{a: {any: x}}", {}, F),
        ("{a: {all: {starts_with: x}}}", {"a": ["xa", "xb"]}, T),
        ("{a: {all: {starts_with: x}}}", {"a": ["xa", "b"]}, F),
        ("{a: {all: present}}", {"a": [1, ABSENT]}, F),
        ("{a: {all: x}}", {}, F),
        ("{a: {none: x}}", {}, T),
        ("{a: {none: x}}", {"a": ["x"]}, F),
        ("{a: {none: x}}", {"a": VAR}, U),
        ("{a: {none: {uri: AllUsers}}}", {"a": [OWNER, ALL_USERS]}, F),
        ("{a: {none: {uri: AllUsers, permission: WRITE}}}", {"a": [ALL_USERS]}, T),
        ("{a: {none: {uri: AllUsers}}}", {"a": [{"uri": VAR}]}, U),
        ("{a: {none: {uri: AllUsers}}}", {"a": [Choice(VAR, (ALL_USERS, OWNER))]}, U),
        ("{a: {none: {uri: AllUsers}}}", {"a": Choice(VAR, ((OWNER,), ()))}, T),
        ("{a: {any: {uri: {not_in: [x]}}}}", {"a": [Choice(VAR, (OWNER, None))]}, U),
        ("{a: {none: {uri: {not_in: [x]}}}}", {"a": [Choice(VAR, (OWNER, None))]}, U),
        ("{a: {all: {uri: AllUsers}}}", {"a": [Choice(VAR, (ALL_USERS, None))]}, T),
        ("{a: {any: {any: [{uri: Owner}, {uri: AllUsers}]}}}", {"a": [OWNER]}, T),
    ],
)
def test_truth(text: str, values: dict[str, Value], expected: Truth) -> None:
    assert judge(text, **{key: as_value(item) for key, item in values.items()}).truth is expected


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("{a: 1, b: 2, c: 3}", {"a": 1, "b": 0, "c": 0}, ["b", "c"]),
        ("{a: 1, b: 2, c: 3}", {"a": 1, "b": VAR, "c": 3}, ["b"]),
        ("any: [{a: 1}, {b: 1}]", {"a": 2, "b": 2}, ["a", "b"]),
        ("any: [{a: 1}, {b: 1}]", {"a": VAR, "b": 2}, ["a"]),
        ("not: {a: 1}", {"a": 1}, ["a"]),
    ],
)
def test_evidence_is_what_decided(text: str, values: dict[str, Value], expected: list[str]) -> None:
    assert [item.field for item in judge(text, **values).evidence] == expected


@pytest.mark.parametrize(
    ("text", "value", "path"),
    [
        ("{a: {none: {uri: AllUsers}}}", [OWNER, ALL_USERS], (1, "uri")),
        ("{a: {none: {uri: AllUsers}}}", [OWNER, {"uri": VAR}], (1, "uri")),
        ("{a: {all: x}}", ["x", "y"], (1,)),
        ("{a: {any: x}}", ["y", VAR], (1,)),
        ("{a: {any: x}}", ["y", "z"], ()),
        ("{a: {none: x}}", "x", ()),
        # A name selects the element, and its value decides.
        ("{a: {none: {name: x, value: 1}}}", [{"name": "x", "value": 1}], (0, "value")),
        ("{a: {none: {name: x, value: absent}}}", [{"name": "x"}], (0, "name")),
    ],
)
def test_evidence_names_the_part(text: str, value: Value, path: tuple[object, ...]) -> None:
    assert judge(text, a=as_value(value)).evidence == (Evidence("a", path),)


CONDITIONS = [
    "{a: 1, b: {not_in: [2, 3]}}",
    "any: [{a: present}, {not: {b: 1}}]",
    "{a: {any: 1}, b: {none: {at_least: 2}}}",
    "all: [{a: {all: {in: [1, 2]}}}, {any: [{b: absent}, {b: 3}]}]",
]
known = st.none() | st.integers(0, 3) | st.lists(st.integers(0, 3), max_size=3).map(tuple)


@given(st.sampled_from(CONDITIONS), known, known, st.sampled_from(["a", "b"]))
def test_an_unknown_never_changes_pass_to_fail_or_back(
    text: str, a: Value, b: Value, hidden: str
) -> None:
    before = judge(text, a=a, b=b).truth
    after = judge(text, **{"a": a, "b": b, hidden: VAR}).truth
    assert after in (before, U)


@given(st.sampled_from(CONDITIONS), known, known, known)
def test_an_unknown_is_decided_only_if_all_its_values_agree(
    text: str, a: Value, b: Value, other: Value
) -> None:
    unknown = judge(text, a=VAR, b=b).truth
    assert unknown is U or {judge(text, a=v, b=b).truth for v in (a, other)} == {unknown}
