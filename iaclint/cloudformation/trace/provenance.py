"""Where values come from: parameters, mappings, conditions, other stacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.intrinsics import MalformedCall
from iaclint.cloudformation.eval.intrinsics.strings import VARIABLE, sub_arguments
from iaclint.cloudformation.template.function_calls import (
    FunctionCall,
    as_condition_call,
    as_function_call,
    if_branches,
    literal_text,
)
from iaclint.cloudformation.template.parameters import (
    default_node,
    is_ssm_parameter,
    parameter_type,
)
from iaclint.cloudformation.template.physical_names import NAME_PROPERTIES
from iaclint.cloudformation.template.template import attribute_node, type_of
from iaclint.limits import MAX_PROVENANCE_NODES, MAX_PROVENANCE_PLACES
from iaclint.resource import Related
from iaclint.symbolic.values import Unknown
from iaclint.syntax.tree import Entry, Mapping, Node, Sequence

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Argument, Frame, Stack
    from iaclint.cloudformation.template.template import Template
    from iaclint.cloudformation.trace.locate import LocatedNode
    from iaclint.files.source import Span
    from iaclint.symbolic.values import Value


def provenance(place: LocatedNode) -> tuple[Related, ...]:
    """Return where the value of a node comes from, each place once, nearest first."""
    collector = _ProvenanceCollector(place.frame)
    if not place.unresolved and as_function_call(place.node) is not None:
        collector.add_node(place.node)
    for name in reversed(place.conditions):
        collector.add_condition(name)
    return collector.related


def condition_provenance(name: str, frame: Frame) -> tuple[Related, ...]:
    """Return the definition of a condition, and the parameters it depends on."""
    collector = _ProvenanceCollector(frame)
    collector.add_condition(name)
    return collector.related


def definition_provenance(definition: Node, frame: Frame) -> tuple[Related, ...]:
    """Return the parameters and mappings that the definition of a condition depends on."""
    collector = _ProvenanceCollector(frame)
    collector.add_node(definition)
    return collector.related


class _ProvenanceCollector:
    """Collects places in the order of visits."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        """The frame of the visited node, which may be in another stack."""
        self._found: dict[str, Related] = {}
        self._pending: list[tuple[Frame, Node]] = []
        self._steps = 0

    @property
    def _template(self) -> Template:
        return self._frame.evaluator.template

    @property
    def related(self) -> tuple[Related, ...]:
        return tuple(self._found.values())[:MAX_PROVENANCE_PLACES]

    def add_node(self, node: Node) -> None:
        """Collect what the calls in a node refer to. Not recursive: references may be circular."""
        self._push((node,))
        start = self._frame
        while (
            self._pending
            and self._steps < MAX_PROVENANCE_NODES
            and len(self._found) < MAX_PROVENANCE_PLACES
        ):
            self._steps += 1
            self._frame, node = self._pending.pop()
            self._visit(node)
        self._frame = start

    def add_condition(self, name: str) -> None:
        """Collect the definition of a condition, and the parameters it depends on."""
        definition = self._add_condition(name)
        if definition is not None:
            self.add_node(definition)

    def _visit(self, node: Node) -> None:
        call = as_condition_call(node)
        if call is None:
            self._push(_children(node))
        elif call.name == "Ref":
            self._add_reference(literal_text(call.argument))
        elif call.name == "Sub":
            self._add_variables(call)
        elif call.name == "GetAtt":
            self._add_output(call)
        elif call.name == "ImportValue":
            self._add_export(self._frame.value(call.argument))
        elif call.name == "Condition":
            definition = self._add_condition(literal_text(call.argument))
            self._push(() if definition is None else (definition,))
        else:
            self._visit_arguments(call)

    def _visit_arguments(self, call: FunctionCall) -> None:
        self._push(_children(call.argument))
        branches = if_branches(call) if call.name == "If" else None
        definition = self._add_condition(branches[0]) if branches else None
        if definition is not None:
            self._push((definition,))
        if call.name == "FindInMap":
            self._add_mapping(call.argument)

    def _push(self, nodes: tuple[Node, ...]) -> None:
        self._pending.extend((self._frame, node) for node in reversed(nodes))

    def _add(self, caption: str, span: Span) -> None:
        self._found.setdefault(caption, Related(caption, span))

    def _add_condition(self, name: str | None) -> Node | None:
        """Add a condition; return its definition if it is unknown and new."""
        entry = self._template.conditions.get(name or "")
        if entry is None or name is None:
            return None
        holds = self._frame.evaluator.frame().condition(name)
        state = "is unknown" if isinstance(holds, Unknown) else f"is {str(holds).lower()}"
        caption = f"condition {self._frame.evaluator.deployment.prefix}{name} {state}"
        is_new = caption not in self._found
        self._add(caption, entry.key.span)
        return entry.value if is_new and isinstance(holds, Unknown) else None

    def _add_variables(self, call: FunctionCall) -> None:
        try:
            text, variables = sub_arguments(call.argument)
        except MalformedCall:
            return
        for name in VARIABLE.findall(text):
            resource, dot, attribute = name.partition(".")
            if variables is not None and name in variables.entries:
                continue
            if dot:
                self._add_attribute(resource, attribute)
            else:
                self._add_reference(name)
        self._push(() if variables is None else _children(variables))

    def _add_reference(self, name: str | None) -> None:
        """Add the parameter, or the property that names the resource and continue there."""
        entry = self._template.parameters.get(name or "")
        resource = self._template.resources.get(name or "")
        if entry is not None and name is not None:
            self._add_parameter(name, entry)
        elif resource is not None and name is not None:
            self._add_property(name, NAME_PROPERTIES.get(type_of(resource), ""), resource)

    def _add_parameter(self, name: str, entry: Entry) -> None:
        evaluator = self._frame.evaluator
        arguments = evaluator.deployment.arguments
        full, default = evaluator.deployment.prefix + name, default_node(entry.value)
        if is_ssm_parameter(parameter_type(entry.value)):
            self._add(f"parameter {full} is read from Systems Manager", entry.key.span)
        elif arguments is not None and name in arguments:
            self._add_argument(arguments[name])
        elif arguments is None and name in evaluator.options.parameters:
            is_previous = evaluator.options.parameters[name] is None
            which = "its previous value" if is_previous else "the value passed to this run"
            self._add(f"parameter {full} has {which}", entry.key.span)
        elif default is not None:
            self._add(f"default of parameter {full}", default.span)
        else:
            self._add(f"parameter {full} has no default", entry.key.span)

    def _add_argument(self, argument: Argument) -> None:
        """Add the value passed to a nested stack, and continue in the parent template."""
        self._add(f"passed here by {argument.caller}", argument.node.span.first_line())
        self._pending.append((argument.frame, argument.node))

    def _add_output(self, call: FunctionCall) -> None:
        dotted = literal_text(call.argument)
        items = call.argument.items if isinstance(call.argument, Sequence) else ()
        parts = [literal_text(item) or "" for item in items] if dotted is None else [dotted]
        resource, _, attribute = ".".join(parts).partition(".")
        self._add_attribute(resource, attribute)

    def _add_attribute(self, resource: str, attribute: str) -> None:
        """Add the property, or the output of a nested stack and continue there."""
        section, _, output = attribute.partition(".")
        entry = self._template.resources.get(resource)
        if entry is None:
            return
        if section == "Outputs":
            return self._add_value_of(self._frame.evaluator.nested(resource), output, "output")
        self._add_property(resource, attribute, entry)

    def _add_property(self, resource: str, name: str, entry: Entry) -> None:
        """Add the property of a resource that has the value of a reference."""
        written = attribute_node(entry, name)
        if written is not None:
            prefix = self._frame.evaluator.deployment.prefix
            self._add(f"{name} of {prefix}{resource}", written.span.first_line())
            self._push((written,))

    def _add_export(self, name: Value) -> None:
        """Add the output that exports a name, and continue there."""
        other_stacks = self._frame.evaluator.deployment.other_stacks
        found = other_stacks.exported(name) if other_stacks and isinstance(name, str) else None
        if found is not None:
            self._add_value_of(*found, f"exported as {name} by output")

    def _add_value_of(self, stack: Stack | None, output: str, words: str) -> None:
        found = None if stack is None else stack.output_node(output)
        if stack is not None and found is not None:
            frame, node = found
            self._add(f"{words} {stack.deployment.prefix}{output}", node.span.first_line())
            self._pending.append((frame, node))

    def _add_mapping(self, argument: Node) -> None:
        """Add the entry of the Mappings section, as deep as its keys are known."""
        items = argument.items[:3] if isinstance(argument, Sequence) else ()
        keys = [self._frame.value(item) for item in items]
        name = keys[0] if keys else None
        entry = self._template.mappings.get(name) if isinstance(name, str) else None
        if entry is None:
            return
        for key in keys[1:]:
            node = entry.value
            if not isinstance(node, Mapping) or not isinstance(key, str):
                break
            entry = node.entries.get(key, entry)
        self._add(f"mapping {name}", entry.key.span)


def _children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Mapping):
        return tuple(entry.value for entry in node.entries.values())
    return ()
