"""Errors that end a run."""

from __future__ import annotations


class IaclintError(Exception):
    """An error that stops the run, with a message for the user."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(IaclintError):
    """An invalid command line, configuration or input: exit code 2."""
