"""Patterns of paths, in the syntax of ``.gitignore``.

Names are compared one by one, so that the work does not grow with the number of stars.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from fnmatch import translate
from functools import lru_cache

from msgspec import Struct

_ANY = "**"
_ESCAPED = r"\\(.)"
_SPECIAL = r"([*?[\]\\])"


class PathPattern(Struct, frozen=True):
    """A pattern of whole paths below a folder: ``infra/*``, ``stacks/**/*.yaml``, ``.``."""

    text: str
    folder: str
    """The real path of the folder that it is relative to."""

    def matches(self, path: str) -> bool:
        """Return whether a real path matches."""
        below = _below(path, self.folder)
        if below is None:
            return False
        wanted, names = _names(posixpath.normpath(self.text)), _names(below)
        return _match(wanted, names) or (wanted[-1:] == (_ANY,) and _match(wanted[:-1], names))


class Exclusion(Struct, frozen=True):
    """Patterns of paths to leave out, as the lines of a ``.gitignore`` in a folder."""

    patterns: tuple[str, ...]
    folder: str
    """The real path of the folder that they are relative to."""

    def leaves_out(self, path: str, is_folder: bool) -> bool:
        """Return whether the last pattern that matches a real path leaves it out."""
        below = _below(path, self.folder)
        if below in (None, "."):
            return False
        names = str(below).split("/")
        for line in reversed(self.patterns):
            if _matches_line(_read_line(line), names, is_folder):
                return not line.startswith("!")
        return False


def exclude_folder(path: str) -> Exclusion:
    """Return the exclusion of the folder at a real path."""
    folder, name = posixpath.split(path)
    pattern = re.sub(_SPECIAL, r"\\\1", name)
    return Exclusion((f"/{pattern}/",), folder)


class _Line(Struct, frozen=True):
    """A line of a ``.gitignore``."""

    wanted: tuple[str, ...]
    is_anchored: bool
    """Whether it matches whole paths, not names in any folder."""
    only_folders: bool


@lru_cache(maxsize=1024)
def _read_line(line: str) -> _Line:
    pattern = line.removeprefix("!")
    return _Line(_names(pattern), "/" in pattern.rstrip("/"), pattern.endswith("/"))


def _matches_line(line: _Line, names: Sequence[str], is_folder: bool) -> bool:
    if line.only_folders and not is_folder:
        return False
    if not line.is_anchored:
        return bool(line.wanted) and _match(line.wanted, names[-1:])
    return _match(line.wanted, names)


def _below(path: str, folder: str) -> str | None:
    """Return the path in a folder, None if it is outside; both are real paths."""
    if path == folder:
        return "."
    start = folder if folder.endswith("/") else f"{folder}/"
    return path[len(start) :] if path.startswith(start) else None


def _names(path: str) -> tuple[str, ...]:
    return tuple(name for name in path.split("/") if name not in ("", "."))


def _match(wanted: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether names match a pattern; a last ``**`` matches at least one of them."""
    reached = {0}
    for number, name in enumerate(wanted):
        if name == _ANY:
            start = min(reached) + (number == len(wanted) - 1)
            reached = set(range(start, len(names) + 1))
        else:
            test = _compile(name)
            reached = {n + 1 for n in reached if n < len(names) and test(names[n])}
        if not reached:
            return False
    return len(names) in reached


@lru_cache(maxsize=1024)
def _compile(name: str) -> Callable[[str], object]:
    written = re.sub(_ESCAPED, r"[\1]", name).replace("[^", "[!")
    return re.compile(translate(written)).match
