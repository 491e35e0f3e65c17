"""Circular dependencies of conditions and of resources."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from iaclint.cloudformation.template.function_calls import as_condition_call, literal_text
from iaclint.cloudformation.template.template import template_error
from iaclint.limits import MAX_CYCLE_NAMES
from iaclint.syntax.tree import Entry, Node, Sequence

if TYPE_CHECKING:
    from iaclint.cloudformation.template.template import Template
    from iaclint.files.diagnostics import Diagnostic


def find_cycles(template: Template, uses: Mapping[str, Collection[str]]) -> list[Diagnostic]:
    """Return diagnostics for the first cycle of conditions and the first of resources.

    ``uses`` maps each resource to the resources that it depends on.
    """
    conditions = {name: _used(entry.value) for name, entry in template.conditions.items()}
    return [
        *_find_cycle("condition", conditions, template.conditions, None),
        *_find_cycle("resource", uses, template.resources, _HINT),
    ]


_HINT = "to break the cycle, move one of the references to a separate resource, or use a fixed name"


def _find_cycle(
    noun: str,
    uses: Mapping[str, Collection[str]],
    entries: Mapping[str, Entry],
    hint: str | None,
) -> list[Diagnostic]:
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        # The sorter lists dependencies first.
        cycle = list(reversed(error.args[1]))
        shown = (
            cycle if len(cycle) <= MAX_CYCLE_NAMES else [*cycle[:MAX_CYCLE_NAMES], "…", cycle[-1]]
        )
        message = f"circular dependency: {noun} {' → '.join(shown)}"
        span = entries[cycle[0]].key.span
        return [template_error(span, message, hint, "circular-reference")]
    return []


def _used(node: Node) -> set[str]:
    """Return the conditions that a condition refers to."""
    call = as_condition_call(node)
    if call is None:
        return set()
    if call.name == "Condition":
        name = literal_text(call.argument)
        return set() if name is None else {name}
    argument = call.argument
    items = argument.items if isinstance(argument, Sequence) else ()
    return {name for item in items for name in _used(item)}
