"""The errors of evaluation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.files.work import OUT_OF_STEPS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from iaclint.files.source import Span

    Hint: TypeAlias = Callable[[], str | None]


_REFERENCE: Final = (
    r"(?:var|local|module|path|terraform|data\.\w+|[a-z]\w*_\w+)"
    r"(?:\.[\w-]+|\[\d+\]|\[\"[^\"\\]*\"\])+"
)


class EvaluationError(Exception):
    """Terraform would reject this expression; ``span`` is the part at fault."""

    is_certain = True
    """Whether Terraform rejects it certainly, with the values that the inputs have."""
    is_for_any_input = False
    """Whether it rejects it with any values of the inputs."""

    def __init__(self, message: str, span: Span, hint: Hint | str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self._hint = hint
        self.reference: str | None = None
        """The innermost reference that fails because of it: ``local.names``."""

    @property
    def hint(self) -> str | None:
        """How to fix it, made when it is read: ``try`` drops many errors; None if not known."""
        return self._hint() if callable(self._hint) else self._hint

    def symbol(self, of: str) -> str:
        """Return what blocks a value that the error is about.

        The reference that fails, else ``of``, the address of the value: no source text, of which
        only a part may be in the span.
        """
        if self.reference is not None:
            return self.reference
        text = self.span.text
        return text if re.fullmatch(_REFERENCE, text) else of


class LimitReached(EvaluationError):
    """A limit of iaclint, not an error of the configuration: ``try`` does not hide it."""

    is_certain = False


class Refused(LimitReached):
    """A call that iaclint does not make, and Terraform may: its value is unknown.

    ``blocker`` is the call: ``file()``.
    """

    def __init__(self, message: str, span: Span, blocker: str) -> None:
        super().__init__(message, span)
        self.blocker = blocker

    def symbol(self, of: str) -> str:
        """Return the call as what blocks the value."""
        return self.blocker


class Fault(LimitReached):
    """A bug of iaclint: it costs the value of an expression."""


class OutOfSteps(LimitReached):
    """The steps of a root module, or of the run, are used up."""

    def symbol(self, of: str) -> str:
        """Return the budget as what blocks the value."""
        return OUT_OF_STEPS


class EmptyError(EvaluationError):
    """An empty collection, or null, has no elements and no attributes."""


def rejection(message: str, span: Span, *, is_limit: bool) -> EvaluationError:
    """Return the error of a part that is rejected, by Terraform or by a limit of iaclint."""
    return (LimitReached if is_limit else EvaluationError)(message, span)


class UndeclaredError(EvaluationError):
    """A reference to a name that the module does not declare: invalid in any branch."""

    is_for_any_input = True


class TypeRefused(EvaluationError):
    """A value of a type that Terraform rejects, whatever the value is."""

    is_for_any_input = True
