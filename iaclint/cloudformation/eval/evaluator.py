"""Lazy evaluation of the nodes of a template.

The ``Evaluator`` keeps the state of a stack. An ``EvaluationFrame`` is the context of one
evaluation: the assumed conditions and the call depth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from iaclint.cloudformation.eval import text
from iaclint.cloudformation.eval.assumptions import NO_ASSUMPTIONS, Assumptions, combine
from iaclint.cloudformation.eval.attribute_formats import identity_of, identity_of_pseudo_parameter
from iaclint.cloudformation.eval.condition_logic import path_condition_of
from iaclint.cloudformation.eval.context import Deployment
from iaclint.cloudformation.eval.dynamic_references import may_have_references
from iaclint.cloudformation.eval.intrinsics import INTRINSICS, MalformedCall
from iaclint.cloudformation.eval.intrinsics.conditions import truth
from iaclint.cloudformation.eval.intrinsics.references import transform_name
from iaclint.cloudformation.eval.pseudo_parameters import OF_THE_STACK, pseudo_parameter
from iaclint.cloudformation.eval.resource_attributes import (
    OUTPUTS,
    REF,
)
from iaclint.cloudformation.eval.text import length
from iaclint.cloudformation.template.cdk_metadata import construct_paths
from iaclint.cloudformation.template.function_calls import (
    as_condition_call,
    as_function_call,
    literal_text,
)
from iaclint.cloudformation.template.parameters import parameter_value
from iaclint.cloudformation.template.rule_constraints import rule_constraints
from iaclint.cloudformation.template.template import attribute_node
from iaclint.limits import MAX_CALL_DEPTH, MAX_TEMPLATE_VALUES
from iaclint.symbolic.path_conditions import Equals, PathCondition, negate, possible
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, Guard, Identity, Unknown, Value
from iaclint.syntax.tree import (
    Mapping,
    Node,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iaclint.cloudformation.eval.context import Frame, Stack
    from iaclint.cloudformation.options import Options
    from iaclint.cloudformation.template.function_calls import FunctionCall
    from iaclint.cloudformation.template.template import Template


_TOO_LARGE: Final = Unknown("a value that is too large")
_TOO_DEEP: Final = Unknown("a value that is nested too deep")


class Evaluator:
    """Evaluates one stack, within a budget."""

    def __init__(
        self, template: Template, options: Options, deployment: Deployment | None = None
    ) -> None:
        self.template = template
        self.options = options
        self.deployment = deployment or Deployment(template.source.display)
        self.scope = self.deployment.scope
        self._addresses = construct_paths(template)
        self._parameters: dict[str, Value] = {}
        self._outputs: dict[str, Value] = {}
        self._conditions: dict[tuple[str, Assumptions], Value] = {}
        self._path_conditions: dict[str, PathCondition] = {}
        self._in_progress: set[str] = set()
        self._constraints = rule_constraints(template)
        self.has_references = may_have_references(template, options, self.deployment)
        self._budget = max(MAX_TEMPLATE_VALUES, 10 * len(template.source.data))

    def frame(self, assumptions: Assumptions = NO_ASSUMPTIONS) -> EvaluationFrame:
        """Return a frame with some assumptions."""
        return EvaluationFrame(self, assumptions)

    def parameter(self, name: str, depth: int = 0) -> Value:
        """Return the value of a parameter; raises ``KeyError``."""
        if name not in self._parameters:
            node = self.template.parameters[name].value
            symbol = f"parameter {self.deployment.prefix}{name}"
            identity = self.identity(f"parameter {name}")
            within = self._constraints.get(name)
            self._parameters[name] = combine(
                lambda given: parameter_value(symbol, node, given, identity, within),
                self._given_value(name, depth),
            )
        return self._parameters[name]

    def _given_value(self, name: str, depth: int) -> Value:
        """Return the value passed to a parameter; ``ABSENT`` if its default applies."""
        arguments = self.deployment.arguments
        if arguments is None:
            return self.options.parameters.get(name, ABSENT)
        argument = arguments.get(name)
        if argument is None:
            return ABSENT
        node, frame = argument.node, argument.frame.at_depth(depth)
        if node is None:
            return Unknown(f"parameter {self.deployment.prefix}{name}")
        return self._without_cycle(f"parameter {name}", lambda: frame.value(node))

    def output(self, name: str, depth: int = 0) -> Value:
        """Return the value of an output, as other stacks see it."""
        symbol = f"{self.deployment.prefix}Outputs.{name}"
        if name not in self._outputs:
            found = self.output_node(name)
            if found is None:
                return Unknown(symbol)
            frame, node = found
            frame = frame.at_depth(depth)
            self._outputs[name] = self._without_cycle(f"output {name}", lambda: frame.value(node))
        return self._outputs[name]

    def output_node(self, name: str) -> tuple[Frame, Node] | None:
        """Return the node of an output's value; None if the output does not exist."""
        entry = self.template.outputs.get(name)
        declared = entry.value if entry is not None else None
        node = declared.get("Value") if isinstance(declared, Mapping) else None
        if not isinstance(declared, Mapping) or node is None:
            return None
        condition = declared.get("Condition")
        written = literal_text(condition) if condition is not None else None
        frame = self.frame()
        if written is None:
            return frame, node
        # A reference to an output assumes that it exists.
        return None if frame.condition(written) is False else (frame.assuming(written, True), node)

    def _without_cycle(self, what: str, evaluate: Callable[[], Value]) -> Value:
        """Return the result of ``evaluate``; unknown if the evaluation depends on itself."""
        if what in self._in_progress:
            return Unknown(f"{self.deployment.prefix}{what}")
        self._in_progress.add(what)
        try:
            return evaluate()
        except RecursionError:
            return _TOO_DEEP
        finally:
            self._in_progress.remove(what)

    def nested(self, name: str) -> Stack | None:
        """Return the nested stack of a resource, None if it is unknown."""
        other_stacks = self.deployment.other_stacks
        return None if other_stacks is None else other_stacks.nested(self, name)

    def imported(self, name: str, depth: int) -> Value:
        """Return the value that a stack of this run exports; ``ABSENT`` if none does."""
        other_stacks = self.deployment.other_stacks
        found = None if other_stacks is None else other_stacks.exported(name)
        return ABSENT if found is None else found[0].output(found[1], depth)

    def address(self, resource: str) -> str:
        """Return the address of a resource: its construct path, else its logical ID."""
        return self._addresses.get(resource) or self.deployment.prefix + resource

    def condition(self, name: str, frame: Frame) -> bool | Unknown:
        """Return whether a condition is true under the assumptions of a frame."""
        for holds in (True, False):
            if (name, holds) in frame.assumptions:
                return holds
        key = name, frame.assumptions
        if key not in self._conditions:
            value = self._condition(name, frame)
            if truth(value) is Truth.UNKNOWN:
                value = self._implied(name, frame, value)
            self._conditions[key] = value
        found = truth(self._conditions[key])
        return self.unknown_condition(name) if found is Truth.UNKNOWN else found is Truth.TRUE

    def _implied(self, name: str, frame: Frame, otherwise: Value) -> Value:
        """Return the value of a condition that the assumptions imply, else ``otherwise``."""
        case = self.path_condition(name, frame.depth)
        assumed = [
            self.path_condition(other, frame.depth)
            if holds
            else negate(self.path_condition(other, frame.depth))
            for other, holds in sorted(frame.assumptions)
            for found in (self.path_condition(other, frame.depth),)
        ]
        if not possible([*assumed, case]):
            return False
        return otherwise if possible([*assumed, negate(case)]) else True

    def path_condition(self, condition: str, depth: int = 0) -> PathCondition:
        """Return the formula of a condition, to compare it with others."""
        if condition not in self._path_conditions:
            entry = self.template.conditions.get(condition)
            case: PathCondition = Equals(
                self.identity(f"condition {condition}"), True, (True, False)
            )
            self._path_conditions[condition] = case  # for conditions that depend on themselves
            if entry is not None and depth < MAX_CALL_DEPTH:
                frame = EvaluationFrame(self, depth=depth)
                self._path_conditions[condition] = path_condition_of(frame, condition, entry.value)
        return self._path_conditions[condition]

    def unknown_condition(self, condition: str) -> Guard:
        """Return the unknown value of a condition."""
        symbol = f"condition {self.deployment.prefix}{condition}"
        holds = self.path_condition(condition)
        identity = self.identity(f"condition {condition}")
        return Guard(symbol, identity, conditions=(holds, negate(holds)))

    def base_condition(self, condition: str) -> tuple[str, bool]:
        """Return the condition that an alias or a negation refers to, and False for a negation.

        An assumption about ``IsProd`` then applies to ``NotProd`` as well.
        """
        same = True
        for _ in range(MAX_CALL_DEPTH):
            entry = self.template.conditions.get(condition)
            call = as_condition_call(entry.value) if entry is not None else None
            negated = call is not None and call.name == "Not"
            if call is not None and negated:
                items = call.argument.items if isinstance(call.argument, Sequence) else ()
                call = as_condition_call(items[0]) if len(items) == 1 else None
            name = (
                literal_text(call.argument)
                if call is not None and call.name == "Condition"
                else None
            )
            if name is None:
                break
            condition, same = name, same is not negated
        return condition, same

    def _condition(self, name: str, frame: Frame) -> Value:
        entry = self.template.conditions.get(name)
        if entry is None:
            return Unknown(f"condition {self.deployment.prefix}{name}")
        return self._without_cycle(f"condition {name}", lambda: frame.operand(entry.value))

    def identity(self, what: str) -> Identity:
        """Return the identity of something that is unique in this stack."""
        return Identity(f"{self.scope}:{self.deployment.prefix}{what}", "")

    def spend(self, amount: int) -> bool:
        """Take an amount from the budget; return whether the budget suffices."""
        self._budget -= amount
        return self._budget >= 0


