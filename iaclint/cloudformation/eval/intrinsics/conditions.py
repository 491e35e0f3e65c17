"""``Fn::If`` and the condition functions. Their results are bools or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.assumptions import decide
from iaclint.cloudformation.eval.compared_values import compared_value
from iaclint.cloudformation.eval.intrinsics.registry import MalformedCall, blocker, intrinsic
from iaclint.cloudformation.eval.possible_texts import may_be
from iaclint.cloudformation.eval.text import as_text
from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import unknowns
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.unsettled import settled_first
from iaclint.symbolic.values import Choice, PartialString, Unknown, Value
from iaclint.syntax.tree import Node

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Frame


@intrinsic("If", 3)
def choose_branch(frame: Frame, name: Node, then: Node, otherwise: Node) -> Value:
    """Return the branch that a condition selects, or a choice of both."""
    condition = literal_text(name)
    if condition is None:
        raise MalformedCall
    holds = frame.condition(condition)
    if not isinstance(holds, Unknown):
        return frame.value(then if holds else otherwise)
    root, same = frame.evaluator.conditions.base(condition)
    if not same:
        then, otherwise = otherwise, then
    branches = [
        frame.assuming(root, True).value(then),
        frame.assuming(root, False).value(otherwise),
    ]
    full = frame.evaluator.deployment.prefix + root
    labels = (f"{full} is true", f"{full} is false")
    return decide(frame.evaluator.conditions.unknown(root), branches, labels)


@intrinsic("Condition")
def condition(frame: Frame, argument: Node) -> Value:
    """Return whether a condition of the Conditions section holds."""
    name = literal_text(argument)
    if name is None:
        raise MalformedCall
    return frame.condition(name)


@intrinsic("Equals", 2)
def equals(frame: Frame, left: Node, right: Node) -> Value:
    """Return whether two values are the same string; a dynamic reference is unknown."""
    values = [compared_value(frame, node) for node in (left, right)]
    return _settle(compare(*values), values)


@intrinsic("Not", 1)
def negate(frame: Frame, operand: Node) -> Value:
    """Return the negation of a condition."""
    value = frame.operand(operand)
    return _settle(~truth(value), [value])


@intrinsic("And", 2, 10)
def conjoin(frame: Frame, *operands: Node) -> Value:
    """Return whether all conditions are true."""
    values = [frame.operand(operand) for operand in operands]
    return _settle(Truth.all(map(truth, values)), values)


@intrinsic("Or", 2, 10)
def disjoin(frame: Frame, *operands: Node) -> Value:
    """Return whether any of the conditions is true."""
    values = [frame.operand(operand) for operand in operands]
    return _settle(Truth.any(map(truth, values)), values)


@intrinsic("Contains", 2)
def contains(frame: Frame, values: Node, wanted: Node) -> Value:
    """Return whether a list contains a value."""
    members, value = frame.value(values), frame.value(wanted)
    if not isinstance(members, tuple):
        return blocker(members) or Unknown("Fn::Contains")
    return _settle(Truth.any(compare(member, value) for member in members), (members, value))


@intrinsic("EachMemberEquals", 2)
def each_member_equals(frame: Frame, values: Node, wanted: Node) -> Value:
    """Return whether all values of a list are a certain one."""
    members, value = frame.value(values), frame.value(wanted)
    if not isinstance(members, tuple):
        return blocker(members) or Unknown("Fn::EachMemberEquals")
    return _settle(Truth.all(compare(member, value) for member in members), (members, value))


@intrinsic("EachMemberIn", 2)
def each_member_in(frame: Frame, values: Node, among: Node) -> Value:
    """Return whether all values of a list are in another one."""
    members, others = frame.value(values), frame.value(among)
    if not isinstance(members, tuple) or not isinstance(others, tuple):
        return blocker(members, others) or Unknown("Fn::EachMemberIn")
    each = (Truth.any(compare(member, other) for other in others) for member in members)
    return _settle(Truth.all(each), (members, others))


def truth(value: Value) -> Truth:
    """Return a bool or its string as a truth; any other value is unknown."""
    text = as_text(value)
    if text == "true":
        return Truth.TRUE
    return Truth.FALSE if text == "false" else Truth.UNKNOWN


def compare(left: Value, right: Value) -> Truth:
    """Return whether two values are the same string, considering ``AllowedValues``."""
    if isinstance(left, Choice):
        return Truth.agree(compare(option, right) for option in left.options)
    if isinstance(right, Choice):
        return compare(right, left)
    if isinstance(left, str) and isinstance(right, (Unknown, PartialString)):
        return compare(right, left)
    if isinstance(right, str) and not _may_be(left, right):
        return Truth.FALSE
    first, second = _possible(left), _possible(right)
    if first is not None and second is not None and not first & second:
        return Truth.FALSE
    return is_same(as_text(left), as_text(right))


def _may_be(value: Value, text: str) -> bool:
    return not isinstance(value, (Unknown, PartialString)) or may_be(value, text)


def _possible(value: Value) -> set[str] | None:
    """Return the strings that a value may be, None if they are not listed."""
    text = as_text(value)
    if isinstance(text, str):
        return {text}
    if isinstance(value, Unknown) and value.options:
        return {str(as_text(option)) for option in value.options}
    return None


def _settle(result: Truth, values: Sequence[Value]) -> Value:
    if result is Truth.UNKNOWN:
        # One value that an input settles can be enough, as in And and Or.
        first = settled_first(unknowns(tuple(values)))
        return Unknown("a condition" if first is None else first.symbol)
    return result is Truth.TRUE
