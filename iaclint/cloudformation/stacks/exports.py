"""The exports of the stacks of a run."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.cloudformation.eval.context import Stack


class Exports:
    """Stack outputs by export name."""

    def __init__(self) -> None:
        self._pending: list[Stack] = []
        self._found: dict[str, list[tuple[Stack, str]]] = defaultdict(list)

    def add(self, stack: Stack) -> None:
        """Add the exports of a stack."""
        self._pending.append(stack)

    def find(self, name: str) -> tuple[Stack, str] | None:
        """Return the stack and the output that export a name; None unless there is exactly one.

        Stacks that export the same name are alternatives: export names are unique per region.
        """
        while self._pending:
            stack = self._pending.pop()
            for exported, output in _exports(stack):
                self._found[exported].append((stack, output))
        found = self._found.get(name, ())
        return found[0] if len(found) == 1 else None


def _exports(stack: Stack) -> Iterator[tuple[str, str]]:
    for output, entry in stack.template.outputs.items():
        export = entry.value.get("Export") if isinstance(entry.value, Mapping) else None
        node = export.get("Name") if isinstance(export, Mapping) else None
        if node is None or not isinstance(entry.value, Mapping):
            continue
        condition = entry.value.get("Condition")
        written = literal_text(condition) if condition is not None else None
        frame = stack.frame()
        if written is not None and frame.condition(written) is False:
            continue
        name = frame.value(node)
        if isinstance(name, str):
            yield name, output
