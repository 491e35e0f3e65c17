from __future__ import annotations

import pytest
import yaml as pyyaml
from hypothesis import assume, given
from hypothesis import strategies as st

from iaclint.files.diagnostics import REACHED, Level
from iaclint.files.source import SourceFile
from iaclint.syntax.tree import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    find,
    locate,
    to_value,
)
from iaclint.syntax.yaml import parse
from tests.pace import within
from tests.values import as_value


def read(text: str) -> Node:
    node, diagnostics = parse(SourceFile("a.yaml", text.encode()))
    assert diagnostics == []
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x", "x"),
        ("'1'", "1"),
        ("1", 1),
        ("-1", -1),
        ("1_000", 1000),
        ("010", 8),
        ("09", "09"),
        ("0x1F", 31),
        ("0b11", 3),
        ("1:30", 90),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1.5e+3", 1500.0),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("yes", True),
        ("Off", False),
        ("y", "y"),
        ("~", None),
        ("null", None),
        ("''", ""),
        ("2012-10-17", "2012-10-17"),
        ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
        ("=", "="),
        ("!!str 12", "12"),
        ("!!int '12'", 12),
        ("!!int x", "x"),
        ("!!binary aGk=", "aGk="),
        ("9" * 400, "9" * 400),
        ("|\n a\n b\n", "a\nb\n"),
        (">-\n a\n b\n", "a b"),
        ("[1, [2], {a: b}]", [1, [2], {"a": "b"}]),
        ("{a, b: }", {"a": None, "b": None}),
        ("? a\n: b\n", {"a": "b"}),
        ("1: a\nyes: b\n", {"1": "a", "yes": "b"}),
        ("a: &x {k: 1}\nb: *x\n", {"a": {"k": 1}, "b": {"k": 1}}),
        ("a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}\n", {"a": {"k": 1, "l": 2}, "b": {"k": 1, "l": 3}}),
        ("{<<: [{a: 1}, {a: 2, b: 3}]}", {"a": 1, "b": 3}),
        ("{'<<': 1}", {"<<": 1}),
    ],
)
def test_values(text: str, value: object) -> None:
    assert to_value(read(text)) == as_value(value)


def test_tags_stay_with_their_nodes() -> None:
    node = read("[!Ref a, !Join [b], !Map {c: d}, ! e]")
    assert isinstance(node, Sequence)
    assert [item.tag for item in node.items] == ["!Ref", "!Join", "!Map", None]
    assert to_value(node) == ("a", ("b",), {"c": "d"}, "e")


