"""JSON; see "jsonencode" and "jsondecode" in Terraform's documentation."""

from __future__ import annotations

import json as _json
import re
from fractions import Fraction
from typing import Any

from iaclint.symbolic import json_text
from iaclint.symbolic.structure import is_known
from iaclint.symbolic.values import JsonText, PartialString, Unknown
from iaclint.terraform.functions.builtin import Text, builtin, normal
from iaclint.terraform.functions.context import CallError, CallLimit, Context
from iaclint.terraform.functions.texts import size_of_text
from iaclint.terraform.types import numbers
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import TerraformValue, is_null

_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = " \t\r\n"
_ESCAPED = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


@builtin("jsonencode", unknowns=True, nulls=True)
def jsonencode(value: TerraformValue) -> TerraformValue:
    """Encode a value; one with unknown parts keeps its structure."""
    return encode(value) if is_known(value) else JsonText(value)


@builtin("jsondecode", unknowns=True)
def jsondecode(context: Context, text: Text) -> TerraformValue:
    """Decode a text; what is unknown in it stays unknown in its place."""
    context.spend(size_of_text(text) // 10)
    try:
        if isinstance(text, str):
            return decode(text)
        return decode_partial(text)
    except (ValueError, RecursionError) as error:
        if isinstance(text, PartialString):
            return Unknown(next(p for p in text.parts if isinstance(p, Unknown)).symbol)
        if isinstance(error, (RecursionError, numbers.NumberLimit)):
            raise CallLimit("this JSON is too large to evaluate", 0) from None
        raise CallError(f"this is not valid JSON: {error}", 0) from None


def encode(value: TerraformValue) -> str:
    """Write a known value as Terraform does: sorted keys, no spaces, Go's escapes."""
    if is_null(value):
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, (int, float, Fraction)):
        return _number(value)
    if isinstance(value, (dict, LazyObject)):
        pairs = (f"{quote(key)}:{encode(item)}" for key, item in sorted(value.items()))
        return "{" + ",".join(pairs) + "}"
    assert isinstance(value, tuple)
    return "[" + ",".join(map(encode, value)) + "]"


def quote(text: str) -> str:
    """Write a string as Go's encoder does, safe inside of HTML."""
    return _json.dumps(text, ensure_ascii=False).translate(_ESCAPED)


def _number(number: numbers.Number) -> str:
    text = numbers.text(number)
    if text.endswith("Inf"):
        raise CallError("infinity cannot be written as JSON", 0)
    return text


def decode(text: str) -> TerraformValue:
    """Read JSON as Terraform's values; raises ``ValueError``.

    As in Terraform, a bracket that closes nothing ends the text.
    """
    decoder = _json.JSONDecoder(
        parse_int=numbers.parse, parse_float=numbers.parse, parse_constant=_refuse
    )
    text = text.lstrip(_SPACES)
    value, end = decoder.raw_decode(text)
    rest = text[end:].lstrip(_SPACES)
    if rest and rest[0] not in "]}":
        raise ValueError("more than one value")
    return from_plain(value)


def decode_partial(text: TerraformValue) -> TerraformValue:
    """Read JSON of which parts are unknown; raises ``ValueError``."""
    if isinstance(text, JsonText):
        return from_plain(text.content)
    assert isinstance(text, (Unknown, PartialString))
    return from_plain(json_text.decode(text))


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def from_plain(value: Any) -> TerraformValue:
    """Return decoded data as a value: tuples for lists, keys sorted, numbers of 512 bits."""
    if isinstance(value, list):
        return tuple(map(from_plain, value))
    if isinstance(value, dict):
        return {str(from_plain(key)): from_plain(item) for key, item in sorted(value.items())}
    if isinstance(value, float):
        return numbers.parse(repr(value))
    if isinstance(value, str):
        return normal(_SURROGATE.sub("\ufffd", value))
    whole: TerraformValue = value
    return whole
