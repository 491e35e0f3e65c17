from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from iaclint.models.field_value import read_source
from iaclint.models.model import FieldSource
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown, Value
from iaclint.version_constraints import bounds, is_before, is_constraint, read_numbers
from tests.fakes import resource

YES, NO, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("constraint", "truth"),
    [
        ("~> 5.0", YES),
        ("~> 5.31.0", YES),
        ("~> 5", YES),
        ("~> 4", YES),
        ("~> 6", NO),
        ("~> 6.0", NO),
        ("< 6", YES),
        ("< 6.0.0", YES),
        ("< 6.0.1", UNKNOWN),
        ("<= 5.99", YES),
        ("<= 6.0.0", UNKNOWN),
        ("> 5.99.9", UNKNOWN),
        (">= 6", NO),
        ("> 6.0.0", NO),
        (">= 4.0", UNKNOWN),
        (">= 4.0, < 6.0", YES),
        (">= 4.0,<7.0", UNKNOWN),
        ("= 5.1.0", YES),
        ("5.1.0", YES),
        ("6.0.0", NO),
        ("v6.1", NO),
        ("6.0.0-beta1", NO),
        ("!= 6.0.0", UNKNOWN),
        ("latest", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_before_six(constraint: str, truth: Truth) -> None:
    assert is_before([constraint], "6.0.0") is truth


def test_one_decisive_constraint_is_enough() -> None:
    assert is_before([">= 3.0", "= 5.4.0"], "6.0.0") is YES
    assert is_before((), "6.0.0") is UNKNOWN


NUMBERS = st.tuples(*[st.integers(0, 3)] * 3)


@given(NUMBERS, NUMBERS)
def test_a_fixed_version_always_decides(version: tuple[int, ...], border: tuple[int, ...]) -> None:
    written, other = (".".join(map(str, numbers)) for numbers in (version, border))
    assert is_before([written], other) is Truth.of(version < border)


BORDERS = {"1.0.0": False, "3.0.0": True}
"""Before 1.0.0 false, from 1.0.0 to 3.0.0 true, false again since."""

SOURCE = FieldSource(None, ("public",), False, previous_defaults=BORDERS)
VERSIONS = [*product(range(5), range(3), range(2))]
TESTS = {
    "=": lambda version, bound: version == bound,
    ">=": lambda version, bound: version >= bound,
    ">": lambda version, bound: version > bound,
    "<=": lambda version, bound: version <= bound,
    "<": lambda version, bound: version < bound,
}


def default_of(version: tuple[int, ...]) -> bool:
    return (1, 0, 0) <= version < (3, 0, 0)


def default_under(*constraints: str) -> Value:
    account = replace(resource("account.media"), versions=lambda: constraints)
    return read_source("public", SOURCE, account).value


@given(st.sampled_from(VERSIONS))
def test_the_default_is_that_of_the_locked_version(version: tuple[int, ...]) -> None:
    assert default_under(".".join(map(str, version))) is default_of(version)


@given(st.lists(st.tuples(st.sampled_from(sorted(TESTS)), st.sampled_from(VERSIONS)), max_size=3))
def test_a_default_is_known_only_if_all_allowed_versions_have_it(
    constraints: list[tuple[str, tuple[int, ...]]],
) -> None:
    allowed = [v for v in VERSIONS if all(TESTS[word](v, bound) for word, bound in constraints)]
    value = default_under(*(f"{word} {'.'.join(map(str, bound))}" for word, bound in constraints))
    assert isinstance(value, Unknown) or {default_of(version) for version in allowed} <= {value}


@pytest.mark.parametrize(
    ("constraint", "default"),
    [("~> 0.9", False), ("~> 2.60", True), (">= 1.0, < 3.0", True), ("~> 3.1", False)],
)
def test_defaults_of_major_versions(constraint: str, default: bool) -> None:
    assert default_under(constraint) is default


@pytest.mark.parametrize(
    ("constraint", "told"),
    [
        ("< 2.0", "before 1.0.0, the default was false"),
        (">= 2.0", "before 3.0.0, the default was true"),
        ("", "before 3.0.0, the default was true"),
    ],
)
def test_versions_with_different_defaults(constraint: str, told: str) -> None:
    assert default_under(constraint) == Unknown(
        f"the version of the provider: {told}", not_null=True
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.2.3", True),
        ("v1.2", True),
        (">= 1.0, < 2.0.0", True),
        ("~>1.2", True),
        (" != 1.0.0-beta1 ", True),
        ("1.0.0+meta", True),
        ("", False),
        ("banana", False),
        ("=> 1.0", False),
        ("> = 1.0", False),
        ("1.x", False),
        (">= 1.0,", False),
    ],
)
def test_which_texts_are_constraints(text: str, expected: bool) -> None:
    assert is_constraint(text) is expected


def test_numbers_have_64_bits_as_in_terraform() -> None:
    most = 2**63 - 1
    assert read_numbers(f"1.{most}") == (1, most)
    assert read_numbers(f"{'0' * 5_000}12.0") == (12, 0)
    assert read_numbers(f"1.{most + 1}") is None
    assert is_constraint(f">= {most}")
    assert not is_constraint(f">= {most + 1}")
    assert bounds(f"{most + 1}") == ((0, 0, 0), None)
