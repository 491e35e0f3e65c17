"""The provider versions that constraints allow, where a default depends on the version.

Source: *Version Constraints* (Terraform documentation).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from iaclint.symbolic.truth import Truth

_CONSTRAINT: Final = r"(?a)\s*(=|!=|>=|<=|~>|>|<|)\s*v?(\d+(?:\.\d+){0,2})(?:[-+.].*)?\s*"
_VALID: Final = (
    r"(?a)\s*(?:=|!=|>=|<=|~>|>|<|)\s*v?(\d+(?:\.\d+)*)"
    r"(?:-?[A-Za-z~][\w.~-]*|-[\d][\w.~-]*)?(?:\+[\w.~-]+)?\s*"
)

_MOST: Final = str(2**63 - 1)

_Version: TypeAlias = tuple[int, ...]


def read_numbers(text: str) -> _Version | None:
    """Return the numbers of a version; None if one is too large for Terraform: above 64 bits."""
    parts = [part.lstrip("0") for part in text.split(".")]
    if any((len(part), part) > (len(_MOST), _MOST) for part in parts):
        return None
    return tuple(int(part or "0") for part in parts)


def is_constraint(text: str) -> bool:
    """Return whether Terraform accepts a text as a constraint on versions."""
    return all(map(_is_bound, text.split(",")))


def _is_bound(text: str) -> bool:
    found = re.fullmatch(_VALID, text)
    return found is not None and read_numbers(found[1]) is not None


def is_before(constraints: Iterable[str], version: str) -> Truth:
    """Return whether constraints on a provider allow only versions before one.

    A constraint that cannot be read says nothing.
    """
    border = _padded(tuple(map(int, version.split("."))))
    for operator, bound in _parts(constraints):
        if _is_below(operator, bound, border):
            return Truth.TRUE
        if operator in ("", "=", ">", ">=", "~>") and _padded(bound) >= border:
            return Truth.FALSE
    return Truth.UNKNOWN


def bounds(constraint: str) -> tuple[_Version, _Version | None]:
    """Return the first version that a constraint allows, and the first one after all it allows.

    None for no upper bound, which ``~> 5`` of a module has, unlike that of a provider. Excluded
    versions in between are not looked at.
    """
    first: _Version = (0, 0, 0)
    ends: list[_Version] = []
    for operator, bound in _parts([constraint]):
        if operator in ("", "=", ">=", "~>"):
            first = max(first, _padded(bound))
        elif operator == ">":
            first = max(first, _after(bound))
        if operator in ("", "=", "<="):
            ends.append(_after(bound))
        elif operator == "<":
            ends.append(_padded(bound))
        elif operator == "~>" and len(bound) > 1:
            ends.append(_padded((*bound[:-2], bound[-2] + 1)))
    return first, min(ends, default=None)


def _after(version: _Version) -> _Version:
    """Return the patch release after a version."""
    major, minor, patch = _padded(version)
    return major, minor, patch + 1


def _is_below(operator: str, bound: _Version, border: _Version) -> bool:
    if operator == "<":
        return _padded(bound) <= border
    if operator in ("", "=", "<="):
        return _padded(bound) < border
    if operator == "~>":
        # Only the last number in the constraint may increase; alone, it stands for ``~> 5.0``.
        *kept, _ = bound if len(bound) > 1 else (*bound, 0)
        return _padded((*kept[:-1], kept[-1] + 1)) <= border
    return False


def _parts(constraints: Iterable[str]) -> Iterator[tuple[str, _Version]]:
    for text in constraints:
        for part in text.split(","):
            found = re.fullmatch(_CONSTRAINT, part)
            numbers = read_numbers(found[2]) if found else None
            if found and numbers:
                yield found[1], numbers


def _padded(version: _Version) -> _Version:
    return (*version, 0, 0)[:3]
