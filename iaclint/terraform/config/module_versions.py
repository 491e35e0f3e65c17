"""Whether a constraint allows the version of an installed module.

Source: *Version Constraints* (Terraform documentation) and hashicorp/go-version.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

_BOUND: Final = (
    r"(?a)\s*(=|!=|>=|<=|~>|>|<|)\s*v?(\d{1,18}(?:\.\d{1,18}){0,9})"
    r"(-?[A-Za-z~][\w.~-]*|-\d[\w.~-]*)?(?:\+[\w.~-]+)?\s*"
)

_Numbers: TypeAlias = tuple[int, ...]


def is_version(text: str) -> bool:
    """Return whether Terraform accepts a text as a version."""
    found = re.fullmatch(_BOUND, text)
    return found is not None and not found[1]


def allows(constraint: str, version: str) -> bool:
    """Return whether a constraint allows a version.

    A bound that cannot be read, which Terraform refuses, allows all.
    """
    found = re.fullmatch(_BOUND, version)
    bounds = [re.fullmatch(_BOUND, part) for part in constraint.split(",")]
    return found is None or all(bound is None or _is_met(bound, found) for bound in bounds)


def _is_met(bound: re.Match[str], version: re.Match[str]) -> bool:
    operator, limit, actual = bound[1], _numbers(bound[2]), _numbers(version[2])
    # A release is after its prereleases.
    order = (actual, not version[3]), (limit, not bound[3])
    is_same = actual == limit and (version[3] or "") == (bound[3] or "")
    if operator in ("", "=", "!="):
        return is_same is (operator != "!=")
    if version[3] and not (bound[3] and actual == limit):
        return False  # a prerelease has to be named
    if operator == "~>":
        kept = bound[2].count(".")
        return actual[:kept] == limit[:kept] and (is_same or order[0] >= order[1])
    if operator in (">=", "<=") and is_same:
        return True
    return order[0] > order[1] if operator in (">", ">=") else order[0] < order[1]


def _numbers(text: str) -> _Numbers:
    found = tuple(map(int, text.split(".")))
    return (*found, *[0] * (10 - len(found)))
