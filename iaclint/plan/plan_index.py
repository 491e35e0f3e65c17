"""Identities and references of the resources of one plan."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from iaclint.plan.addresses import module_address
from iaclint.plan.configuration import Resolver, Target, mapping
from iaclint.symbolic.natures import named
from iaclint.symbolic.values import Identity
from iaclint.terraform.provider_attributes import nature_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from iaclint.plan.change import Change
    from iaclint.plan.document import Plan

KNOWN_AFTER_APPLY: Final = "(known after apply)"


class PlanIndex:
    """The resources of one plan, and what their expressions refer to."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.scope = plan.source.path
        """Identifies the plan in the run."""
        self._instances: dict[str, list[str]] = defaultdict(list)
        for change in plan.changes.values():
            self._instances[module_address(change.module) + change.block].append(change.address)
        self._resolver = Resolver(plan.configuration, self._single_instance)

    def identity(self, target: Target) -> Identity:
        """Return the identity of an attribute of an instance in the plan."""
        change = self._plan.changes[target.address]
        kind = change.type if change.managed else f"data.{change.type}"
        nature = nature_of(kind, target.attribute)
        return Identity(self.key(target.address), target.attribute, kind, nature)

    def symbol(self, target: Target) -> str:
        """Return how to name an attribute that is known only after the plan is applied."""
        text = f"{target.address}.{target.attribute} {KNOWN_AFTER_APPLY}"
        change = self.change(target)
        if change is None or not change.managed:
            return text
        return named(text, nature_of(change.type, target.attribute))

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

    def refers_to_nothing(self, change: Change, expression: object) -> bool:
        """Return whether an expression in a block has no reference: a call makes it unknown."""
        return self._resolver.refers_to_nothing(expression, change.module)

    def is_unknown(self, target: Target) -> bool:
        """Return whether an attribute is unknown as a whole.

        If it is known, an unknown value that refers to it must be derived from it.
        """
        change = self._plan.changes.get(target.address)
        return change is not None and change.unknown.get(target.attribute) is True

    def change(self, target: Target) -> Change | None:
        """Return the change of the resource or data source of an attribute."""
        return self._plan.changes.get(target.address)
