"""The versions that a stub describes, as its folder names them: ``4.x``, ``4.2-5.x``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeAlias

from msgspec import Struct

from iaclint.version_constraints import bounds, read_numbers

_NAME: Final = re.compile(r"(?a)(?:(\d+(?:\.\d+){0,2})-)?(\d+(?:\.\d+){0,2})(\.x)?")

_Version: TypeAlias = tuple[int, ...]


class Range(Struct, frozen=True):
    """Versions from the first on, before the end."""

    name: str
    first: _Version
    end: _Version


class Choice(Struct, frozen=True):
    """The range for a call."""

    range: Range
    versions: str
    """What the call gets of it: ``4.x`` for ``~> 4.1``, of the range ``3-5.x``."""
    is_outside: bool = False
    """Whether it does not have the version that the call asks for."""


def read_range(name: str) -> Range | None:
    """Return the range that a folder is named after; None for other names.

    ``4.x`` is all of 4, ``4.2-4.x`` all of 4 since 4.2, ``1.2.3`` a single version.
    """
    found = _NAME.fullmatch(name)
    last = read_numbers(found[2]) if found else None
    first = read_numbers(found[1]) if found and found[1] else last
    if last is None or first is None:
        return None
    return Range(name, _padded(first), _padded((*last[:-1], last[-1] + 1)))


def choose(ranges: Iterable[Range], constraint: str | None) -> Choice | None:
    """Return the newest range with a version that a constraint allows, as Terraform takes it.

    Without such a range, the nearest one. None if there are no ranges.
    """
    newest = sorted(ranges, key=lambda each: each.first, reverse=True)
    if not newest:
        return None
    first, end = bounds(constraint or "")
    for each in newest:
        if max(each.first, first) < each.end and (end is None or max(each.first, first) < end):
            return Choice(each, _major(each, end))
    nearest = next((each for each in newest if each.first <= first), newest[-1])
    return Choice(nearest, nearest.name, is_outside=True)


def _major(range_: Range, end: _Version | None) -> str:
    """Return the newest major version of a range before an end; for one version, its name."""
    if not range_.name.endswith(".x"):
        return range_.name
    last = range_.end if end is None else min(range_.end, end)
    return f"{last[0] - (last[1:] == (0, 0))}.x"


def _padded(version: _Version) -> _Version:
    return (*version, 0, 0)[:3]
