"""YAML; see "yamlencode" and "yamldecode" in Terraform's documentation.

Only the parser and the emitter are the library's: which scalar means what is Terraform's
own mixture of YAML 1.1 and 1.2 (go-cty-yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from iaclint.limits import MAX_YAMLDECODE_NODES
from iaclint.symbolic.values import PartialString, Unknown
from iaclint.terraform.functions.builtin import Text, builtin, normal
from iaclint.terraform.functions.context import CallError, CallLimit, CallRefused, Context
from iaclint.terraform.functions.json import decode_partial
from iaclint.terraform.types import numbers
from iaclint.terraform.types.conversion import to_string
from iaclint.terraform.types.model import TerraformValue, is_null

_TAG: Final = "tag:yaml.org,2002:"
_SCALAR_TAGS: Final = ("str", "bool", "int", "float", "null", "timestamp", "binary")

_INTEGER_BITS: Final = 64
"""The most bits of a whole number that is not decimal."""
_SLASH_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\/")
"""What libyaml reads in double quotes, and Terraform does not."""

_TRUE = ("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON")
_FALSE = ("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")
_WORDS: Final[dict[str, TerraformValue]] = {
    **dict.fromkeys(_TRUE, True),
    **dict.fromkeys(_FALSE, False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_TIMESTAMP = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})"
    r"| ([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:\.[0-9]+)?)?"
)


@builtin("yamldecode", unknowns=True)
def yamldecode(context: Context, text: Text) -> TerraformValue:
    """Decode a document; partly known JSON, which is YAML too, keeps its structure."""
    if isinstance(text, str):
        context.spend(len(text) // 10)
        return _decode(text)
    try:
        return decode_partial(text)
    except ValueError:
        assert isinstance(text, PartialString)
        return Unknown(next(part for part in text.parts if isinstance(part, Unknown)).symbol)


def _decode(text: str) -> TerraformValue:
    import yaml

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return _Reader(text, yaml.parse(text, Loader=loader)).document()
    except yaml.YAMLError as error:
        _check_own_limit(error, text)
        raise CallError(f"this is not valid YAML: {_words(error)}", 0) from None
    except (numbers.NumberLimit, RecursionError):
        raise CallLimit("this YAML is too large to evaluate", 0) from None
    except numbers.NumberError as error:
        raise CallError(f"this YAML cannot be read: {error}", 0) from None


def _check_own_limit(error: Any, text: str) -> None:
    """Raise ``CallLimit`` for what Terraform's parser accepts."""
    if "nesting depth" in str(error):
        raise CallLimit("this YAML is nested too deeply to evaluate", 0) from None
    if "unknown escape" in str(error) and "\\'" in text:
        raise CallRefused("YAML with the escape \\' is not evaluated", 0) from None


def _words(error: Any) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f" on line {mark.line + 1}, column {mark.column + 1}" if mark else ""
    return f"{getattr(error, 'problem', None) or error}{place}"


class _Reader:
    """Builds a value from the parser's events."""

    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self._text = text
        self._events = events
        self._anchors: dict[str, tuple[TerraformValue, int]] = {}
        self._open: set[str] = set()
        self._nodes = 0

    def document(self) -> TerraformValue:
        next(self._events)
        start = next(self._events)
        if not _is(start, "DocumentStart"):
            raise CallError("the text contains no document", 0)
        if start.version not in (None, (1, 1)):
            raise CallError("the version of YAML must be 1.1", 0)
        value = self._value(next(self._events))
        next(self._events)
        if not _is(next(self._events), "StreamEnd"):
            raise CallError("only a single document is allowed", 0)
        return value

    def _value(self, event: Any) -> TerraformValue:
        before, anchor = self._nodes, event.anchor
        self._count(1)
        if _is(event, "Alias"):
            return self._alias(anchor)
        if anchor:
            self._open.add(anchor)
        if _is(event, "Scalar"):
            value: TerraformValue = self._scalar(event)
        else:
            _check_tag(event, "map" if _is(event, "MappingStart") else "seq")
            value = self._mapping() if _is(event, "MappingStart") else self._sequence()
        if anchor:
            self._open.discard(anchor)
            self._anchors[anchor] = value, self._nodes - before
        return value

    def _scalar(self, event: Any) -> Any:
        if event.style == '"' and "/" in event.value:
            written = self._text[event.start_mark.index : event.end_mark.index]
            if _SLASH_ESCAPE.search(written):
                raise CallError("unknown escape \\/", 0)
        return _scalar(event)

    def _alias(self, name: str) -> TerraformValue:
        if name in self._open:
            raise CallError(f'the anchor "{name}" contains itself', 0)
        if name not in self._anchors:
            raise CallError(f'there is no anchor "{name}"', 0)
        value, nodes = self._anchors[name]
        self._count(nodes)
        return value

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_YAMLDECODE_NODES:
            raise CallLimit("this document is too large to evaluate", 0)

    def _sequence(self) -> TerraformValue:
        items: list[TerraformValue] = []
        while not _is(event := next(self._events), "SequenceEnd"):
            items.append(self._value(event))
        return tuple(items)

    def _mapping(self) -> TerraformValue:
        pairs: dict[str, TerraformValue] = {}
        while not _is(event := next(self._events), "MappingEnd"):
            key = self._scalar(event) if _is(event, "Scalar") else None
            if is_null(key):
                raise CallError("the keys of a mapping must be strings", 0)
            value = self._value(next(self._events))
            if key == "<<" and not event.tag:
                if not isinstance(value, dict):
                    raise CallError('only a mapping can be merged with "<<"', 0)
                pairs |= value
            else:
                pairs[str(normal(to_string(key)))] = value
        return dict(sorted(pairs.items()))


