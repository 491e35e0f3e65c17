"""Terraform's numbers: binary floating point with 512 bits.

A number is an ``int`` where it is whole, else a ``Fraction`` that holds the exact value of
the 512-bit float. A ``float`` holds what Terraform itself computes in 64 bits (``pow`` and
``log``), and infinities and negative zero. See "Types and Values" in Terraform's
documentation, and Go's math/big.Float, whose rounding and shortest text these are.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from functools import lru_cache
from typing import Final, TypeAlias

from iaclint.limits import MAX_BITS, MAX_DIGITS

Number: TypeAlias = int | Fraction | float

PRECISION: Final = 512
_FLOAT_BITS: Final = 53
_EXACT_IN_FLOAT: Final = 2**53
_NUMBER = re.compile(r"([+-]?)(?=\.?[0-9])([0-9]*)(?:\.([0-9]*))?(?:([eEpP])([+-]?[0-9]+))?")


class NumberError(ValueError):
    """A number that cannot be parsed or computed; the message is for the user."""

    is_limit = False


class NumberLimit(NumberError):
    """A number is too large for iaclint; Terraform would not reject it."""

    is_limit = True


@lru_cache(maxsize=1024)
def parse(text: str) -> Number:
    """Read a decimal number, rounded to 512 bits.

    Raises ``NumberError`` for invalid numbers, and for more than ``MAX_DIGITS`` digits.
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        return _parse_infinity(text)
    sign, whole, decimals, kind, exponent = match.groups("")
    if len(whole) + len(decimals) > MAX_DIGITS:
        raise NumberLimit("this number has too many digits to evaluate")
    mantissa = Fraction(_to_int(whole + decimals), 10 ** len(decimals))
    base = 2 if kind in ("p", "P") else 10
    exact = mantissa * Fraction(base) ** _exponent(exponent or "0")
    number = rounded(exact)
    return negate(number) if sign == "-" else number


def _parse_infinity(text: str) -> Number:
    if text.lstrip("+-") in ("Inf", "inf") and len(text) <= 4:
        return float(text)
    raise NumberError("a number is required")


def _exponent(text: str) -> int:
    power = int(text) if len(text) < 9 else MAX_DIGITS + 1
    if abs(power) > MAX_DIGITS:
        raise NumberLimit(f"a number with the exponent {text} is too large to evaluate")
    return power


def _to_int(digits: str) -> int:
    """Read digits piece by piece: Python refuses to read more than 4,300 at once."""
    result = 0
    for start in range(0, len(digits), 4000):
        piece = digits[start : start + 4000]
        result = result * 10 ** len(piece) + int(piece)
    return result


def rounded(exact: int | Fraction) -> int | Fraction:
    """Round to a mantissa of 512 bits, to the nearest, and to even from half way.

    Raises ``NumberError`` where the result is too large or too small to handle.
    """
    size = abs(exact.numerator)
    if size.bit_length() <= PRECISION and exact.denominator & (exact.denominator - 1) == 0:
        return exact.numerator if exact.denominator == 1 else exact
    shift = size.bit_length() - exact.denominator.bit_length() - PRECISION
    if abs(shift) > MAX_BITS:
        raise NumberLimit("this number is too large to evaluate")
    mantissa = _divide_to_even(size, exact.denominator, shift)
    if mantissa.bit_length() > PRECISION:
        shift += 1
        mantissa = _divide_to_even(size, exact.denominator, shift)
    result = Fraction(mantissa if exact > 0 else -mantissa) * Fraction(2) ** shift
    return result.numerator if result.denominator == 1 else result


def _divide_to_even(numerator: int, denominator: int, shift: int) -> int:
    """Return ``numerator / denominator / 2**shift``, rounded half to even."""
    if shift < 0:
        numerator <<= -shift
    else:
        denominator <<= shift
    quotient, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and quotient & 1):
        quotient += 1
    return quotient


def of_float(number: float) -> Number:
    """Return a 64-bit result as a number; raises ``NumberError`` where it is not a number."""
    if math.isnan(number):
        raise NumberError("the result is not a number")
    if number.is_integer() and abs(number) < _EXACT_IN_FLOAT and not _is_negative_zero(number):
        return int(number)
    return number


def to_float(number: Number) -> float:
    """Reduce to 64 bits; raises ``NumberError`` where it does not fit."""
    try:
        return float(number)
    except OverflowError:
        raise NumberLimit("this number is too large for this calculation") from None


def are_equal(left: Number, right: Number) -> bool:
    """Compare as ``==`` does: the fractions of 64 and of 512 bits with the same text are equal."""
    if isinstance(left, Fraction):
        left, right = right, left
    if isinstance(left, float) and isinstance(right, Fraction):
        return not left.is_integer() and text(left) == text(right)
    return left == right


def is_negative(number: Number) -> bool:
    """Return whether a number is negative, including negative zero."""
    return number < 0 or _is_negative_zero(number)


def _is_negative_zero(number: Number) -> bool:
    return number == 0 and isinstance(number, float) and math.copysign(1, number) < 0


def negate(number: Number) -> Number:
    """Return the number with the other sign; zero becomes negative zero."""
    if isinstance(number, float):
        return of_float(-number)
    return -number if number else -0.0


def add(left: Number, right: Number) -> Number:
    """Add; raises ``NumberError`` for opposite infinities."""
    if isinstance(left, float) or isinstance(right, float):
        if _in_64_bits(left, right):
            return of_float(_beside_infinity(left, right) + _beside_infinity(right, left))
        left, right = Fraction(left), Fraction(right)
    return rounded(left + right)


