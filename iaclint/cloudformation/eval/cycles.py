"""Evaluations that depend on themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from iaclint.symbolic.values import Unknown, Value

_TOO_DEEP: Final = Unknown("a value that is nested too deep")


class CycleGuard:
    """Runs the evaluations of one stack, each only once at a time."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._in_progress: set[str] = set()

    def evaluate(self, what: str, function: Callable[[], Value]) -> Value:
        """Return the result of a function; unknown if the evaluation depends on itself."""
        if what in self._in_progress:
            return Unknown(f"{self._prefix}{what}")
        self._in_progress.add(what)
        try:
            return function()
        except RecursionError:
            return _TOO_DEEP
        finally:
            self._in_progress.remove(what)
