"""Resources whose condition is false, with what makes it so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iaclint.cloudformation.template.function_calls import as_function_call
from iaclint.cloudformation.trace.provenance import definition_provenance
from iaclint.resource import Related
from iaclint.syntax.tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.cloudformation.eval.context import Frame

_NAME = re.compile(r"[A-Za-z0-9]+")


def not_created(address: str, condition: str, frame: Frame) -> Iterator[Related]:
    """Yield why a resource whose condition is false is left out, nearest first."""
    what = f"{address} is not created: condition {condition} is false"
    definition = frame.evaluator.template.conditions[condition]
    yield Related(what, definition.key.span)
    yield from definition_provenance(definition.value, frame)


def names_in(node: Node) -> Iterator[str]:
    """Yield the logical ids that ``Ref``, ``Fn::GetAtt`` and ``Fn::Sub`` in a node name."""
    pending = [(node, False)]
    while pending:
        node, is_call = pending.pop()
        call = as_function_call(node)
        if call is not None:
            pending.append((call.argument, call.name in ("Ref", "GetAtt", "Sub")))
        elif isinstance(node, Scalar):
            if is_call:
                yield from _NAME.findall(node.text)
        elif isinstance(node, Sequence):
            pending += ((item, is_call) for item in node.items)
        elif isinstance(node, Mapping):
            pending += ((each.value, False) for each in node.entries.values())
