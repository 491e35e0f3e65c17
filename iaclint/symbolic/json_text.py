"""JSON text of which parts are unknown.

A policy is often a heredoc with an ARN that is unknown before deployment. Its structure is known:
each unknown part is inside of a JSON string, or in place of a whole JSON value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from iaclint.limits import MAX_DIGITS, MAX_MARKER_LENGTH
from iaclint.symbolic.structure import unknowns
from iaclint.symbolic.values import JsonText, PartialString, Scalar, Unknown, Value, concatenate

_OPEN, _CLOSE = "\ue000", "\ue001"
_OWN_MARKS = re.compile(f"(?:{_OPEN}|\\\\u[eE]000)(0*)")


class JsonPart(Unknown, frozen=True):
    """A part of a string that is a whole JSON text: ``{"AWS": ${jsonencode([role.arn])}}``."""

    text: JsonText[Any] = JsonText(None)


def part_of(text: JsonText[Any], type_: object = None) -> JsonPart:
    """Return a JSON text as a part of a string. Its content must hold something unknown."""
    symbol = next(unknowns(text)).symbol
    return JsonPart(symbol, type=type_, not_null=True, text=text)


def recognize(text: Any) -> Any:
    """Return a string that JSON texts are a part of as one JSON text, if it is one."""
    if isinstance(text, JsonPart):
        return text.text
    if isinstance(text, PartialString) and any(isinstance(p, JsonPart) for p in text.parts):
        try:
            content = decode(text)
        except (ValueError, RecursionError):
            return text
        return text if isinstance(content, Unknown) else JsonText(content)
    return text


def without_json_parts(text: PartialString) -> PartialString:
    """Return a string with plain unknowns in the place of the JSON texts in it."""
    if not any(isinstance(part, JsonPart) for part in text.parts):
        return text
    return PartialString(
        tuple(
            Unknown(part.symbol, not_null=True) if isinstance(part, JsonPart) else part
            for part in text.parts
        )
    )


def decode(text: Value) -> Value:
    """Return what a JSON text holds; unknown parts stay unknown in their places.

    Raises ``ValueError`` with the JSON parser's message where the text is not JSON, and
    ``TypeError`` where the value is not a text.
    """
    if isinstance(text, str):
        return from_json(_load(text))
    if isinstance(text, JsonText):
        return text.content
    if isinstance(text, Unknown):
        return Unknown(text.symbol, text.identity)
    if isinstance(text, PartialString):
        return _decode_partial(text)
    raise TypeError(f"not a text: {type(text).__name__}")


def _load(text: str) -> Any:
    return json.loads(text, parse_int=_integer)


def _integer(digits: str) -> int | str:
    """Return a whole number; the text of one with more digits than Python reads."""
    return int(digits) if len(digits) <= MAX_DIGITS else digits


def from_json(content: Any) -> Value:
    """Return the value of decoded JSON: tuples in the place of lists, at any depth."""
    if isinstance(content, list):
        return tuple(map(from_json, content))
    if isinstance(content, dict):
        return {key: from_json(item) for key, item in content.items()}
    scalar: Scalar = content
    return scalar


def _decode_partial(text: PartialString) -> Value:
    holes = [part for part in text.parts if isinstance(part, Unknown)]
    mark = _unused_mark("".join(part for part in text.parts if isinstance(part, str)))
    if mark is None:
        return Unknown(holes[0].symbol)
    numbers = iter(range(len(holes)))
    marked = "".join(
        part if isinstance(part, str) else f"{mark}:{next(numbers)}{_CLOSE}" for part in text.parts
    )
    # A hole for a whole value (`"Resource": ${jsonencode(var.arns)}`) is quoted so that the text
    # parses. Its mark has `!` in place of `:`, since it was not quoted before.
    bare = re.compile(f'"(?:[^"\\\\]|\\\\.)*"|{mark}:(\\d+){_CLOSE}', re.DOTALL)
    quoted = bare.sub(lambda m: f'"{mark}!{m[1]}{_CLOSE}"' if m[1] else m[0], marked)
    return _Filler(re.compile(f"{mark}([:!])(\\d+){_CLOSE}"), holes).fill(from_json(_load(quoted)))


def _unused_mark(known: str) -> str | None:
    """Return a mark that a text does not have itself, also not as an escape.

    None if the text has them all, up to a limit.
    """
    longest = max((len(found) for found in _OWN_MARKS.findall(known)), default=-1)
    return None if longest > MAX_MARKER_LENGTH else _OPEN + "0" * (longest + 1)


class _Filler:
    """Puts the unknown parts back into their places."""

    def __init__(self, hole: re.Pattern[str], holes: list[Unknown]) -> None:
        self._hole = hole
        self._holes = holes

    def fill(self, value: Value) -> Value:
        """Return a value with its holes filled, at any depth."""
        if isinstance(value, Mapping):
            return {self._key(key): self.fill(item) for key, item in value.items()}
        if isinstance(value, tuple):
            return tuple(map(self.fill, value))
        if not isinstance(value, str) or _OPEN not in value:
            return value
        whole = self._hole.fullmatch(value)
        if whole and whole[1] == "!":
            hole = self._holes[int(whole[2])]
            return hole.text.content if isinstance(hole, JsonPart) else Unknown(hole.symbol)
        pieces: list[str | Unknown] = []
        at = 0
        for match in self._hole.finditer(value):
            pieces += [value[at : match.start()], self._holes[int(match[2])]]
            at = match.end()
        return concatenate([*pieces, value[at:]])

    def _key(self, key: str) -> str:
        """Name an unknown key by its symbol: no reader of policies looks inside of it."""
        return self._hole.sub(lambda m: "${" + self._holes[int(m[2])].symbol + "}", key)
