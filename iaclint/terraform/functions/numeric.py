"""Numbers; see "Numeric Functions" in Terraform's documentation."""

from __future__ import annotations

import math
from typing import Annotated, TypeAlias, cast

from iaclint.limits import MAX_DIGITS
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED, Unknown
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
    return numbers.of_float(_divide(_log(number), _log(base)))


def _log(number: Number) -> float:
    size = numbers.to_float(number)
    if size == 0:
        return -math.inf
    if math.isinf(size):
        return size if size > 0 else math.nan
    return _natural(size) if size > 0 else math.nan


_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
_ODD = (1.479819860511658591e-01, 1.818357216161805012e-01, 2.857142874366239149e-01)
_EVEN = (1.531383769920937332e-01, 2.222219843214978396e-01, 3.999999999940941908e-01)
_FIRST = 6.666666666666735130e-01


def _natural(size: float) -> float:
    """Compute as Go does (math.Log, after FreeBSD's e_log.c), to the same last digit."""
    mantissa, shift = math.frexp(size)
    if mantissa < math.sqrt(0.5):
        mantissa, shift = mantissa * 2, shift - 1
    f = mantissa - 1
    s = f / (2 + f)
    s2 = s * s
    s4 = s2 * s2
    t1 = s2 * (_FIRST + s4 * (_ODD[2] + s4 * (_ODD[1] + s4 * _ODD[0])))
    t2 = s4 * (_EVEN[2] + s4 * (_EVEN[1] + s4 * _EVEN[0]))
    square = 0.5 * f * f
    rest = square - (s * (square + (t1 + t2)) + shift * _LN2_LOW)
    return shift * _LN2_HIGH - (rest - f)


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
    base, exponent = numbers.to_float(number), numbers.to_float(power)
    if base == 0 and exponent < 0:
        return math.inf
    if base < 0 and not exponent.is_integer():
        raise CallError("the result is not a number")
    if abs(exponent) == 0.5:
        root = math.sqrt(base)
        return numbers.of_float(root if exponent > 0 else 1 / root)
    if 0 in (base, exponent) or math.isinf(base) or math.isinf(exponent):
        return numbers.of_float(math.pow(base, exponent))
    return numbers.of_float(_pow(base, exponent))


def _pow(base: float, exponent: float) -> float:
    """Multiply in Go's order (math.Pow), since every rounding shows in the last digit."""
    fraction, whole = math.modf(abs(exponent))
    if fraction > 0.5:
        fraction, whole = fraction - 1, whole + 1
    mantissa = math.exp(fraction * math.log(base)) if fraction else 1.0
    factor, step = math.frexp(base)
    shift, count = 0, int(whole)
    while count and abs(step) <= 4096:
        if count & 1:
            mantissa, shift = mantissa * factor, shift + step
        factor, step, count = factor * factor, step * 2, count >> 1
        if factor < 0.5:
            factor, step = factor * 2, step - 1
    # Whatever is left to do by now can only overflow.
    shift += step if count else 0
    if exponent < 0:
        mantissa, shift = 1 / mantissa, -shift
    try:
        return math.ldexp(mantissa, shift)
    except OverflowError:
        return math.copysign(math.inf, mantissa)


@builtin("signum")
def signum(number: int) -> Number:
    """Return -1, 0 or 1."""
    return (number > 0) - (number < 0)
