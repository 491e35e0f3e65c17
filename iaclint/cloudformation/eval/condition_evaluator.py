"""Evaluation of the Conditions section of a stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.condition_logic import path_condition_of
from iaclint.cloudformation.eval.intrinsics.conditions import truth
from iaclint.cloudformation.template.function_calls import as_condition_call, literal_text
from iaclint.limits import MAX_CALL_DEPTH, MAX_RULE_TRIALS
from iaclint.symbolic.path_conditions import Equals, PathCondition, negate
from iaclint.symbolic.possibility import possible, trials
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.unsettled import unsettled_cause
from iaclint.symbolic.values import Guard, Unknown, Value
from iaclint.syntax.tree import Sequence

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.assumptions import Assumptions
    from iaclint.cloudformation.eval.context import Frame, Stack
    from iaclint.cloudformation.eval.cycles import CycleGuard


class ConditionEvaluator:
    """Evaluates the conditions of one stack (see ``Conditions``)."""

    def __init__(self, stack: Stack, cycles: CycleGuard) -> None:
        self._stack = stack
        self._cycles = cycles
        self._values: dict[tuple[str, Assumptions], Value] = {}
        self._path_conditions: dict[str, PathCondition] = {}
        self._causes: dict[str, str] = {}
        """By condition, the symbol that no input settles."""

    def holds(self, name: str, frame: Frame) -> bool | Unknown:
        """Return whether a condition is true under the assumptions of a frame."""
        for holds in (True, False):
            if (name, holds) in frame.assumptions:
                return holds
        key = name, frame.assumptions
        if key not in self._values:
            value = self._evaluate(name, frame)
            if truth(value) is Truth.UNKNOWN:
                self._note_cause(name, value)
                value = self._implied(name, frame, value)
            self._values[key] = value
        found = truth(self._values[key])
        return self.unknown(name) if found is Truth.UNKNOWN else found is Truth.TRUE

    def _note_cause(self, name: str, value: Value) -> None:
        cause = unsettled_cause(value.symbol) if isinstance(value, Unknown) else None
        if cause is not None:
            self._causes.setdefault(name, cause)

    def _implied(self, name: str, frame: Frame, otherwise: Value) -> Value:
        """Return the value of a condition that assumptions and rules imply, else ``otherwise``."""
        case = self.path_condition(name, frame.depth)
        assumed = [
            path if holds else negate(path)
            for other, holds in sorted(frame.assumptions)
            for path in (self.path_condition(other, frame.depth),)
        ]
        assumed += self._rules_about([case, *assumed])
        if not possible([*assumed, case]):
            return False
        return otherwise if possible([*assumed, negate(case)]) else True

    def _rules_about(self, cases: list[PathCondition]) -> list[PathCondition]:
        """Return what rules make certain of the things that cases name, if it is soon tried."""
        about = self._stack.rules.about
        rules = list(dict.fromkeys(rule for case in cases for rule in about(case)))
        count = trials([*rules, *cases]) if rules else 0
        return rules if count <= MAX_RULE_TRIALS and self._stack.spend(count) else []

    def path_condition(self, condition: str, depth: int = 0) -> PathCondition:
        """Return the formula of a condition, to compare it with others."""
        if condition not in self._path_conditions:
            entry = self._stack.template.conditions.get(condition)
            case: PathCondition = Equals(
                self._stack.identity(f"condition {condition}"), True, (True, False)
            )
            self._path_conditions[condition] = case  # for conditions that depend on themselves
            if entry is not None and depth < MAX_CALL_DEPTH:
                frame = self._stack.frame().at_depth(depth).of_condition()
                self._path_conditions[condition] = path_condition_of(frame, condition, entry.value)
        return self._path_conditions[condition]

    def unknown(self, condition: str) -> Guard:
        """Return the unknown value of a condition."""
        symbol = f"condition {self._stack.deployment.prefix}{condition}"
        if condition in self._causes:
            symbol = f"{symbol} ({self._causes[condition]})"
        holds = self.path_condition(condition)
        identity = self._stack.identity(f"condition {condition}")
        return Guard(symbol, identity, conditions=(holds, negate(holds)))

    def base(self, condition: str) -> tuple[str, bool]:
        """Return the condition that an alias or a negation refers to, and False for a negation.

        An assumption about ``IsProd`` then applies to ``NotProd`` as well.
        """
        same = True
        for _ in range(MAX_CALL_DEPTH):
            entry = self._stack.template.conditions.get(condition)
            call = as_condition_call(entry.value) if entry is not None else None
            negated = call is not None and call.name == "Not"
            if call is not None and negated:
                items = call.argument.items if isinstance(call.argument, Sequence) else ()
                call = as_condition_call(items[0]) if len(items) == 1 else None
            name = (
                literal_text(call.argument)
                if call is not None and call.name == "Condition"
                else None
            )
            if name is None:
                break
            condition, same = name, same is not negated
        return condition, same

    def _evaluate(self, name: str, frame: Frame) -> Value:
        entry = self._stack.template.conditions.get(name)
        if entry is None:
            return Unknown(f"condition {self._stack.deployment.prefix}{name}")
        of_condition, what = frame.of_condition(), f"condition {name}"
        return self._cycles.evaluate(what, lambda: of_condition.operand(entry.value))
