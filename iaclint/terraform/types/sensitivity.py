"""Sensitive values. Terraform marks them (cty's term), and the mark follows the value.

Here the mark is a wrapper, at any depth of a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeVar

from iaclint.symbolic.structure import map_parts, parts
from iaclint.symbolic.values import Choice, JsonText
from iaclint.terraform.types.model import Sensitive, TerraformValue

_Collection = TypeVar("_Collection")

_WITH_MARKS: Final = (tuple, dict, Choice, JsonText)
"""What can have marks inside. A lazy object has none: they are on what is read from it."""


def sensitive(value: TerraformValue) -> TerraformValue:
    """Return a value marked as sensitive, once."""
    return value if isinstance(value, Sensitive) else Sensitive(value)


def marked(value: TerraformValue, is_sensitive: bool) -> TerraformValue:
    """Return a value, marked if wanted: the counterpart of ``unmark`` and ``unmark_deep``."""
    return sensitive(value) if is_sensitive else value


def unmark(value: TerraformValue) -> tuple[TerraformValue, bool]:
    """Return a value without its outermost mark, and whether it had one."""
    if isinstance(value, Sensitive):
        return value.value, True
    return value, False


def unmark_deep(value: TerraformValue) -> tuple[TerraformValue, bool]:
    """Return a value without its marks at any depth, and whether it had one."""
    return (_strip(value), True) if has_marks(value) else (value, False)


def unmark_all(values: Iterable[TerraformValue]) -> tuple[list[TerraformValue], bool]:
    """Return several values without their marks, and whether any had one."""
    pairs = [unmark_deep(value) for value in values]
    return [value for value, _ in pairs], any(found for _, found in pairs)


def has_marks(value: TerraformValue) -> bool:
    """Whether anything in a value is marked."""
    if isinstance(value, str):
        return False
    if isinstance(value, _WITH_MARKS):
        for part in parts(value):  # noqa: SIM110 - most arguments of most calls come here
            if has_marks(part):
                return True
        return False
    return isinstance(value, Sensitive)


def _strip(value: TerraformValue) -> TerraformValue:
    if isinstance(value, Sensitive):
        return _strip(value.value)
    if isinstance(value, (tuple, dict)):
        return like(value, map_parts(value, _strip))
    return map_parts(value, _strip) if isinstance(value, (Choice, JsonText)) else value


def like(original: _Collection, items: object) -> _Collection:
    """Return a tuple, object or typed collection of the same type with other items."""
    element = getattr(original, "element", None)
    kind = type(original)
    if element is None:
        return kind(items)  # type: ignore[call-arg]
    return kind(items, element)  # type: ignore[call-arg]
