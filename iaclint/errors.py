"""Errors that end a run, each saying whose fault it is."""

from __future__ import annotations


class IaclintError(Exception):
    """Something that stops the run; the message is complete and meant for the user."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(IaclintError):
    """The command line, the configuration or an input is wrong: exit code 2."""
