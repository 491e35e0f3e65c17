"""What evaluation works with: a stack, where an evaluation stands in it, and its deployment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.assumptions import Assumptions
    from iaclint.cloudformation.options import Options
    from iaclint.cloudformation.template.template import Template
    from iaclint.files.source import Span
    from iaclint.resource import Call
    from iaclint.symbolic.path_conditions import PathCondition
    from iaclint.symbolic.values import Identity, Unknown, Value
    from iaclint.syntax.tree import Node


class Stack(Protocol):
    """What is known of one stack; ``Evaluator`` implements it."""

    @property
    def template(self) -> Template:
        """The template."""

    @property
    def options(self) -> Options:
        """What the user says about the deployment."""

    @property
    def deployment(self) -> Deployment:
        """As what the template is deployed."""

    @property
    def scope(self) -> str:
        """The scope of its resources."""

    @property
    def has_references(self) -> bool:
        """Whether its values can have dynamic references in them."""

    def frame(self) -> Frame:
        """Return where the evaluation of a resource starts."""

    def output(self, name: str, depth: int = 0) -> Value:
        """Return an output's value as other stacks see it."""

    def output_node(self, name: str) -> tuple[Frame, Node] | None:
        """Return an output's value as it is written, where there is such an output."""

    def nested(self, name: str) -> Stack | None:
        """Return the stack that a resource nests, None where it is not known."""

    def address(self, resource: str) -> str:
        """Return a resource's address: the path of its construct, else its logical id."""

    def path_condition(self, condition: str, depth: int = 0) -> PathCondition:
        """Return what a condition says, to hold it against others."""

    def base_condition(self, condition: str) -> tuple[str, bool]:
        """Return the condition that another one repeats or negates, and whether it repeats it."""

    def unknown_condition(self, condition: str) -> Unknown:
        """Return the unknown that stands for a condition."""


class Frame(Protocol):
    """Where an evaluation stands: which conditions are assumed, and how deep it is in calls."""

    @property
    def evaluator(self) -> Stack:
        """The stack."""

    @property
    def assumptions(self) -> Assumptions:
        """The conditions that are assumed."""

    @property
    def depth(self) -> int:
        """How deep the evaluation is in calls."""

    def value(self, node: Node) -> Value:
        """Evaluate a node. ``ABSENT`` is what ``AWS::NoValue`` makes of it."""

    def operand(self, node: Node) -> Value:
        """Evaluate a node where a condition is expected."""

    def reference(self, name: str) -> Value:
        """Return what ``Ref`` gives for a name."""

    def attribute(self, resource: str, attribute: str) -> Value:
        """Return what ``Fn::GetAtt`` gives."""

    def imported(self, name: str) -> Value:
        """Return what a stack of this run exports under a name; ``ABSENT`` where none does."""

    def key(self, resource: str) -> str:
        """Return a resource's key (see ``Resource.key``)."""

    def identity(self, what: str) -> Identity:
        """Return the identity of something that this stack has one of."""

    def condition(self, name: str) -> bool | Unknown:
        """Return whether a condition holds here."""

    def assuming(self, condition: str, holds: bool) -> Frame:
        """Return the frame in which a condition is taken to be true or false."""

    def at_depth(self, depth: int) -> Frame:
        """Return the frame at another depth of calls."""

    def mapping(self, name: str) -> Node | None:
        """Return an entry of the Mappings section."""

    def bounded_value(self, node: Node) -> Value:
        """Evaluate what a template may use any number of times."""

    def join(self, *values: Value) -> Value:
        """Put texts together. No value is a choice."""

    def bounded(self, value: Value) -> Value:
        """Return a value, or an unknown where the template makes too much of it."""


class OtherStacks(Protocol):
    """The other stacks of a run, as far as a template's values can come from them."""

    def nested(self, stack: Stack, name: str) -> Stack | None:
        """Return the stack that a resource of a template nests; None where it is not known."""

    def exported(self, name: str) -> tuple[Stack, str] | None:
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
    other_stacks: OtherStacks | None = None
    name: str | None = None
    """The stack's name, where something says it."""
    is_stack_instance: bool = False
    """Whether it is deployed to accounts and regions that are not known: by a stack set."""
