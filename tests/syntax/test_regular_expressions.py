from __future__ import annotations

import pytest

from iaclint.syntax.regular_expressions import compiled


def test_an_invalid_pattern_has_a_reason() -> None:
    with pytest.raises(ValueError, match="missing"):
        compiled("a(b")


def test_patterns_match_in_a_text_or_all_of_it() -> None:
    pattern = compiled("a|ab")
    assert pattern.search("xab")
    assert pattern.fullmatch("ab")
    assert not pattern.fullmatch("xab")
