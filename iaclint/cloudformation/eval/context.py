"""Interfaces of evaluation: a stack, an evaluation frame, and a deployment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.assumptions import Assumptions
    from iaclint.cloudformation.eval.rule_conditions import RuleConditions
    from iaclint.cloudformation.options import Options
    from iaclint.cloudformation.template.template import Template
    from iaclint.files.source import SourceFile, Span
    from iaclint.resource import Call
    from iaclint.symbolic.path_conditions import PathCondition
    from iaclint.symbolic.values import Identity, Unknown, Value
    from iaclint.syntax.tree import Node


class Stack(Protocol):
    """One stack; ``Evaluator`` implements it."""

    @property
    def template(self) -> Template:
        """The template."""

    @property
    def options(self) -> Options:
        """The options that the user passes."""

    @property
    def deployment(self) -> Deployment:
        """How the template is deployed."""

    @property
    def scope(self) -> str:
        """The scope of its resources."""

    @property
    def has_references(self) -> bool:
        """Whether its values may contain dynamic references."""

    def frame(self) -> Frame:
        """Return a frame without assumptions."""

    def physical_name(self, resource: str, depth: int = 0) -> Value:
        """Return the name that a resource is given and ``Ref`` returns; ``ABSENT`` without one."""

    def output(self, name: str, depth: int = 0) -> Value:
        """Return the value of an output, as other stacks see it."""

    def output_node(self, name: str) -> tuple[Frame, Node] | None:
        """Return the node of an output's value; None if the output does not exist."""

    def nested(self, name: str) -> Stack | None:
        """Return the nested stack of a resource, None if it is unknown."""

    def address(self, resource: str) -> str:
        """Return the address of a resource: its construct path, else its logical ID."""

    @property
    def conditions(self) -> Conditions:
        """The conditions."""

    def parameter(self, name: str, depth: int = 0) -> Value:
        """Return the value of a parameter; raises ``KeyError``."""

    @property
    def rules(self) -> RuleConditions:
        """What the rules of the template make certain of its parameters."""

    def before_rules(self) -> Stack:
        """Return the stack as its rules see it: without them, and without defaults."""

    def imported(self, name: str, depth: int) -> Value:
        """Return the value that a stack of this run exports; ``ABSENT`` if none does."""

    def identity(self, what: str) -> Identity:
        """Return the identity of something that is unique in this stack."""

    @property
    def out_of_steps(self) -> Span | None:
        """Where the budget is used up; None if it is not."""

    def spend(self, amount: int, node: Node | None = None) -> bool:
        """Take an amount from the budget, for a node; return whether the budget suffices."""


class Conditions(Protocol):
    """The conditions of a stack; ``ConditionEvaluator`` implements it."""

    def holds(self, name: str, frame: Frame) -> bool | Unknown:
        """Return whether a condition is true under the assumptions of a frame."""

    def path_condition(self, condition: str, depth: int = 0) -> PathCondition:
        """Return the formula of a condition, to compare it with others."""

    def base(self, condition: str) -> tuple[str, bool]:
        """Return the condition that an alias or a negation refers to, and False for a negation."""

    def unknown(self, condition: str) -> Unknown:
        """Return the unknown value of a condition."""


class Frame(Protocol):
    """The context of an evaluation: the assumed conditions and the call depth."""

    @property
    def evaluator(self) -> Stack:
        """The stack."""

    @property
    def assumptions(self) -> Assumptions:
        """The assumed conditions."""

    @property
    def depth(self) -> int:
        """The call depth."""

    def value(self, node: Node) -> Value:
        """Return the value of a node; ``ABSENT`` for ``AWS::NoValue``."""

    def operand(self, node: Node) -> Value:
        """Return the value of a node where a condition is expected."""

    def reference(self, name: str) -> Value:
        """Return the value of ``Ref`` for a name."""

    def attribute(self, resource: str, attribute: str) -> Value:
        """Return the value of ``Fn::GetAtt``."""

    def imported(self, name: str) -> Value:
        """Return the value that a stack of this run exports; ``ABSENT`` if none does."""

    def key(self, resource: str) -> str:
        """Return a resource's key (see ``Resource.key``)."""

    def identity(self, what: str) -> Identity:
        """Return the identity of something that is unique in this stack."""

    def condition(self, name: str) -> bool | Unknown:
        """Return whether a condition is true under the assumptions."""

    def assuming(self, condition: str, holds: bool) -> Frame:
        """Return the frame in which a condition is assumed to be true or false."""

    def at_depth(self, depth: int) -> Frame:
        """Return the frame with another call depth."""

    def of_condition(self) -> Frame:
        """Return the frame of the definition of a condition, which cannot refer to resources."""

    def mapping(self, name: str) -> Node | None:
        """Return an entry of the Mappings section."""

    def bounded_value(self, node: Node) -> Value:
        """Return the value of a node, counted against the budget of the template."""

    def join(self, *values: Value) -> Value:
        """Return the concatenation of strings. No value is a choice."""

    def bounded(self, value: Value, node: Node | None = None) -> Value:
        """Return a value, or an unknown one if the template exceeds its budget."""


class OtherStacks(Protocol):
    """The other stacks of a run, from which values may come."""

    def nested(self, stack: Stack, name: str) -> Stack | None:
        """Return the nested stack of a resource; None if it is unknown."""

    def exported(self, name: str) -> tuple[Stack, str] | None:
        """Return the stack and the output that export a name; None unless there is exactly one."""


class Argument(Struct, frozen=True, eq=False):
    """The value that a parent stack passes to a parameter of a nested stack."""

    node: Node
    frame: Frame
    """The frame of the node, in the parent template."""
    span: Span
    caller: str
    """The address of the nested stack."""
    read: Callable[[int], Value] | None = None
    """How to read the value at a call depth; None if it is that of the node."""

    def value(self, depth: int) -> Value:
        """Return the value at a call depth; ``ABSENT`` if none is passed."""
        if self.read is not None:
            return self.read(depth)
        return self.frame.at_depth(depth).value(self.node)


class Deployment(Struct, frozen=True, eq=False):
    """How a template is deployed: as a root stack, a nested stack or a stack instance."""

    scope: str
    """The path of the root template."""
    root: SourceFile | None = None
    """The root template; None for one in a Terraform resource."""
    prefix: str = ""
    """The prefix of resource addresses in a nested stack: ``Nested/``."""
    calls: tuple[Call, ...] = ()
    """The resources of nested stacks that lead to it, outermost first."""
    arguments: Mapping[str, Argument] | None = None
    """The values of the parameters; None for a root stack, whose values the user passes."""
    presence: Unknown | None = None
    """The unknown condition of the stack's existence; None if it always exists."""
    other_stacks: OtherStacks | None = None
    name: str | None = None
    """The stack name, where known."""
    is_stack_instance: bool = False
    """Whether a stack set deploys it, to unknown accounts and regions."""
