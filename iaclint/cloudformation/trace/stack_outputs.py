"""The outputs of a stack, evaluated lazily."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.trace.locate import LocatedNode, resolve_path
from iaclint.cloudformation.trace.provenance import provenance
from iaclint.resource import Root
from iaclint.symbolic.values import ABSENT, Value
from iaclint.symbolic.worlds import ANYWHERE, World

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Stack
    from iaclint.files.source import Span
    from iaclint.resource import Path, Related, Uncalled


def root_of(stack: Stack, uncalled: Uncalled | None = None) -> Root:
    """Return a stack as a root; ``uncalled`` is what it is for any parent."""
    shown = stack.template.source.display
    if stack.deployment.calls:
        shown = f"{shown} ({stack.deployment.calls[-1].address})"
    return Root(stack.scope, shown, "cloudformation", Outputs(stack), uncalled=uncalled)


class Outputs:
    """The outputs of a stack (see ``iaclint.resource.Body``)."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack

    def names(self) -> tuple[str, ...]:
        """Return the names of the outputs that exist or may exist."""
        outputs = self._stack.template.outputs
        return tuple(name for name in outputs if self._stack.output_node(name) is not None)

    def get(self, name: str) -> Value:
        """Return an output; ``ABSENT`` if it does not exist."""
        return ABSENT if self._stack.output_node(name) is None else self._stack.output(name)

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return where the value at a path is written."""
        place = self._place(path, world)
        return self._header(path) if place is None else place.span

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return where the value at a path comes from."""
        place = self._place(path, world)
        return () if place is None else provenance(place)

    def _header(self, path: Path) -> Span:
        return self._stack.template.outputs[str(path[0])].key.span

    def _place(self, path: Path, world: World) -> LocatedNode | None:
        found = self._stack.output_node(str(path[0]))
        if found is None:
            return None
        frame, node = found
        return resolve_path(LocatedNode(node, frame, self._header(path), path[1:], world=world))
