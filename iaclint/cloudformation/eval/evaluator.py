"""Evaluation: nodes of a template to values, on demand.

A ``Frame`` is where an evaluation stands: which conditions are taken for granted there, and
how deep it is in calls. The ``Evaluator`` keeps what holds for a whole template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from iaclint.cloudformation.eval import text
from iaclint.cloudformation.eval.assumptions import NO_ASSUMPTIONS, Assumptions, combine
from iaclint.cloudformation.eval.condition_logic import case_of
from iaclint.cloudformation.eval.context import Deployment
from iaclint.cloudformation.eval.dynamic_references import may_have_references
from iaclint.cloudformation.eval.intrinsics import INTRINSICS, Malformed
from iaclint.cloudformation.eval.intrinsics.conditions import truth
from iaclint.cloudformation.eval.intrinsics.references import transform_name
from iaclint.cloudformation.eval.pseudo_parameters import OF_THE_STACK, pseudo_parameter
from iaclint.cloudformation.eval.resource_attributes import (
    OUTPUTS,
    REF,
    nature_of,
    nature_of_pseudo_parameter,
)
from iaclint.cloudformation.eval.text import length
from iaclint.cloudformation.template.calls import as_call, as_operand, literal
from iaclint.cloudformation.template.cdk_metadata import construct_paths
from iaclint.cloudformation.template.parameters import parameter_value
from iaclint.cloudformation.template.rule_bounds import bounds
from iaclint.cloudformation.template.template import attribute_node, type_of
from iaclint.limits import MAX_CALL_DEPTH, MAX_TEMPLATE_VALUES
from iaclint.symbolic.path_conditions import (
    Equals,
    PathCondition,
    negate,
    possible,
)
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    Guard,
    Identity,
    Truth,
    Unknown,
    Value,
)
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
    from iaclint.cloudformation.template.calls import Call
    from iaclint.cloudformation.template.template import Template

_TOO_LARGE: Final = Unknown("a value that is too large")
_TOO_DEEP: Final = Unknown("a value that is nested too deep")


class Evaluator:
    """What is known of one template, and how much work it may still cause."""

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
        self._cases: dict[str, PathCondition] = {}
        self._open: set[str] = set()
        self._bounds = bounds(template)
        self.has_references = may_have_references(template, options, self.deployment)
        self._room = max(MAX_TEMPLATE_VALUES, 10 * len(template.source.data))

    def frame(self, assumptions: Assumptions = NO_ASSUMPTIONS) -> EvaluationFrame:
        """Return where the evaluation of a resource starts."""
        return EvaluationFrame(self, assumptions)

    def parameter(self, name: str, depth: int = 0) -> Value:
        """Return a parameter's value; raises ``KeyError``."""
        if name not in self._parameters:
            node = self.template.parameters[name].value
            symbol = f"parameter {self.deployment.prefix}{name}"
            identity = self.identity(f"parameter {name}")
            within = self._bounds.get(name)
            self._parameters[name] = combine(
                lambda given: parameter_value(symbol, node, given, identity, within),
                self._given(name, depth),
            )
        return self._parameters[name]

    def _given(self, name: str, depth: int) -> Value:
        """Return what a parameter is given; ``ABSENT`` where its default counts."""
        arguments = self.deployment.arguments
        if arguments is None:
            return self.options.parameters.get(name, ABSENT)
        argument = arguments.get(name)
        if argument is None:
            return ABSENT
        node, frame = argument.node, argument.frame.at_depth(depth)
        if node is None:
            return Unknown(f"parameter {self.deployment.prefix}{name}")
        return self._once(f"parameter {name}", lambda: frame.value(node))

    def output(self, name: str, depth: int = 0) -> Value:
        """Return an output's value as other stacks see it."""
        symbol = f"{self.deployment.prefix}Outputs.{name}"
        if name not in self._outputs:
            found = self.output_node(name)
            if found is None:
                return Unknown(symbol)
            frame, node = found
            frame = frame.at_depth(depth)
            self._outputs[name] = self._once(f"output {name}", lambda: frame.value(node))
        return self._outputs[name]

    def output_node(self, name: str) -> tuple[Frame, Node] | None:
        """Return an output's value as it is written, where there is such an output."""
        entry = self.template.outputs.get(name)
        declared = entry.value if entry is not None else None
        node = declared.get("Value") if isinstance(declared, Mapping) else None
        if not isinstance(declared, Mapping) or node is None:
            return None
        condition = declared.get("Condition")
        written = literal(condition) if condition is not None else None
        frame = self.frame()
        if written is None:
            return frame, node
        # Who uses an output takes it for granted that it is there.
        return None if frame.condition(written) is False else (frame.assuming(written, True), node)

    def _once(self, what: str, evaluate: Callable[[], Value]) -> Value:
        """Evaluate what may lead through other stacks, and in the end back to itself."""
        if what in self._open:
            return Unknown(f"{self.deployment.prefix}{what}")
        self._open.add(what)
        try:
            return evaluate()
        except RecursionError:
            return _TOO_DEEP
        finally:
            self._open.remove(what)

    def nested(self, name: str) -> Stack | None:
        """Return the stack that a resource nests, None where it is not known."""
        neighbours = self.deployment.neighbours
        return None if neighbours is None else neighbours.nested(self, name)

    def imported(self, name: str, depth: int) -> Value:
        """Return what a stack of this run exports under a name; ``ABSENT`` where none does."""
        neighbours = self.deployment.neighbours
        found = None if neighbours is None else neighbours.exported(name)
        return ABSENT if found is None else found[0].output(found[1], depth)

    def address(self, resource: str) -> str:
        """Return a resource's address: the path of its construct, else its logical id."""
        return self._addresses.get(resource) or self.deployment.prefix + resource

    def condition(self, name: str, frame: Frame) -> bool | Unknown:
        """Return whether a condition holds in the world of a frame."""
        for holds in (True, False):
            if (name, holds) in frame.assumptions:
                return holds
        key = name, frame.assumptions
        if key not in self._conditions:
            value = self._condition(name, frame)
            if truth(value) is Truth.UNKNOWN:
                value = self._by_others(name, frame, value)
            self._conditions[key] = value
        found = truth(self._conditions[key])
        return self.undecided(name) if found is Truth.UNKNOWN else found is Truth.TRUE

    def _by_others(self, name: str, frame: Frame, otherwise: Value) -> Value:
        """Return a condition's value where those taken for granted leave only one."""
        case = self.case(name, frame.depth)
        granted = [
            self.case(other, frame.depth) if holds else negate(self.case(other, frame.depth))
            for other, holds in sorted(frame.assumptions)
        ]
        if not possible([*granted, case]):
            return False
        return otherwise if possible([*granted, negate(case)]) else True

    def case(self, condition: str, depth: int = 0) -> PathCondition:
        """Return what a condition says, to hold it against others."""
        if condition not in self._cases:
            entry = self.template.conditions.get(condition)
            case: PathCondition = Equals(
                self.identity(f"condition {condition}"), True, (True, False)
            )
            self._cases[condition] = case  # for conditions that depend on themselves
            if entry is not None and depth < MAX_CALL_DEPTH:
                frame = EvaluationFrame(self, depth=depth)
                self._cases[condition] = case_of(frame, condition, entry.value)
        return self._cases[condition]

    def undecided(self, condition: str) -> Guard:
        """Return the unknown that stands for a condition."""
        symbol = f"condition {self.deployment.prefix}{condition}"
        case = self.case(condition)
        identity = self.identity(f"condition {condition}")
        return Guard(symbol, identity, cases=(case, negate(case)))

    def root(self, condition: str) -> tuple[str, bool]:
        """Return the condition that another one only repeats or negates, and which it does.

        What holds for ``IsProd`` then settles ``NotProd`` as well.
        """
        same = True
        for _ in range(MAX_CALL_DEPTH):
            entry = self.template.conditions.get(condition)
            call = as_operand(entry.value) if entry is not None else None
            negated = call is not None and call.name == "Not"
            if call is not None and negated:
                items = call.argument.items if isinstance(call.argument, Sequence) else ()
                call = as_operand(items[0]) if len(items) == 1 else None
            name = literal(call.argument) if call is not None and call.name == "Condition" else None
            if name is None:
                break
            condition, same = name, same is not negated
        return condition, same

    def _condition(self, name: str, frame: Frame) -> Value:
        entry = self.template.conditions.get(name)
        if entry is None:
            return Unknown(f"condition {self.deployment.prefix}{name}")
        return self._once(f"condition {name}", lambda: frame.operand(entry.value))

    def identity(self, what: str) -> Identity:
        """Return the identity of something that this stack has one of."""
        return Identity(f"{self.scope}:{self.deployment.prefix}{what}", "")

    def spend(self, amount: int) -> bool:
        """Tell whether there is room for a value of a size, and take it."""
        self._room -= amount
        return self._room >= 0