def _is(event: Any, kind: str) -> bool:
    return type(event).__name__ == f"{kind}Event"


def _check_tag(event: Any, expected: str) -> None:
    if event.tag and event.tag != _TAG + expected:
        raise CallError(f'the tag "{event.tag}" does not fit here', 0)


def _scalar(event: Any) -> Any:
    text, tag = event.value, event.tag or ""
    if not tag and not event.implicit[0]:
        return normal(text)
    kind = tag.removeprefix(_TAG)
    if tag and (kind == tag or kind not in _SCALAR_TAGS):
        raise CallError(f'the tag "{tag}" is not supported', 0)
    if event.style in ("'", '"') or kind in ("str", "binary"):
        return normal(text)
    return _plain(text, kind)


def _plain(text: str, kind: str) -> Any:
    """Resolve a plain scalar, with the name of its tag if it has one."""
    if text in _WORDS:
        return _WORDS[text]
    if text in (".nan", ".NaN", ".NAN"):
        raise CallError("NaN is not supported", 0)
    timestamp = _timestamp(text) if kind in ("", "timestamp") else None
    if timestamp is not None:
        return timestamp
    if kind in ("int", "float") or _INTEGER.fullmatch(text) or _FLOAT.fullmatch(text):
        return _number(text.replace("_", "") if kind in ("int", "float") else text)
    if kind == "null":
        return None
    if kind in ("bool", "timestamp"):
        raise CallError(f'"{text}" is not a valid {kind}', 0)
    return normal(text)


def _number(text: str) -> TerraformValue:
    sign = text.lstrip("+")
    if sign[:2] in ("0x", "0o", "0b", "0X", "0O", "0B"):
        number = int(sign, 0)
        if number.bit_length() > _INTEGER_BITS:
            raise CallError(f'"{text}" does not fit into {_INTEGER_BITS} bits', 0)
        return number
    return numbers.parse(text)


def _timestamp(text: str) -> str | None:
    """Rewrite a date as Terraform does, without fractions of a second."""
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.group(1, 2, 3)
    hour, minute, second = (match[n] or match[n + 4] or "0" for n in (4, 5, 6))
    from datetime import datetime

    try:
        moment = datetime(*map(int, (year, month, day, hour, minute, second)))  # type: ignore[arg-type]
    except ValueError:
        return None
    zone = match[7] or "Z"
    return f"{year}{moment:-%m-%dT%H:%M:%S}{'Z' if zone == '+00:00' else zone}"


@builtin("yamlencode", nulls=True)
def yamlencode(value: TerraformValue) -> str:
    """Encode a value in block style, every string in double quotes."""
    import yaml

    dumper: Any = getattr(yaml, "CDumper", yaml.Dumper)
    events = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        *_events(value),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    text = str(yaml.emit(events, Dumper=dumper, allow_unicode=True))
    # Whether a document gets an end mark has changed in libyaml; Terraform has its old ways.
    is_plain = not isinstance(value, (str, tuple, Mapping))
    return text.removesuffix("...\n") + ("...\n" if is_plain else "")


def _events(value: TerraformValue) -> Iterator[Any]:
    import yaml

    if isinstance(value, Mapping):
        yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=False)
        for key, item in sorted(value.items()):
            yield from _events(key)
            yield from _events(item)
        yield yaml.MappingEndEvent()
    elif isinstance(value, tuple):
        yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False)
        for item in value:
            yield from _events(item)
        yield yaml.SequenceEndEvent()
    elif isinstance(value, str):
        yield yaml.ScalarEvent(None, None, (True, True), value, style="|" if "\n" in value else '"')
    else:
        yield yaml.ScalarEvent(None, None, (True, True), _text(value), style="")


def _text(value: TerraformValue) -> str:
    if is_null(value):
        return "null"
    assert isinstance(value, (bool, int, float, Fraction))
    return str(to_string(value))
