"""Diagnostics: problems in the input, with their places and hints."""

from __future__ import annotations

from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iaclint.files.source import Span


UNREADABLE = "unreadable-file"
"""The code of a diagnostic about a file or folder that cannot be read."""

REACHED = "limit-reached"
"""The code of an error about input that a limit leaves out."""

NOT_CHECKED = "not-checked"
"""The code of an error about a file that the user names and that nothing reads."""

NEW_SUPPRESSION = "new-suppression"
"""The code of a warning about a suppression that a change adds."""

CHANGED_CONFIGURATION = "changed-configuration"
"""The code of a warning about a file of the configuration that a change adds or changes."""

DECLARED_TWICE = "declared-twice"
"""The code of an error about a declaration that is left out: there is one of the same name."""


class Level(Enum):
    """The severity of a diagnostic. An error means that part of the input was not checked."""

    ERROR = "error"
    WARNING = "warning"


class Diagnostic(Struct, frozen=True):
    """One problem in the input. ``code`` is its kind (``syntax-error``), and is stable."""

    level: Level
    code: str
    message: str
    span: Span | None = None
    hint: str | None = None
    is_unchanged: bool = False
    """Whether the base revision has the same problem."""
    blocks: tuple[str, ...] = ()
    """The symbols that it makes unknown, if no input can settle them.

    A file that cannot be read or parsed is the symbol of what it may contain. The symbols of one
    root only are as ``in_root`` returns them.
    """
    unread: tuple[str, ...] = ()
    """The files and folders that it leaves out, or that decide what is deployed of it.

    They are those of the tree, apart from the file of its place.
    """


def in_root(root: str, symbol: str) -> str:
    """Return what identifies a symbol in one root: the folder of a module, or a template."""
    return f"{root}: {symbol}"


def is_excuse(diagnostic: Diagnostic) -> bool:
    """Return whether a warning tells what a change excuses itself with: all formats show it."""
    return diagnostic.code in (NEW_SUPPRESSION, CHANGED_CONFIGURATION)


class InputError(UsageError):
    """A file that a run depends on has errors, listed in ``diagnostics``."""

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


def arrange(*groups: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics sorted by place, without duplicates."""
    found: dict[tuple[str, int, str, str], Diagnostic] = {}
    for diagnostic in (diagnostic for group in groups for diagnostic in group):
        same = found.get(_order(diagnostic))
        found[_order(diagnostic)] = _join(same, diagnostic) if same else diagnostic
    return tuple(found[key] for key in sorted(found))


def _join(first: Diagnostic, second: Diagnostic) -> Diagnostic:
    if (first.blocks, first.unread) == (second.blocks, second.unread):
        return second
    return replace(
        second,
        blocks=tuple(dict.fromkeys((*first.blocks, *second.blocks))),
        unread=tuple(dict.fromkeys((*first.unread, *second.unread))),
    )


def _order(diagnostic: Diagnostic) -> tuple[str, int, str, str]:
    span = diagnostic.span
    path, start = (span.file.display, span.start_byte) if span else ("", 0)
    return path, start, diagnostic.code, diagnostic.message


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Return a hint with the most similar known name, None if no name is similar."""
    close = get_close_matches(name, tuple(known), n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else None
