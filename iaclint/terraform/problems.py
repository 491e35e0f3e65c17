"""What goes wrong while a configuration is evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.diagnostics import Diagnostic, Level

if TYPE_CHECKING:
    from iaclint.source import Span


class EvaluationError(Exception):
    """Terraform would refuse this expression; ``span`` is the part at fault."""

    def __init__(self, message: str, span: Span, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.hint = hint


class UndeclaredError(EvaluationError):
    """A name that nothing in the module declares: refused wherever it stands."""


class Problems:
    """Collects diagnostics; the same one from many instances of a module counts once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, str], Diagnostic] = {}

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic unless it is there already."""
        span = diagnostic.span
        place = (span.file.path, span.start_byte) if span else ("", 0)
        self._found.setdefault((*place, diagnostic.message), diagnostic)

    def warn(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        """Keep a warning."""
        self.add(Diagnostic(Level.WARNING, code, message, span, hint))

    def report(self, error: EvaluationError) -> None:
        """Keep an error of evaluation: what stands on it is unknown."""
        self.warn("evaluation-error", error.message, error.span, error.hint)

    def all(self) -> tuple[Diagnostic, ...]:
        """Return what was collected, in the order of finding."""
        return tuple(self._found.values())
