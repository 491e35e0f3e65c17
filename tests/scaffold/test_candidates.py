from __future__ import annotations

import pytest

from iaclint.files.source import SourceFile
from iaclint.ruleset.conditions import Condition
from iaclint.ruleset.parser import read_condition
from iaclint.scaffold.candidates import settings
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value
from iaclint.syntax.yaml import parse


def condition(text: str) -> Condition:
    node, problems = parse(SourceFile("rule.yaml", text.encode()))
    assert node is not None
    assert problems == []
    return read_condition(node)


def first(text: str, truth: Truth, *known: Value) -> dict[str, Value]:
    return dict(next(settings(condition(text), truth, lambda field: known)))


@pytest.mark.parametrize(
    ("text", "passing", "failing"),
    [
        ("size: 7", 7, 8),
        ("size: true", True, False),
        ("size: {at_least: 7}", 7, 6),
        ("size: {at_most: 7}", 7, 8),
        ("size: {in: [a, b]}", "a", "other"),
        ("size: {not_in: [a, b]}", "other", "a"),
        ("size: {not_in: [3306]}", 3307, 3306),
        ("size: {starts_with: acme-}", "acme-example", "other"),
        ("size: {ends_with: -prod}", "example-prod", "other"),
        ("size: {contains: x}", "x", "other"),
        ('size: {matches: "^arn:"}', "arn:", "other"),
        ("size: present", "example", ABSENT),
        ("size: absent", ABSENT, "example"),
        ("size: {none: all}", ("other",), ("all",)),
        ("size: {any: {starts_with: a}}", ("aexample",), ("other",)),
        ("size: {all: {on: true}}", ({"on": True},), ({"on": False},)),
        ("not: {size: 7}", 8, 7),
    ],
)
def test_values_that_pass_and_fail(text: str, passing: Value, failing: Value) -> None:
    assert first(text, Truth.TRUE) == {"size": passing}
    assert first(text, Truth.FALSE) == {"size": failing}


def test_known_values_come_before_invented_ones() -> None:
    assert first("mode: KMS", Truth.FALSE, "KMS", "NONE") == {"mode": "NONE"}


def test_several_fields_pass_together() -> None:
    text = "{mode: KMS, key: present}"
    assert first(text, Truth.TRUE) == {"mode": "KMS", "key": "example"}
    assert first(text, Truth.FALSE) == {"mode": "KMS", "key": ABSENT}


def test_nothing_is_yielded_for_what_no_value_meets() -> None:
    found = settings(condition('name: {matches: "^[0-9]{12}$"}'), Truth.TRUE, lambda field: ())
    assert list(found) == []
