"""The Rules section: what a template asks of its parameters before anything is deployed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.cloudformation.eval.evaluator import Evaluator
from iaclint.cloudformation.eval.intrinsics.conditions import truth
from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.symbolic.values import Truth
from iaclint.syntax.tree import Entry, Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.cloudformation.eval.context import Frame, Stack
    from iaclint.syntax.tree import Node


def check_rules(stack: Stack) -> Iterator[Diagnostic]:
    """Yield the assertions that the parameters are known to violate.

    Documentation page "CloudFormation template Rules syntax". What is not known violates
    nothing, and neither does a default: rules are there to make somebody choose another value.
    """
    if not stack.template.rules:
        return
    frame = _before_defaults(stack).frame()
    for name, entry in stack.template.rules.items():
        rule = entry.value
        if isinstance(rule, Mapping) and _applies(rule, frame):
            for assertion in _assertions(rule):
                if _holds(assertion.get("Assert"), frame) is Truth.FALSE:
                    yield _violation(name, assertion)


def _before_defaults(stack: Stack) -> Stack:
    """Return a stack whose parameters have the values that they are given and no others.

    That of a nested stack is what it is: nobody else will give it values.
    """
    if stack.deployment.arguments is not None:
        return stack
    template = stack.template
    parameters = {
        name: Entry(entry.key, _without_default(entry.value))
        for name, entry in template.parameters.items()
    }
    return Evaluator(replace(template, parameters=parameters), stack.options, stack.deployment)


def _without_default(node: Node) -> Node:
    if not isinstance(node, Mapping):
        return node
    entries = {key: entry for key, entry in node.entries.items() if key != "Default"}
    return Mapping(entries, node.file, node.start_byte, node.end_byte, node.tag)


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
    message = f"these parameters violate the rule {name}" + (f": {text}" if text else "")
    span = assertion.entries["Assert"].value.span.first_line()
    hint = "CloudFormation refuses to deploy this; give other values with --parameters"
    return Diagnostic(Level.WARNING, "rule-violated", message, span, hint)
