"""Messages of rules, and values in the words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from iaclint.limits import MAX_LABEL_LENGTH
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    JsonText,
    PartialString,
    Unknown,
    Value,
)

ADDRESS = "address"

_PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_.-]+)\}")


def placeholders(message: str) -> list[str]:
    """Return the fields that a message names, the address left out."""
    return [name for name in _PLACEHOLDER.findall(message) if name != ADDRESS]


def render(message: str, address: str, get: Callable[[str], Value]) -> str:
    """Fill a message in."""

    def fill(match: re.Match[str]) -> str:
        return address if match[1] == ADDRESS else show(get(match[1]))

    return _PLACEHOLDER.sub(fill, message)


def show(value: Value) -> str:
    """Return a value in the words of a sentence; an unknown one by what blocks it."""
    if value is ABSENT or value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Unknown):
        return value.symbol
    if isinstance(value, PartialString):
        return "".join(p if isinstance(p, str) else f"${{{p.symbol}}}" for p in value.parts)
    if isinstance(value, Choice):
        return " or ".join(dict.fromkeys(show(option) for option in value.options))
    if isinstance(value, JsonText):
        return "a JSON document"
    if isinstance(value, (tuple, list)):
        return ", ".join(show(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {show(item)}" for key, item in value.items())
    return str(value)


def label(field: str, value: Value, written: bool) -> str:
    """Say in few words what a field is: ``is "public-read"``; empty where the source says it."""
    if value is ABSENT or value is None:
        return f"{field} is not set"
    if isinstance(value, Unknown):
        return f"is unknown: {value.symbol}"
    if isinstance(value, Choice):
        leaves = list(_leaves(value))
        if any(_is_long(leaf) for leaf in leaves):
            return f"depends on {value.test.symbol}"
        shown = " or ".join(dict.fromkeys(_quote(leaf) for leaf in leaves))
        return f"is {shown}, depending on {value.test.symbol}"
    if _is_long(value):
        return ""
    return f"is {_quote(value)}" if written else f"{field} is not set, so it is {_quote(value)}"


def _leaves(value: Value) -> Iterator[Value]:
    """Yield the values that a choice can turn out to be."""
    if isinstance(value, Choice):
        for option in value.options:
            yield from _leaves(option)
    else:
        yield value


def _is_long(value: Value) -> bool:
    """Tell what is better read where it is written: a structure, a text of many lines."""
    return isinstance(value, (Mapping, tuple, list, JsonText)) or "\n" in show(value)


def _quote(value: Value) -> str:
    shown = show(value)
    if len(shown) > MAX_LABEL_LENGTH:
        shown = shown[: MAX_LABEL_LENGTH - 1] + "…"
    return f'"{shown}"' if isinstance(value, (str, PartialString)) else shown
