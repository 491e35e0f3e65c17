"""Messages of rules: text with ``{address}`` and ``{field.name}`` in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from iaclint.values import ABSENT, Choice, JsonText, PartialString, Unknown, Value

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
