from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.files.diagnostics import REACHED, Level
from iaclint.files.source import SourceFile
from iaclint.syntax.json import parse
from iaclint.syntax.tree import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    locate,
    to_value,
)
from tests.pace import within
from tests.values import as_value


def read(text: str) -> Node:
    node, diagnostics = parse(SourceFile("a.json", text.encode()))
    assert diagnostics == []
    assert node is not None
    return node


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "-2.5e3",
        "true",
        "null",
        '"a"',
        '""',
        '"\\u00e9\\n\\"\\\\"',
        "[]",
        "{}",
        '{"a": [1, {"b": null}], "c": "[{\\"x\\":1}]"}',
        '\r\n\t {"a"\n:\n1}\n',
    ],
)
def test_values(text: str) -> None:
    assert to_value(read(text)) == as_value(json.loads(text))


def test_numbers_keep_their_text() -> None:
    node = read("[1.50, 1E2]")
    assert isinstance(node, Sequence)
    assert [item.text for item in node.items if isinstance(item, Scalar)] == ["1.50", "1E2"]


def test_a_lone_surrogate_is_replaced() -> None:
    assert to_value(read('["\\ud800", "\\ud834\\udd1e"]')) == ("\ufffd", "𝄞")


TEXT = '{"ä": "ö",\n "list": [1, {"ß": "x\\"]"}],\n "𝄞": true}\n'


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("path", "place", "text"),
    [
        (("ä",), "1:7", '"ö"'),
        (("list",), "2:10", '[1, {"ß": "x\\"]"}]'),
        (("list", 1), "2:14", '{"ß": "x\\"]"}'),
        (("list", 1, "ß"), "2:20", '"x\\"]"'),
        (("list", 1, "y"), "2:14", '{"ß": "x\\"]"}'),
        (("𝄞",), "3:7", "true"),
        (("none",), "1:1", None),
    ],
)
def test_spans(
    path: tuple[str | int, ...], place: str, text: str | None, bom: str, ending: str
) -> None:
    root = read(bom + TEXT.replace("\n", ending))
    span = locate(root, path)
    assert str(span) == f"a.json:{place}"
    assert span.text == (root.span.text if text is None else text)


COMMA = "remove the comma before it"


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("", "1:1", "expected a value", None),
        (
            '{"a":1,}',
            "1:8",
            "expected a name in double quotes",
            COMMA,
        ),
        ("[1, ]", "1:5", "expected a value", COMMA),
        (
            '{"ä": 1 // no\n}',
            "1:9",
            "expected a comma or the end of the list or object",
            "JSON does not allow comments",
        ),
        ('{"a" 1}', "1:6", "expected a colon", None),
        ('["ü', "1:2", "unclosed string", None),
        ('["a\nb"]', "1:4", "a string cannot contain line breaks or control characters", None),
        ("[1] x", "1:5", "unexpected text after the end of the document", None),
        ('["NaN", NaN]', "1:9", "NaN is not valid JSON", None),
        ("[-Infinity]", "1:2", "-Infinity is not valid JSON", None),
        ("[1, " + "9" * 5000 + "]", "1:5", "number has too many digits", None),
        ("[" * 101 + "]" * 101, "1:101", "nested deeper than 100 levels", None),
        ("[" * 100_000, "1:1", "nested deeper than 100 levels", None),
        ("{a: 1}", "1:2", "expected a name in double quotes", None),
    ],
)
def test_syntax_errors(text: str, place: str, message: str, hint: str | None) -> None:
    node, (diagnostic,) = parse(SourceFile("a.json", text.encode()))
    assert node is None
    is_limit = "too many digits" in message or "nested deeper" in message
    code = REACHED if is_limit else "syntax-error"
    assert (diagnostic.level, diagnostic.code) == (Level.ERROR, code)
    assert (str(diagnostic.span), diagnostic.message) == (f"a.json:{place}", message)
    assert diagnostic.hint == hint


def test_duplicate_keys() -> None:
    node, (diagnostic,) = parse(SourceFile("a.json", b'{"a": 1,\n "a": 2}'))
    assert node is not None
    assert to_value(node) == {"a": 2}
    assert (diagnostic.code, str(diagnostic.span)) == ("duplicate-key", "a.json:2:2")


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=20,
)


@given(PLAIN, st.booleans(), st.sampled_from([None, 2]))
def test_serialized_documents_are_parsed(value: object, ascii: bool, indent: int | None) -> None:
    node = read(json.dumps(value, ensure_ascii=ascii, indent=indent))
    assert to_value(node) == as_value(value)
    check_spans(node)


def check_spans(node: Node) -> None:
    """What a node's span covers is the node's JSON."""
    assert as_value(json.loads(node.span.text)) == to_value(node)
    if isinstance(node, Sequence):
        for item in node.items:
            check_spans(item)
    elif isinstance(node, Mapping):
        for entry in node.entries.values():
            assert json.loads(entry.key.span.text) == entry.key.text
            check_spans(entry.value)


@given(st.text(max_size=80) | st.text('{}[]:,"\\ \n1e-.trufalsn', max_size=60))
def test_no_text_raises(text: str) -> None:
    source = SourceFile("a.json", text.encode("utf-8", "surrogatepass"))
    for diagnostic in parse(source)[1]:
        assert diagnostic.span is not None
        assert 0 <= diagnostic.span.start_byte <= diagnostic.span.end_byte <= len(source.data)


@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    parse(SourceFile("a.json", data))


def test_blanks_after_a_document_are_fast() -> None:
    source = SourceFile("t.json", b'{"a": NaN}' + b" " * 2_000_000)
    sound = SourceFile("t.json", b'{"a": 1}' + b" " * 2_000_000)
    with within(100):
        assert parse(source)[1][0].span is not None
        assert parse(sound)[1] == []
