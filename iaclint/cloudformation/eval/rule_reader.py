"""What the Rules of a template say of its parameters: CloudFormation checks them first.

The assertions of a rule must hold where its condition does (documentation page "Rules").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.condition_logic import condition_of
from iaclint.cloudformation.eval.rule_conditions import RuleConditions
from iaclint.cloudformation.template.function_calls import as_condition_call
from iaclint.limits import MAX_RULE_COMPARISONS
from iaclint.symbolic.path_conditions import ALWAYS, any_of, negate, size, statements
from iaclint.symbolic.possibility import Connected, connect, possible_values
from iaclint.syntax.tree import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iaclint.cloudformation.eval.context import Frame
    from iaclint.symbolic.path_conditions import PathCondition
    from iaclint.syntax.tree import Entry, Node


def read_rules(rules: Iterable[Entry], frame: Frame) -> RuleConditions:
    """Return what the rules of a template make certain, as far as it can be read.

    In the frame, parameters have no defaults, as a rule may force the user to override one. Rules
    that contradict each other, or that no value fulfills, are left out.
    """
    conditions = tuple(_conditions(rules, frame))
    values = {
        what: possible
        for what, possible in possible_values(conditions).items()
        if possible.values or possible.is_open
    }
    granted: Connected = {}
    for condition in conditions:
        if all(statement.what in values for statement in statements(condition)):
            granted = connect(granted, condition)
    return RuleConditions(granted, values)


def _conditions(rules: Iterable[Entry], frame: Frame) -> Iterator[PathCondition]:
    left = MAX_RULE_COMPARISONS
    for entry in rules:
        rule = entry.value
        written = rule.get("RuleCondition") if isinstance(rule, Mapping) else None
        applies = ALWAYS if written is None else condition_of(frame, written)
        for asserted in _assertions(rule) if applies is not None else ():
            holds = condition_of(frame, asserted)
            if applies is None or holds is None:
                continue
            condition = holds if applies == ALWAYS else any_of((negate(applies), holds))
            left -= size(condition)
            if left < 0:
                return
            yield condition


def _assertions(rule: Node) -> Iterator[Node]:
    written = rule.get("Assertions") if isinstance(rule, Mapping) else None
    for item in written.items if isinstance(written, Sequence) else ():
        operand = item.get("Assert") if isinstance(item, Mapping) else None
        if operand is not None:
            yield from _conjuncts(operand)


def _conjuncts(operand: Node) -> Iterator[Node]:
    """Yield what an assertion is made of: a part may be readable where the whole is not."""
    call = as_condition_call(operand)
    if call is not None and call.name == "And" and isinstance(call.argument, Sequence):
        for item in call.argument.items:
            yield from _conjuncts(item)
    else:
        yield operand
