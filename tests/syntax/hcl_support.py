"""Parse texts and inspect the results."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.files.diagnostics import Diagnostic
from iaclint.files.source import SourceFile
from iaclint.syntax.hcl import nodes as ex
from iaclint.syntax.hcl import parser as hcl
from iaclint.syntax.hcl.blocks import Body


def read(text: str | bytes) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Parse a file's text."""
    data = text.encode() if isinstance(text, str) else text
    return hcl.parse(SourceFile("main.tf", data))


def body(text: str | bytes) -> Body:
    """Parse the text of a valid file."""
    found, diagnostics = read(text)
    assert diagnostics == ()
    return found


def value(text: str) -> ex.Expression:
    """Parse one expression, as the value of an attribute in a file."""
    return body(f"a = {text}\n").attributes["a"].expression


def nodes(node: object) -> Iterator[ex.Expression]:
    """Yield every expression inside of one, itself included."""
    if isinstance(node, tuple):
        for item in node:
            yield from nodes(item)
    elif isinstance(node, ex.Expression):
        yield node
        for name in node.__struct_fields__:
            yield from nodes(getattr(node, name))


def everything(found: Body) -> Iterator[ex.Expression]:
    """Yield every expression of a body and of the blocks in it."""
    for attribute in found.attributes.values():
        yield from nodes(attribute.expression)
    for block in found.blocks:
        yield from everything(block.body)
