"""Calls of intrinsic functions in a template: ``!Ref X``, ``Ref: X``, ``Fn::Sub: …``."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from iaclint.syntax.tree import Mapping, Node, Scalar, Sequence

RAIN_PREFIX: Final = "Rain::"
"""The prefix of the directives of ``rain pkg``, which expands them before deployment."""


class FunctionCall(Struct, frozen=True):
    """A call of an intrinsic function."""

    name: str
    """Without ``Fn::`` or ``!``."""
    written_name: str
    """As in the template, for messages."""
    node: Node
    """The whole call."""

    @property
    def argument(self) -> Node:
        """The argument of the function."""
        if self.node.tag is not None:
            return self.node.untagged()
        assert isinstance(self.node, Mapping)
        return self.node.entries[self.written_name].value


def as_function_call(node: Node) -> FunctionCall | None:
    """Return a node as a function call, None for plain data."""
    if node.tag is not None:
        return FunctionCall(node.tag[1:], node.tag, node)
    if isinstance(node, Mapping) and len(node.entries) == 1:
        key = next(iter(node.entries))
        if key == "Ref":
            return FunctionCall(key, key, node)
        if key.startswith("Fn::") and not key.startswith("Fn::ForEach::"):
            return FunctionCall(key[4:], key, node)
        if key.startswith(RAIN_PREFIX):
            return FunctionCall(key, key, node)
    return None


def as_condition_call(node: Node) -> FunctionCall | None:
    """Return a node as a function call where a condition is expected.

    Only there is ``Condition: X`` a function; elsewhere it is an ordinary key.
    """
    if isinstance(node, Mapping) and node.tag is None and node.entries.keys() == {"Condition"}:
        return FunctionCall("Condition", "Condition", node)
    return as_function_call(node)


def if_branches(call: FunctionCall) -> tuple[str, Node, Node] | None:
    """Return the condition and the branches of ``Fn::If``, None if it is malformed."""
    argument = call.argument
    if isinstance(argument, Sequence) and len(argument.items) == 3:
        name = literal_text(argument.items[0])
        if name is not None:
            return name, argument.items[1], argument.items[2]
    return None


def is_no_value(node: Node) -> bool:
    """Return whether a node is ``!Ref AWS::NoValue``."""
    call = as_function_call(node)
    if call is None or call.name != "Ref":
        return False
    argument = call.argument
    return isinstance(argument, Scalar) and argument.text == "AWS::NoValue"


def literal_text(node: Node) -> str | None:
    """Return the text of a scalar without a tag, None for any other node."""
    return node.text if isinstance(node, Scalar) and node.tag is None else None
