"""When a run must end: the limit of time that the user sets."""

from __future__ import annotations

import time
from math import inf
from typing import Final

_LOADING: Final = 0.6
"""The part of the time that finding and loading may take: the rest is for the verdicts."""


class Deadline:
    """The ends of the current run and of its stage, on the monotonic clock."""

    __slots__ = ("_last", "_stage")

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """End the limit."""
        self._stage = self._last = inf

    def begin(self, seconds: float) -> float:
        """Begin a run of at most some seconds; return those of its first stage."""
        now = time.monotonic()
        self._stage, self._last = now + seconds * _LOADING, now + seconds
        return seconds * _LOADING

    def begin_verdicts(self) -> None:
        """Give the rest of the time to the verdicts."""
        self._stage = self._last

    @property
    def is_up(self) -> bool:
        """Whether the time of the stage is up."""
        return time.monotonic() >= self._stage

    @property
    def stage_left(self) -> float:
        """The seconds that the stage has left."""
        return max(self._stage - time.monotonic(), 0.0)

    @property
    def left(self) -> float:
        """The seconds that the run has left."""
        return max(self._last - time.monotonic(), 0.0)


DEADLINE: Final = Deadline()
"""The deadline of the current run: a process has one at a time."""
