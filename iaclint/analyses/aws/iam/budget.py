"""The work that the evaluation of one policy may take, in steps: the same on every machine.

Each AWS service limits the size of a policy, but a short policy can be hard to evaluate as well.
"""

from __future__ import annotations

# A step takes less than a tenth of a microsecond. Real policies of a hundred statements take about
# a tenth of the limits in ``iaclint.limits``; policies that are constructed to be hard can exceed
# any limit.


class TooComplex(Exception):
    """The evaluation takes more steps than the budget allows."""


class Budget:
    """A number of steps to spend, each about as long as one comparison."""

    __slots__ = ("_left",)

    def __init__(self, limit: int) -> None:
        self._left = limit

    def spend(self, steps: int) -> None:
        """Spend some steps; raises ``TooComplex`` if fewer are left."""
        self._left -= steps
        if self._left < 0:
            raise TooComplex
