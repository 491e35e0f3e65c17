"""Where values came from: defaults of parameters, mappings, conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.intrinsics import Malformed
from iaclint.cloudformation.eval.intrinsics.strings import VARIABLE, sub_arguments
from iaclint.cloudformation.template.calls import (
    Call,
    as_call,
    as_operand,
    literal,
)
from iaclint.cloudformation.template.parameters import (
    default_node,
    is_read_at_deployment,
    parameter_type,
)
from iaclint.cloudformation.template.template import attribute_node
from iaclint.cloudformation.trace.locate import branches_of
from iaclint.limits import MAX_PROVENANCE_NODES, MAX_PROVENANCE_PLACES
from iaclint.resource import Related
from iaclint.symbolic.values import Unknown
from iaclint.syntax.tree import Mapping, Node, Sequence

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Argument, Frame, Stack
    from iaclint.cloudformation.template.template import Template
    from iaclint.cloudformation.trace.locate import NodePlace
    from iaclint.files.source import Span
    from iaclint.symbolic.values import Value


def trail(place: NodePlace) -> tuple[Related, ...]:
    """Return where the value at a place came from, each place once, nearest first."""
    collector = _Trail(place.frame)
    if not place.rest and as_call(place.node) is not None:
        collector.add_node(place.node)
    for name in reversed(place.conditions):
        collector.add_condition(name)
    return collector.related


def condition_trail(name: str, frame: Frame) -> tuple[Related, ...]:
    """Return a condition's definition, and the parameters that it waits for."""
    collector = _Trail(frame)
    collector.add_condition(name)
    return collector.related


class _Trail:
    """Collects places, in the order in which they are met."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        """Where the node that is looked at stands: a trail may lead into other stacks."""
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
        """Collect what the calls in a node refer to. No recursion: calls may go in circles."""
        self._push((node,))
        start = self._frame
        while (
            self._pending
            and self._steps < MAX_PROVENANCE_NODES
            and len(self._found) < MAX_PROVENANCE_PLACES
        ):
            self._steps += 1
            self._frame, node = self._pending.pop()
            self._look(node)
        self._frame = start

    def add_condition(self, name: str) -> None:
        """Collect a condition's definition, and what it waits for."""
        definition = self._note_condition(name)
        if definition is not None:
            self.add_node(definition)

    def _look(self, node: Node) -> None:
        call = as_operand(node)
        if call is None:
            self._push(_children(node))
        elif call.name == "Ref":
            self._note_parameter(literal(call.argument))
        elif call.name == "Sub":
            self._note_variables(call)
        elif call.name == "GetAtt":
            self._note_output(call)
        elif call.name == "ImportValue":
            self._note_export(self._frame.value(call.argument))
        elif call.name == "Condition":
            definition = self._note_condition(literal(call.argument))
            self._push(() if definition is None else (definition,))
        else:
            self._look_at_arguments(call)

    def _look_at_arguments(self, call: Call) -> None:
        self._push(_children(call.argument))
        branches = branches_of(call) if call.name == "If" else None
        definition = self._note_condition(branches[0]) if branches else None
        if definition is not None:
            self._push((definition,))
        if call.name == "FindInMap":
            self._note_mapping(call.argument)

    def _push(self, nodes: tuple[Node, ...]) -> None:
        self._pending.extend((self._frame, node) for node in reversed(nodes))

    def _note(self, caption: str, span: Span) -> None:
        self._found.setdefault(caption, Related(caption, span))

    def _note_condition(self, name: str | None) -> Node | None:
        """Note a condition; its definition is returned where it is of interest, and new."""
        entry = self._template.conditions.get(name or "")
        if entry is None or name is None:
            return None
        holds = self._frame.evaluator.frame().condition(name)
        state = "is not known" if isinstance(holds, Unknown) else f"is {str(holds).lower()}"
        caption = f"condition {self._frame.evaluator.deployment.prefix}{name} {state}"
        is_new = caption not in self._found
        self._note(caption, entry.key.span)
        return entry.value if is_new and isinstance(holds, Unknown) else None

    def _note_variables(self, call: Call) -> None:
        try:
            text, variables = sub_arguments(call.argument)
        except Malformed:
            return
        for name in VARIABLE.findall(text):
            resource, dot, attribute = name.partition(".")
            if variables is not None and name in variables.entries:
                continue
            if dot:
                self._note_attribute(resource, attribute)
            else:
                self._note_parameter(name)
        self._push(() if variables is None else _children(variables))

    def _note_parameter(self, name: str | None) -> None:
        entry = self._template.parameters.get(name or "")
        if entry is None or name is None:
            return
        evaluator = self._frame.evaluator
        arguments = evaluator.deployment.arguments
        full, default = evaluator.deployment.prefix + name, default_node(entry.value)
        if is_read_at_deployment(parameter_type(entry.value)):
            self._note(f"parameter {full} is read from Systems Manager", entry.key.span)
        elif arguments is not None and name in arguments:
            self._note_argument(arguments[name])
        elif arguments is None and name in evaluator.options.parameters:
            kept = evaluator.options.parameters[name] is None
            which = "the value that the stack has" if kept else "the value given to this run"
            self._note(f"parameter {full} has {which}", entry.key.span)
        elif default is not None:
            self._note(f"default of parameter {full}", default.span)
        else:
            self._note(f"parameter {full} has no default", entry.key.span)

    def _note_argument(self, argument: Argument) -> None:
        """Note what a nested stack is given, and go on in the template that gives it."""
        if argument.node is None:
            self._note(f"overridden here, for some instances of {argument.caller}", argument.span)
            return
        self._note(f"given here, by {argument.caller}", argument.node.span.first_line())
        self._pending.append((argument.frame, argument.node))

    def _note_output(self, call: Call) -> None:
        dotted = literal(call.argument)
        items = call.argument.items if isinstance(call.argument, Sequence) else ()
        parts = [literal(item) or "" for item in items] if dotted is None else [dotted]
        resource, _, attribute = ".".join(parts).partition(".")
        self._note_attribute(resource, attribute)

    def _note_attribute(self, resource: str, attribute: str) -> None:
        """Note the property, or the output of a nested stack and go on in its template."""
        section, _, output = attribute.partition(".")
        entry = self._template.resources.get(resource)
        if entry is None:
            return
        if section == "Outputs":
            return self._note_value_of(self._frame.evaluator.nested(resource), output, "output")
        written = attribute_node(entry, attribute)
        if written is not None:
            prefix = self._frame.evaluator.deployment.prefix
            self._note(f"{attribute} of {prefix}{resource}", written.span.first_line())
            self._push((written,))

    def _note_export(self, name: Value) -> None:
        """Note what exports a name, and go on there."""
        neighbours = self._frame.evaluator.deployment.neighbours
        found = neighbours.exported(name) if neighbours and isinstance(name, str) else None
        if found is not None:
            self._note_value_of(*found, f"exported as {name} by output")

    def _note_value_of(self, stack: Stack | None, output: str, words: str) -> None:
        found = None if stack is None else stack.output_node(output)
        if stack is not None and found is not None:
            frame, node = found
            self._note(f"{words} {stack.deployment.prefix}{output}", node.span.first_line())
            self._pending.append((frame, node))

    def _note_mapping(self, argument: Node) -> None:
        """Note the entry of the Mappings section, as deep as its keys are known."""
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
        self._note(f"mapping {name}", entry.key.span)


def _children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Mapping):
        return tuple(entry.value for entry in node.entries.values())
    return ()
