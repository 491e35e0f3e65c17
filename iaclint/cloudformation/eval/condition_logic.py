"""Conditions as logical formulas over parameters, so that they can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.eval.compared_values import compared_value
from iaclint.cloudformation.eval.possible_texts import may_be
from iaclint.cloudformation.eval.text import as_text
from iaclint.cloudformation.template.function_calls import as_condition_call, literal_text
from iaclint.limits import MAX_ALLOWED_VALUES, MAX_CONDITION_SIZE, MAX_RULE_COMPARISONS
from iaclint.symbolic.path_conditions import (
    ALWAYS,
    NEVER,
    Equals,
    PathCondition,
    all_of,
    any_of,
    negate,
    size,
)
from iaclint.symbolic.structure import is_known
from iaclint.symbolic.values import Choice, Identity, Unknown, Value
from iaclint.symbolic.worlds import branches_of
from iaclint.syntax.tree import Node, Sequence

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Frame


_COMPARISONS: Final = ("Contains", "EachMemberEquals", "EachMemberIn", "Equals")


def path_condition_of(frame: Frame, condition: str, node: Node) -> PathCondition:
    """Return the formula of a condition; if it is too complex, the condition is a variable."""
    alone = Equals(frame.identity(f"condition {condition}"), True, (True, False))
    found = condition_of(frame, node)
    return alone if found is None or size(found) > MAX_CONDITION_SIZE else found


def key_conditions(key: Unknown, names: list[str]) -> tuple[PathCondition, ...]:
    """Return, for each name, the condition that an unknown key equals it."""
    return tuple(_is(key, name) for name in names)


def condition_of(frame: Frame, node: Node) -> PathCondition | None:
    """Return the condition under which an operand is true; None if it is too complex."""
    call = as_condition_call(node)
    if call is None:
        return _constant(frame.value(node))
    if call.name == "Condition":
        name = literal_text(call.argument)
        conditions = frame.evaluator.conditions
        return None if name is None else conditions.path_condition(name, frame.depth + 1)
    items = call.argument.items if isinstance(call.argument, Sequence) else ()
    if call.name == "Not" and len(items) == 1:
        found = condition_of(frame, items[0])
        return None if found is None else negate(found)
    if call.name in ("And", "Or"):
        join = all_of if call.name == "And" else any_of
        return _join(join, (condition_of(frame, item) for item in items))
    if call.name in _COMPARISONS and len(items) == 2:
        return _comparison(call.name, *(compared_value(frame, item) for item in items))
    return None


def _comparison(name: str, left: Value, right: Value) -> PathCondition | None:
    if name == "Equals":
        return _equal(left, right)
    if not isinstance(left, tuple):
        return None
    if name == "Contains":
        return _join(any_of, (_equal(member, right) for member in left))
    if name == "EachMemberEquals":
        return _join(all_of, (_equal(member, right) for member in left))
    return _join(all_of, (_comparison("Contains", right, member) for member in left))


def _join(
    join: Callable[[list[PathCondition]], PathCondition], found: Iterable[PathCondition | None]
) -> PathCondition | None:
    """Return several conditions as one; None if one of them, or all of them, are too complex."""
    conditions: list[PathCondition] = []
    left = MAX_RULE_COMPARISONS
    for condition in found:
        left -= 0 if condition is None else size(condition)
        if condition is None or left < 0:
            return None
        conditions.append(condition)
    return join(conditions)


def _constant(value: Value) -> PathCondition | None:
    text = as_text(value)
    if text == "true":
        return ALWAYS
    return NEVER if text == "false" else None


def _equal(left: Value, right: Value) -> PathCondition | None:
    """Return the condition under which two values are the same string."""
    if isinstance(left, Choice):
        pairs = [(b.condition, _equal(b.value, right)) for b in branches_of(left)]
        same = [all_of((branch, equal)) for branch, equal in pairs if equal is not None]
        return any_of(same) if len(same) == len(pairs) else None
    if isinstance(right, Choice) or (isinstance(right, Unknown) and not isinstance(left, Unknown)):
        return _equal(right, left)
    if isinstance(left, Unknown) and isinstance(right, Unknown):
        return _same_thing(left.identity, right.identity)
    if isinstance(left, Unknown):
        text = as_text(right)
        if isinstance(text, str) and not may_be(left, text):
            return NEVER
        return _is(left, text) if left.identity is not None and isinstance(text, str) else None
    if is_known(left) and is_known(right):
        return ALWAYS if as_text(left) == as_text(right) else NEVER
    return None


def _same_thing(left: Identity | None, right: Identity | None) -> PathCondition | None:
    if left is None or right is None:
        return None
    return ALWAYS if left == right else Equals(frozenset((left, right)), True, (True, False))


def _is(unknown: Unknown, text: str) -> PathCondition:
    options = unknown.options
    if options is None or len(options) > MAX_ALLOWED_VALUES:
        return Equals(unknown.identity, text)
    return Equals(unknown.identity, text, tuple(str(as_text(option)) for option in options))
