"""What the language refuses although the grammar takes it, and what it does take."""

from __future__ import annotations

import pytest

from iaclint.files.diagnostics import Diagnostic
from iaclint.files.source import BOM, SourceFile
from iaclint.syntax.hcl import parser as hcl
from tests.syntax.hcl_support import everything

WRONG = [
    ("a = 1 b = 2\n", "1:7: 'b' must start on a line of its own"),
    ("x {} y {}\n", "1:6: 'y' must start on a line of its own"),
    ("x {\n a = 1 b {\n }\n}\n", "2:8: 'b' must start on a line of its own"),
    ('a = "é" b = 2\n', "1:9: 'b' must start on a line of its own"),
    ("x { a = 1 b = 2 }\n", "1:11: a block on one line holds one argument at the most"),
    ("x { y {} }\n", "1:5: a block on one line holds no other block"),
    ("x { a = 1\n}\n", "2:1: '}' must stand on the line that the block is on"),
    ("x {\n a = 1 }\n", "2:8: '}' must stand on a line of its own"),
    ("x\n{\n}\n", "2:1: '{' must stand on the line of what it belongs to"),
    ("x {\n a = 1\n b = 2\n a = 3\n}\n", "4:2: 'a' is given a second time, after line 2"),
    ("a = 1\na = 2\n", "2:1: 'a' is given a second time, after line 1"),
    ("x {\n y {\n  a = 1\n  a = 2\n }\n}\n", "4:3: 'a' is given a second time, after line 3"),
    ('x "a${b}" {\n}\n', "1:3: a label is fixed: nothing is put in here"),
    ("a = { b = 1 c = 2 }\n", "1:13: a comma or a new line is expected before this"),
]
RIGHT = [
    "",
    "x {}\ny {\n}\n",
    "x { a = 1 }\n",
    "x { a = [\n1,\n] }\n",
    "x { # why\n a = 1 # one\n b = 2 // two\n} # end\ny {}\n",
    "x {\n a = 1 /* one\n*/ b = 2\n}\n",
    "x {\n a = <<E\ntext\nE\n b = <<-E\n text\n E\n}\n",
    "x {\r\n a = 1\r\n b = 2\r\n}\r\n",
    "a = { b = 1, c = 2 }\n",
    "a = { b = 1\n c = 2 }\n",
    "a = { b = 1, b = 2 }\n",
    'x "$${a}" "%%{b}" {\n}\n',
    "x { a = 1 }",
]


def told(text: str, mark: bytes = b"") -> list[str]:
    """Return what is said of a text once everything in it was looked into."""
    late: list[Diagnostic] = []
    body, diagnostics = hcl.parse(SourceFile("m.tf", mark + text.encode()), late.append)
    assert diagnostics == ()
    list(everything(body))
    for diagnostic in late:
        assert diagnostic.code == "syntax-error"
    return [f"{d.span}: {d.message}".removeprefix("m.tf:") for d in late]


@pytest.mark.parametrize(("text", "expected"), WRONG)
@pytest.mark.parametrize("mark", [b"", BOM])
def test_what_the_grammar_takes_is_refused(text: str, expected: str, mark: bytes) -> None:
    assert told(text, mark) == [expected]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_a_block_that_nobody_looks_into_costs_nothing() -> None:
    late: list[Diagnostic] = []
    hcl.parse(SourceFile("m.tf", b"x {\n a = 1\n a = 2\n}\n"), late.append)
    assert late == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r'"\d"', r"1:6: a string may not hold the escape '\d'"),
        (r'"\u12"', r"1:6: a string may not hold the escape '\u'"),
        ('"%{ if a }b"', "1:6: this 'if' is never closed"),
        ('"%{ for a in b }c"', "1:6: this 'for' is never closed"),
        ('"b%{ endif }"', "1:7: 'endif' stands here without an 'if' before it"),
        ('"%{ for a in b }%{ endif }"', "1:21: 'endif' stands here without an 'if' before it"),
        ('"%{ fi }"', "1:6: there is no template directive 'fi'"),
        ("<<E\n%{ if a }\nE", "2:1: this 'if' is never closed"),
    ],
)
def test_strings(value: str, expected: str) -> None:
    _, (diagnostic,) = hcl.parse(SourceFile("m.tf", f"a = {value}\n".encode()))
    assert f"{diagnostic.span}: {diagnostic.message}" == f"m.tf:{expected}"
    assert diagnostic.hint or "endif" in expected


def test_words_of_a_body() -> None:
    body, _ = hcl.parse(SourceFile("m.tf", b"x {\n a = 1\n}\ny {\n b = 1\n}\n"))
    first, second = body.blocks
    assert (first.may_have("a"), first.may_have("b")) == (True, False)
    assert (second.may_have("a"), second.may_have("b")) == (False, True)