class EvaluationFrame(Struct, frozen=True, eq=False):
    """Where an evaluation stands."""

    evaluator: Evaluator
    assumptions: Assumptions = NO_ASSUMPTIONS
    depth: int = 0

    def value(self, node: Node) -> Value:
        """Evaluate a node. ``ABSENT`` is what ``AWS::NoValue`` makes of it."""
        if isinstance(node, Scalar) and node.tag is None:
            return node.value
        call = as_call(node)
        if call is not None:
            return self._call(call)
        if isinstance(node, Mapping):
            return self._mapping(node)
        assert isinstance(node, Sequence)
        return self._list([self.value(item) for item in node.items])

    def operand(self, node: Node) -> Value:
        """Evaluate a node where a condition is expected."""
        call = as_operand(node)
        return self.value(node) if call is None else self._call(call)

    def _call(self, call: Call) -> Value:
        intrinsic = INTRINSICS.get(call.name)
        if intrinsic is None or self.depth >= MAX_CALL_DEPTH:
            return Unknown(call.spelled)
        try:
            return intrinsic.apply(self.at_depth(self.depth + 1), call)
        except Malformed:
            return Unknown(call.spelled)

    def _mapping(self, node: Mapping) -> Value:
        unwritten = unwritten_keys(node)
        if unwritten is not None:
            return unwritten
        items = ((key, self.value(entry.value)) for key, entry in node.entries.items())
        return {key: value for key, value in items if value is not ABSENT}

    def _list(self, values: list[Value]) -> Value:
        """Leave out what is no value; what may be none makes a choice of lists."""
        if not any(_may_be_absent(value) for value in values):
            return tuple(value for value in values if value is not ABSENT)
        doubtful = [value for value in values if _may_be_absent(value)]
        chosen = combine(lambda *case: _Case(case), *doubtful)
        return combine(lambda case: self._fill(values, case), chosen)

    def _fill(self, values: list[Value], case: Value) -> Value:
        if not isinstance(case, _Case):
            return case
        if not self.evaluator.spend(len(values)):
            return _TOO_LARGE
        chosen: Iterator[Value] = iter(case.values)
        filled = (next(chosen) if _may_be_absent(value) else value for value in values)
        return tuple(value for value in filled if value is not ABSENT)

    def reference(self, name: str) -> Value:
        """Return what ``Ref`` gives for a name."""
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
        nature = nature_of_pseudo_parameter(name)
        identity = Identity(f"{evaluator.scope}:{prefix}{name}", "", name, nature)
        return pseudo_parameter(name, evaluator.options, identity)

    def attribute(self, resource: str, attribute: str) -> Value:
        """Return what ``Fn::GetAtt`` gives."""
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
        kind = type_of(self.evaluator.template.resources[resource])
        return Identity(self.key(resource), attribute, kind, nature_of(kind, attribute))

    def imported(self, name: str) -> Value:
        """Return what a stack of this run exports under a name; ``ABSENT`` where none does."""
        return self.bounded(self.evaluator.imported(name, self.depth))

    def key(self, resource: str) -> str:
        """Return a resource's key (see ``Resource.key``)."""
        return f"{self.evaluator.scope}:{self.evaluator.address(resource)}"

    def identity(self, what: str) -> Identity:
        """Return the identity of something that this stack has one of."""
        return self.evaluator.identity(what)

    def condition(self, name: str) -> bool | Unknown:
        """Return whether a condition holds here."""
        return self.evaluator.condition(name, self)

    def assuming(self, condition: str, holds: bool) -> EvaluationFrame:
        """Return the frame in which a condition is taken to be true or false."""
        root, same = self.evaluator.root(condition)
        return replace(self, assumptions=self.assumptions | {(root, holds is same)})

    def at_depth(self, depth: int) -> EvaluationFrame:
        """Return the frame at another depth of calls."""
        return replace(self, depth=depth)

    def mapping(self, name: str) -> Node | None:
        """Return an entry of the Mappings section."""
        entry = self.evaluator.template.mappings.get(name)
        return None if entry is None else entry.value

    def shared(self, node: Node) -> Value:
        """Evaluate what a template may use any number of times."""
        return self.bounded(self.value(node))

    def join(self, *values: Value) -> Value:
        """Put texts together. No value is a choice."""
        if self.evaluator.spend(sum(length(value) for value in values)):
            return text.join(values)
        return _TOO_LARGE

    def bounded(self, value: Value) -> Value:
        """Return a value, unless the template has made too much of small beginnings."""
        if isinstance(value, Choice) or self.evaluator.spend(length(value)):
            return value
        return _TOO_LARGE


class _Case(Struct, frozen=True, eq=False):
    """The elements of a list that may be missing, in one case."""

    values: tuple[Value, ...]


def unwritten_keys(node: Mapping) -> Unknown | None:
    """Return what adds keys to a mapping at deployment, if something does."""
    for key, entry in node.entries.items():
        if key == "Fn::Transform":
            return Unknown(f"Fn::Transform {transform_name(entry.value)}".rstrip())
        if key.startswith("Fn::ForEach::"):
            return Unknown(key)
    return None


def _may_be_absent(value: Value) -> bool:
    """Tell whether an element is missing in some case but not in all of them."""
    return isinstance(value, Choice) and any(
        option is ABSENT or _may_be_absent(option) for option in value.options
    )
