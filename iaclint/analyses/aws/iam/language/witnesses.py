"""Texts that patterns distinguish: one for each combination of patterns that a text can match.

An Allow for ``a*`` beside a Deny for ``*b*`` allows ``ac``, but not ``abc``. A breadth-first search
through the states of all patterns finds the shortest text for each such combination, and one more
that no policy names.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from iaclint.analyses.aws.iam.language.patterns import (
    ANY,
    ONE,
    UNNAMED,
    examples,
    is_fixed_text,
)
from iaclint.limits import MAX_EXAMPLE_PATTERNS, MAX_EXAMPLE_STEPS

_ARN_COLONS = 5


class Glob(Struct, frozen=True):
    """A pattern, and how an operator compares with it."""

    pattern: str
    by_part: bool = False
    """Whether wildcards stop at the first five colons, as in the Arn operators."""
    ignores_case: bool = False


class _Automaton:
    """A pattern whose states are ints: bit n represents that its first n characters match."""

    def __init__(self, glob: Glob) -> None:
        self._fold = glob.ignores_case
        self._pattern = glob.pattern.lower() if self._fold else glob.pattern
        self._stars = self._bits(ANY)
        self._ones = self._bits(ONE)
        self._within_part = 0
        if glob.by_part and self._pattern != ANY:
            *early, last = self._pattern.split(":", _ARN_COLONS)
            late = len(last) if len(early) == _ARN_COLONS else 0
            self._within_part = (1 << len(self._pattern) - late) - 1
        self._places: dict[str, int] = {}
        self._accepting = 1 << len(self._pattern)
        self.start = self._pass_stars(1)

    def _bits(self, character: str) -> int:
        return sum(1 << n for n, other in enumerate(self._pattern) if other == character)

    def _pass_stars(self, state: int) -> int:
        more = state | (state & self._stars) << 1
        return state if more == state else self._pass_stars(more)

    def step(self, state: int, character: str) -> int:
        """Return the state after one more character."""
        if not state:
            return 0
        text = character.lower() if self._fold else character
        places = self._places.get(text)
        if places is None:
            places = self._places[text] = self._bits(text)
        wild = state & ~self._within_part if text == ":" else state
        moved = (wild & self._ones | state & places) << 1
        return self._pass_stars(wild & self._stars | moved)

    def accepts(self, state: int) -> bool:
        """Return whether the text up to this state matches."""
        return state & self._accepting != 0

    def expected(self, state: int) -> Iterator[str]:
        """Yield the characters that the pattern has at the places of a state."""
        bits = state & ~(self._stars | self._ones | self._accepting)
        while bits:
            lowest = bits & -bits
            character = self._pattern[lowest.bit_length() - 1]
            yield character
            if self._fold and len(character.upper()) == 1:
                yield character.upper()
            bits ^= lowest


def witnesses(globs: Iterable[Glob]) -> list[str]:
    """Return texts for the combinations of patterns, and those that are fixed themselves."""
    distinct = list(dict.fromkeys(globs))
    fixed = [glob.pattern for glob in distinct if is_fixed_text(glob.pattern)]
    loose = [g for g in distinct if g.ignores_case or not is_fixed_text(g.pattern)]
    found, complete = _search((*loose[:MAX_EXAMPLE_PATTERNS], Glob(f"{ANY}{UNNAMED}{ANY}")))
    if not complete or len(loose) > MAX_EXAMPLE_PATTERNS:
        found = (*found, *examples([UNNAMED, *(glob.pattern for glob in loose)]))
    return list(dict.fromkeys((*fixed, *found)))


@lru_cache(maxsize=256)
def _search(globs: tuple[Glob, ...]) -> tuple[tuple[str, ...], bool]:
    """Return the shortest text of each combination, and whether the search is complete.

    Most policies have the same few patterns, such as ``*`` for all objects.
    """
    automata = [_Automaton(glob) for glob in globs]
    start = tuple(one.start for one in automata)
    seen = {start}
    pending = deque([("", start)])
    found: dict[tuple[bool, ...], str] = {}
    steps = 0
    while pending and steps < MAX_EXAMPLE_STEPS:
        text, states = pending.popleft()
        pairs = list(zip(automata, states, strict=True))
        found.setdefault(tuple([one.accepts(state) for one, state in pairs]), text)
        for character in _next_characters(pairs):
            steps += len(automata)
            after = tuple([one.step(state, character) for one, state in pairs])
            if after not in seen:
                seen.add(after)
                pending.append((text + character, after))
    return tuple(found.values()), not pending


def _next_characters(pairs: list[tuple[_Automaton, int]]) -> list[str]:
    expected = {character for one, state in pairs for character in one.expected(state)}
    return [UNNAMED, *sorted(expected - {UNNAMED})]
