"""Convert Terraform's values to the plain values that leave the front end."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from iaclint.symbolic.json_text import without_json_parts
from iaclint.symbolic.structure import map_parts
from iaclint.symbolic.values import (
    Absent,
    Choice,
    JsonText,
    PartialString,
    Unknown,
    Value,
    assert_never,
)
from iaclint.terraform.types.model import Null, Sensitive, TerraformValue


def plain(value: TerraformValue) -> Value:
    """Return a value without types and marks; unknowns keep symbol and identity."""
    match value:
        case str() | bool() | int() | None:
            return value
        case Unknown():
            return Unknown(
                value.symbol, value.identity, not_null=value.not_null, derived=value.derived
            )
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case tuple() | Choice() | JsonText() | Mapping():
            return map_parts(value, plain)
        case Sensitive():
            return plain(value.value)
        case Null():
            return None
        case Fraction():
            return float(value)
        case PartialString():
            return without_json_parts(value)
        case Absent() | float():
            return value
        case _:
            assert_never(value)
