"""Sensitive values. Terraform marks them (cty's term), and the mark follows the value.

Here the mark is a wrapper, at any depth of a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct

from iaclint.symbolic.values import Choice, JsonText, Value
from iaclint.terraform.types.lazy import LazyObject

_Collection = TypeVar("_Collection")


class Sensitive(Struct, frozen=True, eq=False):
    """A value that Terraform redacts in its output."""

    value: Value


def sensitive(value: Value) -> Value:
    """Mark a value as sensitive, unless it is."""
    return value if isinstance(value, Sensitive) else Sensitive(value)


def marked(value: Value, is_sensitive: bool) -> Value:
    """Mark a value if it is sensitive: the counterpart of ``unmark`` and ``unmark_deep``."""
    return sensitive(value) if is_sensitive else value


def unmark(value: Value) -> tuple[Value, bool]:
    """Return a value without its outermost mark, and whether there was one."""
    if isinstance(value, Sensitive):
        return value.value, True
    return value, False


def unmark_deep(value: Value) -> tuple[Value, bool]:
    """Return a value without marks at any depth, and whether there was one."""
    return (_strip(value), True) if has_marks(value) else (value, False)


def unmark_all(values: Iterable[Value]) -> tuple[list[Value], bool]:
    """Return several values without marks, and whether any had one."""
    pairs = [unmark_deep(value) for value in values]
    return [value for value, _ in pairs], any(found for _, found in pairs)


def has_marks(value: Value) -> bool:
    """Return whether a part of a value is marked."""
    if isinstance(value, tuple):
        return any(has_marks(item) for item in value)
    if isinstance(value, LazyObject):
        # What is in there is only seen when it is read, and is marked then.
        return False
    if isinstance(value, dict):
        return any(has_marks(item) for item in value.values())
    if isinstance(value, Choice):
        return any(has_marks(option) for option in value.options)
    if isinstance(value, JsonText):
        return has_marks(value.content)
    return isinstance(value, Sensitive)


def _strip(value: Value) -> Value:
    if isinstance(value, Sensitive):
        return _strip(value.value)
    if isinstance(value, tuple):
        return like(value, [_strip(item) for item in value])
    if isinstance(value, dict) and not isinstance(value, LazyObject):
        return like(value, {key: _strip(item) for key, item in value.items()})
    if isinstance(value, Choice):
        return Choice(value.test, tuple(map(_strip, value.options)), value.labels)
    if isinstance(value, JsonText):
        return JsonText(_strip(value.content))
    return value


def like(original: _Collection, items: object) -> _Collection:
    """Rebuild a tuple, object or typed collection of the same type with other items."""
    element = getattr(original, "element", None)
    kind = type(original)
    if element is None:
        return kind(items)  # type: ignore[call-arg]
    return kind(items, element)  # type: ignore[call-arg]
