from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iaclint.files.diagnostics import Level
from iaclint.files.source import BOM, SourceFile
from iaclint.syntax.hcl import parser as hcl
from iaclint.syntax.hcl.lines import find_misplaced
from tests.pace import within
from tests.syntax.hcl_support import everything, read

BROKEN = [
    ("a = 1 2\n", 1, 7, "expected a newline after the argument, found '2'"),
    ('a = "é" 2\n', 1, 9, "expected a newline after the argument, found '2'"),
    ('\ta = "日本" 2\n', 1, 11, "expected a newline after the argument, found '2'"),
    ('a = "x\nb = 1\n', 1, 5, "unclosed string"),
    ("a {\n b = 1\n", 1, 3, "unexpected end of file: unclosed '{'"),
    ("a {\n b = 1\n}}\n", 3, 2, "unexpected '}'"),
    ("a = [1, 2\nb = 3\n", 2, 1, "expected ',', found 'b'"),
    ("a = {x = 1\n", 1, 5, "unexpected end of file: unclosed '{'"),
    ("a = foo(1\n", 1, 8, "unexpected end of file: unclosed '('"),
    ("a = (1\n", 1, 5, "unexpected end of file: unclosed '('"),
    ("a b c\n", 1, 5, "expected '=' or a block after 'c'"),
    ("= 1\n", 1, 1, "expected an argument or a block, found '='"),
    ("a: 1\n", 1, 2, "expected '=' or a block after the name, found ':'"),
    ("a = 1;\n", 1, 6, "invalid character ';'"),
    ("a = 'x'\n", 1, 5, "invalid character '''"),
    ("a = $${x}\n", 1, 5, "invalid character '$'"),
    ('"a" = 1\n', 1, 1, "expected an argument or a block, found '\"a\"'"),
    ("a = <<EOT\nfoo\n", 1, 5, "unclosed heredoc"),
    ("a = <<_A\nfoo\n_A\nb = = 1\n", 4, 5, "expected a value, found '='"),
    ("a = <<é\nfoo\né\nb = = 1\n", 4, 5, "expected a value, found '='"),
    ('a = "${x"\n', 1, 9, "unclosed string"),
    ('a = "\\q"\n', 1, 6, "invalid escape '\\q' in a string"),
    ("a = [for x in y]\n", 1, 6, "unexpected 'for'"),
    ("/* a\n", 1, 1, "expected an argument or a block, found '/'"),
    ("a = 1 # é\nb = }\n", 2, 5, "expected a value, found '}'"),
    (
        'x {\n  a = "sum("amount")"\n  b = 1\n}\n',
        2,
        13,
        "expected a newline after the argument, found 'amount'",
    ),
    ('x {\n  a = ["a"b", "c"]\n}\n', 2, 11, "expected ',', found 'b'"),
    ('x {\n  t = {\n    a = "b\n    c = "d"\n  }\n}\n', 3, 9, "unclosed string"),
    ("x {\n  oops\n  a = 1\n}\n", 2, 3, "expected '=' or a block after 'oops'"),
    ("x {\n  a = b c\n}\n", 2, 9, "expected a newline after the argument, found 'c'"),
    ("x {\n  a = 1 +\n}\n", 2, 9, "expected a value after '+'"),
    ("x {\n  a = f(1 2)\n}\n", 2, 11, "expected ',', found '2'"),
    ("x {\n  a = [\n    1\n    2,\n  ]\n}\n", 4, 5, "expected ',', found '2'"),
    ('x {\n  a = <<_N\n  "y\n  _N\n  b = = 1\n}\n', 5, 7, "expected a value, found '='"),
    ("x {\n  a = b)\n}\n", 2, 8, "expected '}', found ')'"),
    ("x {\n}}\n", 2, 2, "unexpected '}'"),
    ("x {\n  a = [1, 2}\n}\n", 2, 12, "expected ']', found '}'"),
    ("x {\n  a = {\n    b = 1\n  ]\n}\n", 4, 3, "expected '}', found ']'"),
    ("a = 1, b = 2\n", 1, 6, "unexpected ','"),
    ("x {\n  a = [,1]\n}\n", 2, 8, "expected a value, found ','"),
    ("x {\n  a = b ? c\n}\n", 2, 9, "unexpected '?'"),
    ("x {\n  a = b == \n}\n", 2, 9, "expected a value after '=='"),
    ('x {\n  "a" = 1\n}\n', 2, 3, "expected an argument or a block, found '\"a\"'"),
    ("x {\n  a.b = 1\n}\n", 2, 4, "expected '=' or a block after the name, found '.'"),
    ("x {\n  a = {\n    for k, v in w : k => v\n}\n", 1, 3, "unexpected end of file: unclosed '{'"),
    ("x {\n  a => 1\n}\n", 2, 5, "expected '=' or a block after the name, found '=>'"),
    ("x {\n  a = 'b'\n}\n", 2, 7, "invalid character '''"),
    ("x {\n  a = “b”\n}\n", 2, 7, "expected a value"),
    ('x {\n  a = "b" "c"\n}\n', 2, 11, "expected a newline after the argument, found '\"c\"'"),
    ('x {\n a = "é" oops\n}\n', 2, 10, "expected a newline after the argument, found 'oops'"),
    ('x {\n  a = "%{ if b }c"\n}\n', 2, 8, "unclosed 'if' directive"),
    ('x {\n  a = "%{ if b }c%{ endfor }"\n}\n', 2, 18, "'endfor' without a preceding 'for'"),
    ('x {\n  a = "\\ud800"\n}\n', 2, 8, "invalid escape '\\ud800' in a string"),
    ("x {\n  a = object(\n    b = 1\n  )\n}\n", 3, 7, "expected ',', found '='"),
]


