from __future__ import annotations

import json
import math
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iaclint
from iaclint.ruleset.conditions import QUANTIFIERS
from iaclint.ruleset.operators import OPERATORS, same
from iaclint.symbolic.natures import Form, Nature
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    Identity,
    JsonText,
    PartialString,
    Unknown,
    Value,
)
from tests.values import as_value

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
VAR = Unknown("var.x")
ADDRESS = Unknown("eip.a", Identity("eip.a", "ip", nature=Nature(Form.ADDRESS, is_assigned=True)))
PARTIAL = PartialString(("arn:aws:", VAR, "/*"))


def a_or_b() -> Choice:
    return Choice(VAR, ("a", "b"))


@pytest.mark.parametrize(
    ("operator", "actual", "operand", "expected"),
    [
        ("equals", "a", "a", T),
        ("equals", "A", "a", F),
        ("equals", ABSENT, "a", F),
        ("equals", None, "a", F),
        ("equals", VAR, "a", U),
        ("equals", a_or_b(), "a", U),
        ("equals", a_or_b(), "c", F),
        ("equals", Choice(VAR, ("a", ABSENT)), "b", F),
        ("equals", PARTIAL, "x", F),
        ("equals", PARTIAL, "arn:aws:x/*", U),
        ("equals", Unknown("P", options=("a", "b")), "c", F),
        ("equals", ADDRESS, "0.0.0.0", F),
        ("equals", ADDRESS, "198.51.100.1", U),
        ("equals", ADDRESS, 1, U),
        ("equals", ADDRESS, True, F),
        ("in", ADDRESS, ("0.0.0.0", "*"), F),
        ("not_in", ADDRESS, ("0.0.0.0", "::"), T),
        ("not_in", ADDRESS, ("0.0.0.0", "::1"), U),
        ("equals", Unknown("P", options=("a", "b")), "a", U),
        ("equals", ["a", "b"], ["a", "b"], T),
        ("in", "a", ["a", "b"], T),
        ("in", a_or_b(), ["a", "b"], T),
        ("in", 1, [True], F),
        ("in", True, [1], F),
        ("in", ABSENT, ["a"], F),
        ("not_in", ABSENT, ["a"], T),
        ("not_in", VAR, ["a"], U),
        ("not_in", "c", ["a"], T),
        ("contains", "abc", "b", T),
        ("contains", PARTIAL, "aws", T),
        ("contains", PARTIAL, "s3", U),
        ("contains", ["a", "b"], "a", T),
        ("contains", ["a", VAR], "b", U),
        ("contains", ["a"], "b", F),
        ("contains", {"a": 1}, "a", T),
        ("contains", 5, "5", T),
        ("contains", 5, 5, F),
        ("starts_with", "abc", "a", T),
        ("starts_with", PARTIAL, "arn:", T),
        ("starts_with", PARTIAL, "arn:aws:s3", U),
        ("starts_with", PARTIAL, "s3", F),
        ("starts_with", 1, "1", T),
        ("starts_with", {"1": 1}, "1", F),
        ("ends_with", PARTIAL, "*", T),
        ("ends_with", PARTIAL, "x/*", U),
        ("ends_with", PARTIAL, "x", F),
        ("matches", "TLS1_2", "^TLS1_[23]$", T),
        ("matches", "TLS1_0", "^TLS1_[23]$", F),
        ("matches", PARTIAL, "arn", U),
        ("matches", 5, "^5$", T),
        ("matches", True, "^(on|true)$", T),
        ("matches", [5], "5", F),
        ("at_least", 7, 7, T),
        ("at_least", "7", 8, F),
        ("at_least", "8.5", 8, T),
        ("at_least", True, 1, F),
        ("at_least", "many", 1, F),
        ("at_least", PARTIAL, 1, U),
        ("at_most", 7, 7, T),
        ("at_most", "abc", 7, F),
        ("known", ABSENT, True, F),
        ("known", None, True, F),
        ("known", "", True, T),
        ("known", "secret", False, F),
        ("known", VAR, True, F),
        ("known", Unknown("var.a", options=("a", "b")), True, T),
        ("present", ABSENT, True, F),
        ("present", None, True, F),
        ("present", None, False, T),
        ("present", "", True, T),
        ("present", VAR, True, U),
        ("present", VAR, False, U),
        ("present", Unknown("x", not_null=True), True, T),
        ("present", Choice(VAR, ("a", None)), True, U),
        ("present", a_or_b(), True, T),
        ("present", PARTIAL, True, T),
        ("present", JsonText({}), False, F),
    ],
)
def test_operators(operator: str, actual: Value, operand: Value, expected: Truth) -> None:
    assert OPERATORS[operator](as_value(actual), as_value(operand)) is expected


