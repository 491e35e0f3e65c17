"""The work of a run, in steps: the same on every machine."""

from __future__ import annotations

from typing import Final

from iaclint.limits import MAX_RUN_STEPS

OUT_OF_STEPS: Final = "the limit of steps"
"""The symbol that blocks what takes more steps than are allowed."""


class Steps:
    """The steps that the current run has left."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_RUN_STEPS

    def begin(self) -> None:
        """Begin a run, with all steps."""
        self.left = MAX_RUN_STEPS


RUN: Final = Steps()
"""The steps of the current run: a process has one at a time."""
