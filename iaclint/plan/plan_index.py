"""Identities and references of the resources of one plan."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from iaclint.plan.addresses import module_address
from iaclint.plan.configuration import Resolver, Target, longest, mapping
from iaclint.plan.origins import BY_CALL, Origins, Place
from iaclint.plan.repeated import is_policy
from iaclint.symbolic.natures import named
from iaclint.symbolic.unsettled import KNOWN_AFTER_APPLY, WITHOUT_REFERENCE, unsettled_cause
from iaclint.symbolic.values import Identity, Unknown
from iaclint.terraform.eval.budget import Budget
from iaclint.terraform.provider.attributes import nature_of
from iaclint.terraform.provider.required_arguments import is_required, is_written_element

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iaclint.plan.change import Change
    from iaclint.plan.document import Plan
    from iaclint.resource import Path
    from iaclint.symbolic.values import Value

_UNWRITTEN: Final = Unknown("the provider")
_TAGS: Final = ("tags", "tags_all", "labels")
"""The arguments that do not matter for what an instance does to another resource."""


class PlanIndex:
    """The resources of one plan, and what their expressions refer to."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.scope = plan.source.path
        """Identifies the plan in the run."""
        self._instances: dict[str, list[str]] = defaultdict(list)
        for change in plan.changes.values():
            self._instances[module_address(change.module) + change.block].append(change.address)
        self._origins = Origins(plan, self._symbol)
        self.values: dict[Target, Value] = {}
        """The attributes that were read from arguments."""
        self.budget = Budget()
        self._resolver = Resolver(plan.configuration, self._single_instance)

    def identity(self, target: Target) -> Identity:
        """Return the identity of an attribute of an instance in the plan."""
        change = self._plan.changes[target.address]
        nature = nature_of(change.kind, target.attribute)
        return Identity(self.key(target.address), target.attribute, change.kind, nature)

    def among(self, change: Change, target: Target) -> tuple[str, ...]:
        """Return the keys of the instances of which an attribute may be; none if it is certain.

        If the instances of the block that refers to it do not differ, it does not matter which one
        it is, as long as each has one: then the instance of the same key is taken.
        """
        owner = self.change(target)
        if not target.is_assumed or owner is None or not self._differ(change):
            return ()
        instances = self._instances[module_address(owner.module) + owner.block]
        return tuple(map(self.key, instances)) if len(instances) > 1 else ()

    def _differ(self, change: Change) -> bool:
        """Return whether the known values of the instances of a block differ, besides tags."""
        block = (tuple(name for name, _ in change.module), change.block)
        return block in self._differing

    @cached_property
    def _differing(self) -> frozenset[tuple[tuple[str, ...], str]]:
        first: dict[tuple[tuple[str, ...], str], Mapping[str, Any]] = {}
        differing = set()
        for change in self._plan.changes.values():
            block = (tuple(name for name, _ in change.module), change.block)
            values = {name: each for name, each in change.after.items() if name not in _TAGS}
            if first.setdefault(block, values) != values:
                differing.add(block)
        return frozenset(differing)

    def symbol(self, target: Target) -> str:
        """Return how to name an attribute that is known only after the plan is applied."""
        change = self.change(target)
        if change is None:
            return f"{target.address}.{target.attribute} {KNOWN_AFTER_APPLY}"
        return self._symbol(change, target.attribute)

    def _symbol(self, change: Change, name: str) -> str:
        expression = (self.expressions(change) or {}).get(name)
        origin = self.origin(change, expression) if expression is not None else _UNWRITTEN
        why = WITHOUT_REFERENCE if _is_by_call(origin, change, (name,)) else KNOWN_AFTER_APPLY
        text = f"{change.address}.{name} {why}"
        return named(text, nature_of(change.type, name)) if change.managed else text

    def origin(self, change: Change, expression: object) -> Unknown | None:
        """Return what makes an expression in a block unknown: see ``Origins``."""
        calls = tuple(name for name, _ in change.module)
        return self._origins.of(expression, Place(calls, self._block(change) or {}))

    def unknown(self, change: Change, path: Path, origin: Unknown | None) -> Unknown:
        """Return the value at a path that is known after apply, by its origin."""
        names = [step for step in path if isinstance(step, str)]
        if origin is not None and origin != BY_CALL and unsettled_cause(origin.symbol):
            return Unknown(origin.symbol)
        why = WITHOUT_REFERENCE if _is_by_call(origin, change, path) else KNOWN_AFTER_APPLY
        return Unknown(f"{change.address}.{'.'.join(names)} {why}")

    def _single_instance(self, block: str) -> str | None:
        found = self._instances.get(block, ())
        return found[0] if len(found) == 1 else None

    def key(self, address: str) -> str:
        """Return the key of a resource (see ``Resource.key``)."""
        return f"{self.scope}:{address}"

    def _block(self, change: Change) -> Mapping[str, Any] | None:
        module = self._plan.configuration.at(change.module)
        return module.resources.get(change.block) if module else None

    def expressions(self, change: Change) -> Mapping[str, Any] | None:
        """Return the expressions in the block of a resource; None if the plan has no block."""
        block = self._block(change)
        return None if block is None else mapping(block.get("expressions"))

    def target(self, change: Change, names: Sequence[str]) -> Target | None:
        """Return the attribute that an expression in a block refers to, by its references."""
        block = self._block(change)
        if not names or block is None:
            return None
        return self._resolver.resolve(names, change.module, block, change.key)

    def unknown_references(self, change: Change, names: Sequence[str]) -> list[str]:
        """Return the references of an expression in a block that are not known."""
        return [
            name
            for name in longest(names)
            if self.origin(change, {"references": [name]}) is not None
        ]

    def is_policy(self, target: Target) -> bool:
        """Return whether an attribute is the text of a policy that a data source renders."""
        change = self.change(target)
        return change is not None and is_policy(change.kind, target.attribute)

    def is_unknown(self, target: Target) -> bool:
        """Return whether an attribute is unknown as a whole.

        If it is known, an unknown value that refers to it must be derived from it.
        """
        change = self._plan.changes.get(target.address)
        return change is not None and change.unknown.get(target.attribute) is True

    def change(self, target: Target) -> Change | None:
        """Return the change of the resource or data source of an attribute."""
        return self._plan.changes.get(target.address)


def is_element(change: Change, path: Path) -> bool:
    """Return whether a path is that of an element of a map, which no provider adds."""
    return len(path) == 2 and is_written_element(change.kind, str(path[0]))


def _is_by_call(origin: Unknown | None, change: Change, path: Path) -> bool:
    """Return whether only a call can make the value at a path unknown.

    If all that an expression refers to is known, its value may also be null: then the provider
    sets an argument that is not required.
    """
    name = next(step for step in reversed(path) if isinstance(step, str))
    is_set = is_required(change.kind, name) or is_element(change, path)
    return origin == BY_CALL or (origin is None and is_set)
