"""JSON inside of strings, also where parts of the string are unknown.

A policy is often a heredoc with an ARN in it that only deployment knows. Its structure is
known all the same: each unknown part stands inside of some JSON string, or in the place of
a whole JSON value.
"""

from __future__ import annotations

import json
import re

from iaclint.values import JsonText, PartialString, Unknown, Value, concatenate

_OPEN, _CLOSE = "\ue000", "\ue001"
_HOLE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_BARE_HOLE = re.compile(f'"(?:[^"\\\\]|\\\\.)*"|({_OPEN}\\d+{_CLOSE})', re.DOTALL)


def decode(text: Value) -> Value:
    """Return what a JSON text holds; unknown parts stay unknown in their places.

    Raises ``ValueError`` with the JSON parser's message where the text is no JSON, and
    ``TypeError`` where it is no text at all.
    """
    if isinstance(text, str):
        return json.loads(text)
    if isinstance(text, JsonText):
        return text.content
    if isinstance(text, Unknown):
        return Unknown(text.symbol, text.identity)
    if isinstance(text, PartialString):
        return _decode_partial(text)
    raise TypeError(f"not a text: {type(text).__name__}")


def _decode_partial(text: PartialString) -> Value:
    holes: list[Unknown] = []
    pieces: list[str] = []
    for part in text.parts:
        if isinstance(part, Unknown):
            pieces.append(f"{_OPEN}{len(holes)}{_CLOSE}")
            holes.append(part)
        else:
            pieces.append(part)
    # A hole that stands for a whole value (`"Resource": ${jsonencode(var.arns)}`) is quoted
    # to make the text parse; whether it was quoted before is told by a second mark.
    quoted = _BARE_HOLE.sub(lambda m: f'"{_OPEN}{m[1]}"' if m[1] else m[0], "".join(pieces))
    return _fill(json.loads(quoted), holes)


def _fill(value: Value, holes: list[Unknown]) -> Value:
    if isinstance(value, dict):
        return {str(_fill_key(key, holes)): _fill(item, holes) for key, item in value.items()}
    if isinstance(value, list):
        return [_fill(item, holes) for item in value]
    if not isinstance(value, str) or _OPEN not in value:
        return value
    if value.startswith(_OPEN * 2):
        hole = holes[int(value[2:-1])]
        return Unknown(hole.symbol)
    pieces = _HOLE.split(value)
    return concatenate([holes[int(piece)] if n % 2 else piece for n, piece in enumerate(pieces)])


def _fill_key(key: str, holes: list[Unknown]) -> str:
    """Name an unknown key by its symbol: no reader of policies looks inside of it."""
    return _HOLE.sub(lambda m: "${" + holes[int(m[1])].symbol + "}", key)
