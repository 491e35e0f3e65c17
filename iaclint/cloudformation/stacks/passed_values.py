"""The values that a stack passes to parameters, where conditions or macros decide on several."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from iaclint.cloudformation.eval.assumptions import combine
from iaclint.cloudformation.eval.context import Argument
from iaclint.cloudformation.eval.frame import generated_keys
from iaclint.cloudformation.template.function_calls import (
    as_function_call,
    if_branches,
    is_no_value,
)
from iaclint.cloudformation.template.template import written_property
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import ABSENT, Unknown, Value
from iaclint.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iaclint.cloudformation.eval.context import Frame
    from iaclint.syntax.tree import Entry, Node

Arguments: TypeAlias = dict[str, Argument]

_UNKNOWN: Final = Unknown("Parameters")
"""Values that are malformed, or depend on themselves."""


class Origin(Struct, frozen=True, eq=False):
    """What the parameters of a stack are in."""

    node: Node
    path: tuple[str | int, ...] = ()
    """Where they are in its value."""
    value: Value = ABSENT
    """Its value, if it is already evaluated."""


class PassedValues:
    """Values by the names of parameters, evaluated together and once."""

    def __init__(
        self,
        origin: Origin,
        frame: Frame,
        read: Callable[[Value], Value],
        otherwise: Mapping[str, Argument] = MappingProxyType({}),
    ) -> None:
        """``read`` makes a mapping of the value; ``otherwise`` has what applies without one."""
        self._origin, self._frame = origin, frame
        self._read, self._otherwise = read, otherwise
        self._found: Value = ABSENT

    def arguments(self, names: Iterable[str], caller: str) -> Arguments:
        """Return the values of parameters."""
        node, frame = self._origin.node, self._frame
        span = node.span.first_line()
        return {
            name: Argument(node, frame, span, caller, partial(self._value, name)) for name in names
        }

    def _value(self, name: str, depth: int) -> Value:
        if self._found is ABSENT:
            self._found = _UNKNOWN  # until it is known: it may depend on itself
            value = self._origin.value
            if value is ABSENT:
                value = self._frame.at_depth(depth).value(self._origin.node)
            self._found = _at(value, self._origin.path, self._read)
        found = combine(lambda known: _step(known, name), self._found)
        own = self._otherwise.get(name)
        return found if own is None else combine(lambda known: _or(known, own, depth), found)


def origin_of_parameters(entry: Entry, frame: Frame) -> Origin | None:
    """Return what the parameters of a nested stack are in; None without parameters.

    That is all properties if deployment may add some to them.
    """
    properties = entry.value.get("Properties") if isinstance(entry.value, tree.Mapping) else None
    if isinstance(properties, tree.Mapping) and generated_keys(properties) is not None:
        return Origin(properties, ("Parameters",))
    return decided_origin(written_property(entry, "Parameters"), frame)


def decided_origin(node: Node | None, frame: Frame) -> Origin | None:
    """Return what known conditions select of a node; None for nothing."""
    selected = decided(node, frame)
    return None if selected is None else Origin(selected)


def decided(node: Node | None, frame: Frame) -> Node | None:
    """Return what ``Fn::If`` selects by known conditions; None for ``AWS::NoValue``."""
    while node is not None:
        call = as_function_call(node)
        branches = if_branches(call) if call is not None and call.name == "If" else None
        holds = frame.condition(branches[0]) if branches is not None else None
        if branches is None or isinstance(holds, Unknown):
            return None if is_no_value(node) else node
        node = branches[1] if holds else branches[2]
    return None


def by_name(value: Value) -> Value:
    """Return the parameters of a nested stack, which are a mapping."""
    if value is ABSENT:
        return {}
    return value if isinstance(value, Mapping) else _blocked(value)


def by_key(value: Value) -> Value:
    """Return the parameters of a stack set as a mapping; they are a list of keys and values."""
    if isinstance(value, tuple):
        return combine(lambda *items: _pairs(items), *value) if value else {}
    return {} if value is ABSENT else _pairs((value,))


def _pairs(items: tuple[Value, ...]) -> Value:
    found: dict[str, Value] = {}
    for item in items:
        key = item.get("ParameterKey") if isinstance(item, Mapping) else item
        if not isinstance(item, Mapping) or not isinstance(key, str):
            return _blocked(key)
        found[key] = item.get("ParameterValue", _UNKNOWN)
    return found


def _at(value: Value, path: tuple[str | int, ...], read: Callable[[Value], Value]) -> Value:
    if not path:
        return combine(read, value)
    return combine(lambda known: _at(_step(known, path[0]), path[1:], read), value)


def _step(value: Value, step: str | int) -> Value:
    """Return a part of a value that is no choice; ``ABSENT`` if it has none."""
    if value is ABSENT:
        return ABSENT
    if isinstance(step, int) and isinstance(value, tuple):
        return value[step] if step < len(value) else ABSENT
    if isinstance(step, str) and isinstance(value, Mapping):
        return value.get(step, ABSENT)
    return _blocked(value)


def _blocked(value: Value) -> Unknown:
    """Return the unknown value of a part of something that is not known."""
    return Unknown(next(iter(symbols(value)), _UNKNOWN.symbol))


def _or(value: Value, own: Argument, depth: int) -> Value:
    return own.value(depth) if value is ABSENT else value
