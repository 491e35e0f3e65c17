"""The order and the distinctness of a set's elements, which the language lets see.

Strings, numbers and booleans are in their own order. Everything else is in the order of
the text that Terraform's library hashes a value by (go-cty, ``makeSetHashBytes``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import cast

from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import DEFERRED, PartialString, Unknown
from iaclint.terraform.types import numbers
from iaclint.terraform.types.equality import is_equal
from iaclint.terraform.types.model import SetValue, TerraformValue, Type, is_null
from iaclint.terraform.types.sensitivity import marked, unmark_all


def make_set(items: Iterable[TerraformValue], element: Type) -> TerraformValue:
    """Sort items of one type and drop repeated ones; unknown items are all kept.

    A set with a sensitive part is sensitive as a whole.
    """
    bare, is_sensitive = unmark_all(items)
    return marked(SetValue(sorted(first_of_each(bare), key=_sort_key), element), is_sensitive)


def first_of_each(items: Iterable[TerraformValue]) -> list[TerraformValue]:
    """Return items without those that are certainly equal to an earlier one, in linear time."""
    known = ValueIndex()
    return [item for item in items if known.add(item)]


class ValueIndex:
    """A collection that finds equal values, in constant time."""

    def __init__(self, items: Iterable[TerraformValue] = ()) -> None:
        self._alike: dict[object, list[TerraformValue]] = {}
        for item in items:
            self.add(item)

    def __contains__(self, item: object) -> bool:
        value = cast("TerraformValue", item)
        alike = self._alike.get(_key(value), ())
        return any(is_equal(value, other) is Truth.TRUE for other in alike)

    def add(self, item: TerraformValue) -> bool:
        """Add a value; return whether no equal one was there."""
        if item in self:
            return False
        self._alike.setdefault(_key(item), []).append(item)
        return True


def _key(value: TerraformValue) -> object:
    """Return what is the same for equal values, and as a rule for no others."""
    if is_null(value):
        return None
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, Fraction) or (isinstance(value, float) and not value.is_integer()):
        return numbers.text(value)
    if isinstance(value, (str, int, float, Fraction)):
        return value
    if isinstance(value, Unknown):
        return value.identity or id(value)
    if isinstance(value, PartialString):
        return tuple(map(_key, value.parts))
    if isinstance(value, dict):
        return tuple((name, _key(item)) for name, item in sorted(value.items()))
    if isinstance(value, Mapping):
        return tuple(sorted(value))
    return tuple(map(_key, value)) if isinstance(value, tuple) else id(value)


def _sort_key(item: TerraformValue) -> tuple[int, object]:
    if is_null(item):
        return 2, 0
    if isinstance(item, DEFERRED):
        return 1, 0
    if isinstance(item, (str, int, float, Fraction)):
        return 0, item
    return 0, sort_text(item)


def sort_text(value: TerraformValue) -> str:
    """Return the text by which Terraform orders elements that have no order of their own."""
    if is_null(value):
        return "~"
    if isinstance(value, bool):
        return "T" if value else "F"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, (int, float, Fraction)):
        return _short(value)
    if isinstance(value, Mapping):
        return _text_of_mapping(value)
    if isinstance(value, tuple):
        body = "".join(f"{sort_text(item)};" for item in value)
        return f"[{body}]" if hasattr(value, "element") else f"<{body}>"
    return "?"


def _text_of_mapping(value: Mapping[str, TerraformValue]) -> str:
    if hasattr(value, "element"):
        pairs = (f"{quote(key)}:{sort_text(item)};" for key, item in value.items())
        return "{" + "".join(pairs) + "}"
    return "<" + "".join(f"{sort_text(item)};" for item in value.values()) + ">"


def _short(number: numbers.Number) -> str:
    try:
        return format(float(number), ".10g")
    except OverflowError:
        return numbers.text(number)


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"} | {
    chr(code): f"\\{letter}" for code, letter in zip((7, 8, 11, 12), "abvf", strict=True)
}


def quote(text: str) -> str:
    """Write a string as Go's ``%q`` does."""
    return '"' + "".join(_ESCAPES.get(char) or _printable(char) for char in text) + '"'


def _printable(char: str) -> str:
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
