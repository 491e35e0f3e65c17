"""Names of resources that functions make: ``replace(bucket.arn, "acme", "acme/private")``.

An attribute names its resource, and so does a text that contains all of it. What a function makes
of it may name anything: another resource, or a part of this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from iaclint.symbolic.natures import Form
from iaclint.symbolic.values import PartialString, Unknown, Value

_NAMING: Final = (Form.ARN, Form.ID, Form.NAME)
"""The forms of attributes that functions of lists and objects select."""


def has_made_name(value: Value) -> bool:
    """Return whether a function makes a part of an ARN, before any path that is written in it."""
    return any(map(_is_made, _unknowns_of_name(value)))


def is_made_of_another(value: Value, owner: str) -> bool:
    """Return whether a function makes a part of an ARN of another resource, by the owner's key."""
    found = (part.identity for part in _unknowns_of_name(value))
    return any(each and each.is_derived and each.owner != owner for each in found)


def _is_made(part: Unknown) -> bool:
    if part.identity is not None:
        return part.identity.is_derived
    return part.nature.form not in _NAMING


def _unknowns_of_name(value: Value) -> Iterator[Unknown]:
    """Yield the unknown parts of an ARN, up to a path after one of them."""
    for part in value.parts if isinstance(value, PartialString) else (value,):
        if isinstance(part, Unknown):
            yield part
        elif isinstance(part, str) and part.startswith("/"):
            return
