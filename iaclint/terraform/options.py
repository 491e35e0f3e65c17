"""The options of a run."""

from __future__ import annotations

from msgspec import Struct


class Assignment(Struct, frozen=True):
    """A variable file, or one variable with its value as text."""

    text: str
    """The file's path, relative to the working folder or absolute; or the value."""
    variable: str | None = None


class Options(Struct, frozen=True):
    """The options of a run."""

    assignments: tuple[Assignment, ...] = ()
    """The values of variables, apart from the root's own files; later ones win."""
    workspace: str = "default"
    process: tuple[Assignment, ...] = ()
    """The same from the environment of a process: everything else wins over it."""
