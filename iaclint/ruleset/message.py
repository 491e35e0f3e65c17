"""Messages of rules, and values as text in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from iaclint.limits import MAX_LABEL_LENGTH
from iaclint.symbolic.values import ABSENT, Choice, JsonText, PartialString, Unknown, Value
from iaclint.symbolic.worlds import leaves_of

ADDRESS = "address"

_PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_.-]+)\}")


def placeholders(message: str) -> list[str]:
    """Return the fields in a message; the address is not one."""
    return [name for name in _PLACEHOLDER.findall(message) if name != ADDRESS]


def render(message: str, address: str, get: Callable[[str], Value]) -> str:
    """Return a message with its placeholders filled in."""

    def fill(match: re.Match[str]) -> str:
        return address if match[1] == ADDRESS else show(get(match[1]))

    return _PLACEHOLDER.sub(fill, message)


def show(value: Value) -> str:
    """Return a value as text in a sentence; an unknown value as the symbol that blocks it."""
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
    if isinstance(value, tuple):
        return ", ".join(show(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {show(item)}" for key, item in value.items())
    return str(value)


def label(name: str, value: Value, written: bool) -> str:
    """Return the value of an attribute in a few words: ``is "public-read"``.

    Empty for a value that is best read in the source. ``written`` is False for a default.
    """
    if value is ABSENT or value is None:
        return f"{name} is not set"
    if isinstance(value, Unknown):
        return f"is unknown: {value.symbol}"
    if isinstance(value, Choice):
        leaves: list[Value] = [leaf for _, leaf in leaves_of(value)]
        if all(leaf in (ABSENT, None, Unknown(value.test.symbol)) for leaf in leaves):
            return f"is unknown: {value.test.symbol}"
        if any(_is_long(leaf) for leaf in leaves):
            return f"depends on {value.test.symbol}"
        shown = " or ".join(dict.fromkeys(_quote(leaf) for leaf in leaves))
        return f"is {shown}, depending on {value.test.symbol}"
    if _is_long(value):
        return ""
    return f"is {_quote(value)}" if written else f"{name} is not set, so it is {_quote(value)}"


def _is_long(value: Value) -> bool:
    """Whether a value is best read in the source: a structure or several lines of text."""
    return isinstance(value, (Mapping, tuple, JsonText)) or "\n" in show(value)


def _quote(value: Value) -> str:
    shown = show(value)
    if len(shown) > MAX_LABEL_LENGTH:
        shown = shown[: MAX_LABEL_LENGTH - 1] + "…"
    return f'"{shown}"' if isinstance(value, (str, PartialString)) else shown
