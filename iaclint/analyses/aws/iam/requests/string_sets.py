"""Texts that a policy can tell apart, and which of them fit a pattern."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from iaclint.analyses.aws.iam.budget import Effort
from iaclint.analyses.aws.iam.language.conditions import HIDDEN
from iaclint.analyses.aws.iam.language.patterns import (
    ANY,
    ONE,
    is_fixed_text,
    matcher,
    overlap,
)

_WILDCARD = re.compile(f"[{ANY}{ONE}]")
_END = "\0"
_FILLS = ("", HIDDEN, HIDDEN * 99)
"""What fits a pattern with each of these in place of an unknown part fits it with anything."""

_FEW = 200
"""Of how many texts the start or the end is sooner looked at than they are searched."""


class TextSet:
    """Texts, of which sets are ints with a bit per text.

    Most texts do not hold what is written out in a pattern. One search through all texts joined
    finds those that do, and only these are tried one by one.
    """

    def __init__(self, texts: Iterable[str], effort: Effort) -> None:
        self.texts = tuple(texts)
        self._bits = {text: 1 << n for n, text in enumerate(self.texts)}
        self._joined = ""
        self._ends: list[int] = []
        self._found: dict[str, int] = {}
        self._holders: dict[str, list[int]] = {}
        self._effort = effort

    def matching(self, pattern: str) -> int:
        """Return the texts that fit a pattern; raises ``TooComplex``."""
        if is_fixed_text(pattern):
            return self._bits.get(pattern, 0)
        found = self._found.get(pattern)
        if found is None:
            found = self._found[pattern] = self._try(pattern, self._holding(pattern))
        return found

    def _try(self, pattern: str, numbers: Sequence[int]) -> int:
        lengths = [len(self.texts[n]) for n in numbers] if ONE in pattern else []
        self._effort.spend(3 * len(numbers) + _count_steps(pattern, lengths))
        fits = matcher(pattern)
        return sum([1 << n for n in numbers if fits(self.texts[n])])

    def _holding(self, pattern: str) -> Sequence[int]:
        """Return the texts that hold the rarest of the parts that are written out."""
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
        self._effort.spend(20 + len(self._joined) // 100 + 5 * len(found))
        return found


class PartialTexts:
    """Texts of which ``HIDDEN`` parts are not known; sets of them are ints as well."""

    def __init__(self, texts: Iterable[str], effort: Effort) -> None:
        self.texts = tuple(texts)
        self._filled = [[text.replace(HIDDEN, part) for part in _FILLS] for text in self.texts]
        self._patterns = [text.replace(HIDDEN, ANY) for text in self.texts]
        self._effort = effort

    def covered(self, pattern: str) -> int:
        """Return the texts that fit a pattern, whatever is not known of them."""
        texts = [text for filled in self._filled for text in filled]
        lengths = map(len, texts) if ONE in pattern else ()
        self._effort.spend(3 * len(texts) + _count_steps(pattern, lengths))
        fits = matcher(pattern)
        return sum([1 << n for n, filled in enumerate(self._filled) if all(map(fits, filled))])

    def touched(self, pattern: str) -> int:
        """Return the texts that can fit a pattern."""
        return sum([1 << n for n, text in enumerate(self._patterns) if self._meet(pattern, text)])

    def _meet(self, left: str, right: str) -> bool:
        # What both begin with is soon compared, and a character behind it takes several steps.
        start = min(_WILDCARD.split(left, 1)[0], _WILDCARD.split(right, 1)[0], key=len)
        alike = left.startswith(start) and right.startswith(start)
        left, right = left[len(start) :], right[len(start) :]
        self._effort.spend(20 + 3 * (len(left) + len(right)) if alike else 20)
        return alike and overlap(left, right)


def _count_steps(pattern: str, lengths: Iterable[int]) -> int:
    """Return how many steps matches of texts take: behind a star, each place is tried in full."""
    _, *behind = pattern.split(ANY)
    longest = max(map(len, behind), default=0)
    return sum(len(pattern) + length * longest for length in lengths)
