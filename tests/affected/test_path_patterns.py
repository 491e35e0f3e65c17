"""Expressions for the paths of files."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.affected.path_patterns import ANY, PathPattern


@given(st.text("ab/*", max_size=6), st.text("ab/", max_size=8), st.booleans())
def test_a_star_is_any_part(text: str, path: str, is_whole: bool) -> None:
    expression = ".*".join(map(re.escape, text.split("*")))
    expected = re.fullmatch(expression if is_whole else f"(?:.*/)?{expression}", path)
    assert PathPattern(text, is_whole).matches(path) is (expected is not None)


def test_many_stars_are_matched_in_one_pass() -> None:
    assert not PathPattern("*a" * 1000 + "b*c", is_whole=True).matches("a" * 4000 + "c")


@pytest.mark.parametrize(
    ("text", "end", "is_name"),
    [
        ("a/b.tpl", "b.tpl", True),
        ("a/*.tpl", ".tpl", False),
        ("*/b", "b", True),
        ("*b", "b", False),
    ],
)
def test_the_end_of_a_name(text: str, end: str, is_name: bool) -> None:
    pattern = PathPattern(text)
    assert (pattern.end, pattern.has_whole_name) == (end, is_name)
    assert not ANY.has_whole_name
