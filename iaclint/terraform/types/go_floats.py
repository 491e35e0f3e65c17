"""Numbers in the notations of Go's ``%e``, ``%f`` and ``%g`` (math/big, ``Float.Format``)."""

from __future__ import annotations

import math
from fractions import Fraction

from iaclint.terraform.types import numbers
from iaclint.terraform.types.numbers import Number


def format_float(number: Number, mode: str, flags: str, width: int, precision: int | None) -> str:
    """Write a number by a verb; the precision is Go's where it is not given."""
    if isinstance(number, float) and math.isinf(number):
        body = "Inf"
    else:
        body = _body(number, mode, precision)
    negative = numbers.is_negative(number)
    sign = "-" if negative else "+" if "+" in flags else " " if " " in flags else ""
    if body == "Inf" and not negative:
        sign = " " if " " in flags else "+"
    if "-" in flags:
        return (sign + body).ljust(width)
    if "0" in flags and body != "Inf":
        return sign + body.rjust(width - len(sign), "0")
    return (sign + body).rjust(width)


def format_general(number: Number) -> str:
    """Write a number in the shortest way, with an exponent if it is large or small."""
    return format_float(number, "g", "", 0, None)


def _body(number: Number, mode: str, precision: int | None) -> str:
    size = abs(Fraction(number))
    if mode == "f":
        return _fixed(size, 6 if precision is None else precision)
    if mode in "eE":
        digits, point = _significant(size, 7 if precision is None else precision + 1)
        return _with_exponent(digits, point, mode)
    return _general(number, size, mode, precision)


def _general(number: Number, size: Fraction, mode: str, precision: int | None) -> str:
    if precision is None:
        digits, point = _shortest(number)
        limit = 6
    else:
        wanted = limit = precision or 1
        digits, point = _significant(size, wanted)
        digits = digits.rstrip("0")
        if limit > len(digits) >= point:
            limit = len(digits)
    if size and not -4 <= point - 1 < limit:
        return _with_exponent(digits, point, "E" if mode == "G" else "e")
    if point >= len(digits):
        return digits.ljust(point, "0") or "0"
    return _fixed_digits(digits, point)


def _shortest(number: Number) -> tuple[str, int]:
    plain = numbers.text(number).lstrip("-")
    whole, _, decimals = plain.partition(".")
    digits = (whole + decimals).lstrip("0")
    point = len(whole) if whole != "0" else len(digits) - len(decimals)
    return digits.rstrip("0"), point


def _fixed_digits(digits: str, point: int) -> str:
    if point <= 0:
        return f"0.{'0' * -point}{digits}"
    return f"{digits[:point]}.{digits[point:]}"


def _fixed(size: Fraction, precision: int) -> str:
    digits = numbers.text(round(size * 10**precision)).rjust(precision + 1, "0")
    return f"{digits[:-precision]}.{digits[-precision:]}" if precision else digits


def _significant(size: Fraction, count: int) -> tuple[str, int]:
    """Round to a number of significant digits, half to even; return where the point goes."""
    if size == 0:
        return "0" * count, 1
    point = _magnitude(size)
    digits = str(round(size * Fraction(10) ** (count - point)))
    if len(digits) > count:
        return digits[:count], point + 1
    return digits, point


def _magnitude(size: Fraction) -> int:
    """Return how many digits stand before the point; negative for zeros behind it."""
    guess = math.floor((size.numerator.bit_length() - size.denominator.bit_length()) * 0.30103)
    while Fraction(10) ** guess <= size:
        guess += 1
    while Fraction(10) ** (guess - 1) > size:
        guess -= 1
    return guess


def _with_exponent(digits: str, point: int, mode: str) -> str:
    exponent = point - 1 if digits.strip("0") else 0
    mantissa = f"{digits[0]}.{digits[1:]}" if len(digits) > 1 else digits
    return f"{mantissa}{mode}{'-' if exponent < 0 else '+'}{abs(exponent):02d}"