class EvaluationFrame(Struct, frozen=True, eq=False):
    """The context of an evaluation (see ``Frame``)."""

    evaluator: Evaluator
    assumptions: Assumptions = NO_ASSUMPTIONS
    depth: int = 0

    def value(self, node: Node) -> Value:
        """Return the value of a node; ``ABSENT`` for ``AWS::NoValue``."""
        if isinstance(node, Scalar) and node.tag is None:
            return node.value
        call = as_function_call(node)
        if call is not None:
            return self._call(call)
        if isinstance(node, Mapping):
            return self._mapping(node)
        assert isinstance(node, Sequence)
        return self._list([self.value(item) for item in node.items])

    def operand(self, node: Node) -> Value:
        """Return the value of a node where a condition is expected."""
        call = as_condition_call(node)
        return self.value(node) if call is None else self._call(call)

    def _call(self, call: FunctionCall) -> Value:
        intrinsic = INTRINSICS.get(call.name)
        if intrinsic is None or self.depth >= MAX_CALL_DEPTH:
            return Unknown(call.written_name)
        try:
            return intrinsic.apply(self.at_depth(self.depth + 1), call)
        except MalformedCall:
            return Unknown(call.written_name)

    def _mapping(self, node: Mapping) -> Value:
        unwritten = generated_keys(node)
        if unwritten is not None:
            return unwritten
        items = ((key, self.value(entry.value)) for key, entry in node.entries.items())
        return {key: value for key, value in items if value is not ABSENT}

    def _list(self, values: list[Value]) -> Value:
        """Return a list without absent elements; a choice of lists if an element may be absent."""
        if not any(_may_be_absent(value) for value in values):
            return tuple(value for value in values if value is not ABSENT)
        optional = [value for value in values if _may_be_absent(value)]
        return combine(lambda *chosen: self._fill(values, iter(chosen)), *optional)

    def _fill(self, values: list[Value], chosen: Iterator[Value]) -> Value:
        """Return a list with each element that may be absent decided, in order."""
        if not self.evaluator.spend(len(values)):
            return _TOO_LARGE
        filled = (next(chosen) if _may_be_absent(value) else value for value in values)
        return tuple(value for value in filled if value is not ABSENT)

    def reference(self, name: str) -> Value:
        """Return the value of ``Ref`` for a name."""
        evaluator = self.evaluator
        if name in evaluator.template.parameters:
            return self.bounded(evaluator.parameter(name, self.depth))
        if name in evaluator.template.resources:
            symbol = evaluator.deployment.prefix + name
            return Unknown(symbol, self._identity(name, REF), not_null=True)
        if name == "AWS::StackName" and evaluator.deployment.name is not None:
            return evaluator.deployment.name
        # A nested stack is in the region and account of the one that nests it.
        prefix = evaluator.deployment.prefix if name in OF_THE_STACK else ""
        identity = identity_of_pseudo_parameter(f"{evaluator.scope}:{prefix}{name}", name)
        return pseudo_parameter(name, evaluator.options, identity)

    def attribute(self, resource: str, attribute: str) -> Value:
        """Return the value of ``Fn::GetAtt``."""
        symbol = f"{self.evaluator.deployment.prefix}{resource}.{attribute}"
        if resource not in self.evaluator.template.resources:
            return Unknown(symbol)
        if attribute.startswith(OUTPUTS):
            nested = self.evaluator.nested(resource)
            if nested is not None:
                return self.bounded(nested.output(attribute[len(OUTPUTS) :], self.depth))
        written = attribute_node(self.evaluator.template.resources[resource], attribute)
        value = ABSENT if written is None else self.bounded(self.value(written))
        if isinstance(value, (str, int, float)):
            return value
        return Unknown(symbol, self._identity(resource, attribute))

    def _identity(self, resource: str, attribute: str) -> Identity:
        entry = self.evaluator.template.resources[resource]
        return identity_of(self.key(resource), attribute, entry)

    def imported(self, name: str) -> Value:
        """Return the value that a stack of this run exports; ``ABSENT`` if none does."""
        return self.bounded(self.evaluator.imported(name, self.depth))

    def key(self, resource: str) -> str:
        """Return a resource's key (see ``Resource.key``)."""
        return f"{self.evaluator.scope}:{self.evaluator.address(resource)}"

    def identity(self, what: str) -> Identity:
        """Return the identity of something that is unique in this stack."""
        return self.evaluator.identity(what)

    def condition(self, name: str) -> bool | Unknown:
        """Return whether a condition is true under the assumptions."""
        return self.evaluator.condition(name, self)

    def assuming(self, condition: str, holds: bool) -> EvaluationFrame:
        """Return the frame in which a condition is assumed to be true or false."""
        root, same = self.evaluator.base_condition(condition)
        return replace(self, assumptions=self.assumptions | {(root, holds is same)})

    def at_depth(self, depth: int) -> EvaluationFrame:
        """Return the frame with another call depth."""
        return replace(self, depth=depth)

    def mapping(self, name: str) -> Node | None:
        """Return an entry of the Mappings section."""
        entry = self.evaluator.template.mappings.get(name)
        return None if entry is None else entry.value

    def bounded_value(self, node: Node) -> Value:
        """Return the value of a node, counted against the budget of the template."""
        return self.bounded(self.value(node))

    def join(self, *values: Value) -> Value:
        """Return the concatenation of strings. No value is a choice."""
        if self.evaluator.spend(sum(length(value) for value in values)):
            return text.join(values)
        return _TOO_LARGE

    def bounded(self, value: Value) -> Value:
        """Return a value, or an unknown one if the template exceeds its budget."""
        if isinstance(value, Choice) or self.evaluator.spend(length(value)):
            return value
        return _TOO_LARGE


def generated_keys(node: Mapping) -> Unknown | None:
    """Return an unknown if deployment adds keys to a mapping, else None."""
    for key, entry in node.entries.items():
        if key == "Fn::Transform":
            return Unknown(f"Fn::Transform {transform_name(entry.value)}".rstrip())
        if key.startswith("Fn::ForEach::"):
            return Unknown(key)
    return None


def _may_be_absent(value: Value) -> bool:
    """Return whether an element is absent in some cases only."""
    return isinstance(value, Choice) and any(
        option is ABSENT or _may_be_absent(option) for option in value.options
    )
