"""The errors of evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.limits import MAX_SYMBOL_LENGTH

if TYPE_CHECKING:
    from iaclint.files.source import Span


class EvaluationError(Exception):
    """Terraform would reject this expression; ``span`` is the part at fault."""

    def __init__(self, message: str, span: Span, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.hint = hint
        self.reference: str | None = None
        """The innermost reference that fails because of it: ``local.names``."""

    def symbol(self, of: str) -> str:
        """Return what blocks a value that the error is about; ``of`` names the value."""
        if self.reference is not None:
            return self.reference
        text = " ".join(self.span.text.split())
        return text if len(text) <= MAX_SYMBOL_LENGTH else of


class UndeclaredError(EvaluationError):
    """A reference to a name that the module does not declare: invalid in any branch."""
