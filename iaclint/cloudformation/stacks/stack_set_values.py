"""The values of the parameters of a stack set: its own, and those that its instances override.

Documentation page "AWS::CloudFormation::StackSet": parameters are a list, and each group of stack
instances can override some of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.eval.context import Argument
from iaclint.cloudformation.eval.frame import generated_keys
from iaclint.cloudformation.stacks.passed_values import (
    Arguments,
    Origin,
    PassedValues,
    by_key,
    decided,
    decided_origin,
    origin_of_parameters,
)
from iaclint.cloudformation.template.function_calls import as_function_call
from iaclint.cloudformation.template.template import written_property
from iaclint.symbolic.values import ABSENT, Choice
from iaclint.syntax.tree import Entry, Mapping, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from iaclint.cloudformation.eval.context import Frame
    from iaclint.symbolic.values import Value

_OVERRIDES: Final = "ParameterOverrides"


def stack_set_arguments(
    entry: Entry, frame: Frame, caller: str, declared: Collection[str]
) -> Iterator[Arguments]:
    """Yield the values that parameters have together in stack instances.

    Without instances in the template, they are those of the stack set. Conditions or macros may
    decide what the parameters are that the template declares.
    """
    own = _passed(origin_of_parameters(entry, frame), frame, caller, declared)
    groups = list(_groups(decided(written_property(entry, "StackInstancesGroup"), frame), frame))
    if None in groups or not groups:
        yield own
    for overrides in groups:
        if overrides is not None:
            yield {**own, **_passed(overrides, frame, caller, declared, own)}


def _groups(node: Node | None, frame: Frame) -> Iterator[Origin | None]:
    """Yield what the overrides of each group of instances are in, None for none."""
    if isinstance(node, Sequence) and node.tag is None:
        selected = (decided(item, frame) for item in node.items)
        yield from (_overrides(group, frame) for group in selected if group is not None)
    elif node is not None:
        value = frame.value(node)
        for number in range(_most_items(value)):
            yield Origin(node, (number, _OVERRIDES), value)


def _overrides(group: Node, frame: Frame) -> Origin | None:
    if isinstance(group, Mapping) and as_function_call(group) is None and not generated_keys(group):
        return decided_origin(group.get(_OVERRIDES), frame)
    return Origin(group, (_OVERRIDES,))


def _most_items(value: Value) -> int:
    """Return how many items a list has at most; one if that is unknown."""
    if isinstance(value, Choice):
        return max(map(_most_items, value.options))
    return 0 if value is ABSENT else len(value) if isinstance(value, tuple) else 1


def _passed(
    origin: Origin | None,
    frame: Frame,
    caller: str,
    declared: Collection[str],
    otherwise: Arguments | None = None,
) -> Arguments:
    """Return the values of a list of parameters, which may depend on conditions or macros."""
    if origin is None:
        return {}
    pairs = None if origin.path else _known_pairs(origin.node, frame)
    if pairs is None:
        return PassedValues(origin, frame, by_key, otherwise or {}).arguments(declared, caller)
    return {
        name: Argument(value, frame, value.span.first_line(), caller)
        for name, value in pairs.items()
    }


def _known_pairs(node: Node, frame: Frame) -> dict[str, Node] | None:
    """Return names and values; None unless all names are known."""
    found: dict[str, Node] = {}
    items = node.items if isinstance(node, Sequence) and node.tag is None else (node,)
    for item in (decided(item, frame) for item in items):
        if item is None:
            continue
        is_pair = isinstance(item, Mapping) and not generated_keys(item)
        key = item.get("ParameterKey") if isinstance(item, Mapping) and is_pair else None
        value = item.get("ParameterValue") if isinstance(item, Mapping) and is_pair else None
        name = None if key is None else frame.value(key)
        if value is None or not isinstance(name, str):
            return None
        found[name] = value
    return found
