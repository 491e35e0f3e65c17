"""Find the nodes of property paths."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.cloudformation.template.function_calls import (
    FunctionCall,
    as_function_call,
    if_branches,
    is_no_value,
)
from iaclint.resource import Path
from iaclint.symbolic.values import Choice, Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World
from iaclint.syntax.tree import Mapping, Node, Sequence

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Frame
    from iaclint.files.source import Span


class LocatedNode(Struct, frozen=True, eq=False):
    """The node at a path, with the frame and the conditions that lead to it."""

    node: Node
    frame: Frame
    header: Span
    """The key of the node."""
    unresolved: Path
    """The part of the path that does not exist in the template."""
    conditions: tuple[str, ...] = ()
    """The conditions of the branches on the way to the node."""
    world: World = ANYWHERE
    """Assumptions besides those of the frame."""

    @property
    def span(self) -> Span:
        """Return the span to report: that of a value, or the key of a list or mapping."""
        if self.unresolved:
            return self.header
        is_data = isinstance(self.node, (Mapping, Sequence)) and as_function_call(self.node) is None
        return self.header if is_data else self.node.span

    def holds(self, condition: str) -> bool | None:
        """Return whether a condition is true here; None if it is unknown."""
        value: Value = self.frame.condition(condition)
        if isinstance(value, Unknown):
            value = self.world.settle(Choice(value, (True, False)))
        return value if isinstance(value, bool) else None


def resolve_path(place: LocatedNode) -> LocatedNode:
    """Return the node that the unresolved path leads to, as far as it exists."""
    place = enter_known_branches(place)
    call = as_function_call(place.node)
    if call is not None and call.name == "If" and place.unresolved:
        return _deeper_branch(place, call)
    child = _child(place) if call is None and place.unresolved else None
    return place if child is None else resolve_path(child)


def enter_known_branches(place: LocatedNode) -> LocatedNode:
    """Return the branch of ``Fn::If`` whose condition is known, else the node itself."""
    call = as_function_call(place.node)
    while call is not None and call.name == "If":
        branches = if_branches(call)
        holds = place.holds(branches[0]) if branches else None
        if branches is None or holds is None:
            break
        node = branches[1] if holds else branches[2]
        conditions = (*place.conditions, branches[0])
        place = replace(place, node=node, header=_header(node), conditions=conditions)
        call = as_function_call(place.node)
    return place


def _header(node: Node) -> Span:
    """Return the first line of a node without a key."""
    return node.span.first_line()


def _deeper_branch(place: LocatedNode, call: FunctionCall) -> LocatedNode:
    """Return the node in the branch of an unknown condition in which more of the path exists."""
    branches = if_branches(call)
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
        found.append(resolve_path(branch))
    return min(found, key=lambda candidate: len(candidate.unresolved))


def _child(place: LocatedNode) -> LocatedNode | None:
    step, rest = place.unresolved[0], place.unresolved[1:]
    node = place.node
    if isinstance(node, Mapping) and isinstance(step, str):
        entry = node.entries.get(step)
        if entry is None or is_no_value(entry.value):
            return None
        return replace(place, node=entry.value, header=entry.key.span, unresolved=rest)
    if isinstance(node, Sequence) and isinstance(step, int) and step >= 0:
        items = (item for item in node.items if not _is_removed(item, place))
        item = next(islice(items, step, None), None)
        if item is not None:
            return replace(place, node=item, header=_header(item), unresolved=rest)
    return None


def _is_removed(item: Node, place: LocatedNode) -> bool:
    """Return whether an element is ``AWS::NoValue``.

    If its condition is unknown, the first branch decides, as it does for paths.
    """
    seen = enter_known_branches(replace(place, node=item))
    call = as_function_call(seen.node)
    branches = if_branches(call) if call is not None and call.name == "If" else None
    if branches is None:
        return is_no_value(seen.node)
    name, then, otherwise = branches
    _, same = seen.frame.evaluator.conditions.base(name)
    node = then if same else otherwise
    return _is_removed(node, replace(seen, node=node, frame=seen.frame.assuming(name, same)))
