"""Values as strings: in ``Fn::Sub``, ``Fn::Join`` and comparisons."""

from __future__ import annotations

from itertools import groupby

from iaclint.symbolic.branches import choice_symbols
from iaclint.symbolic.json_text import part_of, recognize
from iaclint.symbolic.values import JsonText, PartialString, Unknown, Value, concatenate


def as_text(value: Value) -> Value:
    """Return a scalar as CloudFormation inserts it into a string; other values unchanged."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    return value


def join(values: tuple[Value, ...]) -> Value:
    """Return the concatenation of strings. No value is a choice."""
    pieces = [piece for value in values for piece in _pieces(as_text(value))]
    runs = groupby(pieces, lambda piece: isinstance(piece, str))
    parts: list[str | Unknown] = []
    for known, run in runs:
        # Join runs of known strings at once: one by one takes quadratic time.
        parts.extend(["".join(map(str, run))] if known else run)
    joined: Value = recognize(concatenate(parts))
    return joined


def _pieces(text: Value) -> tuple[str | Unknown, ...]:
    if isinstance(text, (str, Unknown)):
        return (text,)
    if isinstance(text, PartialString):
        return text.parts
    if isinstance(text, JsonText):
        return (part_of(text) if not choice_symbols(text) else Unknown("Fn::ToJsonString"),)
    return (Unknown("a value that is not a string"),)


def length(value: Value) -> int:
    """Return the approximate size of a value, to limit hostile templates."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, PartialString):
        return sum(len(part) if isinstance(part, str) else 1 for part in value.parts)
    if isinstance(value, tuple):
        return sum(length(item) for item in value) + len(value)
    return 1
