"""As what a template is deployed: as a stack of its own, or nested in another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from iaclint.cloudformation.evaluation import Evaluator, Frame
    from iaclint.resource import Call
    from iaclint.source import Span
    from iaclint.syntax.tree import Node
    from iaclint.values import Unknown


class Neighbours(Protocol):
    """The other stacks of a run, as far as a template's values can come from them."""

    def nested(self, evaluator: Evaluator, name: str) -> Evaluator | None:
        """Return the stack that a resource of a template nests; None where it is not known."""

    def exported(self, name: str) -> tuple[Evaluator, str] | None:
        """Return the stack that exports a name, and its output; None unless there is one."""


class Argument(Struct, frozen=True, eq=False):
    """What a nested stack's parameter is given."""

    node: Node | None
    """None for what differs between the instances of a stack set."""
    frame: Frame
    """Where the node is evaluated: in the template that nests the stack."""
    span: Span
    caller: str
    """The address of the nested stack."""


class Deployment(Struct, frozen=True, eq=False):
    """One stack."""

    scope: str
    """The path of the template that is deployed on its own, with all that is nested in it."""
    prefix: str = ""
    """What comes before the names of a nested stack's resources: ``Nested/``."""
    calls: tuple[Call, ...] = ()
    """The nested stacks that lead to it, outermost first."""
    arguments: Mapping[str, Argument] | None = None
    """What the parameters are given; None for a stack of its own, which the user gives them."""
    presence: Unknown | None = None
    """What decides whether the stack exists at all, where that is not known."""
    neighbours: Neighbours | None = None
    name: str | None = None
    """The stack's name, where something says it."""
    is_elsewhere: bool = False
    """Whether it is deployed to accounts and regions that are not known: by a stack set."""
