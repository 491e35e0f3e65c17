"""The operators of rule conditions, each lifted to three truth values by its decorator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

from iaclint.symbolic.booleans import BOOLEANS
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, JsonText, PartialString, Unknown, Value
from iaclint.syntax.regular_expressions import compiled

Operator: TypeAlias = Callable[[Value, Value], Truth]
"""Takes the value and the operand of the rule, which is plain data."""

OPERATORS: dict[str, Operator] = {}
"""By the name in rules; filled by the decorator."""

_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


def operator(
    name: str, negated: str | None = None, partly: bool = False, unknowns: bool = False
) -> Callable[[Operator], Operator]:
    """Register an operator under a name, and its negation under another.

    The function gets only known values and, if ``partly`` is set, partly known strings, and if
    ``unknowns`` is set, unknown values, of which a form may be certain. An absent
    value makes the operator false; an unknown value makes it unknown, unless the result is the
    same for all its possible values.
    """

    def decorate(function: Operator) -> Operator:
        def lifted(actual: Value, operand: Value) -> Truth:
            if actual is ABSENT or actual is None:
                return Truth.FALSE
            if isinstance(actual, Choice):
                return Truth.agree(lifted(option, operand) for option in actual.options)
            if isinstance(actual, Unknown) and actual.options:
                return Truth.agree(lifted(option, operand) for option in actual.options)
            if isinstance(actual, Unknown) and not unknowns:
                return Truth.UNKNOWN
            if isinstance(actual, (PartialString, JsonText)) and not partly:
                return Truth.UNKNOWN
            return function(actual, operand)

        OPERATORS[name] = lifted
        if negated is not None:
            OPERATORS[negated] = lambda actual, operand: ~lifted(actual, operand)
        return lifted

    return decorate


def same(actual: Value, expected: Value) -> Truth:
    """Return whether values are equal, with the conversions of the languages: "1" is 1.

    Both ways: 1 is "1", and True is "true". Unlike in Python, True is not 1.
    """
    if isinstance(expected, bool):
        return _same_bool(actual, expected)
    if isinstance(expected, (int, float)):
        if isinstance(actual, (PartialString, JsonText, Unknown)):
            return Truth.UNKNOWN
        return Truth.of(number(actual) == expected)
    return is_same(as_text(actual) if isinstance(expected, str) else actual, expected)


def as_text(value: Value) -> Value:
    """Return a number or boolean as the languages convert it to a text; others unchanged."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (float, Fraction)):
        return _decimal(value)
    return str(value) if isinstance(value, int) else value


def _decimal(value: float | Fraction) -> str:
    try:
        return str(int(value)) if value == int(value) else str(float(value))
    except OverflowError:  # infinite, or too large for 64 bits
        return str(value)


def _same_bool(actual: Value, expected: bool) -> Truth:
    if isinstance(actual, bool):
        return Truth.of(actual is expected)
    if isinstance(actual, str):
        return Truth.of(BOOLEANS.get(actual.lower()) is expected)
    return is_same(actual, "true" if expected else "false")


