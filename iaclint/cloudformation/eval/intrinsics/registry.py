"""The registry of intrinsic functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from iaclint.symbolic.structure import unknowns
from iaclint.symbolic.values import Unknown, Value
from iaclint.syntax.tree import Node, Sequence

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Frame
    from iaclint.cloudformation.template.function_calls import FunctionCall

Function: TypeAlias = Callable[..., Value]


class MalformedCall(Exception):
    """The arguments of a function have the wrong form."""


class Intrinsic(Struct, frozen=True):
    """An intrinsic function, called with a frame and its argument, or the items of a list."""

    function: Function
    least: int | None
    most: int | None

    def argument_error(self, argument: Node) -> str | None:
        """Return what is wrong with the form of the argument, None if nothing is."""
        if self.least is None or self.most is None:
            return None
        count = len(argument.items) if isinstance(argument, Sequence) else -1
        if argument.tag is None and self.least <= count <= self.most:
            return None
        span = str(self.least) if self.least == self.most else f"{self.least} to {self.most}"
        return f"takes a list of {span} values"

    def apply(self, frame: Frame, call: FunctionCall) -> Value:
        """Return the value of a call; raises ``MalformedCall``."""
        argument = call.argument
        if self.argument_error(argument) is not None:
            raise MalformedCall
        if self.least is None:
            return self.function(frame, argument)
        assert isinstance(argument, Sequence)
        return self.function(frame, *argument.items)


INTRINSICS: Final[dict[str, Intrinsic]] = {}
"""By name, without ``Fn::``; filled by the decorator ``intrinsic``."""


def intrinsic(
    name: str, least: int | None = None, most: int | None = None
) -> Callable[[Function], Function]:
    """Register a function, with the number of its arguments if it takes a list."""

    def declare(function: Function) -> Function:
        INTRINSICS[name] = Intrinsic(function, least, most if most is not None else least)
        return function

    return declare


def blocker(*values: Value) -> Unknown | None:
    """Return the first unknown that blocks a function of these values, without its identity."""
    first = next(unknowns(values), None)
    return None if first is None else Unknown(first.symbol)
