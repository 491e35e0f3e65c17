from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.files.source import (
    BOM,
    Position,
    SourceFile,
    Span,
)

LINES = ["a", "ü", "日本", "😀", "\t", " ", "", "\r"]


@pytest.mark.parametrize(
    ("data", "offset", "position"),
    [
        (b"", 0, (1, 1)),
        (b"abc", 2, (1, 3)),
        (b"a\nb", 1, (1, 2)),
        (b"a\nb", 2, (2, 1)),
        (b"a\r\nb", 3, (2, 1)),
        (b"\tb", 1, (1, 2)),
        ("éa".encode(), 2, (1, 2)),
        ("😀a".encode(), 4, (1, 2)),
        ("x\n日本b".encode(), 8, (2, 3)),
        (BOM + b"a", 3, (1, 1)),
        (BOM + b"a\nb", 5, (2, 1)),
        (BOM + b"a", 0, (1, 1)),
        (b"a\n", 2, (2, 1)),
        (b"a", 99, (1, 2)),
    ],
)
def test_position(data: bytes, offset: int, position: tuple[int, int]) -> None:
    assert SourceFile("f", data).position(offset) == position


@pytest.mark.parametrize(
    ("data", "number", "text"),
    [
        (b"a\nb\n", 1, "a"),
        (b"a\nb\n", 2, "b"),
        (b"a\nb\n", 3, ""),
        (b"a\nb\n", 4, ""),
        (b"a\nb\n", 0, ""),
        (b"a\r\nb", 1, "a"),
        (BOM + "é\n".encode(), 1, "é"),
        (b"\xff\n", 1, "\ufffd"),
    ],
)
def test_line(data: bytes, number: int, text: str) -> None:
    assert SourceFile("f", data).line(number) == text


def test_undecodable_bytes_and_the_byte_order_mark() -> None:
    source = SourceFile("f", BOM + b"a\xffb")
    assert source.bom == 3
    assert source.text == "a\ufffdb"
    assert repr(source) == "SourceFile('f')"


@pytest.mark.parametrize(
    ("data", "start", "end", "text"),
    [
        (b"abc", 0, 3, "abc"),
        (b"a\nb", 0, 3, "a"),
        (b"a\r\nb", 0, 4, "a"),
        (b"a\n\nb", 2, 4, ""),
        ("é\nx".encode(), 0, 4, "é"),
    ],
)
def test_first_line(data: bytes, start: int, end: int, text: str) -> None:
    span = Span(SourceFile("f", data), start, end).first_line()
    assert span.text == text
    assert span.start.line == span.end.line


def test_a_span_is_printed_as_a_place() -> None:
    source = SourceFile("a/b.tf", "é = 1\n".encode(), "b.tf")
    span = Span(source, 5, 6)
    assert (str(span), span.text) == ("b.tf:1:5", "1")
    assert (span.start, span.end) == (Position(1, 5), Position(1, 6))
    assert SourceFile("a/b.tf", b"").display == "a/b.tf"


@given(st.lists(st.sampled_from(LINES), max_size=8), st.booleans())
def test_every_character_has_its_line_and_column(lines: list[str], marked: bool) -> None:
    text = "\n".join(lines)
    source = SourceFile("f", (BOM if marked else b"") + text.encode())
    line, column = 1, 1
    for index, character in enumerate(text):
        offset = source.offset(index)
        assert source.position(offset) == (line, column)
        assert source.data[offset:].startswith(character.encode())
        line, column = (line + 1, 1) if character == "\n" else (line, column + 1)
    assert source.position(len(source.data)) == (line, column)


@given(st.binary(max_size=40), st.integers(0, 50))
def test_any_bytes_have_positions(data: bytes, offset: int) -> None:
    source = SourceFile("f", data)
    line, column = source.position(offset)
    assert 1 <= line <= len(source.line_starts)
    assert column >= 1
    assert "\n" not in source.line(line)