def subtract(left: Number, right: Number) -> Number:
    """Subtract; raises ``NumberError`` for equal infinities."""
    return add(left, -right)


def multiply(left: Number, right: Number) -> Number:
    """Multiply; raises ``NumberError`` for zero times infinity."""
    if isinstance(left, float) or isinstance(right, float):
        if is_infinite(left) or is_infinite(right):
            return of_float(_beside_infinity(left, right) * _beside_infinity(right, left))
        product = Fraction(left) * Fraction(right)
    else:
        product = Fraction(left * right)
    if product == 0 and is_negative(left) != is_negative(right):
        return -0.0
    return rounded(product)


def divide(left: Number, right: Number) -> Number:
    """Divide; by zero gives an infinity, as in Terraform.

    Raises ``NumberError`` for zero by zero and infinity by infinity.
    """
    if right == 0:
        if left == 0:
            raise NumberError("zero cannot be divided by zero")
        return -math.inf if is_negative(left) != is_negative(right) else math.inf
    if isinstance(left, float) or isinstance(right, float):
        if _in_64_bits(left, right):
            return of_float(_beside_infinity(left, right) / _beside_infinity(right, left))
        left, right = Fraction(left), Fraction(right)
    if left == 0 and is_negative(right):
        return -0.0
    return rounded(Fraction(left) / Fraction(right))


def remainder(left: Number, right: Number) -> Number:
    """Return the remainder of whole division towards zero.

    Raises ``NumberError`` for infinities.
    """
    if is_infinite(left) or is_infinite(right):
        raise NumberError("an infinity has no remainder")
    if right == 0:
        return left
    quotient = divide(left, right)
    if is_infinite(quotient):  # it is too large for 64 bits
        quotient = Fraction(left) / Fraction(right)
    whole = math.trunc(quotient)
    return subtract(left, multiply(right, whole))


def is_infinite(number: Number) -> bool:
    """Return whether a number is an infinity; others may be too large for 64 bits."""
    return isinstance(number, float) and math.isinf(number)


def _beside_infinity(number: Number, other: Number) -> float:
    """Return a number in 64 bits; if the other is infinite, one with the same sign will do."""
    if is_infinite(other) and not isinstance(number, float):
        return float((number > 0) - (number < 0))
    return to_float(number)


def _in_64_bits(left: Number, right: Number) -> bool:
    """Return whether Terraform computes this in 64 bits, or it is not finite."""
    if isinstance(left, float) and isinstance(right, float):
        return True
    return is_infinite(left) or is_infinite(right)


def text(number: Number) -> str:
    """Format a number as Terraform does: the fewest digits that identify it, no exponent."""
    if _is_negative_zero(number):
        return "-0"
    if is_infinite(number):
        return "+Inf" if number > 0 else "-Inf"
    if isinstance(number, int) and number.bit_length() <= PRECISION:
        return str(number)
    sign = "-" if number < 0 else ""
    bits = _FLOAT_BITS if isinstance(number, float) else PRECISION
    digits, point = _shortest(abs(Fraction(number)), bits)
    if point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    if point >= len(digits):
        return sign + digits.ljust(point, "0")
    return f"{sign}{digits[:point]}.{digits[point:]}"


def _shortest(number: Fraction, bits: int) -> tuple[str, int]:
    """Return the fewest digits within half a bit of a number, and where the point goes.

    This is Go's algorithm (math/big, ``roundShortest``): take digits from the left until
    cutting off the rest, or rounding up there, stays inside of the interval.
    """
    mantissa, exponent = _binary(number, bits)
    scale = 5**-exponent if exponent < 0 else 2**exponent
    upper = _digits((2 * mantissa + 1) * scale)
    middle = _digits(2 * mantissa * scale).zfill(len(upper))
    lower = _digits((2 * mantissa - 1) * scale).zfill(len(upper))
    point = len(upper) + min(exponent, 0)
    digits = _cut(lower, middle, upper, inclusive=mantissa % 2 == 0)
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    return stripped.rstrip("0"), point


def _cut(lower: str, middle: str, upper: str, *, inclusive: bool) -> str:
    lower_end, upper_end = len(lower.rstrip("0")), len(upper.rstrip("0"))
    for index, (low, digit, high) in enumerate(zip(lower, middle, upper, strict=True)):
        end = index + 1
        down = low != digit or (inclusive and end >= lower_end)
        up = digit != high and (inclusive or int(digit) + 1 < int(high) or end < upper_end)
        if down and up:
            rest = middle[end:].rstrip("0")
            to_nearest_up = rest > "5" or (rest == "5" and int(digit) % 2 == 1)
            return _rounded_up(middle[:end]) if to_nearest_up else middle[:end]
        if down:
            return middle[:end]
        if up:
            return _rounded_up(middle[:end])
    return middle


def _rounded_up(digits: str) -> str:
    return _digits(_to_int(digits) + 1).zfill(len(digits))


def _binary(number: Fraction, bits: int) -> tuple[int, int]:
    """Return a mantissa of so many bits and the exponent of half of its last bit."""
    numerator, denominator = number.numerator, number.denominator
    exponent = numerator.bit_length() - denominator.bit_length() - bits + 1
    if exponent < 0:
        mantissa = (numerator << -exponent) // denominator
    else:
        mantissa = numerator // (denominator << exponent)
    if mantissa.bit_length() < bits:
        return mantissa * 2, exponent - 2
    return mantissa, exponent - 1


def _digits(number: int) -> str:
    """Write digits by way of ``Decimal``, which has no limit on their number."""
    from decimal import Decimal

    return str(Decimal(number))
