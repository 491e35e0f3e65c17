from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from iaclint.analyses.aws.iam.language.patterns import (
    example,
    examples,
    matches,
    overlap,
    read_pattern,
)

texts = st.text("ab:", max_size=8)
patterns = st.text("ab:*?", max_size=6)


@given(patterns, texts)
def test_wildcards_match_like_regular_expressions(pattern: str, text: str) -> None:
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    expected = re.fullmatch(expression, text) is not None
    read = read_pattern(pattern)
    assert matches(read, text) is expected


@given(patterns)
def test_an_example_matches_its_pattern(pattern: str) -> None:
    read = read_pattern(pattern)
    assert matches(read, example(read))


def test_examples_combine_a_prefix_and_a_suffix() -> None:
    both = [read_pattern("a*"), read_pattern("*z")]
    assert any(all(matches(p, text) for p in both) for text in examples(both))


@given(patterns, patterns, texts)
def test_patterns_with_a_common_match_overlap(left: str, right: str, text: str) -> None:
    first, second = read_pattern(left), read_pattern(right)
    assert overlap(first, second) is overlap(second, first)
    assert overlap(first, text) is matches(first, text)
    if matches(first, text) and matches(second, text):
        assert overlap(first, second)


def test_patterns_without_a_common_match_do_not_overlap() -> None:
    assert not overlap(read_pattern("a*b"), read_pattern("*a"))
    assert not overlap(read_pattern("?*?"), read_pattern("?"))
    assert overlap(read_pattern("a*b*"), read_pattern("*a"))


def test_policy_variables_are_text_in_the_old_version() -> None:
    assert read_pattern("${aws:username}", variables=False) == "${aws:username}"
    assert read_pattern("${aws:username}") != "${aws:username}"
    assert read_pattern("${aws:ResourceOrgID}") == "${aws:ResourceOrgID}"


def test_many_wildcards_are_fast() -> None:
    assert not matches(read_pattern("*a" * 200 + "b"), "a" * 5000)
    assert not matches(read_pattern("*a?" * 50 + "b"), "a" * 500)
