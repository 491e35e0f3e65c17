"""Names of exports of CloudFormation, and of imports, in the bytes of templates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_EXPORT: Final = re.compile(rb"\bExport[\"']?\s*:")
_IMPORT: Final = re.compile(rb"\bImportValue\b[\"']?\s*:?")
_NAME: Final = re.compile(
    rb"\s*(?:\{?\s*[\"']?Name[\"']?\s*:\s*)?"  # of an export
    rb"(?:!Sub\s+|\{?\s*[\"']?Fn::Sub[\"']?\s*:\s*)?"
    rb"[\"']?((?:\$\{[^}\n]*\}|[\w:./@%+=-])+)[\"']?\s*(?=[,}\]\n#]|$)"
)
"""A name, literal or of ``Fn::Sub``."""
_VARIABLE: Final = re.compile(rb"\$\{[^}\n]*\}")
_LONGEST: Final = 1000
"""Bytes after the word in which a name ends."""

Name = tuple[bytes, ...]
"""The known parts of a name, with anything between two of them."""


def exported_names(data: bytes) -> frozenset[Name]:
    """Return the names that a template can export."""
    return _names(_EXPORT, data)


def imported_names(data: bytes) -> frozenset[Name]:
    """Return the names that a template can import."""
    return _names(_IMPORT, data)


def can_match(exported: Iterable[Name], imported: Iterable[Name]) -> bool:
    """Return whether one of some names can be one of others."""
    others = tuple(imported)
    return any(_can_be(name, other) for name in exported for other in others)


def _names(word: re.Pattern[bytes], data: bytes) -> frozenset[Name]:
    return frozenset(_name(data[at.end() : at.end() + _LONGEST]) for at in word.finditer(data))


def _name(text: bytes) -> Name:
    found = _NAME.match(text)
    return (b"", b"") if found is None else tuple(_VARIABLE.split(found[1]))


def _can_be(name: Name, other: Name) -> bool:
    """Return whether two names can be the same: what they begin and end with is compared."""
    if len(name) == len(other) == 1:
        return name == other
    start, end, other_start, other_end = name[0], name[-1], other[0], other[-1]
    return (start.startswith(other_start) or other_start.startswith(start)) and (
        end.endswith(other_end) or other_end.endswith(end)
    )
