from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.symbolic.truth import Truth
from iaclint.syntax.version_constraints import is_before

YES, NO, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("constraint", "truth"),
    [
        ("~> 5.0", YES),
        ("~> 5.31.0", YES),
        ("~> 5", UNKNOWN),
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
