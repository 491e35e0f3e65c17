"""Intrinsic functions, by family. The modules declare theirs when they are imported."""

from __future__ import annotations

from iaclint.cloudformation.intrinsics import conditions, lists, lookups, references, strings
from iaclint.cloudformation.intrinsics.registry import INTRINSICS, Intrinsic, Malformed

__all__ = [
    "INTRINSICS",
    "Intrinsic",
    "Malformed",
    "conditions",
    "lists",
    "lookups",
    "references",
    "strings",
]
