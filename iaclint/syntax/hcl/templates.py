"""Templates: quoted strings, heredocs and template files.

The grammar drops white space between the parts of a template, so literal text is taken from
the gaps between interpolations and directives. As in HCL itself, a template is first a flat
list of tokens, in a heredoc with one literal per line; then strip markers and indentation are
applied; then directives become a tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from iaclint.files.source import Span
from iaclint.syntax.hcl import nodes as ex
from iaclint.syntax.hcl.text import SourceText, unescape, unescape_markers

if TYPE_CHECKING:
    from tree_sitter import Node


Convert: TypeAlias = "Callable[[Node, SourceText], ex.Expression]"
"""Converts the expressions inside a template."""


_TO_QUOTE = re.compile(rb'(?:[^"\\]|\\.)*"', re.DOTALL)
"""Text up to and including the first quote without a backslash."""
_MARKER = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff-]*\r?\n")


class _Token(Struct):
    """A token of a template: literal ``text``, or the ``node`` of another ``kind``."""

    kind: str
    text: str = ""
    node: Node | None = None


def convert_template(node: Node, text: SourceText, convert: Convert) -> ex.Expression:
    """Return the expression of a ``quoted_template`` or ``heredoc_template`` node."""
    quoted = node.type == "quoted_template"
    if not quoted and not _MARKER.match(text.data, node.children[0].end_byte):
        return ex.Invalid(text.span(node), "<< must be followed by a marker and a newline only")
    start, end = _content(node, text)
    if quoted and (quote := _stray_quote(node, start, end, text.data)) is not None:
        span = Span(text.file, quote + text.shift, quote + 1 + text.shift)
        return ex.Invalid(span, "unexpected '\"' in a quoted template: escape it with a backslash")
    tokens = list(_tokens(node, start, end, text, quoted))
    _strip_markers(tokens, text.data)
    if not quoted and text.of(node.children[0]) == "<<-":
        _remove_indentation(tokens)
    return _Builder(tokens, text, convert).build(text.span(node))


def _stray_quote(node: Node, start: int, end: int, data: bytes) -> int | None:
    """Return the offset of an unescaped quote, which the grammar accepts inside a directive."""
    if all(child.type != "template_directive" for child in node.children):
        return None
    at = start
    for _, child in _directives(node):
        if found := _TO_QUOTE.match(data, at, child.start_byte):
            return found.end() - 1
        at = child.end_byte
    found = _TO_QUOTE.match(data, at, end)
    return found.end() - 1 if found else None


def convert_bare_template(node: Node, text: SourceText, convert: Convert) -> ex.Expression | None:
    """Return the expression of a template that was wrapped in a heredoc; None if invalid."""
    inner = node.children[0]
    if inner.type != "template_expr":
        return None
    heredoc = inner.children[0]
    start, end = _content(heredoc, text)
    tokens = list(_tokens(heredoc, start, end - 1, text, quoted=False))
    _strip_markers(tokens, text.data)
    span = Span(text.file, start + text.shift, end - 1 + text.shift)
    return _Builder(tokens, text, convert).build(span)


def _content(node: Node, text: SourceText) -> tuple[int, int]:
    """Return the offsets of the text between the quotes or the markers of a heredoc."""
    if node.type == "quoted_template":
        return node.children[0].end_byte, node.children[-1].start_byte
    start = text.data.index(b"\n", node.children[1].end_byte) + 1
    # The closing marker may be indented.
    end = text.data.rindex(b"\n", 0, node.children[-1].start_byte) + 1
    return start, max(start, end)


_INTRO = {
    "template_if_intro": "if",
    "template_else_intro": "else",
    "template_if_end": "endif",
    "template_for_start": "for",
    "template_for_end": "endfor",
}


def _directives(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield interpolations and directive markers in order, flattened."""
    for child in node.children:
        if child.type == "template_interpolation":
            yield "value", child
        elif child.type in _INTRO:
            yield _INTRO[child.type], child
        elif child.type in ("template_directive", "template_if", "template_for"):
            yield from _directives(child)


def _tokens(node: Node, start: int, end: int, text: SourceText, quoted: bool) -> Iterator[_Token]:
    at = start
    for kind, child in _directives(node):
        yield from _literals(text.data[at : child.start_byte], quoted)
        yield _Token(kind, node=child)
        at = child.end_byte
    yield from _literals(text.data[at:end], quoted)


