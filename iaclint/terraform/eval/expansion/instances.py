"""Instances of a block, and what stands for an unknown number of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from iaclint.address import Key, suffix
from iaclint.symbolic.path_conditions import any_of
from iaclint.symbolic.values import Guard, Identity, Unknown
from iaclint.terraform.provider.attributes import nature_of
from iaclint.terraform.types.unknown_instances import UnknownInstances

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from iaclint.symbolic.worlds import Leaf
    from iaclint.syntax.hcl.blocks import Attribute
    from iaclint.terraform.types.model import TerraformValue

INSTANCE_STEPS = 5
"""Loop iterations that one instance counts as."""


class ExpandedInstance(Struct, frozen=True):
    """One instance: its key, its ``count`` or ``each``, and what decides whether it exists."""

    key: Key
    names: Mapping[str, TerraformValue]
    presence: Unknown | None = None
    is_assumed: bool = False
    """Whether the defaults of a module that nothing calls leave it out."""

    @property
    def suffix(self) -> str:
        """The key as it is written in an address."""
        return suffix(self.key)


class Expansion(Struct, frozen=True):
    """All possible instances, and how the value of a reference is composed of theirs."""

    instances: tuple[ExpandedInstance, ...]
    compose: Callable[[Mapping[Key, TerraformValue]], TerraformValue]
    """From each instance's value by key to the value of the whole."""


ONCE: Final = Expansion((ExpandedInstance(None, {}),), lambda values: values[None])
"""The expansion of a block without ``count`` and ``for_each``."""
NEVER: Final = Expansion((), lambda values: None)
"""The expansion of a block that is not enabled."""


def possibly(decider: Unknown) -> Expansion:
    """Return one instance that may not exist; a reference is to it."""
    return Expansion((ExpandedInstance(None, {}, decider),), lambda values: values[None])


def of_unknown_number(decider: Unknown, names: Mapping[str, TerraformValue]) -> Expansion:
    """Return one instance that represents an unknown number of them."""
    expanded = ExpandedInstance(None, names, decider)
    return Expansion(
        (expanded,),
        lambda values: UnknownInstances(decider.symbol, decider.identity, each=values[None]),
    )


def with_certain(rest: Expansion, certain: Sequence[ExpandedInstance]) -> Expansion:
    """Return instances that certainly exist, and what stands for the others."""
    if not certain:
        return rest

    def compose(values: Mapping[Key, TerraformValue]) -> TerraformValue:
        found = rest.compose(values)
        assert isinstance(found, UnknownInstances)
        return replace(found, certain={one.key: values[one.key] for one in certain})

    return Expansion((*certain, *rest.instances), compose)


def decider_of(symbol: str, attribute: Attribute, owner: str) -> Unknown:
    """Return the test that decides on presence; the same text in one module decides the same."""
    module = owner.rpartition("/")[0]
    text = " ".join(attribute.expression.span.text.split())
    return Unknown(symbol, Identity(module, text, nature=nature_of("", text)))


def between(leaves: Sequence[Leaf[TerraformValue]], decider: Unknown) -> Guard:
    """Return the test that decides between the leaves of a choice."""
    conditions = tuple(condition for condition, _ in leaves)
    return Guard(decider.symbol, decider.identity, conditions=conditions)


def presence_of(decider: Guard, held: Sequence[bool]) -> Guard | None:
    """Return the test that decides whether an instance exists that only some branches have."""
    if all(held):
        return None
    pairs = list(zip(decider.conditions, held, strict=True))
    exists = any_of(condition for condition, holds in pairs if holds)
    return replace(
        decider, conditions=(exists, any_of(condition for condition, holds in pairs if not holds))
    )
