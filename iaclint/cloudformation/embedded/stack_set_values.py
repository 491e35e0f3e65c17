"""The values of the parameters of stack sets in Terraform, and those that instances override."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import unknowns
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.unsettled import settled_first, unsettled_cause
from iaclint.symbolic.values import ABSENT, Unknown, Value

if TYPE_CHECKING:
    from iaclint.resource import Resource

_OVERRIDES: Final = "parameter_overrides"
_STACK_SET: Final = "stack_set_name"


class Values(Struct, frozen=True, eq=False):
    """The values of the parameters of a template."""

    given: Mapping[str, Value] = MappingProxyType({})
    is_open: bool = False
    """Whether those that are not given may have any value, not only their defaults."""
    cause: Unknown | None = None
    """What decides those values, if no input settles it."""
    presence: Unknown | None = None
    """What decides whether anything is deployed with them, besides the stack or stack set."""


def values_in(value: Value) -> Values:
    """Return the values of an attribute, a map or a list of keys and values."""
    if value is ABSENT or value is None:
        return Values()
    if isinstance(value, Mapping):
        return Values(value)
    pairs = [_pair(item) for item in value] if isinstance(value, tuple) else [None]
    given = dict(pair for pair in pairs if pair is not None)
    return Values(given, True, _cause(value)) if None in pairs else Values(given)


def stack_set_values(stack_set: Resource, instances: Iterable[Resource]) -> list[Values]:
    """Return the values that parameters have together in instances of a stack set.

    Without instances in the configuration, they are those of the stack set.
    """
    own = values_in(stack_set.body.get("parameters"))
    found = [*_of_resources(stack_set, own, instances), *_of_groups(stack_set, own)]
    by_text = {_text(values, number): values for number, values in enumerate(found or [own])}
    return list(by_text.values())


def _of_resources(
    stack_set: Resource, own: Values, instances: Iterable[Resource]
) -> Iterator[Values]:
    for instance in instances:
        belongs = _belongs(instance, stack_set)
        if belongs is Truth.FALSE:
            continue
        values = _overridden(own, instance.body.get(_OVERRIDES), instance.presence)
        if belongs is not Truth.TRUE:
            # What another stack set may override is unknown.
            cause = _cause((instance.body.get(_STACK_SET), stack_set.body.get("name")))
            values = Values(is_open=True, cause=cause, presence=values.presence)
        yield values


def _of_groups(stack_set: Resource, own: Values) -> Iterator[Values]:
    """Yield the values of the groups of instances of ``awscc_cloudformation_stack_set``."""
    groups = stack_set.body.get("stack_instances_group")
    if groups is ABSENT or groups is None:
        return
    for group in groups if isinstance(groups, tuple) else (groups,):
        yield _overridden(own, group.get(_OVERRIDES) if isinstance(group, Mapping) else group)


def _overridden(own: Values, overrides: Value, presence: Unknown | None = None) -> Values:
    found = values_in(overrides)
    given = found.given if found.is_open else {**own.given, **found.given}
    cause = found.cause or (None if found.is_open else own.cause)
    return Values(given, own.is_open or found.is_open, cause, presence)


def _belongs(instance: Resource, stack_set: Resource) -> Truth:
    """Return whether an instance is one of a stack set, of the same root module."""
    if instance.scope != stack_set.scope:
        return Truth.FALSE
    named = instance.body.get(_STACK_SET)
    if isinstance(named, Unknown) and named.identity is not None:
        if named.identity.owner == stack_set.key:
            return Truth.TRUE
        if named.identity.nature.is_of_resource:
            return Truth.FALSE
    return is_same(named, stack_set.body.get("name"))


def _cause(value: Value) -> Unknown | None:
    """Return what decides a value; None if an input can settle it."""
    first = settled_first(unknowns(value))
    return first if first is not None and unsettled_cause(first.symbol) is not None else None


def _pair(item: Value) -> tuple[str, Value] | None:
    """Return a name and a value; None for an item that is not known."""
    if not isinstance(item, Mapping):
        return None
    name = item.get("parameter_key")
    return (name, item.get("parameter_value")) if isinstance(name, str) else None


def _text(values: Values, number: int) -> object:
    """Return what is the same for values that are certainly the same."""
    items = tuple(sorted(values.given.items(), key=lambda item: item[0]))
    is_plain = values.presence is None and all(isinstance(value, str) for _, value in items)
    return (values.is_open, items) if is_plain else number