TEXT = """\
# Überschrift
größe: ö  # Kommentar
list:
  - !Ref Größe
  - "ß": |
      Zeile
      zwei

  # Ende
last: &x 𝄞𝄞
alias: *x
flow: {a: [1, 2]}
empty:
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("path", "place", "text"),
    [
        (("größe",), "2:8", "ö"),
        (("list",), "4:3", '- !Ref Größe\n  - "ß": |\n      Zeile\n      zwei'),
        (("list", 0), "4:5", "!Ref Größe"),
        (("list", 1), "5:5", '"ß": |\n      Zeile\n      zwei'),
        (("list", 1, "ß"), "5:10", "|\n      Zeile\n      zwei"),
        (("last",), "10:7", "&x 𝄞𝄞"),
        (("alias",), "11:8", "*x"),
        (("flow",), "12:7", "{a: [1, 2]}"),
        (("flow", "a", 1), "12:15", "2"),
        (("flow", "a", 2), "12:8", "a"),
        (("flow", "b"), "12:1", "flow"),
        (("empty",), "13:7", ""),
    ],
)
def test_spans(path: tuple[str | int, ...], place: str, text: str, bom: str, ending: str) -> None:
    span = locate(read(bom + TEXT.replace("\n", ending)), path)
    assert (str(span), span.text) == (f"a.yaml:{place}", text.replace("\n", ending))


def test_keys_have_spans() -> None:
    node = read(TEXT)
    assert isinstance(node, Mapping)
    assert [entry.key.span.text for entry in node.entries.values()] == list(node.entries)
    assert node.span.start == (2, 1)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: b: c", "1:5", "':' is not allowed here"),
        ("a:\n\t- b", "2:1", "a value cannot start with this character"),
        ("a: 'x", "1:4", "unclosed quoted string"),
        ("ü: [1\nb: 2", "2:2", "expected ',' or ']'"),
        ("ü: {a", "1:6", "expected ',' or '}'"),
        ("a: *no", "1:4", "undefined alias 'no'"),
        ("? [a]\n: b", "1:3", "a key must be a scalar, not a list or a mapping"),
        ("a: {{ x }}", "1:5", "a key must be a scalar, not a list or a mapping"),
        ("ü: \x01", "1:4", "this character is not allowed in YAML"),
        ("a: &x [*x]", "1:8", "alias refers to a node that contains it"),
        ("<<: 1", "1:5", "'<<' takes a mapping, or a list of mappings"),
        ("[" * 200, "1:101", "nested deeper than 100 levels"),
        ("- a\nb", "2:2", "missing ':' after the key"),
    ],
)
def test_syntax_errors(text: str, place: str, message: str) -> None:
    node, (diagnostic,) = parse(SourceFile("a.yaml", text.encode()))
    assert node is None
    is_limit = "too many digits" in message or "nested deeper" in message
    code = REACHED if is_limit else "syntax-error"
    assert (diagnostic.level, diagnostic.code) == (Level.ERROR, code)
    assert (str(diagnostic.span), diagnostic.message) == (f"a.yaml:{place}", message)


def test_bytes_that_are_not_text() -> None:
    node, (diagnostic,) = parse(SourceFile("a.yaml", b"\xef\xbb\xbfa: \xff"))
    assert node is None
    assert diagnostic.message == "this is not valid UTF-8"
    assert diagnostic.span is not None
    assert (diagnostic.span.start_byte, diagnostic.span.end_byte) == (6, 7)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16(encoding: str) -> None:
    node, (diagnostic,) = parse(SourceFile("a.yaml", "a: 1\n".encode(encoding)))
    assert node is None
    assert (diagnostic.message, diagnostic.hint) == (
        "this is UTF-16, not UTF-8",
        "save the file as UTF-8",
    )


def test_duplicate_keys() -> None:
    node, (diagnostic,) = parse(SourceFile("a.yaml", b"a: 1\nb: 2\na: 3\n"))
    assert node is not None
    assert to_value(node) == {"a": 3, "b": 2}
    assert (diagnostic.level, diagnostic.code) == (Level.WARNING, "duplicate-key")
    assert str(diagnostic.span) == "a.yaml:3:1"
    assert diagnostic.message == "duplicate key 'a', first defined on line 1"


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_empty_documents(text: str) -> None:
    assert parse(SourceFile("a.yaml", text.encode())) == (None, [])


def test_only_the_first_document_counts() -> None:
    node, (diagnostic,) = parse(SourceFile("a.yaml", b"---\na: 1\n---\nb: 2\n"))
    assert node is not None
    assert to_value(node) == {"a": 1}
    assert str(diagnostic.span) == "a.yaml:3:1"


def test_alias_bombs_are_rejected() -> None:
    lines = ["x0: &x0 [a, a, a, a, a, a, a, a, a]"]
    lines += [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 30)]
    with within(500):
        node, (diagnostic,) = parse(SourceFile("a.yaml", "\n".join(lines).encode()))
    assert node is None
    assert diagnostic.message == "aliases make this document too large"


def test_find() -> None:
    root = read("a: [1, {b: 2}]")
    found = find(root, ("a", 1, "b"))
    assert isinstance(found, Scalar)
    assert found.value == 2
    assert find(root, ("a", 2)) is None
    assert find(root, ("a", "b")) is None


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=20,
)


@given(PLAIN, st.booleans(), st.booleans())
def test_serialized_documents_are_parsed(value: object, flow: bool, unicode: bool) -> None:
    text = pyyaml.safe_dump(value, default_flow_style=flow, allow_unicode=unicode)
    # The emitter writes a next-line character out as it is, which YAML 1.1 reads as a break.
    assume(pyyaml.safe_load(text) == value)
    node, _ = parse(SourceFile("a.yaml", text.encode()))
    if node is not None:
        assert to_value(node) == as_value(value)


@pytest.mark.slow
@given(PLAIN, st.booleans())
def test_spans_are_exact(value: object, flow: bool) -> None:
    """What a node's span covers reads as the node's value again."""
    text = pyyaml.safe_dump(value, default_flow_style=flow, allow_unicode=True, width=1000)
    node, _ = parse(SourceFile("a.yaml", text.encode()))
    if node is not None:
        check_spans(node)


def check_spans(node: Node) -> None:
    if isinstance(node, Sequence):
        for item in node.items:
            check_inside(item, node)
    elif isinstance(node, Mapping):
        for entry in node.entries.values():
            check_inside(entry.key, node)
            check_inside(entry.value, node)
    elif node.plain and "\n" not in node.span.text:
        assert node.span.text == node.text


def check_inside(inner: Node, outer: Node) -> None:
    assert outer.start_byte <= inner.start_byte <= inner.end_byte <= outer.end_byte
    check_spans(inner)


@given(st.text("{}[]:,-!&* \n\"'|>#?%@`<ab\t\r\x85\u2028\ufeffäß𝄞", max_size=80))
def test_no_text_raises(text: str) -> None:
    source = SourceFile("a.yaml", text.encode())
    node, diagnostics = parse(source)
    for diagnostic in diagnostics:
        assert diagnostic.span is not None
        assert 0 <= diagnostic.span.start_byte <= diagnostic.span.end_byte <= len(source.data)
        assert str(diagnostic.span)
    if node is not None:
        check_ends(node, len(source.data))


def check_ends(node: Node, end: int) -> None:
    assert 0 <= node.start_byte <= node.end_byte <= end
    if isinstance(node, Sequence):
        for item in node.items:
            check_ends(item, end)
    elif isinstance(node, Mapping):
        for entry in node.entries.values():
            check_ends(entry.value, end)


@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    parse(SourceFile("a.yaml", data))
