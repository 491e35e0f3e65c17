"""Tests of the texts that patterns distinguish."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.analyses.aws.iam.language.patterns import UNNAMED, matches, matches_arn, read_pattern
from iaclint.analyses.aws.iam.language.witnesses import Glob, witnesses

TEXTS = ["".join(t) for n in range(7) for t in itertools.product(f"ab{UNNAMED}", repeat=n)]
patterns = st.lists(st.text("ab*?", max_size=3).map(read_pattern), min_size=1, max_size=3)


@pytest.mark.slow
@given(patterns)
def test_every_combination_that_exists_has_a_text(given_patterns: list[str]) -> None:
    def combinations(texts: list[str]) -> set[tuple[bool, ...]]:
        return {tuple(matches(pattern, text) for pattern in given_patterns) for text in texts}

    assert combinations(witnesses(map(Glob, given_patterns))) == combinations(TEXTS)


def test_wildcards_of_arns_stop_at_colons() -> None:
    wide, narrow = (read_pattern(f"arn:aws:iam::{name}:root") for name in ("*:*", "*"))
    found = witnesses([Glob(wide), Glob(narrow, by_part=True)])
    assert any(matches(wide, text) and matches_arn(narrow, text) for text in found) is False
    assert any(matches(wide, text) for text in found)
    assert any(matches_arn(narrow, text) for text in found)


def test_letters_in_both_cases() -> None:
    found = witnesses([Glob("ab", ignores_case=True), Glob(read_pattern("A*"))])
    assert {text[0] for text in found if text.lower() == "ab"} == {"a", "A"}


def test_many_patterns_take_bounded_time() -> None:
    found = witnesses(Glob(read_pattern(f"*{n}*{n + 1}*")) for n in range(300))
    assert UNNAMED in found