# Terraform 1.11.4 reports the same lines, except for what is open at the end of the file.


@pytest.mark.parametrize(("text", "line", "column", "message"), BROKEN)
@pytest.mark.parametrize("mark", [b"", BOM])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_error_has_a_span_and_a_message(
    text: str, line: int, column: int, message: str, mark: bytes, newline: str
) -> None:
    _, (diagnostic,) = read(mark + text.replace("\n", newline).encode())
    assert diagnostic.span is not None
    assert (*diagnostic.span.start, diagnostic.message) == (line, column, message)
    assert (diagnostic.level, diagnostic.code) == (Level.ERROR, "syntax-error")


def test_an_open_string_is_explained() -> None:
    _, (diagnostic,) = read('a = "x\n')
    assert diagnostic.hint == "a string must end on the line it starts on"


@pytest.mark.parametrize(
    ("text", "blocks", "attributes"),
    [
        ('x "a" {}\nb = \ny "b" {\n c = 1\n}\nz "c" {}\n', ["x.a", "z.c"], []),
        ('x "a" {\n b = [\n}\ny "b" {}\n', ["y.b"], []),
        ("a = 1\nb = [2\nc = 3\n", [], ["a", "c"]),
        ('x "a" {}\n}\ny "b" {}\n', ["x.a", "y.b"], []),
        ('x "a" {\n b {\n  c = = 1\n }\n}\ny "b" {\n d = 1\n}\n', ["y.b"], []),
        ('x {\n b = "\n}\ny "b" { c = 1 }\nz {\n}\n', ["y.b", "z"], []),
        ("x {\n a = [\n\ny {\n b = 1\n}\nz {\n b = 1\n", ["y"], []),
    ],
)
def test_blocks_without_errors_are_kept(
    text: str, blocks: list[str], attributes: list[str]
) -> None:
    body, diagnostics = read(text)
    assert len(diagnostics) == 1
    found = [".".join((block.type, *block.labels)) for block in body.blocks]
    assert [name for name in found if name in blocks] == blocks
    assert set(attributes) <= set(body.attributes)


def examine(data: bytes) -> None:
    """Parse any text: no exception, and all diagnostics and values have places."""
    source = SourceFile("main.tf", data)
    body, diagnostics = hcl.parse(source)
    for diagnostic in diagnostics:
        assert diagnostic.message
        assert diagnostic.span is not None
        assert 0 <= diagnostic.span.start_byte <= diagnostic.span.end_byte <= len(data)
        assert diagnostic.span.start <= diagnostic.span.end
    for expression in everything(body):
        assert 0 <= expression.span.start_byte <= expression.span.end_byte <= len(data)


PIECES = [
    *"{}[]()\"$%~.,:=?!+-*/<>&|#\\\n\t\r ",
    "${", "%{", "<<E\n", "<<-E\n", "E\n", "a", "é", "日", "1", "1.", "1e5", "a = ", "b {\n", "}\n",
    "for ", " in ", " if ", "...", "=>", "[*]", ".*", "\\u00e9", "/*", "*/", "//", "null", "\x00",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=120)
