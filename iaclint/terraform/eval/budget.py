"""The work that a configuration may cause: it can come from anyone.

A few lines can describe a list of a billion elements, or a text that doubles forty times.
Terraform would run out of memory; here, it is an error like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.limits import MAX_LOOP_STEPS, MAX_VALUE_PARTS
from iaclint.symbolic.values import Choice, JsonText, PartialString, Unknown
from iaclint.terraform.errors import LimitReached
from iaclint.terraform.types.model import Sensitive, TerraformValue

if TYPE_CHECKING:
    from iaclint.files.source import Span

_CHARACTERS: Final = 100
_SMALL: Final = frozenset([bool, int, float, type(None), Unknown])
_SIZED: Final = (str, tuple, dict, Sensitive, PartialString, JsonText, Choice)


class Budget:
    """The steps that a root has left."""

    __slots__ = ("_left",)

    def __init__(self, steps: int = MAX_LOOP_STEPS) -> None:
        self._left = steps

    def spend(self, span: Span, steps: int = 1) -> None:
        """Take steps; raises ``LimitReached`` once there are none left."""
        if not self.draw(steps):
            raise LimitReached("too many loop iterations in this root module", span)

    def draw(self, steps: int) -> bool:
        """Take steps; return whether there were enough."""
        self._left -= steps
        return self._left >= 0


def check_size(value: TerraformValue, span: Span) -> TerraformValue:
    """Return a value; raises ``LimitReached`` where it is too large to handle."""
    check_and_measure(value, span)
    return value


def check_and_measure(value: TerraformValue, span: Span) -> int:
    """Return the number of parts of a value; raises ``LimitReached`` as ``check_size`` does."""
    size = size_of(value)
    if size > MAX_VALUE_PARTS:
        raise LimitReached("this value is too large to evaluate", span)
    return size


def size_of(value: TerraformValue) -> int:
    """Return the number of parts of a value, which is not exact above the limit."""
    if not isinstance(value, _SIZED):
        return 0
    count = 0
    pending: list[TerraformValue] = [value]
    while pending and count <= MAX_VALUE_PARTS:
        part = pending.pop()
        count += 1
        if type(part) in _SMALL:
            continue
        if isinstance(part, str):
            count += len(part) // _CHARACTERS
        elif isinstance(part, tuple):
            pending.extend(part)
        elif isinstance(part, dict):
            # What a lazy object has in it is measured when it is read: it is not a dict.
            pending.extend(part.values())
        elif isinstance(part, Sensitive):
            pending.append(part.value)
        elif isinstance(part, PartialString):
            pending.extend(part.parts)
        elif isinstance(part, JsonText):
            pending.append(part.content)
        elif isinstance(part, Choice):
            pending.extend(part.options)
    return count
