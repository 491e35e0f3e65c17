"""Convert Terraform's values to the plain values that leave the front end."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from iaclint.symbolic.json_text import without_json_parts
from iaclint.symbolic.structure import map_parts
from iaclint.symbolic.values import (
    Absent,
    Choice,
    Guard,
    JsonText,
    PartialString,
    Unknown,
    Value,
    assert_never,
)
from iaclint.symbolic.workspaces import in_words
from iaclint.terraform.types.incomplete import Incomplete
from iaclint.terraform.types.model import Null, Sensitive, TerraformValue
from iaclint.terraform.types.unknown_instances import UnknownInstances


def plain(value: TerraformValue) -> Value:
    """Return a value without types and marks; unknowns keep symbol and identity.

    A test on the workspace becomes a choice between its results. What is known once it is deployed,
    such as what a resource repeats, is known. A value that is nested too deeply
    is unknown, such as that of a resource that refers to itself.
    """
    try:
        return _plain(value)
    except RecursionError:
        return Unknown("a value that is nested too deeply")


def _plain(value: TerraformValue) -> Value:
    match value:
        case str() | bool() | int() | None:
            return value
        case Guard(conditions=(holds, fails)) if words := in_words(holds, fails):
            return Choice(value, (True, False), words)
        case Incomplete():
            certain = [tuple(map(_plain, part)) for part in (value.start, value.among, value.end)]
            return (*certain[0], _plain(value.others), *certain[1], *certain[2])
        case UnknownInstances() if value.certain:
            return (
                Unknown(value.symbol, derived=value.derived),
                *map(_plain, value.certain.values()),
            )
        case Unknown():
            return Unknown(
                value.symbol, value.identity, not_null=value.not_null, derived=value.derived
            )
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case Choice(options=(only,)):
            return _plain(only)
        case tuple() | Choice() | JsonText() | Mapping():
            return map_parts(value, _plain)
        case Sensitive():
            return _plain(value.value)
        case Null():
            return None
        case Fraction():
            return _in_64_bits(value)
        case PartialString():
            return without_json_parts(value)
        case Absent() | float():
            return value
        case _:
            assert_never(value)


def _in_64_bits(number: Fraction) -> float | int:
    try:
        return float(number)
    except OverflowError:
        return int(number)
