"""Names that SAM changes in references.

``!Ref Function.Alias`` becomes a reference to the generated alias, and a layer gets a new
logical ID for every version.

Source: *AWS::Serverless::Function* and *AWS::Serverless::LayerVersion* (AWS SAM
Developer Guide, Return values).
"""

from __future__ import annotations

from typing import Any

from iaclint.cloudformation.eval.intrinsics.strings import VARIABLE
from iaclint.cloudformation.template.function_calls import FunctionCall, literal_text
from iaclint.syntax.tree import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)


def renamed(call: FunctionCall, value: Any) -> Node | None:
    """Return a function call with the names that it has in the translated template.

    None for a function that is not a reference or was replaced, such as a parameter by its
    value. Parameters in a string are kept.
    """
    key = call.name if call.name == "Ref" else f"Fn::{call.name}"
    given = value.get(key) if isinstance(value, dict) else None
    argument = call.argument
    if call.name == "Ref" and isinstance(given, str):
        return _as_long(call, key, _scalar(given, argument))
    if call.name == "GetAtt" and isinstance(given, list):
        names = tuple(_scalar(str(name), argument) for name in given)
        return _as_long(call, key, Sequence(names, *_extent(argument)))
    if call.name == "Sub":
        return _substitution(call, key, argument, given)
    return None


def _substitution(call: FunctionCall, key: str, argument: Node, given: Any) -> Node | None:
    """Return ``Fn::Sub`` with names in its string replaced; variables of its map are kept."""
    if isinstance(argument, Sequence) and isinstance(given, list) and given and argument.items:
        text = _text(argument.items[0], given[0])
        if text is None:
            return None
        items = (text, *argument.items[1:])
        return _as_long(call, key, Sequence(items, *_extent(argument)))
    text = _text(argument, given)
    return None if text is None else _as_long(call, key, text)


def _text(node: Node, given: Any) -> Scalar | None:
    """Return a string with its new names. They start with the name of the source resource."""
    text = literal_text(node)
    if text is None or not isinstance(given, str):
        return None
    before, after = VARIABLE.findall(text), VARIABLE.findall(given)
    gone = [name for name in before if name not in after]
    for new in after:
        heads = [name for name in gone if new.startswith(name.partition(".")[0])]
        if new not in before and heads:
            old = max(heads, key=lambda name: len(name.partition(".")[0]))
            text = text.replace(f"${{{old}}}", f"${{{new}}}")
    return _scalar(text, node)


def _as_long(call: FunctionCall, key: str, argument: Node) -> Mapping:
    return Mapping({key: Entry(_scalar(key, call.node), argument)}, *_extent(call.node))


def _scalar(text: str, node: Node) -> Scalar:
    return Scalar(text, text, *_extent(node))


def _extent(node: Node) -> tuple[Any, int, int]:
    return node.file, node.start_byte, node.end_byte
