"""Strings with unknown parts as lists: ``Fn::Split``, and the values of list parameters."""

from __future__ import annotations

from typing import Final

from iaclint.symbolic.json_text import recognize
from iaclint.symbolic.separators import OF_LISTS, cut, may_have
from iaclint.symbolic.structure import unknowns
from iaclint.symbolic.values import PartialString, Unknown, Value, concatenate

_IDS: Final = ("AWS::EC2::", "AWS::Route53::")
"""What the types of parameters that are ids begin with."""
_KEY_PAIR: Final = "AWS::EC2::KeyPair::KeyName"
"""The type whose values are names, of any characters."""


class Several(Unknown, frozen=True):
    """An unknown part of an element that may contain the separator of the list.

    The element stands for one element or more.
    """


def split(text: PartialString, separator: str) -> tuple[Value, ...]:
    """Return the parts of a string between the occurrences of a character."""
    pieces = [part if isinstance(part, str) else _part(part, separator) for part in text.parts]
    rows, _ = cut(pieces, separator)
    return tuple(recognize(concatenate(row)) for row in rows)


def blocker_of_number(elements: tuple[Value, ...]) -> Unknown | None:
    """Return what the number of the elements depends on, None if it is known."""
    found = (each for each in unknowns(elements) if isinstance(each, Several))
    first = next(found, None)
    return None if first is None else Unknown(first.symbol)


def _part(part: Unknown, separator: str) -> Unknown:
    if _is_id(part) and separator in OF_LISTS:
        return part
    return Several(part.symbol) if may_have(part, separator) else part


def _is_id(part: Unknown) -> bool:
    """Return whether an unknown is a parameter whose type is one id."""
    kind = part.type
    return isinstance(kind, str) and kind.startswith(_IDS) and kind != _KEY_PAIR
