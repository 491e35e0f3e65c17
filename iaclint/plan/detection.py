"""Which files are plans: decided on bytes, because most JSON files are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile

_KEYS = ('"format_version"', '"planned_values"')
_LITTLE_ENDIAN = b"\xff\xfe"


def is_plan(source: SourceFile) -> bool:
    """Return whether a file is meant to be a plan in JSON, even if it is invalid."""
    # PowerShell writes redirected output as UTF-16: the parser rejects it with a hint.
    encoding = "utf-16-le" if source.data.startswith(_LITTLE_ENDIAN) else "utf-8"
    return all(key.encode(encoding) in source.data for key in _KEYS)
