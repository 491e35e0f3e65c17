"""The Rules section: what a template asks of its parameters before anything is deployed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.calls import literal
from iaclint.cloudformation.intrinsics.conditions import truth
from iaclint.diagnostics import Diagnostic, Level
from iaclint.syntax.tree import Mapping, Sequence
from iaclint.values import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.cloudformation.evaluation import Evaluator, Frame
    from iaclint.syntax.tree import Node


def check_rules(stack: Evaluator) -> Iterator[Diagnostic]:
    """Yield the assertions that the parameters are known to violate.

    Documentation page "CloudFormation template Rules syntax". What is not known violates
    nothing.
    """
    frame = stack.frame()
    for name, entry in stack.template.rules.items():
        rule = entry.value
        if isinstance(rule, Mapping) and _applies(rule, frame):
            for assertion in _assertions(rule):
                if _holds(assertion.get("Assert"), frame) is Truth.FALSE:
                    yield _violation(name, assertion)


def _applies(rule: Mapping, frame: Frame) -> bool:
    condition = rule.get("RuleCondition")
    return condition is None or _holds(condition, frame) is Truth.TRUE


def _assertions(rule: Mapping) -> Iterator[Mapping]:
    written = rule.get("Assertions")
    items = written.items if isinstance(written, Sequence) else ()
    yield from (item for item in items if isinstance(item, Mapping))


def _holds(node: Node | None, frame: Frame) -> Truth:
    return Truth.UNKNOWN if node is None else truth(frame.operand(node))


def _violation(name: str, assertion: Mapping) -> Diagnostic:
    described = assertion.get("AssertDescription")
    text = literal(described) if described is not None else None
    message = f"these parameters violate the rule {name}" + (f": {text}" if text else "")
    span = assertion.entries["Assert"].value.span.first_line()
    hint = "CloudFormation refuses to deploy this; give other values with --parameters"
    return Diagnostic(Level.WARNING, "rule-violated", message, span, hint)
