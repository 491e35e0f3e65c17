"""All that the resources of one plan share: who is who, and what stands for what."""

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

    from iaclint.plan.document import Change, Plan

LATER: Final = "(known after apply)"


class Planned:
    """One plan, ready for questions."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.scope = plan.source.path
        """What identifies the plan in the run."""
        self._instances: dict[str, list[str]] = defaultdict(list)
        for change in plan.changes.values():
            self._instances[module_address(change.module) + change.block].append(change.address)
        self._resolver = Resolver(plan.configuration, self._only)

    def identity(self, target: Target) -> Identity:
        """Return what identifies an attribute of an instance that the plan tells of."""
        change = self._plan.changes[target.address]
        kind = change.type if change.managed else f"data.{change.type}"
        nature = nature_of(kind, target.attribute)
        return Identity(self.key(target.address), target.attribute, kind, nature)

    def symbol(self, target: Target) -> str:
        """Return how to name an attribute that is known only after the plan is applied."""
        text = f"{target.address}.{target.attribute} {LATER}"
        change = self.change(target)
        if change is None or not change.managed:
            return text
        return named(text, nature_of(change.type, target.attribute))

    def _only(self, block: str) -> str | None:
        found = self._instances.get(block, ())
        return found[0] if len(found) == 1 else None

    def key(self, address: str) -> str:
        """Return what identifies a resource in the run (see ``Resource.key``)."""
        return f"{self.scope}:{address}"

    def _block(self, change: Change) -> Mapping[str, Any] | None:
        module = self._plan.configuration.at(change.module)
        return module.resources.get(change.block) if module else None

    def expressions(self, change: Change) -> Mapping[str, Any] | None:
        """Return what is written in a resource's block; None where that is not told."""
        block = self._block(change)
        return None if block is None else mapping(block.get("expressions"))

    def target(self, change: Change, names: Sequence[str]) -> Target | None:
        """Return the attribute that an expression in a block means, by the names in it."""
        block = self._block(change)
        if not names or block is None:
            return None
        return self._resolver.resolve(names, change.module, block, change.key)

    def is_unknown(self, target: Target) -> bool:
        """Tell whether an attribute is not known as a whole.

        Where it is, what stands on it and is unknown must have been made of it.
        """
        change = self._plan.changes.get(target.address)
        return change is not None and change.unknown.get(target.attribute) is True

    def change(self, target: Target) -> Change | None:
        """Return the change of the resource or data source that an attribute is of."""
        return self._plan.changes.get(target.address)
