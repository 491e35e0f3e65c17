"""The errors of conversions."""

from __future__ import annotations

from iaclint.terraform.types.model import (
    DYNAMIC,
    ListOf,
    MapOf,
    ObjectOf,
    SetOf,
    TupleOf,
    Type,
    describe,
)


class ConversionError(Exception):
    """A value does not convert; the message says what was wanted."""

    is_limit = False

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ConversionLimit(ConversionError):
    """A number or a type is too large for iaclint; Terraform would convert it."""

    is_limit = True


def mismatch(source: Type, target: Type) -> ConversionError:
    """Return the error for a value of one type where another is required."""
    structure = isinstance(source, (TupleOf, ObjectOf))
    if structure and isinstance(target, (ListOf, SetOf, MapOf)) and target.element == DYNAMIC:
        kind = describe(target).split()[0]
        return ConversionError(f"all {kind} elements must have the same type")
    return ConversionError(f"{describe(target)} required")