def number(value: Value) -> int | float | Fraction | None:
    """Return a value as a number, None if it is not one."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float, Fraction)):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Fraction(value)
    return None


def _any_same(items: Iterable[Value], expected: Value) -> Truth:
    return Truth.any(equals(item, expected) for item in items)


@operator("equals", partly=True, unknowns=True)
def equals(actual: Value, expected: Value) -> Truth:
    """Return whether the value is the expected one."""
    return same(actual, expected)


@operator("in", negated="not_in", partly=True, unknowns=True)
def is_in(actual: Value, allowed: Value) -> Truth:
    """Return whether the value is one of the allowed ones."""
    assert isinstance(allowed, tuple)
    # Not Python's `in`, for which True == 1.
    return Truth.any(same(actual, option) for option in allowed)


@operator("contains", partly=True)
def contains(actual: Value, expected: Value) -> Truth:
    """Return whether a text has a part, a list an item, or a mapping a key."""
    if isinstance(text := as_text(actual), str):
        return Truth.of(isinstance(expected, str) and expected in text)
    if isinstance(actual, PartialString):
        known = (part for part in actual.parts if isinstance(part, str))
        held = isinstance(expected, str) and any(expected in part for part in known)
        return Truth.TRUE if held else Truth.UNKNOWN
    if isinstance(actual, (tuple, Mapping)):
        return _any_same(actual, expected)
    return Truth.UNKNOWN if isinstance(actual, JsonText) else Truth.FALSE


@operator("starts_with", partly=True)
def starts_with(actual: Value, expected: Value) -> Truth:
    """Return whether a text starts with another."""
    assert isinstance(expected, str)
    if not isinstance(actual, PartialString):
        return _text(actual, lambda text: text.startswith(expected))
    if actual.prefix.startswith(expected):
        return Truth.TRUE
    return Truth.UNKNOWN if expected.startswith(actual.prefix) else Truth.FALSE


@operator("ends_with", partly=True)
def ends_with(actual: Value, expected: Value) -> Truth:
    """Return whether a text ends with another."""
    assert isinstance(expected, str)
    if not isinstance(actual, PartialString):
        return _text(actual, lambda text: text.endswith(expected))
    if actual.suffix.endswith(expected):
        return Truth.TRUE
    return Truth.UNKNOWN if expected.endswith(actual.suffix) else Truth.FALSE


def _text(actual: Value, holds: Callable[[str], bool]) -> Truth:
    if isinstance(actual, JsonText):
        return Truth.UNKNOWN
    text = as_text(actual)
    return Truth.of(isinstance(text, str) and holds(text))


@operator("matches", partly=True)
def matches(actual: Value, pattern: Value) -> Truth:
    """Return whether an RE2 pattern matches anywhere in a text."""
    assert isinstance(pattern, str)
    if isinstance(actual, PartialString):
        from iaclint.ruleset.partial_match import can_match

        return Truth.UNKNOWN if can_match(pattern, actual) else Truth.FALSE
    return _text(actual, lambda text: compiled(pattern).search(text) is not None)


@operator("at_least")
def at_least(actual: Value, limit: Value) -> Truth:
    """Return whether a number is at least the limit."""
    found, bound = number(actual), number(limit)
    return Truth.of(found is not None and bound is not None and found >= bound)


@operator("at_most")
def at_most(actual: Value, limit: Value) -> Truth:
    """Return whether a number is at most the limit."""
    found, bound = number(actual), number(limit)
    return Truth.of(found is not None and bound is not None and found <= bound)


def present(actual: Value, expected: Value) -> Truth:
    """Return whether a value is set; an unknown can be null unless it is known not to be."""
    if actual is ABSENT or actual is None:
        truth = Truth.FALSE
    elif isinstance(actual, Choice):
        truth = Truth.agree(present(option, True) for option in actual.options)
    elif isinstance(actual, Unknown):
        truth = Truth.TRUE if actual.not_null else _present_option(actual)
    else:
        truth = Truth.TRUE
    return truth if expected is True else ~truth


def _present_option(actual: Unknown) -> Truth:
    return Truth.agree(present(option, True) for option in actual.options or ())


def known(actual: Value, expected: Value) -> Truth:
    """Return whether a value is set and fully known before deployment.

    It is then written in the configuration, its variable files or its defaults.
    """
    if isinstance(actual, Choice):
        truth = Truth.agree(known(option, True) for option in actual.options)
    elif isinstance(actual, Unknown):
        truth = Truth.agree(known(option, True) for option in actual.options or (ABSENT,))
    else:
        is_partial = isinstance(actual, (PartialString, JsonText))
        truth = Truth.of(not is_partial and actual is not ABSENT and actual is not None)
    return truth if expected is True else ~truth


# Not lifted: the only operators with a result for absent and unknown values.
OPERATORS |= {"present": present, "known": known}
