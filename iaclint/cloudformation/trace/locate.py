"""Where the values of a resource are written."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.cloudformation.template.calls import (
    Call,
    as_call,
    is_no_value,
    literal,
)
from iaclint.resource import Path
from iaclint.symbolic.values import Choice, Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World
from iaclint.syntax.tree import Mapping, Node, Sequence

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Frame
    from iaclint.files.source import Span


class NodePlace(Struct, frozen=True, eq=False):
    """How far a path leads: to a node, in a frame, by way of some conditions."""

    node: Node
    frame: Frame
    header: Span
    """The key that the node is written under."""
    rest: Path
    """What of the path leads nowhere."""
    conditions: tuple[str, ...] = ()
    """The conditions that chose the way."""
    world: World = ANYWHERE
    """What is taken to be so beside what the frame takes for granted."""

    @property
    def span(self) -> Span:
        """Return what a reader is pointed at: a value, or the key of a list or mapping."""
        if self.rest:
            return self.header
        is_data = isinstance(self.node, (Mapping, Sequence)) and as_call(self.node) is None
        return self.header if is_data else self.node.span

    def holds(self, condition: str) -> bool | None:
        """Return whether a condition holds here; None where that is not known."""
        value: Value = self.frame.condition(condition)
        if isinstance(value, Unknown):
            value = self.world.settle(Choice(value, (True, False)))
        return value if isinstance(value, bool) else None


def follow(place: NodePlace) -> NodePlace:
    """Follow the rest of a place's path as far as it leads."""
    place = see_through(place)
    call = as_call(place.node)
    if call is not None and call.name == "If" and place.rest:
        return _deeper_branch(place, call)
    child = _child(place) if call is None and place.rest else None
    return place if child is None else follow(child)


def see_through(place: NodePlace) -> NodePlace:
    """Go on to the branch of ``Fn::If`` that is taken, where that is known."""
    call = as_call(place.node)
    while call is not None and call.name == "If":
        branches = branches_of(call)
        holds = place.holds(branches[0]) if branches else None
        if branches is None or holds is None:
            break
        node = branches[1] if holds else branches[2]
        conditions = (*place.conditions, branches[0])
        place = replace(place, node=node, header=_header(node), conditions=conditions)
        call = as_call(place.node)
    return place


def _header(node: Node) -> Span:
    """Return what stands for a list or mapping that has no key of its own: its start."""
    return node.span.first_line()


def branches_of(call: Call) -> tuple[str, Node, Node] | None:
    """Return the condition and the two branches of ``Fn::If``, None where it is malformed."""
    argument = call.argument
    if isinstance(argument, Sequence) and len(argument.items) == 3:
        name = literal(argument.items[0])
        if name is not None:
            return name, argument.items[1], argument.items[2]
    return None


def _deeper_branch(place: NodePlace, call: Call) -> NodePlace:
    """Follow both branches of a condition that is not known; the one that leads on wins."""
    branches = branches_of(call)
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


def _child(place: NodePlace) -> NodePlace | None:
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


def _is_removed(item: Node, place: NodePlace) -> bool:
    """Tell whether an element comes to nothing.

    Where that is open, paths are those of the first branch of a value, so this is, too.
    """
    seen = see_through(replace(place, node=item))
    call = as_call(seen.node)
    branches = branches_of(call) if call is not None and call.name == "If" else None
    if branches is None:
        return is_no_value(seen.node)
    name, then, otherwise = branches
    _, same = seen.frame.evaluator.root(name)
    node = then if same else otherwise
    return _is_removed(node, replace(seen, node=node, frame=seen.frame.assuming(name, same)))
