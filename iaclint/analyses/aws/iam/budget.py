"""How much work one policy may take: a count of steps, the same on every machine.

AWS bounds the size of a policy, each service its own way, and not by what is hard to follow. So
it is the work that is bounded here, however long a policy is written.
"""

from __future__ import annotations

# A step takes less than a tenth of a microsecond. Policies of a hundred statements that somebody
# wrote take about a tenth of these; there is no way to bound those that are made to be hard.


class TooComplex(Exception):
    """Something takes more steps than it may."""


class Effort:
    """Counts steps, about as long each as one comparison."""

    __slots__ = ("_left",)

    def __init__(self, limit: int) -> None:
        self._left = limit

    def spend(self, steps: int) -> None:
        """Count some steps; raises ``TooComplex`` when they are more than are left."""
        self._left -= steps
        if self._left < 0:
            raise TooComplex
