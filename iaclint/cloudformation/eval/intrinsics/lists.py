"""``Fn::Select``, ``Fn::Length``, ``Fn::GetAZs``, ``Fn::Cidr``."""

from __future__ import annotations

from ipaddress import ip_network
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.cloudformation.eval.assumptions import combine
from iaclint.cloudformation.eval.intrinsics.registry import blocker, intrinsic
from iaclint.cloudformation.eval.intrinsics.strings import PartialList
from iaclint.cloudformation.eval.text import as_text
from iaclint.cloudformation.template.split_texts import blocker_of_number
from iaclint.limits import MAX_CIDRS
from iaclint.symbolic.derivations import derive
from iaclint.symbolic.natures import UNSPECIFIED
from iaclint.symbolic.values import Unknown, Value
from iaclint.syntax.tree import Node

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Frame

"""The maximum of ``Fn::Cidr`` (documentation page "Fn::Cidr")."""


@intrinsic("Select", 2)
def select(frame: Frame, index: Node, values: Node) -> Value:
    """Return the element of a list at a zero-based index."""
    return combine(_select, frame.value(index), frame.value(values))


def _select(index: Value, values: Value) -> Value:
    position = as_number(index)
    if position is None:
        return blocker(index, values) or Unknown("Fn::Select")
    if isinstance(values, tuple):
        blocking = blocker_of_number(values[: position + 1])
        if blocking is not None:
            return blocking
        if 0 <= position < len(values):
            element: Value = values[position]
            return element
        return Unknown(f"Fn::Select {position} of a list of {len(values)}")
    if isinstance(values, PartialList) and 0 <= position < len(values.first):
        return values.first[position]
    if isinstance(values, Unknown) and values.identity is not None:
        if values.identity.derivation is not None:
            return derive(Unknown(values.symbol), "Fn::Select", _select, (index, values))
        attribute = f"{values.identity.attribute}[{position}]"
        identity = replace(values.identity, attribute=attribute, nature=UNSPECIFIED)
        return Unknown(values.symbol, identity)
    return blocker(values) or Unknown("Fn::Select")


@intrinsic("Length")
def length(frame: Frame, argument: Node) -> Value:
    """Return the length of a list."""
    return combine(_length, frame.value(argument))


def _length(value: Value) -> Value:
    if isinstance(value, tuple):
        return blocker_of_number(value) or len(value)
    return blocker(value) or Unknown("Fn::Length")


@intrinsic("GetAZs")
def get_zones(frame: Frame, argument: Node) -> Value:
    """Return the Availability Zones of a region: unknown, because they depend on the account."""
    region = frame.value(argument)
    if region in ("", None):
        region = frame.reference("AWS::Region")
    if not isinstance(region, str):
        blocking = blocker(region)
        return Unknown(f"Fn::GetAZs {blocking.symbol if blocking else ''}".rstrip(), type="list")
    return Unknown(f"Fn::GetAZs {region}", frame.identity(f"zones {region}"), type="list")


@intrinsic("Cidr", 2, 3)
def cidr(frame: Frame, block: Node, count: Node, bits: Node | None = None) -> Value:
    """Return CIDR blocks within an address block."""
    given = [frame.value(node) for node in (block, count)]
    return combine(_cidr, *given, 8 if bits is None else frame.value(bits))


def _cidr(block: Value, count: Value, bits: Value) -> Value:
    number, width = as_number(count), as_number(bits)
    if not isinstance(block, str) or number is None or width is None:
        return blocker(block, count, bits) or Unknown("Fn::Cidr")
    try:
        network = ip_network(block, strict=False)
        subnets = network.subnets(new_prefix=network.max_prefixlen - width)
        return tuple(str(subnet) for subnet in islice(subnets, min(number, MAX_CIDRS)))
    except ValueError:
        return Unknown(f"Fn::Cidr of {block}")


def as_number(value: Value) -> int | None:
    """Return an integer or its string as an integer, None for any other value."""
    text = as_text(value)
    if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    return None
