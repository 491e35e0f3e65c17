"""Parameter values that the Rules of a template allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.template.function_calls import as_condition_call, literal_text
from iaclint.cloudformation.template.parameters import text_of
from iaclint.syntax.tree import (
    Mapping,
    Node,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as MappingABC

    from iaclint.cloudformation.template.function_calls import FunctionCall
    from iaclint.cloudformation.template.template import Template


def rule_constraints(template: Template) -> MappingABC[str, tuple[str, ...]]:
    """Return the allowed values by parameter name, where rules list them.

    The assertions of a rule without a condition must hold (documentation page "Rules"):
    ``Fn::Contains`` or ``Fn::Equals`` with the parameter, or ``Fn::And`` of these.
    """
    found: dict[str, tuple[str, ...]] = {}
    for entry in template.rules.values():
        rule = entry.value
        if isinstance(rule, Mapping) and rule.get("RuleCondition") is None:
            for name, texts in _asserted(rule.get("Assertions")):
                both = tuple(text for text in found.get(name, texts) if text in texts)
                found[name] = both or texts
    return found


def _asserted(assertions: Node | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    for item in assertions.items if isinstance(assertions, Sequence) else ():
        operand = item.get("Assert") if isinstance(item, Mapping) else None
        if operand is not None:
            yield from _constraints_of(operand)


def _constraints_of(operand: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    call = as_condition_call(operand)
    items = call.argument.items if call and isinstance(call.argument, Sequence) else ()
    if call is None or not items:
        return
    if call.name == "And":
        for item in items:
            yield from _constraints_of(item)
    elif call.name in ("Contains", "Equals") and len(items) == 2:
        for name, texts in ((items[1], items[0]), (items[0], items[1])):
            parameter, listed = _parameter(as_condition_call(name)), _texts(texts, call)
            if parameter is not None and listed is not None:
                yield parameter, listed


def _parameter(call: FunctionCall | None) -> str | None:
    return literal_text(call.argument) if call is not None and call.name == "Ref" else None


def _texts(node: Node, call: FunctionCall) -> tuple[str, ...] | None:
    """Return the values that a parameter is compared with, None unless all are literals."""
    is_list = isinstance(node, Sequence) and node.tag is None
    if is_list is not (call.name == "Contains"):
        return None
    items = node.items if isinstance(node, Sequence) else (node,)
    scalars = [item for item in items if isinstance(item, Scalar) and item.tag is None]
    return tuple(map(text_of, scalars)) if len(scalars) == len(items) else None
