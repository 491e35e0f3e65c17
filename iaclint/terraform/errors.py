"""The errors of evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.files.source import Span


class EvaluationError(Exception):
    """Terraform would reject this expression; ``span`` is the part at fault."""

    def __init__(self, message: str, span: Span, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.hint = hint


class UndeclaredError(EvaluationError):
    """A reference to a name that the module does not declare: invalid in any branch."""
