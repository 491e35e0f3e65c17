"""Strings with unknown parts, cut at a separator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

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


def may_have(piece: Unknown, separator: str) -> bool:
    """Return whether an unknown part of a string may contain a separator."""
    return may_contain(piece.nature, separator) and not _lacks(piece, separator)


OF_LISTS: Final = ",;| "
"""Separators that occur in no id or ARN of a resource whose formats are known."""


def _lacks(piece: Unknown, separator: str) -> bool:
    """Return whether an attribute certainly does not contain a separator."""
    derivation = piece.identity.derivation if piece.identity is not None else None
    if derivation is None or separator not in OF_LISTS:
        return False
    values = [derivation.value_in(example) for example in derivation.examples()]
    return bool(values) and all(isinstance(v, str) and separator not in v for v in values)
