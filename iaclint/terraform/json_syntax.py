"""Terraform's JSON syntax: the same expressions, written as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.syntax import expressions as ex
from iaclint.syntax import json
from iaclint.syntax.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from iaclint.diagnostics import Diagnostic
    from iaclint.source import SourceFile
    from iaclint.syntax.tree import Node


def literal_attributes(
    source: SourceFile,
) -> tuple[dict[str, ex.Expression], tuple[Diagnostic, ...]]:
    """Read a variable file in JSON: every value stands for itself, templates are not read."""
    node, diagnostics = json.parse(source)
    if not isinstance(node, Mapping):
        return {}, tuple(diagnostics)
    values = {name: literal(entry.value) for name, entry in node.entries.items()}
    return values, tuple(diagnostics)


def literal(node: Node) -> ex.Expression:
    """Return a JSON value as an expression in which strings are only strings."""
    if isinstance(node, Sequence):
        return ex.Tuple(node.span, tuple(literal(item) for item in node.items))
    if isinstance(node, Mapping):
        items = (
            (ex.Literal(entry.key.span, name), literal(entry.value))
            for name, entry in node.entries.items()
        )
        return ex.Object(node.span, tuple(items))
    return _scalar(node)


def _scalar(node: Scalar) -> ex.Expression:
    value = node.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return ex.Number(node.span, node.text)
    assert value is None or isinstance(value, (str, bool))
    return ex.Literal(node.span, value)
