"""The errors of function calls as errors of the expressions that call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.terraform.errors import EvaluationError, LimitReached, Refused
from iaclint.terraform.functions.context import CallError, CallRefused

if TYPE_CHECKING:
    from iaclint.files.source import Span


def as_evaluation_error(
    error: CallError, name: str, span: Span, message: str | None = None
) -> EvaluationError:
    """Return the error of an expression that calls a function of a name."""
    message = message or error.message
    if isinstance(error, CallRefused):
        return Refused(message, span, f"{name}()")
    if error.is_limit:
        return LimitReached(message, span)
    found = EvaluationError(message, span)
    found.is_certain = error.is_certain
    return found
