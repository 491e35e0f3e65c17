"""The types of the parts of an unknown of a type, as far as the type allows parts at all."""

from __future__ import annotations

from iaclint.symbolic.values import DEFERRED
from iaclint.terraform.types.conversion import ConversionError, to_number, to_string
from iaclint.terraform.types.model import (
    DYNAMIC,
    ListOf,
    MapOf,
    ObjectOf,
    SetOf,
    TerraformValue,
    TupleOf,
    Type,
    describe,
)


class PartError(Exception):
    """No value of the type has such a part."""

    def __init__(self, message: str, *, is_limit: bool = False) -> None:
        super().__init__(message)
        self.is_limit = is_limit
        """Whether only a limit of iaclint is the cause."""


def attribute_type(type_: Type, name: str) -> Type:
    """Return the type of ``.name``; raises ``PartError``."""
    if type_ == DYNAMIC:
        return DYNAMIC
    if isinstance(type_, MapOf):
        return type_.element
    if not isinstance(type_, ObjectOf):
        raise PartError(f"this value is a {describe(type_)}: it has no attribute '{name}'")
    if name not in type_.attributes:
        raise PartError(f"this object has no attribute '{name}'")
    return type_.attributes[name]


def element_type(type_: Type, key: TerraformValue) -> Type:
    """Return the type of ``[key]``; raises ``PartError``."""
    if type_ == DYNAMIC:
        return DYNAMIC
    if isinstance(type_, SetOf):
        raise PartError("a set has no indices")
    try:
        if isinstance(type_, (ListOf, TupleOf)):
            return _by_position(type_, to_number(key))
        if isinstance(type_, (MapOf, ObjectOf)):
            return _by_name(type_, to_string(key))
    except ConversionError as error:
        raise PartError(f"invalid index: {error}", is_limit=error.is_limit) from None
    raise PartError("this value has no elements")


def _by_position(type_: ListOf | TupleOf, key: TerraformValue) -> Type:
    if isinstance(type_, ListOf):
        return type_.element
    if isinstance(key, DEFERRED):
        return DYNAMIC
    if not isinstance(key, int) or not 0 <= key < len(type_.elements):
        raise PartError(f"invalid index: the number of elements is {len(type_.elements)}")
    return type_.elements[key]


def _by_name(type_: MapOf | ObjectOf, key: TerraformValue) -> Type:
    if isinstance(key, DEFERRED):
        return type_.element if isinstance(type_, MapOf) else DYNAMIC
    # Terraform does not look up the keys of an unknown object before it is known.
    is_missing = isinstance(type_, ObjectOf) and key not in type_.attributes
    return DYNAMIC if is_missing else attribute_type(type_, str(key))
