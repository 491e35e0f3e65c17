"""The outputs of a root module, evaluated on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.symbolic.values import Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World
from iaclint.terraform.blocks.locate import locate_in
from iaclint.terraform.blocks.trail import trail_of
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.operations.export import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from iaclint.files.source import Span
    from iaclint.resource import Path, Related
    from iaclint.syntax.hcl.nodes import Expression
    from iaclint.terraform.modules.instance import ModuleInstance


class Outputs:
    """The outputs of a root module; implements ``iaclint.resource.Body``."""

    def __init__(self, root: Callable[[], ModuleInstance]) -> None:
        self._root = root

    def names(self) -> tuple[str, ...]:
        """Return the names of the outputs, in the order of their declaration."""
        return tuple(self._root().module.outputs)

    def get(self, name: str) -> Value:
        """Return an output; ``ABSENT`` where there is none of the name."""
        root = self._root()
        try:
            return plain(root.output(name))
        except EvaluationError as error:
            root.diagnostics.report(error)
            return Unknown(error.symbol(f"output.{name}"))

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return where an output, or a part of one, is written."""
        expression = self._expression(path)
        if expression is None:
            return self._root().module.outputs[str(path[0])].span
        return locate_in(expression, path[1:], self._root().scope)

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return where an output's value came from."""
        expression = self._expression(path)
        return () if expression is None else trail_of(expression, path[1:], self._root().scope)

    def _expression(self, path: Path) -> Expression | None:
        attribute = self._root().module.outputs[str(path[0])].body.attributes.get("value")
        return attribute.expression if attribute else None
