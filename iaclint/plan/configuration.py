"""The configuration in a plan: arguments, and the references in their expressions.

A plan contains only the references of an expression. If there is one reference, to an
attribute of a resource, a value that is known after apply is taken to be that attribute. Which
instance it is of is not certain where the expression also refers to the key of the block:
``x[1 - count.index].id`` has the references of ``x[count.index].id``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from msgspec import Struct

from iaclint.address import Key, suffix
from iaclint.limits import MAX_PLAN_REFERENCES
from iaclint.plan.addresses import (
    Index,
    Steps,
    module_address,
    parse_address,
    split_key,
)

if TYPE_CHECKING:
    from iaclint.resource import Path

Calls: TypeAlias = "tuple[tuple[str, Key], ...]"

_DEFAULT_ATTRIBUTE = "id"
"""The assumed attribute of ``x[*].id``, for which a plan lists only ``x``."""


class ModuleConfig:
    """The configuration of a module, shared by its instances."""

    def __init__(self, data: object) -> None:
        self._data = mapping(data)

    @cached_property
    def resources(self) -> Mapping[str, Mapping[str, Any]]:
        """Resources and data sources by their address in the module."""
        listed = self._data.get("resources")
        entries = map(mapping, listed if isinstance(listed, list) else ())
        return {str(entry.get("address")): entry for entry in entries}

    @cached_property
    def children(self) -> Mapping[str, ModuleConfig]:
        """The called modules, by the name of the call."""
        return {name: ModuleConfig(call.get("module")) for name, call in self.calls.items()}

    @cached_property
    def calls(self) -> Mapping[str, Mapping[str, Any]]:
        """The module calls by name."""
        calls = mapping(self._data.get("module_calls"))
        return {name: mapping(call) for name, call in calls.items()}

    @cached_property
    def outputs(self) -> Mapping[str, Mapping[str, Any]]:
        """The outputs by name."""
        outputs = mapping(self._data.get("outputs"))
        return {name: mapping(output) for name, output in outputs.items()}

    def at(self, calls: Calls) -> ModuleConfig | None:
        """Return the module at a path of calls."""
        module: ModuleConfig | None = self
        for name, _ in calls:
            module = module.children.get(name) if module else None
        return module


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object unchanged, any other value as an empty one: plans are untrusted."""
    return value if isinstance(value, Mapping) else {}


def references(expression: object) -> tuple[str, ...]:
    """Return the references in an expression; empty if it is not one."""
    found = mapping(expression).get("references")
    return tuple(map(str, found)) if isinstance(found, list) else ()


def longest(names: Sequence[str]) -> list[str]:
    """Return the references that no other one continues, as ``x[0].id`` continues ``x``."""
    ordered = sorted(names)

    def is_continued(name: str) -> bool:
        starts = (f"{name}.", f"{name}[")
        found = ((start, bisect_left(ordered, start)) for start in starts)
        return any(n < len(ordered) and ordered[n].startswith(start) for start, n in found)

    return [name for name in names if not is_continued(name)]


class Target(NamedTuple):
    """An attribute of an instance, or a part of it."""

    address: str
    attribute: str
    path: Path = ()
    """The path in the attribute."""
    is_assumed: bool = False
    """Whether the key of the instance is that of the block, which is only assumed."""


class _Context(Struct, frozen=True):
    """The context of an expression: its module, and the instance of its block."""

    calls: Calls
    block: Mapping[str, Any]
    key: Key


class Resolver:
    """Resolves references, across modules, to resource attributes."""

    def __init__(self, root: ModuleConfig, single_instance: Callable[[str], str | None]) -> None:
        self._root = root
        self._single_instance = single_instance
        """Returns the address of the single instance of a block; None if there are several."""

    def resolve(
        self, names: Sequence[str], calls: Calls, block: Mapping[str, Any], key: Key
    ) -> Target | None:
        """Return the attribute that an expression refers to; None if it is not certain."""
        return self._resolve(names, _Context(calls, block, key), (), MAX_PLAN_REFERENCES)

    def _resolve(
        self, names: Sequence[str], context: _Context, trailing: Steps, remaining: int
    ) -> Target | None:
        whole = longest(names)
        own_key = [name for name in whole if name in ("count.index", "each.key")]
        if remaining and len(whole) - len(own_key) == 1:
            (name,) = (name for name in whole if name not in own_key)
            return self._follow(
                parse_address(name), context, trailing, bool(own_key), remaining - 1
            )
        return None

    def _follow(
        self, path: Steps, context: _Context, trailing: Steps, own_key: bool, remaining: int
    ) -> Target | None:
        if len(path) < 2:
            return None
        head = path[0]
        if head == "var" and context.calls:
            return self._variable(path, context, trailing, remaining)
        if head == "module":
            return self._output(path, context, trailing, remaining)
        if head == "each":
            return self._each(path, context, trailing)
        if head in ("var", "local", "path", "terraform", "count", "self"):
            return None
        size = 3 if head == "data" else 2
        key, rest = split_key(path[size:])
        is_assumed = own_key and key is None
        key = context.key if is_assumed else key
        return self._target(path[:size], key, (*rest, *trailing), context, is_assumed)

    def _variable(
        self, path: Steps, context: _Context, trailing: Steps, remaining: int
    ) -> Target | None:
        *outer, (name, key) = context.calls
        caller = self._root.at(tuple(outer))
        call = caller.calls.get(name) if caller else None
        if call is None:
            return None
        given = mapping(call.get("expressions")).get(str(path[1]))
        up = _Context(tuple(outer), call, key)
        return self._resolve(references(given), up, (*path[2:], *trailing), remaining)

    def _output(
        self, path: Steps, context: _Context, trailing: Steps, remaining: int
    ) -> Target | None:
        name = str(path[1])
        key, rest = split_key(path[2:])
        calls = (*context.calls, (name, key))
        module = self._root.at(calls)
        output = module.outputs.get(str(rest[0])) if module and rest else None
        if output is None:
            return None
        down = _Context(calls, {}, None)
        return self._resolve(
            references(output.get("expression")), down, (*rest[1:], *trailing), remaining
        )

    def _each(self, path: Steps, context: _Context, trailing: Steps) -> Target | None:
        """Resolve ``each.value.id`` if ``for_each`` iterates over the instances of a resource."""
        over = references(context.block.get("for_each_expression"))
        source = parse_address(over[0]) if len(over) == 1 else ()
        if path[1] != "value" or not source:
            return None
        if len(source) != (3 if source[0] == "data" else 2) or source[0] in ("var", "local"):
            return None
        return self._target(source, context.key, (*path[2:], *trailing), context, is_assumed=True)

    def _target(
        self, block: Steps, key: Key, rest: Steps, context: _Context, is_assumed: bool
    ) -> Target | None:
        address = module_address(context.calls) + ".".join(map(str, block))
        instance = address + suffix(key) if key is not None else self._single_instance(address)
        if instance is None or (rest and isinstance(rest[0], Index)):
            return None
        path = tuple(step[0] if isinstance(step, Index) else step for step in rest[1:])
        attribute = str(rest[0]) if rest else _DEFAULT_ATTRIBUTE
        steps = tuple(step for step in path if step is not None)
        return Target(instance, attribute, steps, is_assumed)
