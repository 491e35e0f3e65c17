"""The work that a configuration may cause: it can come from anyone.

A few lines can describe a list of a billion elements, or a text that doubles forty times.
Terraform would run out of memory; here, it is an error like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.files.work import RUN, STEPS_MESSAGE
from iaclint.limits import MAX_STEPS, MAX_VALUE_PARTS
from iaclint.symbolic.values import Choice, JsonText, PartialString, Unknown
from iaclint.terraform.errors import LimitReached, OutOfSteps
from iaclint.terraform.types.incomplete import Incomplete, IncompleteMap
from iaclint.terraform.types.model import Null, Sensitive, TerraformValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iaclint.files.source import Span

_CHARACTERS: Final = 100
_READ: Final = 10
"""Elements, or hundreds of bytes, that are read in one step."""
_TAKE: Final = 4
"""Elements that a function works on in one step."""
_SMALL: Final = frozenset([bool, int, float, type(None), Null, Unknown])
_SIZED: Final = (
    str, tuple, dict, Sensitive, PartialString, JsonText, Choice, Incomplete, IncompleteMap
)  # fmt: skip


class Budget:
    """The steps that a root has left. They are steps of the run, too."""

    __slots__ = ("_left", "_place")

    def __init__(self, steps: int = MAX_STEPS) -> None:
        self._left = steps
        self._place: Span | None = None

    def spend(self, span: Span, steps: int = 1) -> None:
        """Take steps; raises ``OutOfSteps`` once there are none left, always for one place."""
        if not self.draw(steps):
            self._place = self._place or span
            raise OutOfSteps(STEPS_MESSAGE, self._place)

    def draw(self, steps: int) -> bool:
        """Take steps; return whether there were enough. Once there are not, there are none left."""
        if steps > self._left or not RUN.draw(steps):
            self._left = -1
        else:
            self._left -= steps
        return self._left >= 0

    def read(self, value: TerraformValue, span: Span) -> TerraformValue:
        """Return a value, after the steps to read all of it.

        Raises ``LimitReached`` where it is too large to handle.
        """
        if isinstance(value, _SIZED):
            elements, text = size_of(value)
            self.spend(span, (elements + text) // _READ)
            _check(elements + text, span)
        return value

    def take(self, arguments: Sequence[TerraformValue], span: Span) -> None:
        """Take the steps for a call on arguments; raises ``LimitReached`` as ``read`` does."""
        elements, text = size_of(tuple(arguments))
        self.spend(span, 1 + elements // _TAKE + text // _READ)
        _check(elements + text, span)

    def make(self, value: TerraformValue, span: Span) -> TerraformValue:
        """Return a value, after the steps to make it; raises ``LimitReached`` as ``read`` does."""
        if isinstance(value, _SIZED):
            elements, text = size_of(value)
            self.spend(span, elements // _READ + text)
            _check(elements + text, span)
        return value


def _check(size: int, span: Span) -> None:
    if size > MAX_VALUE_PARTS:
        raise LimitReached("this value is too large to evaluate", span)


def size_of(value: TerraformValue) -> tuple[int, int]:
    """Return the elements of a value and the hundreds of bytes in its texts.

    They are not exact above the limit.
    """
    elements = text = 0
    pending: list[Iterable[TerraformValue]] = [(value,)]
    while pending and elements + text <= MAX_VALUE_PARTS:
        for part in pending.pop():
            elements += 1
            if type(part) is str:
                length = len(part)
                if length >= _CHARACTERS:
                    text += length // _CHARACTERS * (1 if part.isascii() else 4)
            elif type(part) not in _SMALL:
                pending.append(_parts(part))
    return elements, text


def _parts(value: TerraformValue) -> Iterable[TerraformValue]:
    if isinstance(value, dict):
        # What a lazy object has in it is measured when it is read: it is not a dict.
        return value.values()
    if isinstance(value, tuple):
        return value
    if isinstance(value, Incomplete):
        return value.certain
    if isinstance(value, IncompleteMap):
        return value.entries.values()
    if isinstance(value, Sensitive):
        return (value.value,)
    if isinstance(value, PartialString):
        return value.parts
    if isinstance(value, JsonText):
        return (value.content,)
    return value.options if isinstance(value, Choice) else ()
