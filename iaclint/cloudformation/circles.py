"""Conditions that depend on themselves."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from iaclint.cloudformation.calls import as_operand, literal
from iaclint.cloudformation.template import problem
from iaclint.syntax.tree import Node, Sequence

if TYPE_CHECKING:
    from iaclint.cloudformation.template import Template
    from iaclint.diagnostics import Diagnostic


def find_circle(template: Template) -> list[Diagnostic]:
    """Return a diagnostic with the first circle that there is, if there is one."""
    uses = {name: _used(entry.value) for name, entry in template.conditions.items()}
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        # The sorter goes from what is used to what uses it.
        circle = list(reversed(error.args[1]))
        message = f"the condition {circle[0]} depends on itself: {' → '.join(circle)}"
        span = template.conditions[circle[0]].key.span
        return [problem(span, message, code="circular-reference")]
    return []


def _used(node: Node) -> set[str]:
    """Return the conditions that a condition names."""
    call = as_operand(node)
    if call is None:
        return set()
    if call.name == "Condition":
        name = literal(call.argument)
        return set() if name is None else {name}
    argument = call.argument
    items = argument.items if isinstance(argument, Sequence) else ()
    return {name for item in items for name in _used(item)}