def _literals(data: bytes, quoted: bool) -> Iterator[_Token]:
    if not data:
        return
    written = data.decode("utf-8", "replace")
    if quoted:
        yield _Token("literal", unescape(written))
    else:
        for line in _split_lines(unescape_markers(written)):
            yield _Token("literal", line)


def _split_lines(text: str) -> list[str]:
    """Return lines, split after line feeds only: ``splitlines`` splits at other characters."""
    pieces = text.split("\n")
    return [*(piece + "\n" for piece in pieces[:-1]), *([pieces[-1]] if pieces[-1] else [])]


def _strip_markers(tokens: list[_Token], data: bytes) -> None:
    """Apply ``~``: remove the white space of the adjacent literal."""
    for n, token in enumerate(tokens):
        if token.node is None:
            continue
        # Not the text of the node, for which the parser copies all of the file.
        start, end = token.node.start_byte, token.node.end_byte
        if data[start + 2 : start + 3] == b"~" and n and tokens[n - 1].node is None:
            tokens[n - 1].text = tokens[n - 1].text.rstrip()
        if data[end - 2 : end - 1] == b"~" and n + 1 < len(tokens) and tokens[n + 1].node is None:
            tokens[n + 1].text = tokens[n + 1].text.lstrip()


def _remove_indentation(tokens: list[_Token]) -> None:
    """Remove the smallest indentation of all lines, for ``<<-``."""
    starts: list[_Token] = []
    least: int | None = None
    newline = True
    for token in tokens:
        if newline:
            newline = False
            indent: int | None = 0
            if token.node is None:
                trimmed = token.text.lstrip()
                if not trimmed and token.text.endswith("\n"):
                    indent = None  # a blank line does not count
                else:
                    indent = len(token.text) - len(trimmed)
                    starts.append(token)
            if indent is not None:
                least = indent if least is None else min(least, indent)
        newline = token.node is None and token.text.endswith("\n")
    for token in starts:
        token.text = token.text[least or 0 :]


class _Builder:
    """Builds the expression of a template from its tokens."""

    def __init__(self, tokens: list[_Token], text: SourceText, convert: Convert) -> None:
        self._stream = iter(tokens)
        self._is_alone = len(tokens) == 1
        self._text = text
        self._convert = convert

    def build(self, span: Span) -> ex.Expression:
        """Return the template; a single interpolation or literal is returned as such."""
        template, _ = self._sequence(span)
        if self._is_alone and template.parts and isinstance(template.parts[0], ex.Interpolation):
            return template.parts[0]
        if not template.parts:
            return ex.Literal(span, "")
        if len(template.parts) == 1 and isinstance(template.parts[0], str):
            return ex.Literal(span, template.parts[0])
        return template

    def _sequence(self, span: Span) -> tuple[ex.Template, str]:
        """Return the parts up to the directive that ends a sequence, and the directive."""
        text = self._text
        parts: list[str | ex.Expression] = []
        for token in self._stream:
            node = token.node
            if node is None:
                if parts and isinstance(parts[-1], str):
                    parts[-1] += token.text
                elif token.text:
                    parts.append(token.text)
            elif token.kind == "value":
                inner = next((n for n in node.children if n.type == "expression"), None)
                value = self._convert(inner, text) if inner else ex.Invalid(text.span(node))
                parts.append(ex.Interpolation(text.span(node), value))
            elif token.kind == "if":
                parts.append(self._conditional(node))
            elif token.kind == "for":
                parts.append(self._loop(node))
            else:
                return ex.Template(span, tuple(parts)), token.kind
        return ex.Template(span, tuple(parts)), ""

    def _conditional(self, node: Node) -> ex.Expression:
        span = self._text.span(node)
        test = next(n for n in node.children if n.type == "expression")
        then, ended_by = self._sequence(span)
        otherwise = ex.Template(span, ())
        if ended_by == "else":
            otherwise, _ = self._sequence(span)
        return ex.TemplateIf(span, self._convert(test, self._text), then, otherwise)

    def _loop(self, node: Node) -> ex.Expression:
        text = self._text
        span = text.span(node)
        names = [text.of(n) for n in node.children if n.type == "identifier"]
        collection = next(n for n in node.children if n.type == "expression")
        body, _ = self._sequence(span)
        key = names[0] if len(names) == 2 else None
        return ex.TemplateFor(span, key, names[-1], self._convert(collection, text), body)
