"""Texts that a policy can distinguish, and which of them match a pattern."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from iaclint.analyses.aws.iam.budget import Budget
from iaclint.analyses.aws.iam.language.conditions import UNKNOWN_PART
from iaclint.analyses.aws.iam.language.patterns import (
    ANY,
    ONE,
    is_fixed_text,
    matcher,
    overlap,
)

_WILDCARD = re.compile(f"[{ANY}{ONE}]")
_END = "\0"
_FILLS = ("", UNKNOWN_PART, UNKNOWN_PART * 99)
"""A text that matches with each of these for its unknown parts matches with any value."""

_FEW = 200
"""The number of texts below which matching them all is faster than searching."""


class StringSet:
    """Texts, of which sets are ints with a bit per text.

    Few texts hold the fixed parts of a pattern. One search through all texts, joined, finds them,
    and only these are matched one by one.
    """

    def __init__(self, texts: Iterable[str], budget: Budget) -> None:
        self.texts = tuple(texts)
        self._bits = {text: 1 << n for n, text in enumerate(self.texts)}
        self._joined = ""
        self._ends: list[int] = []
        self._found: dict[str, int] = {}
        self._holders: dict[str, list[int]] = {}
        self._budget = budget

    def matching(self, pattern: str) -> int:
        """Return the texts that match a pattern; raises ``TooComplex``."""
        if is_fixed_text(pattern):
            return self._bits.get(pattern, 0)
        found = self._found.get(pattern)
        if found is None:
            found = self._found[pattern] = self._try(pattern, self._holding(pattern))
        return found

    def _try(self, pattern: str, numbers: Sequence[int]) -> int:
        lengths = [len(self.texts[n]) for n in numbers] if ONE in pattern else []
        self._budget.spend(3 * len(numbers) + _count_steps(pattern, lengths))
        fits = matcher(pattern)
        return sum([1 << n for n in numbers if fits(self.texts[n])])

    def _holding(self, pattern: str) -> Sequence[int]:
        """Return the texts that hold the rarest fixed part of a pattern."""
        parts = {part for part in _WILDCARD.split(pattern) if part}
        if not parts or (len(parts) == 1 and len(self.texts) < _FEW):
            return range(len(self.texts))
        return min([self._search(part) for part in sorted(parts)], key=len)

    def _search(self, part: str) -> list[int]:
        """Return the texts that hold a part."""
        found = self._holders.get(part)
        if found is not None:
            return found
        if not self._ends:
            self._joined = "".join([text + _END for text in self.texts])
            self._ends = list(accumulate([len(text) + 1 for text in self.texts]))
        found = self._holders[part] = []
        at = self._joined.find(part)
        while at >= 0:
            found.append(bisect_right(self._ends, at))
            at = self._joined.find(part, self._ends[found[-1]])
        self._budget.spend(20 + len(self._joined) // 100 + 5 * len(found))
        return found


class PartialStrings:
    """Texts with unknown parts (``UNKNOWN_PART``); sets of them are ints as well."""

    def __init__(self, texts: Iterable[str], budget: Budget) -> None:
        self.texts = tuple(texts)
        self._filled = [
            [text.replace(UNKNOWN_PART, part) for part in _FILLS] for text in self.texts
        ]
        self._patterns = [text.replace(UNKNOWN_PART, ANY) for text in self.texts]
        self._budget = budget

    def covered(self, pattern: str) -> int:
        """Return the texts that match a pattern, whatever their unknown parts are."""
        texts = [text for filled in self._filled for text in filled]
        lengths = map(len, texts) if ONE in pattern else ()
        self._budget.spend(3 * len(texts) + _count_steps(pattern, lengths))
        fits = matcher(pattern)
        return sum([1 << n for n, filled in enumerate(self._filled) if all(map(fits, filled))])

    def touched(self, pattern: str) -> int:
        """Return the texts that can match a pattern."""
        return sum([1 << n for n, text in enumerate(self._patterns) if self._meet(pattern, text)])

    def _meet(self, left: str, right: str) -> bool:
        # The common prefix is compared first, as each character after it takes several steps.
        start = min(_WILDCARD.split(left, 1)[0], _WILDCARD.split(right, 1)[0], key=len)
        alike = left.startswith(start) and right.startswith(start)
        left, right = left[len(start) :], right[len(start) :]
        self._budget.spend(20 + 3 * (len(left) + len(right)) if alike else 20)
        return alike and overlap(left, right)


def _count_steps(pattern: str, lengths: Iterable[int]) -> int:
    """Return how many steps matching takes: after a star, every position is tried in full."""
    _, *behind = pattern.split(ANY)
    longest = max(map(len, behind), default=0)
    return sum(len(pattern) + length * longest for length in lengths)
