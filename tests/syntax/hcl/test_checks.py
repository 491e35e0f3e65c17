"""Text that the grammar accepts and HCL rejects, and valid text."""

from __future__ import annotations

import pytest

from iaclint.files.diagnostics import Diagnostic
from iaclint.files.source import BOM, SourceFile
from iaclint.syntax.hcl import parser as hcl
from tests.syntax.hcl_support import everything

WRONG = [
    ("a = 1 b = 2\n", "1:7: 'b' must start on a new line"),
    ("x {} y {}\n", "1:6: 'y' must start on a new line"),
    ("x {\n a = 1 b {\n }\n}\n", "2:8: 'b' must start on a new line"),
    ('a = "é" b = 2\n', "1:9: 'b' must start on a new line"),
    ("x { a = 1 b = 2 }\n", "1:11: a single-line block can contain only one argument"),
    ("x { y {} }\n", "1:5: a single-line block cannot contain a block"),
    ("x { a = 1\n}\n", "2:1: '}' must be on the same line as the single-line block"),
    ("x {\n a = 1 }\n", "2:8: '}' must be on a new line"),
    ("x\n{\n}\n", "2:1: '{' must be on the same line as the block header"),
    ("x {\n a = 1\n b = 2\n a = 3\n}\n", "4:2: duplicate argument 'a', first set on line 2"),
    ("a = 1\na = 2\n", "2:1: duplicate argument 'a', first set on line 1"),
    ("x {\n y {\n  a = 1\n  a = 2\n }\n}\n", "4:3: duplicate argument 'a', first set on line 3"),
    ('x "a${b}" {\n}\n', "1:3: a block label cannot contain interpolation"),
    ("a = { b = 1 c = 2 }\n", "1:13: missing comma or newline before this element"),
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


def messages(text: str, mark: bytes = b"") -> list[str]:
    """Return the messages about a text after everything in it is read."""
    late: list[Diagnostic] = []
    body, diagnostics = hcl.parse(SourceFile("m.tf", mark + text.encode()), late.append)
    assert diagnostics == ()
    list(everything(body))
    for diagnostic in late:
        assert diagnostic.code == "syntax-error"
    return [f"{d.span}: {d.message}".removeprefix("m.tf:") for d in late]


@pytest.mark.parametrize(("text", "expected"), WRONG)
@pytest.mark.parametrize("mark", [b"", BOM])
def test_errors_that_the_grammar_accepts_are_reported(
    text: str, expected: str, mark: bytes
) -> None:
    assert messages(text, mark) == [expected]


@pytest.mark.parametrize("text", RIGHT)
def test_valid_templates_have_no_diagnostics(text: str) -> None:
    assert messages(text) == []


def test_an_unread_block_is_not_parsed() -> None:
    late: list[Diagnostic] = []
    hcl.parse(SourceFile("m.tf", b"x {\n a = 1\n a = 2\n}\n"), late.append)
    assert late == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r'"\d"', r"1:6: invalid escape '\d' in a string"),
        (r'"\u12"', r"1:6: invalid escape '\u' in a string"),
        ('"%{ if a }b"', "1:6: unclosed 'if' directive"),
        ('"%{ for a in b }c"', "1:6: unclosed 'for' directive"),
        ('"b%{ endif }"', "1:7: 'endif' without a preceding 'if'"),
        ('"%{ for a in b }%{ endif }"', "1:21: 'endif' without a preceding 'if'"),
        ('"%{ fi }"', "1:6: unknown template directive 'fi'"),
        ("<<E\n%{ if a }\nE", "2:1: unclosed 'if' directive"),
    ],
)
def test_strings(value: str, expected: str) -> None:
    _, (diagnostic,) = hcl.parse(SourceFile("m.tf", f"a = {value}\n".encode()))
    assert f"{diagnostic.span}: {diagnostic.message}" == f"m.tf:{expected}"
    assert diagnostic.hint or "endif" in expected


def test_names_of_a_body() -> None:
    body, _ = hcl.parse(SourceFile("m.tf", b"x {\n a = 1\n}\ny {\n b = 1\n}\n"))
    first, second = body.blocks
    assert (first.may_have("a"), first.may_have("b")) == (True, False)
    assert (second.may_have("a"), second.may_have("b")) == (False, True)
