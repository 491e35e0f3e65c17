"""Patterns of rules and partly known strings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.ruleset.partial_match import can_match
from iaclint.symbolic.values import PartialString, Unknown

GAP = Unknown("var.x")
ATOMS = ("a", "b", "-", ".", r"\.", "[ab]", "[^a]", "[a-c-]", r"\d", "(a|bc)", "((?:ab)?)", "(a|b)")
PATTERNS = st.builds(
    "{}{}{}".format,
    st.sampled_from(("", "^")),
    st.lists(
        st.builds(
            "{}{}".format,
            st.sampled_from(ATOMS),
            st.sampled_from(("", "*", "+", "?", "{2}", "{1,2}", "{2,}", "+?")),
        ),
        max_size=5,
    ).flatmap(lambda atoms: st.sampled_from(("".join(atoms), "|".join(atoms)))),
    st.sampled_from(("", "$")),
)
TEXTS = st.text("abc-.1", max_size=4)


def template(*parts: str | Unknown) -> PartialString:
    return PartialString(tuple(part for part in parts if part))


@given(PATTERNS, st.lists(TEXTS, min_size=2, max_size=4), st.lists(TEXTS, min_size=3, max_size=3))
def test_what_matches_with_some_text_in_the_gaps_can_match(
    pattern: str, known: list[str], filled: list[str]
) -> None:
    parts = [known[0]]
    text = known[0]
    values: list[str | Unknown] = list(parts)
    for part, filling in zip(known[1:], filled, strict=False):
        values += [GAP, part]
        text += filling + part
    if re.search(pattern.replace("$", r"\Z"), text):
        assert can_match(pattern, template(*values))


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("^[a-z]{2,}$", ("clinic-", GAP)),
        ("^[a-z]{2,}([-.][a-z]{2,})?([-.](logs|media)){1,2}$", ("clinic-", GAP, "-cdn-logs")),
        ("^(logs|media)[-.][a-z]{2,}$", (GAP, "-of-the-clinic")),
        ("^[0-9]{12}$", (GAP, "/x")),
        ("^arn:", ("urn:", GAP)),
        ("^b", ("a", GAP)),
        (r"\.pdf$", (GAP, ".png")),
        ("a+b$", (GAP, "c")),
    ],
)
def test_what_cannot_match(pattern: str, parts: tuple[str | Unknown, ...]) -> None:
    assert not can_match(pattern, template(*parts))


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("^[a-z]{2,}$", (GAP, "media")),
        ("^[a-z]{2,}([-.](logs|media)){1,2}$", ("clinic-", GAP)),
        ("b", ("a", GAP)),
        ("^a|b", ("c", GAP)),
        (r"\bx", ("y", GAP)),
        ("(?i)A", ("b", GAP)),
        ("(", ("b", GAP)),
        ("[[:alpha:]]", ("1", GAP)),
        (r"\pL", ("1", GAP)),
        ("(a{100}){100}", ("b", GAP)),
    ],
)
def test_what_can_match_or_is_not_certain(pattern: str, parts: tuple[str | Unknown, ...]) -> None:
    assert can_match(pattern, template(*parts))
