"""Logarithms and powers in 64 bits, to the last digit of Go's package ``math`` on amd64.

C computes the last digit of some results differently, so each rounding is done in Go's order.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

_MIN_NORMAL: Final = 2.0**-1022
_HALF_ROOT: Final = math.sqrt(0.5)
_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
_ODD = (1.479819860511658591e-01, 1.818357216161805012e-01, 2.857142874366239149e-01)
_EVEN = (1.531383769920937332e-01, 2.222219843214978396e-01, 3.999999999940941908e-01)
_FIRST = 6.666666666666735130e-01

_LN2_UPPER: Final = 0.69314718055966295651160180568695068359375
_LN2_LOWER: Final = 0.28235290563031577122588448175013436025525412068e-12
_LOG2_E: Final = 1.4426950408889634073599246810018920
_TAYLOR: Final = (
    1.9841269841269841270e-4,
    1.3888888888888888889e-3,
    8.3333333333333333333e-3,
    4.1666666666666666667e-2,
    1.6666666666666666667e-1,
    0.5,
    1.0,
)
_LAST: Final = 2.4801587301587301587e-5


def log(size: float) -> float:
    """Return the natural logarithm (math/log_amd64.s, after FreeBSD's e_log.c)."""
    if size == 0:
        return -math.inf
    if math.isinf(size):
        return size if size > 0 else math.nan
    return _log(size) if size > 0 else math.nan


def _log(size: float) -> float:
    mantissa, shift = math.frexp(size)
    if size < _MIN_NORMAL:  # Go reads the bits of a subnormal number as of a normal one
        mantissa, shift = 0.5 + size * 2.0**1021, -1022
    if mantissa <= _HALF_ROOT:
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


def _exp(number: float) -> float:
    """Return e to the power of a number from -400 to 400 (math/exp_amd64.s, with FMA)."""
    shift = round(number * _LOG2_E)
    x = _multiply_add(-float(shift), _LN2_UPPER, number)
    x = _multiply_add(-float(shift), _LN2_LOWER, x) * 0.0625
    series = _LAST
    for term in _TAYLOR:
        series = _multiply_add(series, x, term)
    x *= series
    for _ in range(3):
        x *= x + 2
    return math.ldexp(_multiply_add(x + 2, x, 1.0), shift)


def _multiply_add(left: float, right: float, addend: float) -> float:
    """Return ``left * right + addend``, rounded once."""
    return float(Fraction(left) * Fraction(right) + Fraction(addend))


def power(base: float, exponent: float) -> float:
    """Return a power (math/pow.go); not a number for a fractional power of a negative number."""
    if base == 0 and exponent < 0:
        return math.copysign(math.inf, base) if exponent % 2 == 1 else math.inf
    if 0 in (base, exponent) or math.isinf(base) or math.isinf(exponent):
        return math.pow(base, exponent)
    if base < 0 and not exponent.is_integer():
        return math.nan
    if abs(exponent) == 0.5:
        return math.sqrt(base) if exponent > 0 else 1 / math.sqrt(base)
    return _power(base, exponent)


def _power(base: float, exponent: float) -> float:
    fraction, whole = math.modf(abs(exponent))
    if fraction > 0.5:
        fraction, whole = fraction - 1, whole + 1
    mantissa = _exp(fraction * _log(base)) if fraction else 1.0
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
