"""The expression nodes of HCL.

Every node has the span of its text. Nothing is evaluated: numbers are text, and names are not
resolved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from iaclint.files.source import Span


class Expression(Struct, frozen=True):
    """Any expression."""

    span: Span


class Literal(Expression, frozen=True):
    """``null``, ``true``, ``false``, or a string without interpolation."""

    value: str | bool | None


class Number(Expression, frozen=True):
    """A number, as text."""

    text: str


class Interpolation(Expression, frozen=True):
    """``${…}`` in a template."""

    value: Expression


class Template(Expression, frozen=True):
    """A string template: pieces of text, interpolations and directives, in order."""

    parts: tuple[str | Expression, ...]


class TemplateIf(Expression, frozen=True):
    """``%{ if … }…%{ else }…%{ endif }`` in a template."""

    test: Expression
    then: Template
    otherwise: Template


class TemplateFor(Expression, frozen=True):
    """``%{ for … }…%{ endfor }`` in a template."""

    key: str | None
    item: str
    collection: Expression
    body: Template


class Variable(Expression, frozen=True):
    """A bare name: the root of a reference, an iterator, a ``for`` variable."""

    name: str


class GetAttr(Expression, frozen=True):
    """``object.name``."""

    object: Expression
    name: str


class Index(Expression, frozen=True):
    """``object[key]``, or the legacy ``object.0``."""

    object: Expression
    key: Expression


class SplatItem(Expression, frozen=True):
    """The current element in the ``each`` of a splat."""


class Splat(Expression, frozen=True):
    """``source[*].rest``: ``each`` is ``rest``, applied to a ``SplatItem``."""

    source: Expression
    each: Expression


class Call(Expression, frozen=True):
    """``name(arguments)``; ``expand`` if the last argument is followed by ``...``."""

    name: str
    arguments: tuple[Expression, ...]
    expand: bool


class Conditional(Expression, frozen=True):
    """``test ? then : otherwise``."""

    test: Expression
    then: Expression
    otherwise: Expression


class Binary(Expression, frozen=True):
    """``left operator right``."""

    operator: str
    left: Expression
    right: Expression


class Unary(Expression, frozen=True):
    """``-operand`` or ``!operand``."""

    operator: str
    operand: Expression


class Parentheses(Expression, frozen=True):
    """``(inner)``: in an object key, parentheses mark an expression."""

    inner: Expression


class Tuple(Expression, frozen=True):
    """``[items]``."""

    items: tuple[Expression, ...]


class Object(Expression, frozen=True):
    """``{key = value}``. A bare name as a key is a ``Literal``."""

    items: tuple[tuple[Expression, Expression], ...]


class For(Expression, frozen=True):
    """``[for key, item in collection : result if test]``, or ``{for … : result_key => result}``."""

    key: str | None
    item: str
    collection: Expression
    result_key: Expression | None
    result: Expression
    test: Expression | None
    group: bool
    """Whether ``...`` groups values with the same key."""


class Invalid(Expression, frozen=True):
    """An invalid expression; evaluates to an error."""

    reason: str = "invalid expression"


class TooDeep(Invalid, frozen=True):
    """An expression that is nested too deeply to be read."""
