"""The expressions of Terraform's JSON syntax.

See "JSON Configuration Syntax" in Terraform's documentation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from msgspec.structs import replace

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.syntax import json
from iaclint.syntax.hcl import nodes as ex
from iaclint.syntax.hcl import parser as hcl
from iaclint.syntax.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from iaclint.files.source import SourceFile, Span
    from iaclint.syntax.tree import Node

COMMENT: Final = "//"
"""The name of a comment among the arguments of a body; inside of a value it is a key."""


def literal_attributes(
    source: SourceFile,
) -> tuple[dict[str, ex.Expression], tuple[Diagnostic, ...]]:
    """Read a variable file in JSON, whose values are literal: strings are not templates."""
    node, diagnostics = json.parse(source)
    # Terraform refuses duplicate keys.
    diagnostics = [replace(found, level=Level.ERROR) for found in diagnostics]
    if node is None:
        return {}, tuple(diagnostics)
    if not isinstance(node, Mapping):
        return {}, (*diagnostics, no_object("a variable file", node))
    values = {n: literal(entry.value) for n, entry in node.entries.items() if n != COMMENT}
    return values, tuple(diagnostics)


def no_object(what: str, node: Node) -> Diagnostic:
    """Return the error about a node that is no object."""
    message = f"{what} must be an object"
    return Diagnostic(Level.ERROR, "syntax-error", message, node.span.first_line())


def converter(kind: str, name: str) -> Callable[[Node], ex.Expression]:
    """Return how a value is read: types and iterators are bare, defaults are literal."""
    if kind == "variable":
        return _bare if name == "type" else literal
    if (kind == "dynamic" and name == "iterator") or name in ("depends_on", "provider"):
        return _bare
    if kind == "module" and name in ("source", "version"):
        return literal
    return expression


def literal(node: Node) -> ex.Expression:
    """Return a JSON value as an expression in which strings are only strings."""
    return _convert(node, lambda text: ex.Literal(text.span, cast("str", text.value)))


def expression(node: Node) -> ex.Expression:
    """Return a JSON value as an expression in which strings are templates."""
    return _convert(node, _template)


def _bare(node: Node) -> ex.Expression:
    """Return what a string says as an expression: ``"list(string)"``."""
    if isinstance(node, Scalar) and isinstance(node.value, str):
        found = hcl.parse_expression(node.value, node.span.file, node.span.start_byte + 1)
        return _respanned(found, node.span) if found else ex.Invalid(node.span)
    return literal(node)


def _convert(node: Node, text: Callable[[Scalar], ex.Expression]) -> ex.Expression:
    if isinstance(node, Sequence):
        return ex.Tuple(node.span, tuple(_convert(item, text) for item in node.items))
    if isinstance(node, Mapping):
        items = ((text(each.key), _convert(each.value, text)) for each in node.entries.values())
        return ex.Object(node.span, tuple(items))
    value = node.value
    if isinstance(value, str):
        return text(node)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return ex.Number(node.span, node.text)
    return ex.Literal(node.span, cast("bool | None", value))


def _template(node: Scalar) -> ex.Expression:
    text = str(node.value)
    if "${" not in text and "%{" not in text:
        return ex.Literal(node.span, text)
    found = hcl.parse_template(text, node.span.file, node.span.start_byte + 1)
    if found is None:
        return ex.Invalid(node.span)
    # Behind an escape, places in the text are not places in the file.
    exact = node.span.text[1:-1] == text
    return replace(found, span=node.span) if exact else _respanned(found, node.span)


def _respanned(found: ex.Expression, span: Span) -> ex.Expression:
    """Put one span on a whole expression."""
    changes: dict[str, object] = {"span": span}
    for name in found.__struct_fields__:
        value = getattr(found, name)
        if isinstance(value, ex.Expression):
            changes[name] = _respanned(value, span)
        elif isinstance(value, tuple):
            changes[name] = _respanned_all(value, span)
    return replace(found, **changes)


def _respanned_all(values: tuple[object, ...], span: Span) -> tuple[object, ...]:
    return tuple(
        _respanned(value, span)
        if isinstance(value, ex.Expression)
        else _respanned_all(value, span)
        if isinstance(value, tuple)
        else value
        for value in values
    )
