"""Intrinsic functions by family. Importing a module registers its functions."""

from __future__ import annotations

from iaclint.cloudformation.eval.intrinsics import (
    conditions,
    lists,
    lookups,
    references,
    strings,
)
from iaclint.cloudformation.eval.intrinsics.registry import INTRINSICS, Intrinsic, MalformedCall

__all__ = [
    "INTRINSICS",
    "Intrinsic",
    "MalformedCall",
    "conditions",
    "lists",
    "lookups",
    "references",
    "strings",
]
