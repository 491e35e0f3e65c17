"""Which files are plans: decided on bytes, because most JSON files are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.files.escapes import unescaped

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile

_VERSION: Final = b'"format_version"'
_CONTENT: Final = (b'"planned_values"', b'"resource_changes"')


def is_plan(source: SourceFile) -> bool:
    """Return whether a file is meant to be a plan in JSON, even if it is invalid."""
    # PowerShell writes redirected output as UTF-16: the parser rejects it with a hint.
    data = unescaped(source.data)
    return _VERSION in data and any(name in data for name in _CONTENT)
