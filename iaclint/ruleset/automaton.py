"""Nondeterministic automata over characters, which read texts of which parts are unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from iaclint.limits import MAX_PATTERN_STATES
from iaclint.symbolic.values import Unknown

Fragment: TypeAlias = tuple[int, int]
"""The first and the last state of a part of a pattern."""

_ANY = re.compile(".", re.DOTALL)


class UnsupportedPatternError(Exception):
    """A pattern that no automaton expresses, or only one that is too large."""


class Automaton:
    """States are numbers; each has free moves, and at most one move over a character."""

    def __init__(self) -> None:
        self._free: list[set[int]] = []
        self._moves: list[tuple[re.Pattern[str], int] | None] = []

    def state(self, move: tuple[re.Pattern[str], int] | None = None) -> int:
        """Return a new state, with a move over the characters that a pattern matches."""
        if len(self._free) >= MAX_PATTERN_STATES:
            raise UnsupportedPatternError
        self._free.append(set())
        self._moves.append(move)
        return len(self._free) - 1

    def connect(self, state: int, other: int) -> None:
        """Add a free move."""
        self._free[state].add(other)

    def skipping(self, state: int) -> int:
        """Return a state that skips any text before another state."""
        loop = self.state()
        self._moves[loop] = _ANY, loop
        self.connect(loop, state)
        return loop

    def can_accept(self, pattern: Fragment, parts: Iterable[str | Unknown]) -> bool:
        """Return whether some text with these parts leads from the first to the last state."""
        states = self._closure({pattern[0]})
        for part in parts:
            if isinstance(part, Unknown):
                states = self._reachable(states)
                continue
            for character in part:
                states = self._closure(self._step(states, character))
        return pattern[1] in states

    def _step(self, states: set[int], character: str) -> set[int]:
        moves = (self._moves[state] for state in states)
        return {move[1] for move in moves if move and move[0].fullmatch(character)}

    def _closure(self, states: set[int]) -> set[int]:
        found, new = set(states), list(states)
        while new:
            further = self._free[new.pop()] - found
            found |= further
            new.extend(further)
        return found

    def _reachable(self, states: set[int]) -> set[int]:
        found: set[int] = set()
        while not states <= found:
            found |= states
            moves = (self._moves[state] for state in states)
            states = self._closure({move[1] for move in moves if move})
        return found
