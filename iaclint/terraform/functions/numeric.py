"""Numbers; see "Numeric Functions" in Terraform's documentation."""

from __future__ import annotations

import math

from iaclint.terraform import numbers
from iaclint.terraform.functions.builtin import builtin
from iaclint.terraform.functions.context import CallError
from iaclint.terraform.numbers import MAX_DIGITS, Number
from iaclint.terraform.types import describe, type_of
from iaclint.values import Value

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


@builtin("abs")
def abs_(number: Number) -> Number:
    """Return the number without its sign."""
    return -number if numbers.is_negative(number) else number


@builtin("ceil")
def ceil(number: Number) -> Number:
    """Round up to a whole number."""
    return number if math.isinf(number) else math.ceil(number)


@builtin("floor")
def floor(number: Number) -> Number:
    """Round down to a whole number."""
    return number if math.isinf(number) else math.floor(number)


@builtin("log")
def log(number: Number, base: Number) -> Number:
    """Return the logarithm, computed in 64 bits."""
    return numbers.of_float(_divide(_log(number), _log(base)))


def _log(number: Number) -> float:
    size = numbers.to_float(number)
    if size == 0:
        return -math.inf
    return math.log(size) if size > 0 else math.nan


def _divide(left: float, right: float) -> float:
    if right == 0:
        return math.nan if left == 0 else math.copysign(math.inf, left)
    return left / right


@builtin("max")
def max_(*given: Number) -> Number:
    """Return the greatest number."""
    if not given:
        raise CallError("at least one number is required")
    return max(given)


@builtin("min")
def min_(*given: Number) -> Number:
    """Return the smallest number."""
    if not given:
        raise CallError("at least one number is required")
    return min(given)


@builtin("parseint")
def parseint(text: Value, base: int) -> Number:
    """Read a whole number written in a base from 2 to 62."""
    if not isinstance(text, str):
        raise CallError(f"this must be a string, not {describe(type_of(text))}", 0)
    if not 2 <= base <= 62:
        raise CallError("the base must be between 2 and 62", 1)
    sign, digits = (text[:1], text[1:]) if text[:1] in ("+", "-") else ("", text)
    if len(digits) > MAX_DIGITS:
        raise CallError("this number has too many digits to evaluate", 0)
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
    base, exponent = numbers.to_float(number), numbers.to_float(power)
    try:
        return numbers.of_float(math.pow(base, exponent))
    except OverflowError:
        is_odd = exponent.is_integer() and int(exponent) % 2 == 1
        return -math.inf if base < 0 and is_odd else math.inf
    except ValueError:
        # Zero to a negative power, which Go takes for infinity, or an imaginary result.
        if base == 0:
            return math.inf
        raise CallError("the result is not a number") from None


@builtin("signum")
def signum(number: int) -> Number:
    """Return -1, 0 or 1."""
    return (number > 0) - (number < 0)
