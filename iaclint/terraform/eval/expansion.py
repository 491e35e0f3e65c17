"""Expand ``count``, ``for_each`` and ``enabled`` of resources, data sources and modules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from iaclint.address import Key, suffix
from iaclint.limits import MAX_INSTANCES, MAX_SHOWN_VALUE
from iaclint.symbolic.choices import choose
from iaclint.symbolic.path_conditions import any_of
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED, Choice, Guard, Identity, Unknown
from iaclint.symbolic.worlds import Leaf, leaves_of
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError, LimitReached, TypeRefused, rejection
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.loops import certain_pairs, pairs
from iaclint.terraform.provider_attributes import nature_of
from iaclint.terraform.types import conversion, numbers
from iaclint.terraform.types.incomplete import AtLeast, Incomplete, IncompleteMap
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import NUMBER, ListOf, SetValue, TerraformValue, TupleOf, is_null
from iaclint.terraform.types.sensitivity import unmark
from iaclint.terraform.types.unknown_instances import UnknownInstances

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Attribute, Body
    from iaclint.terraform.eval.scope import Scope

INSTANCE_STEPS = 5
"""Loop iterations that one instance counts as."""

_NO_MAPPING: Final = "for_each must be a map, or a set of strings"
_TO_SET: Final = "convert a list with toset(...)"


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


_ONCE: Final = Expansion((ExpandedInstance(None, {}),), lambda values: values[None])
"""The expansion of a block without ``count`` and ``for_each``."""
_NEVER: Final = Expansion((), lambda values: None)
"""The expansion of a block that is not enabled."""


def expand(body: Body, scope: Scope, owner: str) -> Expansion:
    """Return the instances of a block; ``owner`` identifies it in the run.

    Raises ``EvaluationError`` for an invalid ``count`` or ``for_each``.
    """
    count, for_each = body.attributes.get("count"), body.attributes.get("for_each")
    if count is not None and for_each is not None:
        raise EvaluationError("count and for_each are mutually exclusive", for_each.span)
    if count is not None:
        return _by_count(count, scope, owner)
    if for_each is not None:
        found = _by_each(for_each, scope, owner)
        scope.budget.spend(for_each.expression.span, INSTANCE_STEPS * len(found.instances))
        return found
    enabled = _enabled(body)
    return _ONCE if enabled is None else _by_enabled(enabled, scope, owner)


def _enabled(body: Body) -> Attribute | None:
    """Return the ``enabled`` of OpenTofu in a ``lifecycle`` block; Terraform refuses it."""
    found = (each.body.attributes.get("enabled") for each in body.blocks_of("lifecycle"))
    return next((attribute for attribute in found if attribute is not None), None)


def _by_enabled(attribute: Attribute, scope: Scope, owner: str) -> Expansion:
    value, _ = unmark(evaluate(attribute.expression, scope))
    if value in (True, "true"):
        return _ONCE
    if value in (False, "false"):
        return _NEVER
    if not isinstance(value, DEFERRED):
        raise EvaluationError("enabled must be true or false", attribute.expression.span)
    return _possibly(_decider(symbols(value)[0], attribute, owner))


def _possibly(decider: Unknown) -> Expansion:
    """Return one instance that may not exist; a reference is to it."""
    return Expansion((ExpandedInstance(None, {}, decider),), lambda values: values[None])


def unsettled(attribute: Attribute, owner: str, symbol: str) -> Expansion:
    """Return what stands for the instances of a repetition that a symbol blocks.

    Blocks with the same expression have the same instances, so they stay linked.
    """
    decider = _decider(symbol, attribute, owner)
    if attribute.name == "enabled":
        return _possibly(decider)
    is_count = attribute.name == "count"
    return _unsettled(decider, _indexed(decider) if is_count else _each(decider))


def assumed(attribute: Attribute, owner: str, symbol: str) -> Expansion:
    """Return what stands for instances that a variable leaves out by its default."""
    found = unsettled(attribute, owner, symbol)
    return replace(found, instances=tuple(replace(i, is_assumed=True) for i in found.instances))


def repetition(body: Body) -> Attribute | None:
    """Return the count, for_each or enabled of a block."""
    return body.attributes.get("count") or body.attributes.get("for_each") or _enabled(body)


def _decider(symbol: str, attribute: Attribute, owner: str) -> Unknown:
    """Return the test that decides on presence; the same text in one module decides the same."""
    module = owner.rpartition("/")[0]
    text = " ".join(attribute.expression.span.text.split())
    return Unknown(symbol, Identity(module, text, nature=nature_of("", text)))


def _between(leaves: Sequence[Leaf[TerraformValue]], decider: Unknown) -> Guard:
    """Return the test that decides between the leaves of a choice."""
    conditions = tuple(condition for condition, _ in leaves)
    return Guard(decider.symbol, decider.identity, conditions=conditions)


def _presence(decider: Guard, held: Sequence[bool]) -> Guard | None:
    """Return the test that decides whether an instance exists that only some branches have."""
    if all(held):
        return None
    pairs = list(zip(decider.conditions, held, strict=True))
    exists = any_of(condition for condition, holds in pairs if holds)
    return replace(
        decider, conditions=(exists, any_of(condition for condition, holds in pairs if not holds))
    )


def _by_count(attribute: Attribute, scope: Scope, owner: str) -> Expansion:
    value, _ = unmark(evaluate(attribute.expression, scope))
    if isinstance(value, Choice):
        return _by_count_choice(value, attribute, owner)
    number = _number(value, attribute)
    if isinstance(number, DEFERRED):
        decider = _decider(symbols(number)[0], attribute, owner)
        found = _unsettled(decider, _indexed(decider))
        least = number.least if isinstance(number, AtLeast) else 0
        scope.budget.spend(attribute.expression.span, INSTANCE_STEPS * least)
        return _with_certain(found, [_counted(n) for n in range(least)])
    assert isinstance(number, int)
    scope.budget.spend(attribute.expression.span, INSTANCE_STEPS * number)
    return Expansion(tuple(_counted(n) for n in range(number)), _as_tuple)


def _counted(index: int, presence: Unknown | None = None) -> ExpandedInstance:
    return ExpandedInstance(index, {"count": {"index": index}}, presence)


def _as_tuple(values: Mapping[Key, TerraformValue]) -> TerraformValue:
    return tuple(values.values())


def _number(value: TerraformValue, attribute: Attribute) -> TerraformValue:
    span = attribute.expression.span
    if is_null(value):
        raise EvaluationError("count cannot be null", span)
    try:
        number = conversion.to_number(value)
    except conversion.ConversionError as error:
        why = (
            f'"{value[:MAX_SHOWN_VALUE]}" is not a number' if isinstance(value, str) else str(error)
        )
        message = f"count must be a number: {why}"
        raise rejection(message, span, is_limit=error.is_limit) from None
    if isinstance(number, DEFERRED):
        return number
    if not isinstance(number, int) or number < 0:
        raise EvaluationError("count must be a whole number, 0 or greater", span)
    if number > MAX_INSTANCES:
        shown = numbers.text(number)[:MAX_SHOWN_VALUE]
        message = f"count is {shown}: more than {MAX_INSTANCES} are not evaluated"
        raise LimitReached(message, span)
    return number


def _by_count_choice(value: Choice[TerraformValue], attribute: Attribute, owner: str) -> Expansion:
    leaves = [(condition, _number(option, attribute)) for condition, option in leaves_of(value)]
    undecided = _decider(value.test.symbol, attribute, owner)
    if any(isinstance(number, DEFERRED) for _, number in leaves):
        return _unsettled(undecided, _indexed(undecided))
    counts = [number for _, number in leaves if isinstance(number, int)]
    decider = _between(leaves, undecided)
    instances = [
        _counted(n, _presence(decider, [n < count for count in counts])) for n in range(max(counts))
    ]

    def compose(values: Mapping[Key, TerraformValue]) -> TerraformValue:
        everything = tuple(values.values())
        return Choice(decider, tuple(everything[:count] for count in counts))

    return Expansion(tuple(instances), compose)


def _unsettled(decider: Unknown, names: Mapping[str, TerraformValue]) -> Expansion:
    """Return one instance that represents an unknown number of them."""
    expanded = ExpandedInstance(None, names, decider)
    return Expansion(
        (expanded,),
        lambda values: UnknownInstances(decider.symbol, decider.identity, each=values[None]),
    )


def _with_certain(rest: Expansion, certain: Sequence[ExpandedInstance]) -> Expansion:
    """Return instances that certainly exist, and what stands for the others."""
    if not certain:
        return rest

    def compose(values: Mapping[Key, TerraformValue]) -> TerraformValue:
        found = rest.compose(values)
        assert isinstance(found, UnknownInstances)
        return replace(found, certain={one.key: values[one.key] for one in certain})

    return Expansion((*certain, *rest.instances), compose)


def _by_each(attribute: Attribute, scope: Scope, owner: str) -> Expansion:
    value, sensitive = unmark(evaluate(attribute.expression, scope))
    if sensitive:
        raise EvaluationError("for_each cannot be sensitive", attribute.expression.span)
    if isinstance(value, Choice):
        return _by_each_choice(value, attribute, owner)
    if isinstance(value, Unknown):
        return _by_unknown_each(value, attribute, owner)
    items = _items(value, attribute)
    blocked = next((key for key in items if isinstance(key, Unknown)), None)
    if blocked is not None:
        return _with_certain(_by_unknown_each(blocked, attribute, owner), _known(items.items()))
    instances = tuple(_one_of_each(str(key), item) for key, item in items.items())
    return Expansion(instances, _as_object)


def _known(items: Iterable[tuple[Key | TerraformValue, TerraformValue]]) -> list[ExpandedInstance]:
    """Return the instances whose keys are known."""
    return [_one_of_each(key, item) for key, item in items if isinstance(key, str)]


def _one_of_each(
    key: str, item: TerraformValue, presence: Unknown | None = None
) -> ExpandedInstance:
    return ExpandedInstance(key, {"each": {"key": key, "value": item}}, presence)


def _as_object(values: Mapping[Key, TerraformValue]) -> TerraformValue:
    return {str(key): value for key, value in values.items()}


def _by_unknown_each(value: Unknown, attribute: Attribute, owner: str) -> Expansion:
    if _is_sequence(value, attribute.expression):
        raise TypeRefused(_NO_MAPPING, attribute.expression.span, _TO_SET)
    decider = _decider(value.symbol, attribute, owner)
    item: TerraformValue = Unknown(value.symbol, derived=value.nature)
    if isinstance(value, (Incomplete, IncompleteMap)):
        item = Unknown(value.symbol, derived=value.others.nature)
        found = _unsettled(decider, _each(decider, item))
        return _with_certain(found, _known(certain_pairs(value)))
    if isinstance(value, UnknownInstances):
        # There is one for each of those instances, so it exists exactly if they do.
        item, decider = value.each, Unknown(value.symbol, value.identity or value.origin)
        return _with_certain(
            _unsettled(decider, _each(decider, item)), _known(value.certain.items())
        )
    return _unsettled(decider, _each(decider, item))


def _is_sequence(value: Unknown, expression: ex.Expression) -> bool:
    """Return whether an unknown is certainly a list or a tuple, which has no keys."""
    is_tuple = isinstance(expression, ex.For) and expression.result_key is None
    return is_tuple or isinstance(value.type, (ListOf, TupleOf))


def _indexed(decider: Unknown) -> Mapping[str, TerraformValue]:
    """Return the names of an instance that represents an unknown ``count`` of them."""
    counted = decider.identity
    identity = counted and replace(counted, attribute=f"{counted.attribute}, count.index")
    return {"count": {"index": Unknown(decider.symbol, identity, NUMBER, not_null=True)}}


def _each(decider: Unknown, item: TerraformValue = None) -> Mapping[str, TerraformValue]:
    """Return the names of an instance that represents all of an unknown ``for_each``."""
    key = Unknown(decider.symbol, decider.identity, not_null=True)
    return {"each": {"key": key, "value": Unknown(decider.symbol) if item is None else item}}


def _by_each_choice(value: Choice[TerraformValue], attribute: Attribute, owner: str) -> Expansion:
    leaves: list[Leaf[TerraformValue]] = leaves_of(value)
    decider = _between(leaves, _decider(value.test.symbol, attribute, owner))
    branches = [_certain_items(leaf, attribute) for _, leaf in leaves]
    keys = [key for items in branches for key in items]
    blocked = next(
        (value for value in (*_leaves(leaves), *keys) if isinstance(value, Unknown)), None
    )
    if blocked is not None:
        rest = _by_unknown_each(_without_elements(blocked), attribute, owner)
        return _with_certain(rest, _on_all_branches(branches, decider))
    instances = tuple(
        _one_of_each(str(key), *_in_branches(key, branches, decider))
        for key in sorted({str(key) for items in branches for key in items})
    )
    if all(expanded.presence is None for expanded in instances):
        return Expansion(instances, _as_object)

    def compose(values: Mapping[Key, TerraformValue]) -> TerraformValue:
        options = tuple({str(k): values[str(k)] for k in branch} for branch in branches)
        return Choice(decider, options)

    return Expansion(instances, compose)


def _certain_items(
    value: TerraformValue, attribute: Attribute
) -> Mapping[str | Unknown, TerraformValue]:
    """Return the elements that are certain, by key."""
    if isinstance(value, (Incomplete, IncompleteMap)):
        return {key: item for key, item in certain_pairs(value) if isinstance(key, str)}
    return {} if isinstance(value, Unknown) else _items(value, attribute)


def _leaves(leaves: Sequence[Leaf[TerraformValue]]) -> Iterable[TerraformValue]:
    return [value for _, value in leaves]


def _without_elements(value: Unknown) -> Unknown:
    """Return an unknown without the elements that it has on one branch only."""
    if isinstance(value, (Incomplete, IncompleteMap)):
        return replace(value.others, type=value.type)
    return value


def _on_all_branches(
    branches: Sequence[Mapping[str | Unknown, TerraformValue]], decider: Guard
) -> list[ExpandedInstance]:
    """Return the instances that exist on every branch of a choice."""
    keys = [key for key in branches[0] if isinstance(key, str)]
    return [
        _one_of_each(key, _in_branches(key, branches, decider)[0])
        for key in keys
        if all(key in items for items in branches)
    ]


def _in_branches(
    key: str, branches: Sequence[Mapping[str | Unknown, TerraformValue]], decider: Guard
) -> tuple[TerraformValue, Guard | None]:
    """Return the element of a key, and the test that decides whether it exists."""
    held = [key in items for items in branches]
    conditions = tuple(
        condition for condition, holds in zip(decider.conditions, held, strict=True) if holds
    )
    values = [items[key] for items in branches if key in items]
    item = choose(Guard(decider.symbol, conditions=conditions), values)
    return item, _presence(decider, held)


def _items(value: TerraformValue, attribute: Attribute) -> Mapping[str | Unknown, TerraformValue]:
    """Return the elements by key; a set's elements are their own keys."""
    span = attribute.expression.span
    if is_null(value):
        raise EvaluationError("for_each cannot be null", span)
    found = pairs(value) if isinstance(value, (dict, LazyObject, SetValue)) else None
    if found is None:
        raise EvaluationError(_NO_MAPPING, span, _TO_SET)
    items: dict[str | Unknown, TerraformValue] = {}
    for key, item in found:
        if isinstance(key, DEFERRED):
            key = key if isinstance(key, Unknown) else Unknown(symbols(key)[0])
        elif not isinstance(key, str):
            raise EvaluationError(_NO_MAPPING, span)
        items[key] = item
    if len(items) > MAX_INSTANCES:
        message = f"for_each has {len(items)} elements: more than {MAX_INSTANCES} are not evaluated"
        raise LimitReached(message, span)
    return items
