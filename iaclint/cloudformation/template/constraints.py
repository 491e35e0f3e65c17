"""The only values that a parameter's constraints leave, where these are few.

Source: *Parameters* (AWS CloudFormation User Guide): a pattern must match the whole value.
"""

from __future__ import annotations

import re
from typing import Final

from iaclint.syntax.tree import Mapping, Node, Scalar

_LITERALS: Final = re.compile(r"\^?(?:\((?:\?:)?([^()$]*)\)|([^()$]*))\$?")
"""A pattern of alternatives, perhaps in one group."""
_LITERAL: Final = re.compile(r"(?:[\w :/@=,-]|\\[.+/-])*", re.ASCII)
"""An alternative without metacharacters, or with escaped ones."""


def only_values(node: Node, kind: str) -> tuple[str, ...] | None:
    """Return all values that a parameter of a type can have; None if they are not that few."""
    if not isinstance(node, Mapping):
        return None
    if kind == "String":
        is_empty = _text(node, "MaxLength") == "0"
        return ("",) if is_empty else _literals(_text(node, "AllowedPattern"))
    least, most = _text(node, "MinValue"), _text(node, "MaxValue")
    return (least,) if kind == "Number" and least and least == most else None


def _literals(pattern: str | None) -> tuple[str, ...] | None:
    found = _LITERALS.fullmatch(pattern) if pattern else None
    if found is None:
        return None
    literals = next(group for group in found.groups() if group is not None).split("|")
    if not all(map(_LITERAL.fullmatch, literals)):
        return None
    return tuple(dict.fromkeys(re.sub(r"\\(.)", r"\1", literal) for literal in literals))


def _text(node: Mapping, name: str) -> str | None:
    value = node.get(name)
    return value.text if isinstance(value, Scalar) and value.tag is None else None