def test_any_sequence_of_tokens_is_parsed(text: str) -> None:
    examine(text.encode())


@given(st.binary(max_size=60))
@settings(max_examples=60)
def test_any_bytes_are_read(data: bytes) -> None:
    examine(data)


PARTS = Path(__file__).parents[3] / "benchmarks" / "parts" / "terraform"
SOUND = [path.read_bytes() for path in sorted(PARTS.rglob("*.tf"))]


@pytest.mark.slow
@given(st.sampled_from(SOUND), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_a_damaged_configuration_is_read(data: bytes, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    cut = chance.randrange(1, 12)
    piece = chance.choice(PIECES).encode()
    examine(data[:at] + piece + data[at + cut :])
    examine(data[:at])


def test_the_parts_are_valid() -> None:
    assert SOUND
    for data in SOUND:
        _, diagnostics = read(data)
        assert diagnostics == ()
        assert find_misplaced(data) is None


VALID = [
    'a = <<_E\n  "b\n  _E\n',
    'a = <<-日本_1\n  "b\n  日本_1\n',
    "a = {\n  # comment\n  for b, c in d :\n  b => c if c == 1\n}\n",
    "a = { b : 2, for = 1 }\n",
    "a = b.0.c + d[*].e - -1\n",
    'a = "${b["c"]} $${ %%{ \\" %{ if d }}%{ endif }"\n',
    "a = e(\n  b\n  ,\n  c...\n)\n",
    "a = e::f::g(1)\nb { c = 1 }\nd {}\n",
]


@pytest.mark.parametrize("text", VALID)
def test_valid_files_have_no_misplaced_token(text: str) -> None:
    assert read(text)[1] == ()
    assert find_misplaced(text.encode()) is None


QUOTED = [data for data in SOUND if b'"' in data and b"<<" not in data]


@given(st.sampled_from(QUOTED), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_a_quote_too_few_or_too_many_is_reported_on_its_line(
    data: bytes, chance: random.Random
) -> None:
    at = chance.choice([found.start() for found in re.finditer(rb'"', data)])
    line = data.count(b"\n", 0, at) + 1
    for broken in (data[:at] + data[at + 1 :], data[:at] + b'"' + data[at:]):
        _, (diagnostic,) = read(broken)
        assert diagnostic.span is not None
        assert diagnostic.span.start.line == line


def test_no_message_repeats_the_parsers_own_names() -> None:
    for text, *_ in BROKEN:
        _, (diagnostic,) = read(text)
        assert not re.search(r"[A-Z]{3,}|[a-z]_", diagnostic.message)


def test_kept_values_have_their_spans() -> None:
    body, _ = read(BOM + '# é\nx "a" {}\n}\r\ny "b" {\n  c = "é${d}"\n}\n'.encode())
    (block,) = body.blocks_of("y")
    assert (*block.span.start, block.span.text) == (4, 1, 'y "b"')
    expression = block.body.attributes["c"].expression
    assert (*expression.span.start, expression.span.text) == (5, 7, '"é${d}"')


@pytest.mark.slow
def test_many_broken_blocks_are_fast() -> None:
    examine(b"a {\n" * 20_000)
    examine(b'a "b" {\n c = [\n}\n' * 5_000)


_GOOD = """\
resource "aws_s3_bucket" "b{0}" {{
  tags = merge(local.tags, {{
    Name = "${{var.prefix}}-{0}"
  }})
}}
resource "aws_s3_bucket_policy" "b{0}" {{
  policy = jsonencode({{ Statement = [{{ Resource = ["${{aws_s3_bucket.b{0}.arn}}/*"] }}] }})
}}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("broken", "place"),
    [("x = {\n  a = [\n", (3, 10)), ("}\n", (1, 1))],
)
def test_an_error_at_the_start_of_a_large_file_is_found_fast(
    broken: str, place: tuple[int, int]
) -> None:
    blocks = 3_000
    text = broken + "".join(_GOOD.format(n) for n in range(blocks))
    with within(1_000):
        body, (diagnostic,) = read(text)
    assert diagnostic.span is not None
    assert diagnostic.span.start == place
    assert len(body.blocks) == 2 * blocks
