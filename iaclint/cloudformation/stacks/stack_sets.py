"""Stack sets: one template, deployed to many accounts and regions.

Documentation page "AWS::CloudFormation::StackSet": the template is inline or a
location, parameters are a list, and stack instances may override them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.cloudformation.eval.context import Argument
from iaclint.cloudformation.eval.intrinsics.strings import text_parts
from iaclint.cloudformation.eval.pseudo_parameters import partition_of
from iaclint.cloudformation.template.function_calls import as_function_call, literal_text
from iaclint.cloudformation.template.template import written_property
from iaclint.syntax.tree import (
    Entry,
    Mapping,
    Node,
    Sequence,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.cloudformation.eval.context import Frame
    from iaclint.cloudformation.options import Options
    from iaclint.symbolic.values import Value


def template_body(entry: Entry, frame: Frame) -> tuple[Node, tuple[Value, ...]] | None:
    """Return the inline template of a stack set, as a node and as the parts of its text."""
    node = written_property(entry, "TemplateBody")
    return None if node is None else (_text_of(node), text_parts(frame, node))


def _text_of(node: Node) -> Node:
    """Return the string of ``Fn::Sub``; any other node unchanged."""
    call = as_function_call(node)
    if call is None or call.name != "Sub":
        return node
    argument = call.argument
    return argument.items[0] if isinstance(argument, Sequence) and argument.items else argument


def stack_instance_options(options: Options) -> Options:
    """Return the options of stack instances: only the partition is known."""
    partition = options.partition or partition_of(options.region)
    return replace(options, account=None, region=None, partition=partition)


def stack_set_arguments(entry: Entry, frame: Frame, caller: str) -> dict[str, Argument] | None:
    """Return the parameters of a stack set, None if they are not literal."""
    given = written_property(entry, "Parameters")
    pairs = list(_pairs(given)) if given is not None else []
    if any(pair is None for pair in pairs):
        return None
    arguments = {
        name: Argument(node, frame, node.span.first_line(), caller)
        for name, node in (pair for pair in pairs if pair is not None)
    }
    for overrides in _overrides(written_property(entry, "StackInstancesGroup")):
        for pair in _pairs(overrides):
            if pair is not None:
                arguments[pair[0]] = Argument(None, frame, pair[1].span.first_line(), caller)
    return arguments


def _pairs(node: Node) -> Iterator[tuple[str, Node] | None]:
    """Yield names and values; None for an item that is not literal."""
    for item in node.items if isinstance(node, Sequence) and node.tag is None else (node,):
        key = item.get("ParameterKey") if isinstance(item, Mapping) else None
        value = item.get("ParameterValue") if isinstance(item, Mapping) else None
        name = None if key is None else literal_text(key)
        yield None if name is None or value is None else (name, value)


def _overrides(node: Node | None) -> Iterator[Node]:
    """Yield the parameter overrides of stack instances, at any depth."""
    pending = [] if node is None else [node]
    while pending:
        node = pending.pop()
        if isinstance(node, Sequence):
            pending += node.items
        elif isinstance(node, Mapping):
            for key, entry in node.entries.items():
                if key == "ParameterOverrides":
                    yield entry.value
                else:
                    pending.append(entry.value)
