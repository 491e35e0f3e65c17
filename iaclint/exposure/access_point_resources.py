"""Which resources an access point's policy speaks of: the access point, and objects behind it.

Source: *Configuring IAM policies for using access points*.
"""

from __future__ import annotations

from iaclint.exposure.actions import Level
from iaclint.exposure.boxes import Bits
from iaclint.exposure.conditions import HIDDEN, fixed_text
from iaclint.exposure.patterns import ANY, STRANGER, examples, matching, read_pattern
from iaclint.exposure.policy import Policy
from iaclint.exposure.resources import is_arn
from iaclint.values import Unknown, Value

_POINT = ""
"""The access point itself; else the key of an object stands."""

_OBJECTS = "object/"


class AccessPointResources:
    """An access point and the objects behind it.

    ``arn:aws:s3:eu-west-1:111122223333:accesspoint/scans/object/2024/*`` is some of them. AWS
    accepts no other access point in its policy, so the name does not matter.
    """

    def __init__(self, policy: Policy) -> None:
        self._variables = policy.variables
        values = [v for statement in policy.statements for v in statement.resources.values]
        patterns = (self._pattern(value) for value in values)
        found = examples([STRANGER, *(pattern for pattern in patterns if pattern)])
        self._names = [_POINT, *(key for key in found if key)]
        self.known = (1 << len(self._names)) - 1

    def of(self, level: Level) -> int:
        """Return the access point, or the objects behind it."""
        return 1 if level is Level.WHOLE else self.known - 1

    def read(self, value: Value) -> Bits:
        """Return what an element names."""
        if isinstance(value, Unknown) and not is_arn(value):
            return 0, self.known
        pattern = self._pattern(value)
        if pattern is None:
            return self.known, self.known
        if pattern == _POINT:
            return 1, 1
        certain = matching(pattern, self._names) & ~1
        return certain, self.known - 1 if HIDDEN in pattern else certain

    def _pattern(self, value: Value) -> str | None:
        """Return the pattern of the objects' keys; None for the access point and all of them."""
        text = read_pattern(fixed_text(value) or str(value), variables=self._variables)
        # What is not known at the start is the ARN of the access point.
        name = text if text.startswith(HIDDEN) else text.split(":", 5)[-1].partition("/")[2]
        point, _, rest = name.partition("/")
        if ANY in point or not name:
            return ANY if rest.startswith(_OBJECTS) else None
        return rest.removeprefix(_OBJECTS) if rest else _POINT
