"""What can make a planned value unknown.

All variables of a plan are known. What is unknown comes from an attribute that is known after
apply, or from a call such as ``timestamp()``, which no input settles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from iaclint.limits import MAX_PLAN_REFERENCES
from iaclint.plan.addresses import parse_address
from iaclint.plan.configuration import longest, mapping, references
from iaclint.symbolic.unsettled import (
    KNOWN_AFTER_APPLY,
    WITHOUT_REFERENCE,
    settled_first,
    unsettled_cause,
)
from iaclint.symbolic.values import Unknown
from iaclint.terraform.blocks.repeated_values import REPEATED

if TYPE_CHECKING:
    from iaclint.plan.change import Change
    from iaclint.plan.configuration import ModuleConfig
    from iaclint.plan.document import Plan

BY_CALL: Final = Unknown(f"a call {WITHOUT_REFERENCE}")
"""The origin of a value that only a call decides."""

_Names: TypeAlias = tuple[str, ...]
_KNOWN: Final = ("path", "terraform")
"""What references begin with that are known in every plan."""


class Place(NamedTuple):
    """Where an expression is: the names of the module calls, and the block."""

    calls: _Names
    block: Mapping[str, Any]


class Origins:
    """Finds what makes the values of one plan unknown, without distinction of instances."""

    def __init__(self, plan: Plan, symbol: Callable[[Change, str], str]) -> None:
        """``symbol`` names an attribute of an instance."""
        self._root = plan.configuration
        self._is_complete = plan.gap is None
        self._symbol = symbol
        self._instances: dict[tuple[_Names, str], list[Change]] = defaultdict(list)
        for change in plan.changes.values():
            self._instances[_names(change), change.block].append(change)
        self._found: dict[tuple[_Names, str, int], Unknown | None] = {}

    def of(
        self, expression: object, place: Place, left: int = MAX_PLAN_REFERENCES
    ) -> Unknown | None:
        """Return what makes an expression unknown; None if all that it refers to is known.

        Of several, it is one that an input or a resource can settle. What the plan does not say,
        such as the references of a local value, counts as such.
        """
        if not isinstance(expression, Mapping) or left == 0:
            return _opaque("a part of the configuration")
        if "constant_value" in expression:
            return None
        names = dict.fromkeys(longest(references(expression)))
        if not names:
            is_call = not expression or "references" in expression
            return BY_CALL if is_call else _opaque("a block")
        found = [self._reference(name, place, left - 1) for name in names]
        # Calls have no references if their arguments are constants: `lower("A")` is known.
        return found[0] if len(found) == 1 else _first(each for each in found if each != BY_CALL)

    def _reference(self, name: str, place: Place, left: int) -> Unknown | None:
        is_of_block = name.startswith(("count.", "each."))
        key = (place.calls, name, id(place.block) if is_of_block else 0)
        if key not in self._found:
            self._found[key] = None  # ends cycles
            self._found[key] = self._follow(name, place, left)
        return self._found[key]

    def _follow(self, name: str, place: Place, left: int) -> Unknown | None:
        names = tuple(step for step in parse_address(name) if isinstance(step, str))
        head = names[0] if names else ""
        if head in _KNOWN:
            return None
        if head in ("count", "each"):
            over = place.block.get("count_expression" if head == "count" else "for_each_expression")
            return None if over is None else self.of(over, place, left)
        if head == "var" and len(names) > 1:
            return self._variable(names[1], place, left)
        if head == "module" and len(names) > 1:
            return self._output(names[1:], place, left)
        return self._resource(names, place) if head != "local" else _opaque(name)

    def _variable(self, name: str, place: Place, left: int) -> Unknown | None:
        if not place.calls:
            return None
        *outer, call = place.calls
        caller = self._module(tuple(outer))
        block = caller.calls.get(call) if caller else None
        if block is None:
            return _opaque(f"var.{name}")
        given = mapping(block.get("expressions")).get(name)
        # Without an argument, it has its default.
        return None if given is None else self.of(given, Place(tuple(outer), block), left)

    def _output(self, names: _Names, place: Place, left: int) -> Unknown | None:
        calls = (*place.calls, names[0])
        module = self._module(calls)
        if module is None:
            return _opaque(f"module.{names[0]}")
        if len(names) == 1:
            every = (f"module.{names[0]}.{output}" for output in module.outputs)
            return _first(self._reference(each, place, left) for each in every)
        output = module.outputs.get(names[1])
        if output is None:
            return _opaque(".".join(("module", *names)))
        return self.of(output.get("expression"), Place(calls, {}), left)

    def _resource(self, names: _Names, place: Place) -> Unknown | None:
        size = 3 if names[:1] == ("data",) else 2
        block, rest = ".".join(names[:size]), names[size:]
        module = self._module(place.calls)
        changes = self._instances.get((place.calls, block), ())
        if module is None or block not in module.resources or not (changes or self._is_complete):
            return _opaque(block)
        return _first(self._of_instance(change, rest[:1]) for change in changes)

    def _of_instance(self, change: Change, names: _Names) -> Unknown | None:
        if names:
            return self._attribute(change, names[0])
        every = [name for name, mark in change.unknown.items() if _has_unknown(mark)]
        if not every and "id" not in change.after:
            every = ["id"]
        return _first(self._attribute(change, name) for name in every)

    def _attribute(self, change: Change, name: str) -> Unknown | None:
        if name in change.after and not _has_unknown(change.unknown.get(name)):
            return None
        symbol = self._symbol(change, name)
        argument = REPEATED.get((change.kind, name), name)
        found = None
        if argument != name or is_own(symbol):
            # Only its argument can come from elsewhere.
            found = self.of_argument(change, argument)
        return found or Unknown(symbol)

    def of_argument(self, change: Change, name: str) -> Unknown | None:
        """Return what makes an argument unknown; None also if it is not written."""
        module = self._module(_names(change))
        block = module.resources.get(change.block, {}) if module else {}
        expression = mapping(block.get("expressions")).get(name)
        return None if expression is None else self.of(expression, Place(_names(change), block))

    def _module(self, calls: _Names) -> ModuleConfig | None:
        return self._root.at(tuple((name, None) for name in calls))


def is_own(symbol: str) -> bool:
    """Return whether a symbol is an attribute of a resource that Terraform itself makes."""
    return unsettled_cause(symbol) is not None and not symbol.endswith(WITHOUT_REFERENCE)


def _names(change: Change) -> _Names:
    return tuple(name for name, _ in change.module)


def _opaque(name: str) -> Unknown:
    return Unknown(f"{name} {KNOWN_AFTER_APPLY}")


def _first(found: Iterable[Unknown | None]) -> Unknown | None:
    return settled_first(each for each in found if each is not None)


def _has_unknown(mark: object) -> bool:
    """Return whether a part of a value is unknown, by its entry in ``after_unknown``."""
    if isinstance(mark, Mapping):
        return any(map(_has_unknown, mark.values()))
    return any(map(_has_unknown, mark)) if isinstance(mark, list) else mark is True
