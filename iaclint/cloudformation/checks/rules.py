"""The Rules section: assertions about parameters that CloudFormation checks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.intrinsics.conditions import truth
from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.symbolic.truth import Truth
from iaclint.syntax.tree import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.cloudformation.eval.context import Frame, Stack
    from iaclint.syntax.tree import Node


def check_rules(stack: Stack) -> Iterator[Diagnostic]:
    """Yield a warning for each assertion that the given parameters violate.

    Documentation page "CloudFormation template Rules syntax". Unknown values and defaults
    violate nothing: a rule may force the user to override a default.
    """
    if not stack.template.rules:
        return
    frame = stack.before_rules().frame()
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
    text = literal_text(described) if described is not None else None
    message = f"the parameters violate rule {name}" + (f": {text}" if text else "")
    span = assertion.entries["Assert"].value.span.first_line()
    hint = "CloudFormation rejects this deployment; pass other values with --parameters"
    return Diagnostic(Level.WARNING, "rule-violated", message, span, hint)
