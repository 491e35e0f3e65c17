"""The configuration inside of a plan: what is written, and what expressions refer to.

A plan tells of an expression only which names occur in it. Where that is one attribute of one
resource, a value that is not known yet is taken to be that attribute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct

from iaclint.address import Key, suffix
from iaclint.limits import MAX_PLAN_REFERENCES
from iaclint.plan.addresses import (
    Index,
    Steps,
    module_address,
    steps,
    take_key,
)

Calls: TypeAlias = "tuple[tuple[str, Key], ...]"

_DEFAULT_ATTRIBUTE = "id"
"""What ``x[*].id`` is taken to read, of which a plan only tells ``x``."""


class ModuleConfig:
    """One module as it is configured, for all of its instances."""

    def __init__(self, data: object) -> None:
        self._data = mapping(data)

    @cached_property
    def resources(self) -> Mapping[str, Mapping[str, Any]]:
        """Resources and data sources by their address in the module."""
        listed = self._data.get("resources")
        entries = map(mapping, listed if isinstance(listed, list) else ())
        return {str(entry.get("address")): entry for entry in entries}

    @cached_property
    def called(self) -> Mapping[str, ModuleConfig]:
        """The modules that it calls, by the name of the call."""
        return {name: ModuleConfig(call.get("module")) for name, call in self.calls.items()}

    @cached_property
    def calls(self) -> Mapping[str, Mapping[str, Any]]:
        """The calls themselves."""
        calls = mapping(self._data.get("module_calls"))
        return {name: mapping(call) for name, call in calls.items()}

    @cached_property
    def outputs(self) -> Mapping[str, Mapping[str, Any]]:
        """The outputs by name."""
        outputs = mapping(self._data.get("outputs"))
        return {name: mapping(output) for name, output in outputs.items()}

    def at(self, calls: Calls) -> ModuleConfig | None:
        """Return the module behind some calls."""
        module: ModuleConfig | None = self
        for name, _ in calls:
            module = module.called.get(name) if module else None
        return module


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object as it is, and anything else as an empty one: a plan is no friend."""
    return value if isinstance(value, Mapping) else {}


def references(expression: object) -> tuple[str, ...]:
    """Return the names in an expression; none where it is none, or has none."""
    found = mapping(expression).get("references")
    return tuple(map(str, found)) if isinstance(found, list) else ()


class Target(NamedTuple):
    """An attribute of an instance."""

    address: str
    attribute: str


class _Place(Struct, frozen=True):
    """Where an expression stands: in which module, and in which instance of a block."""

    calls: Calls
    block: Mapping[str, Any]
    key: Key


class Resolver:
    """Follows references through modules to the attribute that they mean."""

    def __init__(self, root: ModuleConfig, only: Callable[[str], str | None]) -> None:
        self._root = root
        self._only = only
        """The one instance of a block, by the block's full address; None where there are more."""

    def resolve(
        self, names: Sequence[str], calls: Calls, block: Mapping[str, Any], key: Key
    ) -> Target | None:
        """Return what an expression in an instance means; None where that is not certain."""
        return self._resolve(names, _Place(calls, block, key), (), MAX_PLAN_REFERENCES)

    def _resolve(
        self, names: Sequence[str], place: _Place, behind: Steps, left: int
    ) -> Target | None:
        longest = [n for n in names if not any(_is_prefix(n, other) for other in names)]
        own_key = [name for name in longest if name in ("count.index", "each.key")]
        if left and len(longest) - len(own_key) == 1:
            (name,) = (name for name in longest if name not in own_key)
            return self._follow(steps(name), place, behind, bool(own_key), left - 1)
        return None

    def _follow(
        self, path: Steps, place: _Place, behind: Steps, own_key: bool, left: int
    ) -> Target | None:
        if len(path) < 2:
            return None
        head = path[0]
        if head == "var" and place.calls:
            return self._variable(path, place, behind, left)
        if head == "module":
            return self._output(path, place, behind, left)
        if head == "each":
            return self._each(path, place, behind)
        if head in ("var", "local", "path", "terraform", "count", "self"):
            return None
        size = 3 if head == "data" else 2
        key, rest = take_key(path[size:])
        key = place.key if own_key and key is None else key
        return self._target(path[:size], key, (*rest, *behind), place)

    def _variable(self, path: Steps, place: _Place, behind: Steps, left: int) -> Target | None:
        *outer, (name, key) = place.calls
        caller = self._root.at(tuple(outer))
        call = caller.calls.get(name) if caller else None
        if call is None:
            return None
        given = mapping(call.get("expressions")).get(str(path[1]))
        up = _Place(tuple(outer), call, key)
        return self._resolve(references(given), up, (*path[2:], *behind), left)

    def _output(self, path: Steps, place: _Place, behind: Steps, left: int) -> Target | None:
        name = str(path[1])
        key, rest = take_key(path[2:])
        calls = (*place.calls, (name, key))
        module = self._root.at(calls)
        output = module.outputs.get(str(rest[0])) if module and rest else None
        if output is None:
            return None
        down = _Place(calls, {}, None)
        return self._resolve(references(output.get("expression")), down, (*rest[1:], *behind), left)

    def _each(self, path: Steps, place: _Place, behind: Steps) -> Target | None:
        """``each.value.id``, where ``for_each`` goes through the instances of a resource."""
        over = references(place.block.get("for_each_expression"))
        source = steps(over[0]) if len(over) == 1 else ()
        if path[1] != "value" or not source:
            return None
        if len(source) != (3 if source[0] == "data" else 2) or source[0] in ("var", "local"):
            return None
        return self._target(source, place.key, (*path[2:], *behind), place)

    def _target(self, block: Steps, key: Key, rest: Steps, place: _Place) -> Target | None:
        address = module_address(place.calls) + ".".join(map(str, block))
        instance = address + suffix(key) if key is not None else self._only(address)
        if instance is None or len(rest) > 1 or any(isinstance(step, Index) for step in rest):
            return None
        return Target(instance, str(rest[0]) if rest else _DEFAULT_ATTRIBUTE)


def _is_prefix(name: str, other: str) -> bool:
    """Tell whether one reference only leads to another: ``x`` to ``x[0].id``."""
    return other.startswith((f"{name}.", f"{name}["))
