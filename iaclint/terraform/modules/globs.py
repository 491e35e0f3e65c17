"""The patterns of ``fileset``, as Terraform's library (doublestar 1) matches them."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from iaclint.limits import MAX_GLOB_LENGTH
from iaclint.terraform.functions.context import CallLimit, CallRefused

_MEMBER = r"(?:\\.|[^\\\]\-])"
_CLASS = re.compile(rf"\[(\^?)((?:{_MEMBER}(?:-{_MEMBER})?)+)\]", re.DOTALL)
_RANGE = re.compile(rf"({_MEMBER})(?:-({_MEMBER}))?", re.DOTALL)
_TOKEN = re.compile(
    rf"\*+|\?|{_CLASS.pattern}"
    r"|\{(?P<options>[^{}\[\]\\]*)\}|(?P<plain>\\.|[^\[{\\])",
    re.DOTALL,
)


class Glob(Struct, frozen=True):
    """A compiled pattern: one expression for each folder, None for ``**``."""

    parts: tuple[Any, ...]

    def matches(self, path: str) -> bool:
        """Return whether a path matches the whole pattern."""
        return len(self.parts) in self._reached(path)

    def enters(self, path: str) -> bool:
        """Return whether anything below a folder may match."""
        return any(reached < len(self.parts) for reached in self._reached(path))

    def _reached(self, path: str) -> set[int]:
        """Return how many parts the path can have matched, in linear time."""
        reached = self._past_stars({0})
        for name in path.split("/"):
            following = set()
            for index in reached:
                if index == len(self.parts):
                    continue
                part = self.parts[index]
                if part is None:
                    following.add(index)
                elif part.fullmatch(name):
                    following.add(index + 1)
            reached = self._past_stars(following)
        return reached

    def _past_stars(self, reached: set[int]) -> set[int]:
        """Add what is reached if ``**`` stands for no folder, or for all that is left."""
        for index in sorted(reached):
            while index < len(self.parts) and self.parts[index] is None:
                index += 1
                reached.add(index)
        return reached


def compile_glob(pattern: str) -> Glob:
    """Compile a clean pattern; raises ``CallRefused`` for one that may be invalid."""
    if len(pattern) > MAX_GLOB_LENGTH:
        raise CallLimit("this pattern is too long to evaluate", 1)
    parts = pattern.strip("/").split("/")
    return Glob(tuple(None if part == "**" else _compile(part) for part in parts))


def _compile(part: str) -> Any:
    import re2

    if part == "..":
        raise CallRefused("files above the folder are not listed", 1)
    options = re2.Options()
    options.log_errors = False
    options.dot_nl = True
    try:
        return re2.compile(_as_regex(part), options)
    except re2.error:
        raise CallRefused("this pattern is not evaluated", 1) from None


def _as_regex(part: str) -> str:
    pieces, position = [], 0
    while position < len(part):
        match = _TOKEN.match(part, position)
        if match is None:
            raise CallRefused("this pattern is not evaluated", 1)
        pieces.append(_piece(match))
        position = match.end()
    return "".join(pieces)


def _piece(token: re.Match[str]) -> str:
    if token["plain"]:
        return re.escape(token["plain"][-1])
    if token["options"] is not None:
        return f"(?:{'|'.join(map(_as_regex, token['options'].split(',')))})"
    if token[2] is None:
        return ".*" if token[0][0] == "*" else "."
    ranges = "".join(_range(each[1], each[2] or each[1]) for each in _RANGE.finditer(token[2]))
    return f"[{token[1]}{ranges}]" if ranges else "." if token[1] else r"[^\x00-\x{10FFFF}]"


def _range(first: str, last: str) -> str:
    low, high = ord(first[-1]), ord(last[-1])
    return rf"\x{{{low:x}}}-\x{{{high:x}}}" if low <= high else ""
