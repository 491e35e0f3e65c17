"""``Ref``, ``Fn::GetAtt``, ``Fn::ImportValue``, ``Fn::Transform``: what names stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.assumptions import combine
from iaclint.cloudformation.eval.intrinsics.registry import Malformed, blocker, intrinsic
from iaclint.cloudformation.eval.resource_attributes import nature_of_export
from iaclint.cloudformation.template.calls import literal
from iaclint.symbolic.values import (
    ABSENT,
    Identity,
    PartialString,
    Unknown,
    Value,
)
from iaclint.syntax.tree import Mapping, Node, Sequence

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Frame


@intrinsic("Ref")
def ref(frame: Frame, argument: Node) -> Value:
    """Return a parameter's value, a pseudo parameter's, or what a resource is known by."""
    name = frame.value(argument)
    if not isinstance(name, str):
        raise Malformed
    return frame.reference(name)


@intrinsic("GetAtt")
def get_attribute(frame: Frame, argument: Node) -> Value:
    """Return an attribute of a resource: ``Name.Attribute`` or ``[Name, Attribute]``."""
    dotted = literal(argument)
    if dotted is not None:
        name, dot, attribute = dotted.partition(".")
        if not dot:
            raise Malformed
        return frame.attribute(name, attribute)
    if not isinstance(argument, Sequence) or len(argument.items) < 2:
        raise Malformed
    return combine(
        lambda *parts: _attribute(frame, *parts), *(frame.value(item) for item in argument.items)
    )


def _attribute(frame: Frame, name: Value, *attribute: Value) -> Value:
    if isinstance(name, str) and all(isinstance(part, str) for part in attribute):
        return frame.attribute(name, ".".join(map(str, attribute)))
    return blocker(name, *attribute) or Unknown("Fn::GetAtt")


@intrinsic("ImportValue")
def import_value(frame: Frame, argument: Node) -> Value:
    """Return another stack's export, which only deployment knows if it is not of this run."""
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


def _partly_named(name: PartialString) -> Unknown:
    """Return an export whose name is known in parts: the same name is the same export."""
    texts = [part if isinstance(part, str) else f"${{{part.symbol}}}" for part in name.parts]
    owners = [part if isinstance(part, str) else part.identity for part in name.parts]
    identity = None if None in owners else Identity(f"export {owners}", "")
    return Unknown(f"export {''.join(texts)}", identity, not_null=True)


@intrinsic("Transform")
def transform(frame: Frame, argument: Node) -> Value:
    """Return what a macro makes of its parameters: unknown."""
    return Unknown(f"Fn::Transform {transform_name(argument)}".rstrip())


def transform_name(argument: Node) -> str:
    """Return the name of the macro that ``Fn::Transform`` calls, empty where there is none."""
    name = argument.get("Name") if isinstance(argument, Mapping) else None
    return (literal(name) or "") if name is not None else ""
