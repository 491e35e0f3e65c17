"""Read plain blocks line by line, without a syntax tree.

A block is plain if each of its lines is an argument with a literal or a reference, starts or ends
a block, or is empty. Most blocks of a large configuration are. It has to be without syntax errors:
its file has been parsed.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from iaclint.files.source import Span
from iaclint.limits import MAX_POSTFIX_OPERATORS
from iaclint.syntax.hcl import nodes as ex
from iaclint.syntax.hcl.blocks import Attribute, Block, Body
from iaclint.syntax.hcl.text import SourceText, normal, static_text

_LINE = re.compile(
    rb"""[ \t]*(?:
        (?P<name>[A-Za-z_][\w-]*)[ \t]*=[ \t]*(?:
            (?P<string>"[^"\\$%\r\n]*")
            | (?P<number>[0-9]+(?:\.[0-9]+)?)
            | (?P<path>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)
        )
        | (?P<type>[A-Za-z_][\w-]*)(?P<labels>(?:[ \t]+(?:"[^"\\$%\r\n]*"|[A-Za-z_][\w-]*))*)
            [ \t]*(?P<open>\{)
        | (?P<close>\})
    )?[ \t]*(?:(?:\#|//)[^\n]*)?(?:\r?\n|\Z)""",
    re.VERBOSE,
)
_LABEL = re.compile(rb'"[^"]*"|[\w-]+')
_LITERALS = {"true": True, "false": False, "null": None}
_KEYWORDS = frozenset([*_LITERALS, "for", "in", "if", "else", "endif", "endfor"])


class _Open(Struct):
    """A block whose end is not read yet."""

    type: str
    labels: tuple[str, ...]
    span: Span
    attributes: dict[str, Attribute] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)

    def body(self) -> Body:
        return Body(self.attributes, tuple(self.blocks))


def read_plain(text: SourceText, start: int, end: int) -> Body | None:
    """Return the body of a block without syntax errors; None if the block is not plain."""
    outer: list[_Open] = []
    while (line := _LINE.match(text.data, start, end)) is not None and line.end() > start:
        start = line.end()
        kind = line.lastgroup
        if kind == "open":
            outer.append(_open(line, text))
        elif kind == "close":
            block = outer.pop()
            if not outer:
                return block.body() if start == end else None
            outer[-1].blocks.append(Block(block.type, block.labels, block.span, block.body()))
        elif kind is not None:
            attribute = _attribute(kind, line, text)
            if attribute is None or attribute.name in outer[-1].attributes:
                return None
            outer[-1].attributes[attribute.name] = attribute
    return None


def _open(line: re.Match[bytes], text: SourceText) -> _Open:
    labels = tuple(
        static_text(label.decode("utf-8", "replace")) for label in _LABEL.findall(line["labels"])
    )
    span = Span(text.file, line.start("type") + text.shift, line.end("labels") + text.shift)
    return _Open(line["type"].decode(), labels, span)


def _attribute(kind: str, line: re.Match[bytes], text: SourceText) -> Attribute | None:
    """Return the attribute of a line; None if its value is no literal and no reference."""
    start, end = line.span(kind)
    written = line[kind].decode("utf-8", "replace")
    span = Span(text.file, start + text.shift, end + text.shift)
    expression: ex.Expression | None
    if kind == "string":
        expression = ex.Literal(span, normal(written[1:-1]))
    elif kind == "number":
        expression = ex.Number(span, written)
    elif written in _LITERALS:
        expression = ex.Literal(span, _LITERALS[written])
    else:
        expression = _reference(written, span)
    if expression is None:
        return None
    whole = Span(text.file, line.start("name") + text.shift, span.end_byte)
    return Attribute(line["name"].decode(), expression, whole)


def _reference(written: str, span: Span) -> ex.Expression | None:
    first, *names = written.split(".")
    if first in _KEYWORDS or len(names) > MAX_POSTFIX_OPERATORS:
        return None
    start, end = span.start_byte, span.start_byte + len(first)
    found: ex.Expression = ex.Variable(Span(span.file, start, end), first)
    for name in names:
        end += 1 + len(name)
        found = ex.GetAttr(Span(span.file, start, end), found, name)
    return found
