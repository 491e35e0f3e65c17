"""``Ref``, ``Fn::GetAtt``, ``Fn::ImportValue``, ``Fn::Transform``: references by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.assumptions import combine
from iaclint.cloudformation.eval.intrinsics.registry import MalformedCall, blocker, intrinsic
from iaclint.cloudformation.eval.resource_attributes import nature_of_export
from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.symbolic.values import ABSENT, Identity, PartialString, Unknown, Value
from iaclint.syntax.tree import Mapping, Node, Sequence

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Frame


@intrinsic("Ref")
def ref(frame: Frame, argument: Node) -> Value:
    """Return the value of a parameter or pseudo parameter, or a resource's physical ID."""
    name = frame.value(argument)
    if not isinstance(name, str):
        raise MalformedCall
    return frame.reference(name)


@intrinsic("GetAtt")
def get_attribute(frame: Frame, argument: Node) -> Value:
    """Return an attribute of a resource: ``Name.Attribute`` or ``[Name, Attribute]``."""
    dotted = literal_text(argument)
    if dotted is not None:
        name, dot, attribute = dotted.partition(".")
        if not dot:
            raise MalformedCall
        return frame.attribute(name, attribute)
    if not isinstance(argument, Sequence) or len(argument.items) < 2:
        raise MalformedCall
    return combine(
        lambda *parts: _attribute(frame, *parts), *(frame.value(item) for item in argument.items)
    )


def _attribute(frame: Frame, name: Value, *attribute: Value) -> Value:
    if isinstance(name, str) and all(isinstance(part, str) for part in attribute):
        return frame.attribute(name, ".".join(map(str, attribute)))
    return blocker(name, *attribute) or Unknown("Fn::GetAtt")


@intrinsic("ImportValue")
def import_value(frame: Frame, argument: Node) -> Value:
    """Return the export of another stack; unknown if that stack is not in this run."""
    return combine(lambda name: _imported(frame, name), frame.value(argument))


def _imported(frame: Frame, name: Value) -> Value:
    if isinstance(name, str):
        found = frame.imported(name)
        if found is not ABSENT:
            return found
        identity = Identity(f"export {name}", "", nature=nature_of_export(name))
        return Unknown(f"export {name}", identity, not_null=True)
    if isinstance(name, PartialString):
        return _partly_named(name)
    return blocker(name) or Unknown("Fn::ImportValue")


def _name(unknown: Unknown) -> str:
    return unknown.symbol.removeprefix("parameter ")


def _partly_named(name: PartialString) -> Unknown:
    """Return an export whose name is partly unknown: the same name is the same export."""
    texts = [part if isinstance(part, str) else f"${{{_name(part)}}}" for part in name.parts]
    owners = [part if isinstance(part, str) else part.identity for part in name.parts]
    identity = None if None in owners else Identity(f"export {owners}", "")
    return Unknown(f"export {''.join(texts)}", identity, not_null=True)


@intrinsic("Transform")
def transform(frame: Frame, argument: Node) -> Value:
    """Return the result of a macro: unknown."""
    return Unknown(f"Fn::Transform {transform_name(argument)}".rstrip())


def transform_name(argument: Node) -> str:
    """Return the name of the macro in ``Fn::Transform``, empty if there is none."""
    name = argument.get("Name") if isinstance(argument, Mapping) else None
    return (literal_text(name) or "") if name is not None else ""
