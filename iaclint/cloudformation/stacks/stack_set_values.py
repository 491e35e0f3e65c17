"""The values of the parameters of a stack set: its own, and those that its instances override.

Documentation page "AWS::CloudFormation::StackSet": parameters are a list, and each group of stack
instances can override some of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.context import Argument
from iaclint.cloudformation.template.function_calls import as_function_call, literal_text
from iaclint.cloudformation.template.template import written_property
from iaclint.syntax.tree import Entry, Mapping, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from iaclint.cloudformation.eval.context import Frame

Arguments = dict[str, Argument]


def stack_set_arguments(
    entry: Entry, frame: Frame, caller: str, declared: Collection[str]
) -> list[Arguments]:
    """Return the values that parameters have together in stack instances.

    Without instances in the template, they are those of the stack set; nothing if these are not
    literal. What instances override is unknown if that is not literal.
    """
    given = written_property(entry, "Parameters")
    own = {} if given is None else _literal_pairs(given)
    if own is None:
        return []
    arguments = {
        name: Argument(node, frame, node.span.first_line(), caller) for name, node in own.items()
    }
    groups = _groups(written_property(entry, "StackInstancesGroup"))
    sets = [
        {**arguments, **_overriding(group, frame, caller, declared)}
        for group in groups
        if group is not None
    ]
    if None in groups or not groups:
        sets.insert(0, arguments)
    return sets


def _groups(node: Node | None) -> list[Node | None]:
    """Return what each group of instances overrides, None for nothing.

    Groups that are not literal are one that has all of their overrides.
    """
    if node is None:
        return []
    if not isinstance(node, Sequence) or node.tag is not None:
        return [node]
    return [_overrides(item) for item in node.items]


def _overrides(group: Node) -> Node | None:
    """Return the overrides of a group; the group if it is not literal."""
    if not isinstance(group, Mapping) or as_function_call(group) is not None:
        return group
    return group.get("ParameterOverrides")


def _overriding(group: Node, frame: Frame, caller: str, declared: Collection[str]) -> Arguments:
    """Return the values that a group overrides: unknown if they are not literal."""
    pairs = _literal_pairs(group)
    if pairs is not None:
        return {
            name: Argument(node, frame, node.span.first_line(), caller)
            for name, node in pairs.items()
        }
    unknown = Argument(None, frame, group.span.first_line(), caller)
    return dict.fromkeys(declared, unknown)


def _literal_pairs(node: Node) -> dict[str, Node] | None:
    """Return names and values; None unless all are literal."""
    pairs = list(_pairs(node))
    return None if None in pairs else dict(pair for pair in pairs if pair is not None)


def _pairs(node: Node) -> Iterator[tuple[str, Node] | None]:
    for item in node.items if isinstance(node, Sequence) and node.tag is None else (node,):
        key = item.get("ParameterKey") if isinstance(item, Mapping) else None
        value = item.get("ParameterValue") if isinstance(item, Mapping) else None
        name = None if key is None else literal_text(key)
        yield None if name is None or value is None else (name, value)
