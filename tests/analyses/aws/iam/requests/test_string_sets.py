from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.analyses.aws.iam.budget import Budget, TooComplex
from iaclint.analyses.aws.iam.language.patterns import matches, read_pattern
from iaclint.analyses.aws.iam.requests.string_sets import StringSet


@given(st.sets(st.text("ab:\0", max_size=6)), st.lists(st.text("ab:*?\0", max_size=5), max_size=4))
def test_a_set_matches_like_each_of_its_strings(texts: set[str], patterns: list[str]) -> None:
    known = StringSet(sorted(texts), Budget(100_000))
    for pattern in map(read_pattern, patterns):
        found = known.matching(pattern)
        fitting = [n for n, text in enumerate(known.texts) if matches(pattern, text)]
        assert found == sum(1 << n for n in fitting)


def test_too_much_work_is_unknown() -> None:
    with pytest.raises(TooComplex):
        StringSet(["a" * 1000], Budget(5000)).matching(read_pattern("*" + "a?" * 400))
