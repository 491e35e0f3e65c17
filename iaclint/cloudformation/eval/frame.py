"""Evaluation of the nodes of a template, in the context of one evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from iaclint.cloudformation.eval import text
from iaclint.cloudformation.eval.assumptions import NO_ASSUMPTIONS, Assumptions, combine
from iaclint.cloudformation.eval.attribute_formats import identity_of, identity_of_pseudo_parameter
from iaclint.cloudformation.eval.intrinsics import INTRINSICS, MalformedCall
from iaclint.cloudformation.eval.intrinsics.references import transform_name
from iaclint.cloudformation.eval.pseudo_parameters import OF_THE_STACK, pseudo_parameter
from iaclint.cloudformation.eval.resource_attributes import OUTPUTS, REF, nature_of
from iaclint.cloudformation.eval.text import length
from iaclint.cloudformation.template.function_calls import as_condition_call, as_function_call
from iaclint.cloudformation.template.template import attribute_node
from iaclint.files.work import OUT_OF_STEPS
from iaclint.limits import MAX_CALL_DEPTH
from iaclint.symbolic.natures import Form
from iaclint.symbolic.values import ABSENT, Choice, Identity, PartialString, Unknown, Value
from iaclint.syntax.tree import INSERTED, MERGE, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.cloudformation.eval.context import Stack
    from iaclint.cloudformation.template.function_calls import FunctionCall

_TOO_LARGE: Final = Unknown(OUT_OF_STEPS)


class EvaluationFrame(Struct, frozen=True, eq=False):
    """The context of an evaluation (see ``Frame``)."""

    evaluator: Stack
    assumptions: Assumptions = NO_ASSUMPTIONS
    depth: int = 0
    is_of_condition: bool = False

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
            return self._physical_id(name)
        if name == "AWS::StackName" and evaluator.deployment.name is not None:
            return evaluator.deployment.name
        # A nested stack is in the region and account of the one that nests it.
        prefix = evaluator.deployment.prefix if name in OF_THE_STACK else ""
        identity = identity_of_pseudo_parameter(f"{evaluator.scope}:{prefix}{name}", name)
        return pseudo_parameter(name, evaluator.options, identity)

    def _physical_id(self, resource: str) -> Value:
        """Return the name of a resource as far as it is known, else its unknown physical ID."""
        symbol = self.evaluator.deployment.prefix + resource
        unknown = Unknown(symbol, self._identity(resource, REF), not_null=True)
        if self.is_of_condition:
            return unknown
        name = self.bounded(self.evaluator.physical_name(resource, self.depth))
        return combine(lambda known: _name_or(unknown, known), name)

    def attribute(self, resource: str, attribute: str) -> Value:
        """Return the value of ``Fn::GetAtt``."""
        symbol = f"{self.evaluator.deployment.prefix}{resource}.{attribute}"
        if resource not in self.evaluator.template.resources:
            return Unknown(symbol, self._identity_of_undeclared(resource, attribute))
        if attribute.startswith(OUTPUTS):
            nested = self.evaluator.nested(resource)
            if nested is not None:
                return self.bounded(nested.output(attribute[len(OUTPUTS) :], self.depth))
        written = attribute_node(self.evaluator.template.resources[resource], attribute)
        identity = self._identity(resource, attribute)
        if written is None:
            return Unknown(symbol, identity, not_null=True)
        # What a property says may be of any resource, even if it is not known.
        identity = replace(identity, nature=replace(identity.nature, is_of_resource=False))
        unknown = Unknown(symbol, identity, not_null=True)
        value = self.bounded(self.value(written))
        return combine(lambda given: given if _is_repeated(given) else unknown, value)

    def _identity(self, resource: str, attribute: str) -> Identity:
        entry = self.evaluator.template.resources[resource]
        return identity_of(self.key(resource), attribute, entry)

    def _identity_of_undeclared(self, resource: str, attribute: str) -> Identity | None:
        """Return the identity of an ARN of another fragment, whatever kind of resource has it."""
        nature = nature_of("", attribute)
        is_arn = self.evaluator.template.is_partial and nature.form is Form.ARN
        return Identity(self.key(resource), attribute, nature=nature) if is_arn else None

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
        return self.evaluator.conditions.holds(name, self)

    def assuming(self, condition: str, holds: bool) -> EvaluationFrame:
        """Return the frame in which a condition is assumed to be true or false."""
        root, same = self.evaluator.conditions.base(condition)
        return replace(self, assumptions=self.assumptions | {(root, holds is same)})

    def at_depth(self, depth: int) -> EvaluationFrame:
        """Return the frame with another call depth."""
        return replace(self, depth=depth)

    def of_condition(self) -> EvaluationFrame:
        """Return the frame of the definition of a condition, which cannot refer to resources."""
        return replace(self, is_of_condition=True)

    def mapping(self, name: str) -> Node | None:
        """Return an entry of the Mappings section."""
        entry = self.evaluator.template.mappings.get(name)
        return None if entry is None else entry.value

    def bounded_value(self, node: Node) -> Value:
        """Return the value of a node, counted against the budget of the template."""
        return self.bounded(self.value(node), node)

    def join(self, *values: Value) -> Value:
        """Return the concatenation of strings. No value is a choice."""
        if self.evaluator.spend(sum(length(value) for value in values)):
            return text.join(values)
        return _TOO_LARGE

    def bounded(self, value: Value, node: Node | None = None) -> Value:
        """Return a value, or an unknown one if the template exceeds its budget."""
        if isinstance(value, Choice) or self.evaluator.spend(length(value), node):
            return value
        return _TOO_LARGE


def generated_keys(node: Mapping) -> Unknown | None:
    """Return an unknown if deployment adds keys to a mapping, else None."""
    for key, entry in node.entries.items():
        if key == "Fn::Transform":
            return Unknown(f"Fn::Transform {transform_name(entry.value)}".rstrip())
        if key == MERGE and entry.value.tag == INSERTED:
            return Unknown(entry.value.span.text)
        if key.startswith("Fn::ForEach::"):
            return Unknown(key)
    return None


def _is_repeated(given: Value) -> bool:
    """Return whether a property says what the attribute of the same name is: a text, or whose."""
    if isinstance(given, Unknown):
        return given.identity is not None
    return isinstance(given, (str, int, float, PartialString))


def _may_be_absent(value: Value) -> bool:
    """Return whether an element is absent in some cases only."""
    return isinstance(value, Choice) and any(
        option is ABSENT or _may_be_absent(option) for option in value.options
    )


def _name_or(unknown: Unknown, name: Value) -> Value:
    """Return a name that is known and not an ARN, else an unknown value."""
    known = text.as_text(name)
    return known if isinstance(known, str) and known and not known.startswith("arn:") else unknown
