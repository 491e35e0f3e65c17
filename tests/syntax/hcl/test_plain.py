"""Plain blocks are read as the grammar reads them."""

from __future__ import annotations

import pytest

from iaclint.files.source import SourceFile
from iaclint.syntax.hcl.blocks import Body
from iaclint.syntax.hcl.bodies import _read_inside
from iaclint.syntax.hcl.grammar import parse_tree
from iaclint.syntax.hcl.plain import read_plain
from iaclint.syntax.hcl.text import SourceText

PLAIN = [
    'a "b" {\n}',
    'a {\n  b = "c"\n}',
    "a {\r\n  b = 1.50 # c\r\n\r\n  c=true // d\r\n}",
    "a {\n  b = null\n\tb-c = x.y-z._w  \n}",
    'a "b" c {\n  d "e é" f{\n    g = "é"\n    h {\n    }\n  }\n  d {\n    g = false\n  }\n}',
    'a {\n  # { = "\n  b = "c # d"\n  // }\n}',
    'a {\n  b = ""\n  c = "/*"\n}',
]
OTHERS = [
    "a { b = 1 }",
    "a {}",
    "a {\n  b = 1e3\n}",
    "a {\n  b = -1\n}",
    "a {\n  b = [1]\n}",
    'a {\n  b = "${c}"\n}',
    'a {\n  b = "\\n"\n}',
    "a {\n  b = <<E\nc = 1\nE\n}",
    "a {\n  /*\n  b = 1\n  */\n}",
    "a {\n  b = 1 /* c */\n}",
    "a {\n  b =\n  1\n}",
    "a {\n  b = true.c\n}",
    "a {\n  b = c[0]\n}",
    "a {\n  b = c.0\n}",
    "a {\n  b = 1\n  b = 2\n}",
    "a {\n  b = c ? 1 : 2\n}",
    f"a {{\n  b = c{'.d' * 1_001}\n}}",
]


def read(written: str) -> tuple[SourceText, int, int]:
    """Return a file with a block, and where the block is."""
    data = f"x = 1\n{written}\n".encode()
    return SourceText(data, SourceFile("main.tf", data)), 6, len(data) - 1


def described(body: Body) -> object:
    """Return all that a body has."""
    return (
        [(name, a.name, a.span, a.expression) for name, a in body.attributes.items()],
        [(b.type, b.labels, b.span, b.text, described(b.body)) for b in body.blocks],
    )


@pytest.mark.parametrize("written", PLAIN)
def test_equals_the_body_in_the_tree(written: str) -> None:
    text, start, end = read(written)
    body = read_plain(text, start, end)
    assert body is not None
    block = parse_tree(text.data).children[0].children[1]
    assert described(body) == described(_read_inside(block, text))


@pytest.mark.parametrize("written", PLAIN)
def test_places_are_in_the_file_that_the_text_is_a_part_of(written: str) -> None:
    text, start, end = read(written)
    part = SourceText(text.data[start:end], text.file, start)
    whole, again = read_plain(text, start, end), read_plain(part, 0, end - start)
    assert whole is not None
    assert again is not None
    assert described(whole) == described(again)


@pytest.mark.parametrize("written", OTHERS)
def test_others_are_left_to_the_grammar(written: str) -> None:
    assert read_plain(*read(written)) is None