@pytest.mark.parametrize(
    ("actual", "expected", "truth"),
    [
        ("true", True, T),
        ("1", True, T),
        ("0", False, T),
        ("0", True, F),
        ("True", True, T),
        ("yes", True, F),
        (1, True, F),
        (True, "true", T),
        (True, "on", F),
        (False, "true", F),
        ("false", False, T),
        ("1", 1, T),
        ("1.0", 1, T),
        ("1_0", 10, F),
        (" 1", 1, F),
        (True, 1, F),
        (1, "1", T),
        (1.0, "1", T),
        (1.2, "1.2", T),
        (Fraction(6, 5), "1.2", T),
        (math.inf, "1", F),
        (Fraction(10**400, 3), "1", F),
        (1, "1.0", F),
        (PartialString(("t", VAR)), True, U),
        (PartialString(("x", VAR)), True, F),
    ],
)
def test_comparison_converts_like_the_languages(
    actual: Value, expected: Value, truth: Truth
) -> None:
    assert same(actual, expected) is truth


def test_the_schema_names_the_same_operators() -> None:
    schema = json.loads(Path(iaclint.__path__[0], "schemas", "rule.json").read_text())
    known = {*OPERATORS, *QUANTIFIERS}
    assert set(schema["$defs"]["operators"]["properties"]) == known
    assert set(schema["$defs"]["elementTest"]["if"]["propertyNames"]["enum"]) == known


scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["a", "ab", "true", "1"])
operands = {
    "equals": scalars.filter(lambda value: value is not None),
    "in": st.lists(scalars, min_size=1).map(tuple),
    "not_in": st.lists(scalars, min_size=1).map(tuple),
    "contains": st.sampled_from(["a", "b"]),
    "starts_with": st.sampled_from(["a", "b"]),
    "ends_with": st.sampled_from(["a", "b"]),
    "matches": st.sampled_from(["^a", "b$"]),
    "at_least": st.integers(-5, 5),
    "at_most": st.integers(-5, 5),
    "present": st.booleans(),
    "known": st.booleans(),
}


@pytest.mark.slow
@given(st.data(), st.sampled_from(sorted(OPERATORS)))
def test_a_choice_holds_only_if_every_branch_does(data: st.DataObject, name: str) -> None:
    operand = data.draw(operands[name])
    branches = tuple(data.draw(st.lists(scalars | st.just(ABSENT), min_size=2, max_size=4)))
    truths = {OPERATORS[name](branch, operand) for branch in branches}
    assert OPERATORS[name](Choice(VAR, branches), operand) is Truth.agree(truths)


# Whether a value is known is not a property of the deployed value.
@given(st.data(), st.sampled_from(sorted(OPERATORS.keys() - {"known"})), st.text("ab", max_size=4))
def test_a_partly_known_string_agrees_with_its_known_value(
    data: st.DataObject, name: str, middle: str
) -> None:
    operand = data.draw(operands[name])
    start, end = data.draw(st.text("ab", max_size=2)), data.draw(st.text("ab", max_size=2))
    partly = OPERATORS[name](PartialString((start, VAR, end)), operand)
    assert partly in (U, OPERATORS[name](start + middle + end, operand))
