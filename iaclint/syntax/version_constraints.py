"""The provider versions that constraints allow, where a default depends on the version.

Source: *Version Constraints* (Terraform documentation).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from iaclint.symbolic.truth import Truth

_CONSTRAINT = re.compile(r"\s*(=|!=|>=|<=|~>|>|<|)\s*v?(\d+(?:\.\d+){0,2})(?:[-+.].*)?\s*")

_Version: TypeAlias = tuple[int, ...]


def is_before(constraints: Iterable[str], version: str) -> Truth:
    """Return whether constraints allow only versions before one.

    A constraint that cannot be read says nothing.
    """
    border = _read(version)
    for operator, bound in _parts(constraints):
        if _is_below(operator, bound, border):
            return Truth.TRUE
        if operator in ("", "=", ">", ">=", "~>") and _padded(bound) >= border:
            return Truth.FALSE
    return Truth.UNKNOWN


def _is_below(operator: str, bound: _Version, border: _Version) -> bool:
    if operator == "<":
        return _padded(bound) <= border
    if operator in ("", "=", "<="):
        return _padded(bound) < border
    if operator == "~>" and len(bound) > 1:
        # Only the last number in the constraint may increase.
        *kept, _ = bound
        return _padded((*kept[:-1], kept[-1] + 1)) <= border
    return False


def _parts(constraints: Iterable[str]) -> Iterator[tuple[str, _Version]]:
    for text in constraints:
        for part in text.split(","):
            found = _CONSTRAINT.fullmatch(part)
            if found:
                yield found[1], tuple(map(int, found[2].split(".")))


def _read(version: str) -> _Version:
    return _padded(tuple(map(int, version.split("."))))


def _padded(version: _Version) -> _Version:
    return (*version, 0, 0)[:3]
