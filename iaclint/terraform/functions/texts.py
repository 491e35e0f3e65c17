"""What the families share about text: grapheme clusters, and strings with unknown parts."""

from __future__ import annotations

from iaclint.terraform.types import STRING
from iaclint.values import JsonText, PartialString, Unknown, Value, symbols

MAX_LENGTH = 1_000_000
"""The longest text that padding or repetition may produce."""


def clusters(text: str) -> list[str]:
    """Split a text into what people see as characters (grapheme clusters, UAX 29)."""
    if text.isascii() and "\r\n" not in text:
        return list(text)
    import regex  # type: ignore[import-untyped]

    return [str(cluster) for cluster in regex.findall(r"\X", text)]


def pieces(text: Value) -> list[str | Unknown]:
    """Return the known and unknown pieces of a string."""
    if isinstance(text, str):
        return [text]
    if isinstance(text, PartialString):
        return list(text.parts)
    if isinstance(text, JsonText):
        return [blurred(text)]
    assert isinstance(text, Unknown)
    return [text]


def blurred(value: Value) -> Unknown:
    """Return an unknown string that stands on the same symbol but is not the same value."""
    return Unknown(symbols(value)[0], type=STRING, not_null=True)
