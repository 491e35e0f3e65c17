"""Stack sets: one template, inline or at a location, deployed to many accounts and regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.cloudformation.eval.intrinsics.strings import text_parts
from iaclint.cloudformation.eval.pseudo_parameters import partition_of
from iaclint.cloudformation.template.function_calls import as_function_call
from iaclint.cloudformation.template.template import written_property
from iaclint.syntax.tree import Entry, Node, Sequence

if TYPE_CHECKING:
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
