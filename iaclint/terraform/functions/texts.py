"""Shared by functions of strings: grapheme clusters, and strings with unknown parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from iaclint.symbolic.json_text import part_of, recognize
from iaclint.symbolic.natures import part_of_all, start_of
from iaclint.symbolic.separators import cut
from iaclint.symbolic.structure import nature_of_selection, symbols
from iaclint.symbolic.values import JsonText, PartialString, Unknown, concatenate
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
        return [part_of(text, STRING)]
    assert isinstance(text, Unknown)
    return [text]


def size_of_text(text: TerraformValue) -> int:
    """Return the number of known characters of a string."""
    return sum(len(piece) for piece in pieces(text) if isinstance(piece, str))


def joined(parts: list[str | Unknown]) -> TerraformValue:
    """Return the pieces of a string as one; JSON texts in JSON make a JSON text."""
    whole: TerraformValue = recognize(concatenate(parts))
    return whole


def without_identity(value: TerraformValue) -> Unknown:
    """Return an unknown string with the same symbol, not identical to the value."""
    return Unknown(symbols(value)[0], type=STRING, not_null=True)


def respelled(value: TerraformValue, *others: TerraformValue) -> Unknown:
    """Return an unknown string that is made of parts of some values, or of other spellings."""
    nature = part_of_all((nature_of_selection(value, *others),))
    return Unknown(symbols(value)[0], type=STRING, not_null=True, derived=nature)


def known_start(text: TerraformValue) -> str:
    """Return the text that a string certainly starts with, possibly empty."""
    first = pieces(text)[0]
    return first if isinstance(first, str) else start_of(first.nature)


def split_partly_known(
    text: TerraformValue, separator: str
) -> tuple[list[TerraformValue], tuple[int, ...]]:
    """Split at a character; return also the indices of parts that may contain it."""
    rows, opened = cut(pieces(text), separator)
    return [joined(row) for row in rows], opened


def sort_partly_known(texts: Sequence[TerraformValue]) -> list[TerraformValue] | None:
    """Sort strings by what is known of their starts; None where that leaves the order open."""
    keyed = sorted(((known_start(text), text) for text in texts), key=lambda pair: pair[0])
    for (start, text), (other, _) in pairwise(keyed):
        if other.startswith(start) and not isinstance(text, str):
            return None
        if start == other and any(not isinstance(each, str) for each in texts):
            return None
    return [text for _, text in keyed]
