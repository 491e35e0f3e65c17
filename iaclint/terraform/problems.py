"""What goes wrong while a configuration is evaluated."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from iaclint.files.diagnostics import Diagnostic, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.files.source import Span


class EvaluationError(Exception):
    """Terraform would refuse this expression; ``span`` is the part at fault."""

    def __init__(self, message: str, span: Span, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.hint = hint


class UndeclaredError(EvaluationError):
    """A name that nothing in the module declares: refused wherever it stands."""


_undeclared_is_unknown: ContextVar[bool] = ContextVar("undeclared_is_unknown", default=False)


@contextmanager
def undeclared_as_unknown() -> Iterator[None]:
    """Evaluate what is left of an expression, once its undeclared names have been reported."""
    token = _undeclared_is_unknown.set(True)
    try:
        yield
    finally:
        _undeclared_is_unknown.reset(token)


def is_undeclared_unknown() -> bool:
    """Tell whether a name that nothing declares is unknown for now, and not an error."""
    return _undeclared_is_unknown.get()


class Problems:
    """Collects diagnostics; the same one from many instances of a module counts once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, str], Diagnostic] = {}

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic unless it is there already."""
        span = diagnostic.span
        place = (span.file.display, span.start_byte) if span else ("", 0)
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
