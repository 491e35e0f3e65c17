"""Where the values of a resource are written, and where they came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.calls import Call, as_call, is_no_value, literal
from iaclint.cloudformation.intrinsics import Malformed
from iaclint.cloudformation.intrinsics.strings import VARIABLE, sub_arguments
from iaclint.cloudformation.parameters import (
    default_node,
    is_read_at_deployment,
    parameter_type,
)
from iaclint.resource import Path, Related
from iaclint.syntax.tree import Mapping, Node, Scalar, Sequence
from iaclint.values import Unknown

if TYPE_CHECKING:
    from iaclint.cloudformation.evaluation import Frame
    from iaclint.source import Span

MAX_TRAIL: Final = 8
"""How many places a trail has at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """How far a path leads: to a node, in a frame, by way of some conditions."""

    node: Node
    frame: Frame
    header: Span
    """The key that the node is written under."""
    rest: Path
    """What of the path leads nowhere."""
    conditions: tuple[str, ...] = ()
    """The conditions that chose the way."""

    @property
    def span(self) -> Span:
        """Return what a reader is pointed at: a value, or the key of a list or mapping."""
        if self.rest:
            return self.header
        is_data = isinstance(self.node, (Mapping, Sequence)) and as_call(self.node) is None
        return self.header if is_data else self.node.span


def follow(place: Place) -> Place:
    """Follow the rest of a place's path as far as it leads."""
    place = see_through(place)
    call = as_call(place.node)
    if call is not None and call.name == "If" and place.rest:
        return _deeper_branch(place, call)
    child = _child(place) if call is None and place.rest else None
    return place if child is None else follow(child)


def see_through(place: Place) -> Place:
    """Go on to the branch of ``Fn::If`` that is taken, where that is known."""
    call = as_call(place.node)
    while call is not None and call.name == "If":
        branches = _branches(call)
        holds = place.frame.condition(branches[0]) if branches else None
        if branches is None or not isinstance(holds, bool):
            break
        node = branches[1] if holds else branches[2]
        conditions = (*place.conditions, branches[0])
        place = replace(place, node=node, header=_header(node), conditions=conditions)
        call = as_call(place.node)
    return place


def _header(node: Node) -> Span:
    """Return what stands for a list or mapping that has no key of its own: its start."""
    return node.span.first_line()


def _branches(call: Call) -> tuple[str, Node, Node] | None:
    argument = call.argument
    if isinstance(argument, Sequence) and len(argument.items) == 3:
        name = literal(argument.items[0])
        if name is not None:
            return name, argument.items[1], argument.items[2]
    return None


def _deeper_branch(place: Place, call: Call) -> Place:
    """Follow both branches of a condition that is not known; the one that leads on wins."""
    branches = _branches(call)
    if branches is None:
        return place
    name, then, otherwise = branches
    found = [place]
    for node, holds in ((then, True), (otherwise, False)):
        branch = replace(
            place,
            node=node,
            frame=place.frame.assuming(name, holds),
            conditions=(*place.conditions, name),
        )
        found.append(follow(branch))
    return min(found, key=lambda candidate: len(candidate.rest))


def _child(place: Place) -> Place | None:
    step, rest = place.rest[0], place.rest[1:]
    node = place.node
    if isinstance(node, Mapping) and isinstance(step, str):
        entry = node.entries.get(step)
        if entry is None or is_no_value(entry.value):
            return None
        return replace(place, node=entry.value, header=entry.key.span, rest=rest)
    if isinstance(node, Sequence) and isinstance(step, int) and step >= 0:
        items = (item for item in node.items if not _is_removed(item, place))
        item = next(islice(items, step, None), None)
        if item is not None:
            return replace(place, node=item, header=_header(item), rest=rest)
    return None


def _is_removed(item: Node, place: Place) -> bool:
    return is_no_value(see_through(replace(place, node=item)).node)


def trail(place: Place) -> tuple[Related, ...]:
    """Return where the value at a place came from, each place once, nearest first."""
    frame = place.frame
    found = [r for name in reversed(place.conditions) for r in condition_trail(name, frame)]
    related = [*_origins(place.node, frame, 0), *found] if not place.rest else found
    return tuple(islice(_unique(related), MAX_TRAIL))


def _unique(related: list[Related]) -> Iterator[Related]:
    seen = set()
    for item in related:
        if item.caption not in seen:
            seen.add(item.caption)
            yield item


def condition_trail(name: str, frame: Frame) -> Iterator[Related]:
    """Yield a condition's definition, and the parameters that it depends on."""
    entry = frame.evaluator.template.conditions.get(name)
    if entry is None:
        return
    holds = frame.evaluator.frame().condition(name)
    state = "is not known" if isinstance(holds, Unknown) else f"is {str(holds).lower()}"
    yield Related(f"condition {name} {state}", entry.key.span)
    if isinstance(holds, Unknown):
        yield from _origins(entry.value, frame, 0)


def _origins(node: Node, frame: Frame, depth: int) -> Iterator[Related]:
    """Yield the parameters, mappings and conditions that a call refers to."""
    if isinstance(node, Scalar) and node.tag is None:
        return
    call = as_call(node)
    if call is None:
        if depth:
            yield from _inner_origins(node, frame, depth)
    elif call.name == "Ref":
        yield from _parameter_origin(literal(call.argument), frame)
    elif call.name == "Sub":
        yield from _sub_origins(call, frame, depth)
    else:
        if call.name == "If" and (branches := _branches(call)):
            yield from condition_trail(branches[0], frame)
        if call.name == "FindInMap":
            yield from _mapping_origin(call, frame)
        yield from _inner_origins(call.argument, frame, depth)


def _inner_origins(node: Node, frame: Frame, depth: int) -> Iterator[Related]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _origins(item, frame, depth + 1)
    elif isinstance(node, Mapping):
        for entry in node.entries.values():
            yield from _origins(entry.value, frame, depth + 1)


def _sub_origins(call: Call, frame: Frame, depth: int) -> Iterator[Related]:
    try:
        text, variables = sub_arguments(call.argument)
    except Malformed:
        return
    for name in VARIABLE.findall(text):
        node = variables.get(name) if variables is not None else None
        if node is not None:
            yield from _origins(node, frame, depth + 1)
        else:
            yield from _parameter_origin(name, frame)


def _parameter_origin(name: str | None, frame: Frame) -> Iterator[Related]:
    entry = frame.evaluator.template.parameters.get(name or "")
    if entry is None:
        return
    default = default_node(entry.value)
    if is_read_at_deployment(parameter_type(entry.value)):
        yield Related(f"parameter {name} is read from Systems Manager", entry.key.span)
    elif name in frame.evaluator.options.parameters:
        yield Related(f"parameter {name}, whose value is given to this run", entry.key.span)
    elif default is not None:
        yield Related(f"default of parameter {name}", default.span)
    else:
        yield Related(f"parameter {name} has no default", entry.key.span)


def _mapping_origin(call: Call, frame: Frame) -> Iterator[Related]:
    """Yield the entry of the Mappings section, as deep as its keys are known."""
    argument = call.argument
    if not isinstance(argument, Sequence):
        return
    keys = [frame.value(item) for item in argument.items[:3]]
    entry = frame.evaluator.template.mappings.get(keys[0]) if isinstance(keys[0], str) else None
    if entry is None:
        return
    name, span = keys[0], entry.key.span
    node: Node | None = entry.value
    for key in keys[1:]:
        if not isinstance(node, Mapping) or not isinstance(key, str) or key not in node.entries:
            break
        span, node = node.entries[key].key.span, node.entries[key].value
    yield Related(f"mapping {name}", span)
