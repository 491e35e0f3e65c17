"""Expressions of the HashiCorp configuration language, as they are written.

Every node has the span of its text. Nothing is evaluated here: numbers are still text, and
names mean nothing yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.source import Span


@dataclass(frozen=True, slots=True)
class Expression:
    """Any expression."""

    span: Span


@dataclass(frozen=True, slots=True)
class Literal(Expression):
    """``null``, ``true``, ``false``, or a string without interpolation."""

    value: str | bool | None


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A number, as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Interpolation(Expression):
    """``${…}`` in a template."""

    value: Expression


@dataclass(frozen=True, slots=True)
class Template(Expression):
    """A string template: pieces of text, interpolations and directives, in order."""

    parts: tuple[str | Expression, ...]


@dataclass(frozen=True, slots=True)
class TemplateIf(Expression):
    """``%{ if … }…%{ else }…%{ endif }`` in a template."""

    test: Expression
    then: Template
    otherwise: Template


@dataclass(frozen=True, slots=True)
class TemplateFor(Expression):
    """``%{ for … }…%{ endfor }`` in a template."""

    key: str | None
    item: str
    collection: Expression
    body: Template


@dataclass(frozen=True, slots=True)
class Variable(Expression):
    """A bare name: the root of a reference, an iterator, a ``for`` variable."""

    name: str


@dataclass(frozen=True, slots=True)
class GetAttr(Expression):
    """``object.name``."""

    object: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Index(Expression):
    """``object[key]``, or the legacy ``object.0``."""

    object: Expression
    key: Expression


@dataclass(frozen=True, slots=True)
class SplatItem(Expression):
    """The element that stands for each in the ``each`` of a splat."""


@dataclass(frozen=True, slots=True)
class Splat(Expression):
    """``source[*].rest``: ``each`` is ``rest``, standing on a ``SplatItem``."""

    source: Expression
    each: Expression


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """``name(arguments)``; ``expand`` when the last argument is followed by ``...``."""

    name: str
    arguments: tuple[Expression, ...]
    expand: bool


@dataclass(frozen=True, slots=True)
class Conditional(Expression):
    """``test ? then : otherwise``."""

    test: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class Binary(Expression):
    """``left operator right``."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Unary(Expression):
    """``-operand`` or ``!operand``."""

    operator: str
    operand: Expression


@dataclass(frozen=True, slots=True)
class Parentheses(Expression):
    """``(inner)``: in an object key they make the difference."""

    inner: Expression


@dataclass(frozen=True, slots=True)
class Tuple(Expression):
    """``[items]``."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Object(Expression):
    """``{key = value}``. A bare name as a key is a ``Literal``."""

    items: tuple[tuple[Expression, Expression], ...]


@dataclass(frozen=True, slots=True)
class For(Expression):
    """``[for key, item in collection : result if test]``, or ``{for … : result_key => result}``."""

    key: str | None
    item: str
    collection: Expression
    result_key: Expression | None
    result: Expression
    test: Expression | None
    group: bool
    """Whether ``...`` gathers values with the same key."""


@dataclass(frozen=True, slots=True)
class Invalid(Expression):
    """Something that the grammar does not know; evaluates to an error."""

    reason: str = "this is no valid expression"
