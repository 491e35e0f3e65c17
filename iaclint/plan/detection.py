"""Which files are plans: decided on bytes, because most JSON files are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.files.escapes import unescaped
from iaclint.files.source import BOM

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile

_VERSION: Final = b'"format_version"'
_CONTENT: Final = (b'"planned_values"', b'"resource_changes"')
_STATE: Final = (
    (_VERSION, b'"values"', b'"root_module"'),  # of `terraform show -json`
    (b'"lineage"', b'"serial"', b'"terraform_version"'),
)
_MESSAGES: Final = (
    (b'"@level"', b'"terraform.ui"'),
    (b'"@level"', b'"planned_change"'),
    (b'"@level"', b'"tofu.ui"'),
)
"""Words of the lines that ``terraform plan -json`` prints."""


def is_plan(source: SourceFile) -> bool:
    """Return whether a file is meant to be a plan in JSON, even if it is invalid.

    So are other outputs of Terraform, which are mistaken for one.
    """
    # PowerShell writes redirected output as UTF-16: the parser rejects it with a hint.
    data = unescaped(source.data)
    return _has_plan(data) or is_state(data) or is_messages(data)


def is_whole_plan(source: SourceFile) -> bool:
    """Return whether a text is an object in JSON with the words of a plan, and no other output."""
    data = unescaped(source.data)
    return data.removeprefix(BOM).lstrip().startswith(b"{") and _has_plan(data)


def _has_plan(data: bytes) -> bool:
    return _VERSION in data and any(name in data for name in _CONTENT)


def is_state(data: bytes) -> bool:
    """Return whether a text is that of a state."""
    return not _has_plan(data) and any(all(word in data for word in words) for words in _STATE)


def is_messages(data: bytes) -> bool:
    """Return whether a text has the messages of ``terraform plan -json``."""
    return any(all(word in data for word in words) for words in _MESSAGES)
