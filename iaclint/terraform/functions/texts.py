"""Shared by functions of strings: grapheme clusters, and strings with unknown parts."""

from __future__ import annotations

from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import JsonText, PartialString, Unknown
from iaclint.terraform.types.model import STRING, TerraformValue


def clusters(text: str) -> list[str]:
    """Split a text into what people see as characters (grapheme clusters, UAX 29)."""
    if text.isascii() and "\r\n" not in text:
        return list(text)
    import regex

    found = (str(cluster) for cluster in regex.findall(r"\X", text))
    return [part for cluster in found for part in regex.split(_CONJUNCT, cluster)]


# Terraform's library is of Unicode 15.0, in which consonants joined by a virama count apart.
_CONJUNCT = r"(?V1)(?<=[\u094D\u09CD\u0ACD\u0B4D\u0C4D\u0D4D][\p{Mn}\u200D]*)(?=[\p{Lo}])"


def pieces(text: TerraformValue) -> list[str | Unknown]:
    """Return the known and unknown pieces of a string."""
    if isinstance(text, str):
        return [text]
    if isinstance(text, PartialString):
        return list(text.parts)
    if isinstance(text, JsonText):
        return [without_identity(text)]
    assert isinstance(text, Unknown)
    return [text]


def without_identity(value: TerraformValue) -> Unknown:
    """Return an unknown string with the same symbol, not identical to the value."""
    return Unknown(symbols(value)[0], type=STRING, not_null=True)
