"""Conditions that depend on themselves, and resources that wait for each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from iaclint.cloudformation.template.calls import as_operand, literal
from iaclint.cloudformation.template.template import problem
from iaclint.limits import MAX_CYCLE_NAMES
from iaclint.syntax.tree import Entry, Node, Sequence

if TYPE_CHECKING:
    from iaclint.cloudformation.template.template import Template
    from iaclint.files.diagnostics import Diagnostic


def find_circles(template: Template, uses: Mapping[str, Collection[str]]) -> list[Diagnostic]:
    """Return a diagnostic for the first circle of conditions and that of resources.

    ``uses`` are the resources that each resource needs.
    """
    conditions = {name: _used(entry.value) for name, entry in template.conditions.items()}
    return [
        *_find_circle("condition", conditions, template.conditions, None),
        *_find_circle("resource", uses, template.resources, _HINT),
    ]


_HINT = "break the circle: let one of them be set by a resource of its own, or take a fixed name"


def _find_circle(
    noun: str,
    uses: Mapping[str, Collection[str]],
    entries: Mapping[str, Entry],
    hint: str | None,
) -> list[Diagnostic]:
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        # The sorter goes from what is used to what uses it.
        circle = list(reversed(error.args[1]))
        shown = circle
        if len(circle) > MAX_CYCLE_NAMES:
            shown = [*circle[:MAX_CYCLE_NAMES], "…", circle[-1]]
        message = f"the {noun} {circle[0]} depends on itself: {' → '.join(shown)}"
        span = entries[circle[0]].key.span
        return [problem(span, message, hint, "circular-reference")]
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
