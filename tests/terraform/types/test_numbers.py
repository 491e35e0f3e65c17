from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.terraform.types import numbers


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("0", "0"),
        ("-0", "-0"),
        ("007", "7"),
        ("2.50", "2.5"),
        (".25", "0.25"),
        ("8.", "8"),
        ("+3", "3"),
        ("2e3", "2000"),
        ("25E-4", "0.0025"),
        ("3p4", "48"),
        ("inf", "+Inf"),
        ("-Inf", "-Inf"),
        ("1e300", "1" + "0" * 300),
        ("7e-30", "0." + "0" * 29 + "7"),
        ("123456789123456789.123456789", "123456789123456789.123456789"),
    ],
)
def test_parse_and_text(written: str, text: str) -> None:
    assert numbers.text(numbers.parse(written)) == text


@pytest.mark.parametrize("written", ["", " 1", "1 ", "1_0", "0x1f", ".", "e5", "--1", "infinity"])
def test_invalid_numbers(written: str) -> None:
    with pytest.raises(numbers.NumberError):
        numbers.parse(written)


@pytest.mark.parametrize("written", ["1e20000", "1e-20000", "1e999999999999", "9" * 20_000])
def test_parse_bounds_its_work(written: str) -> None:
    with pytest.raises(numbers.NumberError, match="to evaluate"):
        numbers.parse(written)


def test_thirds_have_512_bits() -> None:
    third = numbers.divide(1, 3)
    assert isinstance(third, Fraction)
    assert third != Fraction(1, 3)
    assert numbers.multiply(third, 3) == 1
    assert len(numbers.text(third)) == 157


def test_decimals_have_no_noise() -> None:
    tenth, fifth = numbers.parse("0.1"), numbers.parse("0.2")
    assert numbers.text(numbers.add(tenth, fifth)) == "0.3"
    assert numbers.text(numbers.multiply(tenth, 30)) == "3"


def test_64_bit_results_are_written_with_their_own_digits() -> None:
    assert numbers.text(numbers.of_float(math.sqrt(2))) == "1.4142135623730951"
    assert numbers.text(numbers.of_float(1e23)) == "1" + "0" * 23


@pytest.mark.parametrize(
    ("left", "right", "quotient"),
    [(1, 0, math.inf), (-1, 0, -math.inf), (1, -0.0, -math.inf), (6, 3, 2), (1, math.inf, 0)],
)
def test_divide(left: numbers.Number, right: numbers.Number, quotient: numbers.Number) -> None:
    assert numbers.divide(left, right) == quotient


@pytest.mark.parametrize(
    ("left", "right", "rest"),
    [(7, 3, 1), (-7, 3, -1), (7, -3, 1), (Fraction(15, 2), 2, 1.5), (5, 0, 5)],
)
def test_remainder(left: numbers.Number, right: numbers.Number, rest: numbers.Number) -> None:
    assert numbers.remainder(left, right) == rest


def test_values_that_are_not_numbers() -> None:
    for left, right in [(0, 0), (math.inf, math.inf)]:
        with pytest.raises(numbers.NumberError):
            numbers.divide(left, right)
    with pytest.raises(numbers.NumberError):
        numbers.subtract(math.inf, math.inf)
    with pytest.raises(numbers.NumberError):
        numbers.multiply(0, math.inf)


def test_negative_zero_is_zero() -> None:
    zero = numbers.multiply(0, -1)
    assert zero == 0
    assert numbers.text(zero) == "-0"
    assert numbers.text(numbers.add(zero, 0)) == "0"


_numbers = st.one_of(
    st.integers(-(10**200), 10**200), st.fractions().map(numbers.rounded), st.integers(-9, 9)
)


@given(_numbers)
def test_text_reads_back_as_the_same_number(number: int | Fraction) -> None:
    rounded = numbers.rounded(number)
    assert numbers.parse(numbers.text(rounded)) == rounded


@given(st.fractions())
def test_rounding_is_near_and_settles(number: Fraction) -> None:
    rounded = Fraction(numbers.rounded(number))
    assert abs(rounded - number) <= abs(number) / 2**512
    assert numbers.rounded(rounded) == rounded


@given(_numbers, _numbers)
def test_arithmetic_is_exact_then_rounded(left: int | Fraction, right: int | Fraction) -> None:
    assert numbers.add(left, right) == numbers.rounded(Fraction(left) + Fraction(right))
    assert numbers.multiply(left, right) == numbers.rounded(Fraction(left) * Fraction(right))
    assert numbers.subtract(left, right) == numbers.rounded(Fraction(left) - Fraction(right))


HUGE = 10**400


@pytest.mark.parametrize(
    ("operation", "left", "right", "expected"),
    [
        (numbers.remainder, 3, HUGE, 3),
        (numbers.remainder, 0.5, 5e-324, 0),
        (numbers.add, HUGE, -math.inf, -math.inf),
        (numbers.multiply, -HUGE, math.inf, -math.inf),
        (numbers.divide, math.inf, -HUGE, -math.inf),
        (numbers.divide, HUGE, math.inf, 0),
    ],
)
def test_numbers_beyond_64_bits(
    operation: Callable[..., numbers.Number],
    left: numbers.Number,
    right: numbers.Number,
    expected: numbers.Number,
) -> None:
    assert operation(left, right) == expected
