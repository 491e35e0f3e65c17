"""Strings with unknown parts, cut at a separator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from iaclint.symbolic.examples import is_of_names
from iaclint.symbolic.natures import may_contain
from iaclint.symbolic.values import Unknown


def cut(
    pieces: Sequence[str | Unknown], separator: str
) -> tuple[list[list[str | Unknown]], tuple[int, ...]]:
    """Cut a string at a character: the pieces of each part, and which parts may contain it."""
    rows: list[list[str | Unknown]] = [[]]
    opened: dict[int, None] = {}
    for piece in pieces:
        if isinstance(piece, str):
            first, *others = piece.split(separator)
            rows[-1].append(first)
            rows += [[other] for other in others]
        else:
            rows[-1].append(piece)
            if may_have(piece, separator):
                opened[len(rows) - 1] = None
    return rows, tuple(opened)


def may_have(piece: Unknown, text: str) -> bool:
    """Return whether an unknown part of a string may contain a separator or another text."""
    return may_contain(piece.nature, text) and not _lacks(piece, text)


OF_LISTS: Final = ",;| "
"""Separators that occur in no id or ARN of a resource whose formats are known."""


def _lacks(piece: Unknown, text: str) -> bool:
    """Return whether an attribute certainly does not contain a text."""
    identity = piece.identity
    if identity is None or identity.derivation is None:
        return False
    is_tried = text in OF_LISTS or (is_of_names(text) and not identity.is_derived)
    return is_tried and identity.derivation.lacks(text)
