"""What the constraints of a parameter leave: all its values, where these are few, or which texts.

Source: *Parameters* (AWS CloudFormation User Guide): a pattern must match the whole value.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from msgspec import Struct

from iaclint.files.work import RUN
from iaclint.limits import MAX_ALLOWED_PATTERN
from iaclint.syntax.regular_expressions import compiled
from iaclint.syntax.tree import Mapping, Node, Scalar

_LITERALS: Final = re.compile(r"\^?(?:\((?:\?:)?([^()$]*)\)|([^()$]*))\$?")
"""A pattern of alternatives, perhaps in one group."""
_LITERAL: Final = re.compile(r"(?:[\w :/@=,-]|\\[.+/-])*", re.ASCII)
"""An alternative without metacharacters, or with escaped ones."""
_OF_JAVA: Final = re.compile(r"\\[0-9CQ]|&&|\[\^?\]|\[(?:\\.|[^\]\\])*\[")
"""What Java, whose patterns these are, reads in another way than RE2: sets in sets above all."""
_NUMBER: Final = re.compile(r"[\x00-\x20+-]*(\.?[0-9]|inf|nan)", re.IGNORECASE)
"""How texts begin that may be read as a number."""
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{0,30})?")
"""A text that is certainly read as a number."""

_IDS: Final = {
    "AWS::EC2::Image::Id": re.compile("a[kmr]i-.+"),
    "AWS::EC2::Instance::Id": re.compile("i-.+"),
    "AWS::EC2::SecurityGroup::Id": re.compile("sg-.+"),
    "AWS::EC2::Subnet::Id": re.compile("subnet-.+"),
    "AWS::EC2::VPC::Id": re.compile("vpc-.+"),
    "AWS::EC2::Volume::Id": re.compile("vol-.+"),
}
_NAMES: Final = ("AWS::EC2::", "AWS::Route53::", "AWS::SSM::Parameter::Name")
"""What the types of names and ids begin with: CloudFormation rejects those that do not exist."""


_Range: TypeAlias = "tuple[float | None, float | None]"
"""The least and the most, None where there is no bound."""


class Constraints(Struct, frozen=True):
    """The constraints of a parameter that is one text, as a limit of its nature."""

    kind: str
    pattern: str = ""
    lengths: _Range = (None, None)
    values: _Range = (None, None)

    @property
    def is_never_empty(self) -> bool:
        """Whether the value is certainly not empty; patterns, which take long, are not asked."""
        return self.kind != "String" or not self._has_length("")

    def may_be(self, text: str) -> bool:
        """Return whether CloudFormation may accept a text as the value."""
        if self.kind == "String":
            return self._has_length(text) and self._matches(text)
        if self.kind == "Number":
            return self._is_in_range(text)
        shape = _IDS.get(self.kind)
        return bool(text) if shape is None else shape.fullmatch(text) is not None

    def _has_length(self, text: str) -> bool:
        # How CloudFormation counts the characters of other texts is not documented.
        return not text.isascii() or _is_within(len(text), self.lengths)

    def _matches(self, text: str) -> bool:
        """Return whether the pattern may match; true for texts that engines may tell apart."""
        pattern = self.pattern
        if not pattern or max(len(pattern), len(text)) > MAX_ALLOWED_PATTERN:
            return True
        if _OF_JAVA.search(pattern) or not (text.isascii() and text.isprintable()):
            return True
        if not RUN.draw(len(pattern) * (len(text) + 100) // 1000):
            return True
        try:
            return compiled(pattern).fullmatch(text) is not None
        except ValueError:
            return True

    def _is_in_range(self, text: str) -> bool:
        if _DECIMAL.fullmatch(text):
            return _is_within(float(text), self.values)
        return not text.isascii() or _NUMBER.match(text) is not None


_ANY_TEXT: Final = Constraints("String")


def constraints(node: Node, kind: str) -> Constraints | None:
    """Return what is certain of the value of a parameter of a type; None for any text or a list."""
    if not isinstance(node, Mapping):
        return None
    if kind in ("String", "Number"):
        text = Constraints(
            kind,
            _text(node, "AllowedPattern") or "",
            (_number(node, "MinLength"), _number(node, "MaxLength")),
            (_number(node, "MinValue"), _number(node, "MaxValue")),
        )
        return text if text != _ANY_TEXT else None
    return Constraints(kind) if kind.startswith(_NAMES) else None


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


def _number(node: Mapping, name: str) -> float | None:
    text = _text(node, name)
    return float(text) if text and _DECIMAL.fullmatch(text) else None


def _is_within(number: float, bounds: _Range) -> bool:
    least, most = bounds
    return (least is None or number >= least) and (most is None or number <= most)
