"""Expressions for the paths of files in a tree."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class PathPattern(Struct, frozen=True):
    """The paths that are a text, or end in it. Few are compared with more than their end."""

    text: str
    """With ``*`` for any part, slashes included."""
    is_whole: bool = False
    """Whether the text starts at the root of the tree; else any folders can be before it."""

    @property
    def end(self) -> str:
        """The end of the last name, and the whole name where nothing is before it."""
        return self.text.rpartition("*")[2].rpartition("/")[2]

    @property
    def has_whole_name(self) -> bool:
        """Whether ``end`` is a whole name."""
        return "*" not in self.text.rpartition("/")[2]

    @property
    def is_literal(self) -> bool:
        """Whether there is only one such path."""
        return self.is_whole and "*" not in self.text

    def matches(self, path: str) -> bool:
        """Return whether a path is one of these."""
        first, *others = self.text.split("*")
        if not others:
            return path == first or (not self.is_whole and path.endswith(f"/{first}"))
        if not path.endswith(others[-1]):
            return False
        at, end = self._after(first, path), len(path) - len(others[-1])
        for part in others[:-1]:
            found = path.find(part, at, end)
            at = found + len(part) if 0 <= at <= found else -1
        return 0 <= at <= end

    def _after(self, first: str, path: str) -> int:
        """Return the place in a path after the first part of the text; -1 if it is not there."""
        if path.startswith(first):
            return len(first)
        found = -1 if self.is_whole else path.find(f"/{first}")
        return found + 1 + len(first) if found >= 0 else -1


ANY: Final = PathPattern("*", is_whole=True)
"""The expression for a path that is not known."""
