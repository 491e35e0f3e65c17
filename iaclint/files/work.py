"""The work of a run, in steps: the same on every machine."""

from __future__ import annotations

from typing import Final

from iaclint.limits import MAX_RUN_STEPS

OUT_OF_STEPS: Final = "the limit of steps"
"""The symbol that blocks what takes more steps than are allowed."""

STEPS_MESSAGE: Final = "this takes more steps than are allowed: what depends on it is unknown"

RESOURCE_STEPS: Final = 20
"""The steps that a resource counts as."""


class OutOfStepsError(Exception):
    """An analysis takes more steps than the run has left."""


class Steps:
    """The steps that the current run has left."""

    __slots__ = ("left", "left_out_worlds")

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Begin a run, with all steps."""
        self.left = MAX_RUN_STEPS
        self.left_out_worlds = False
        """Whether a verdict is unknown because its worlds take more steps than there are."""

    def draw(self, steps: int) -> bool:
        """Take steps if there are enough; return whether there were."""
        if steps > self.left:
            return False
        self.left -= steps
        return True

    def draw_resource(self) -> bool:
        """Take the steps for one more resource; return whether there were enough."""
        return self.draw(RESOURCE_STEPS)

    def draw_worlds(self, steps: int) -> bool:
        """Take the steps for the worlds of a verdict; return whether there were enough."""
        enough = self.draw(steps)
        self.left_out_worlds = self.left_out_worlds or not enough
        return enough

    def spend(self, steps: int) -> None:
        """Take the steps of an analysis; raises ``OutOfStepsError`` if there are not enough."""
        if not self.draw_worlds(steps):
            raise OutOfStepsError


RUN: Final = Steps()
"""The steps of the current run: a process has one at a time."""
