"""Conversions and marks; see "Type Conversion Functions" in Terraform's documentation."""

from __future__ import annotations

from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED, Unknown
from iaclint.terraform.functions.builtin import builtin
from iaclint.terraform.functions.context import CallError
from iaclint.terraform.types.conversion import ConversionError, ConversionLimit, convert
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    MapOf,
    Sensitive,
    SetOf,
    TerraformValue,
    Type,
    describe,
    type_of,
)
from iaclint.terraform.types.sensitivity import sensitive, unmark


def _to(value: TerraformValue, target: Type) -> TerraformValue:
    try:
        return convert(value, target)
    except ConversionLimit:
        raise
    except ConversionError as error:
        source = describe(type_of(value))
        message = f"a {source} cannot be converted to {describe(target)}: {error.message}"
        raise CallError(message, 0) from None


@builtin("tobool", unknowns=True, nulls=True, marks=True)
def tobool(value: TerraformValue) -> TerraformValue:
    """Convert to a bool."""
    return _to(value, BOOL)


@builtin("tonumber", unknowns=True, nulls=True, marks=True)
def tonumber(value: TerraformValue) -> TerraformValue:
    """Convert to a number."""
    return _to(value, NUMBER)


@builtin("tostring", unknowns=True, nulls=True, marks=True)
def tostring(value: TerraformValue) -> TerraformValue:
    """Convert to a string."""
    return _to(value, STRING)


@builtin("tolist", unknowns=True, nulls=True, marks=True)
def tolist(value: TerraformValue) -> TerraformValue:
    """Convert to a list."""
    return _to(value, ListOf(DYNAMIC))


@builtin("toset", unknowns=True, nulls=True, marks=True)
def toset(value: TerraformValue) -> TerraformValue:
    """Convert to a set."""
    return _to(value, SetOf(DYNAMIC))


@builtin("tomap", unknowns=True, nulls=True, marks=True)
def tomap(value: TerraformValue) -> TerraformValue:
    """Convert to a map."""
    return _to(value, MapOf(DYNAMIC))


@builtin("sensitive", unknowns=True, nulls=True, marks=True)
def sensitive_(value: TerraformValue) -> TerraformValue:
    """Mark a value as sensitive."""
    return sensitive(value)


@builtin("nonsensitive", raw=True)
def nonsensitive(value: TerraformValue) -> TerraformValue:
    """Take the mark off a value."""
    return unmark(value)[0]


@builtin("issensitive", raw=True)
def issensitive(value: TerraformValue) -> TerraformValue:
    """Return whether a value is marked."""
    if isinstance(value, Sensitive):
        return True
    if isinstance(value, DEFERRED):
        return Unknown(symbols(value)[0], type=BOOL, not_null=True)
    return False


@builtin("ephemeralasnull", raw=True)
def ephemeralasnull(value: TerraformValue) -> TerraformValue:
    """Return the value: what is ephemeral is unknown here already."""
    return value
