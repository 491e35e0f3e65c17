"""Collect the diagnostics of all modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.files.diagnostics import REACHED, Diagnostic, Level
from iaclint.files.faults import FAULT
from iaclint.terraform.errors import Fault, LimitReached, Refused

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.terraform.errors import EvaluationError


class DiagnosticCollector:
    """Collects diagnostics; the same one from many instances of a module counts once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, str], Diagnostic] = {}
        self._blocked: dict[tuple[str, int, str], dict[str, None]] = {}

    def add(self, diagnostic: Diagnostic) -> None:
        """Add a diagnostic unless the same message was added for the same place."""
        span = diagnostic.span
        place = (span.file.display, span.start_byte) if span else ("", 0)
        key = (*place, diagnostic.message)
        self._found.setdefault(key, diagnostic)
        self._blocked.setdefault(key, {}).update(dict.fromkeys(diagnostic.blocks))

    def warn(
        self,
        code: str,
        message: str,
        span: Span,
        hint: str | None = None,
        blocks: tuple[str, ...] = (),
    ) -> None:
        """Add a warning."""
        self.add(Diagnostic(Level.WARNING, code, message, span, hint, blocks=blocks))

    def report(self, error: EvaluationError, blocks: tuple[str, ...] = ()) -> None:
        """Add an error of evaluation as a warning: what depends on it is unknown.

        ``blocks`` are the symbols of it that no input can settle.
        """
        if isinstance(error, Fault):
            self.add(Diagnostic(Level.ERROR, FAULT, error.message, error.span, error.hint))
        elif isinstance(error, LimitReached) and not isinstance(error, Refused):
            self.add(Diagnostic(Level.ERROR, REACHED, error.message, error.span, blocks=blocks))
        else:
            self.warn("evaluation-error", error.message, error.span, error.hint, blocks)

    def limit(self, code: str, message: str, span: Span, unread: tuple[str, ...] = ()) -> None:
        """Add an error about what a limit leaves out; ``unread`` are files and folders."""
        self.add(Diagnostic(Level.ERROR, code, message, span, unread=unread))

    def all(self) -> tuple[Diagnostic, ...]:
        """Return the collected diagnostics in the order they were added."""
        found = self._found.items()
        return tuple(replace(d, blocks=tuple(self._blocked[key])) for key, d in found)
