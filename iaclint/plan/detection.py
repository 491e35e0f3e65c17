"""Which files are plans: decided on bytes, since most JSON in the world is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile

_KEYS = ('"format_version"', '"planned_values"')
_LITTLE_ENDIAN = b"\xff\xfe"


def is_plan(source: SourceFile) -> bool:
    """Tell whether a file was meant as a plan in JSON, be it broken or not."""
    # Redirected by PowerShell, a plan is UTF-16: refused later on, but not passed over.
    encoding = "utf-16-le" if source.data.startswith(_LITTLE_ENDIAN) else "utf-8"
    return all(key.encode(encoding) in source.data for key in _KEYS)
