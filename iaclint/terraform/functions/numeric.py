"""Numbers; see "Numeric Functions" in Terraform's documentation."""

from __future__ import annotations

import math
from typing import Annotated, TypeAlias, cast

from iaclint.limits import MAX_DIGITS
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED, Unknown
from iaclint.terraform.functions import go_math
from iaclint.terraform.functions.builtin import builtin, whole
from iaclint.terraform.functions.context import CallError, CallLimit
from iaclint.terraform.types import numbers
from iaclint.terraform.types.model import (
    DYNAMIC,
    NUMBER,
    STRING,
    TerraformValue,
    describe,
    type_of,
)
from iaclint.terraform.types.numbers import Number

_Number: TypeAlias = Annotated[TerraformValue, NUMBER]

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


@builtin("abs")
def abs_(number: Number) -> Number:
    """Return the number without its sign."""
    return -number if numbers.is_negative(number) else number


def _is_whole(number: int | float) -> bool:
    """Return whether a number has nothing to round: a whole one, which can be huge, or infinity."""
    return isinstance(number, int) or numbers.is_infinite(number)


@builtin("ceil")
def ceil(number: Number) -> Number:
    """Round up to a whole number."""
    return number if isinstance(number, (int, float)) and _is_whole(number) else math.ceil(number)


@builtin("floor")
def floor(number: Number) -> Number:
    """Round down to a whole number."""
    return number if isinstance(number, (int, float)) and _is_whole(number) else math.floor(number)


@builtin("log")
def log(number: Number, base: Number) -> Number:
    """Return the logarithm, computed in 64 bits."""
    logarithms = [go_math.log(numbers.to_float(size)) for size in (number, base)]
    return numbers.of_float(_divide(*logarithms))


def _divide(left: float, right: float) -> float:
    if right == 0:
        return math.nan if left == 0 else math.copysign(math.inf, left)
    return left / right


@builtin("max")
def max_(*values: Number) -> Number:
    """Return the greatest number."""
    if not values:
        raise CallError("at least one number is required")
    return max(values)


@builtin("min")
def min_(*values: Number) -> Number:
    """Return the smallest number."""
    if not values:
        raise CallError("at least one number is required")
    return min(values)


@builtin("parseint", unknowns=True)
def parseint(text: TerraformValue, base: _Number) -> TerraformValue:
    """Read a whole number written in a base from 2 to 62."""
    if type_of(text) not in (STRING, DYNAMIC):
        raise CallError(f"this must be a string, not {describe(type_of(text))}", 0)
    if isinstance(text, DEFERRED) or isinstance(base, DEFERRED):
        return Unknown(symbols((text, base))[0], type=NUMBER, not_null=True)
    return _parse_int(str(text), whole(cast("Number", base), "base", 1))


def _parse_int(text: str, base: int) -> Number:
    if not 2 <= base <= 62:
        raise CallError("the base must be between 2 and 62", 1)
    sign, digits = (text[:1], text[1:]) if text[:1] in ("+", "-") else ("", text)
    if len(digits) > MAX_DIGITS:
        raise CallLimit("this number has too many digits to evaluate", 0)
    if base <= 36:
        digits = digits.lower()
    values = [_DIGITS.find(digit) for digit in digits]
    if not values or any(not 0 <= value < base for value in values):
        raise CallError(f'"{text}" is not a whole number in base {base}', 0)
    number = 0
    for value in values:
        number = number * base + value
    return numbers.rounded(-number if sign == "-" else number)


@builtin("pow")
def pow_(number: Number, power: Number) -> Number:
    """Raise to a power, computed in 64 bits."""
    return numbers.of_float(go_math.power(numbers.to_float(number), numbers.to_float(power)))


@builtin("signum")
def signum(number: int) -> Number:
    """Return -1, 0 or 1."""
    return (number > 0) - (number < 0)
