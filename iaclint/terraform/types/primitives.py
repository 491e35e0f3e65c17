"""Conversion of values to strings, numbers and bools."""

from __future__ import annotations

from fractions import Fraction

from iaclint.symbolic.values import JsonText, PartialString, Unknown
from iaclint.terraform.types import numbers
from iaclint.terraform.types.conversion_errors import ConversionError, ConversionLimit, mismatch
from iaclint.terraform.types.model import (
    BOOL,
    NUMBER,
    STRING,
    Primitive,
    TerraformValue,
    Type,
    type_of,
)


def to_primitive(value: TerraformValue, target: Primitive) -> TerraformValue:
    """Return a known or partly known value as a primitive; raises ``ConversionError``."""
    if target == STRING:
        return _to_string(value)
    if target == BOOL:
        return _to_bool(value)
    return _to_number(value)


def _to_string(value: TerraformValue) -> TerraformValue:
    if isinstance(value, (str, PartialString, JsonText)):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Fraction)):
        try:
            return numbers.text(value)
        except numbers.NumberError as error:
            raise _as_conversion_error(error) from None
    raise mismatch(type_of(value), STRING)


def _to_number(value: TerraformValue) -> TerraformValue:
    if isinstance(value, bool):
        raise mismatch(BOOL, NUMBER)
    if isinstance(value, (int, float, Fraction)):
        return value
    if isinstance(value, str):
        try:
            return numbers.parse(value)
        except numbers.NumberError as error:
            raise _as_conversion_error(error) from None
    return _from_partial(value, NUMBER)


def _to_bool(value: TerraformValue) -> TerraformValue:
    if isinstance(value, bool):
        return value
    if value in ("true", "1"):
        return True
    if value in ("false", "0"):
        return False
    if isinstance(value, str):
        lower = value.lower()
        hint = f'; to convert from string, use lowercase "{lower}"'
        raise ConversionError("a bool is required" + (hint if lower in ("true", "false") else ""))
    return _from_partial(value, BOOL)


def _from_partial(value: TerraformValue, target: Type) -> TerraformValue:
    """Make a string with unknown parts the unknown of another type."""
    if isinstance(value, PartialString):
        first = next(part for part in value.parts if isinstance(part, Unknown))
        return Unknown(first.symbol, type=target, not_null=True)
    raise mismatch(type_of(value), target)


def _as_conversion_error(error: numbers.NumberError) -> ConversionError:
    kind = ConversionLimit if isinstance(error, numbers.NumberLimit) else ConversionError
    return kind(str(error))
