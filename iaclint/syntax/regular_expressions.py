"""Patterns in the syntax of RE2, which takes time in proportion to the text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    class Pattern(Protocol):
        """A compiled RE2 pattern."""

        def search(self, text: str) -> object:
            """Return a match anywhere in the text, or None."""

        def fullmatch(self, text: str) -> object:
            """Return a match of the whole text, or None."""


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> Pattern:
    """Compile an RE2 pattern; raises ``ValueError`` saying what is wrong with it."""
    import re2  # slow to import; few runs have patterns

    options = re2.Options()
    options.log_errors = False
    try:
        result: Pattern = re2.compile(pattern, options)
    except re2.error as error:
        problem = error.args[0]
        text = problem.decode("utf-8", "replace") if isinstance(problem, bytes) else str(problem)
        raise ValueError(text) from error
    return result
