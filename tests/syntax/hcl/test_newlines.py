from __future__ import annotations

import pytest

from iaclint.files.source import SourceFile
from iaclint.syntax.hcl import parser as hcl
from iaclint.syntax.hcl.nodes import Invalid


def is_refused(text: str) -> bool:
    body, diagnostics = hcl.parse(SourceFile("main.tf", f"locals {{\n  a = {text}\n}}\n".encode()))
    assert not diagnostics
    return isinstance(body.blocks[0].body.attributes["a"].expression, Invalid)


@pytest.mark.parametrize(
    "text",
    [
        "1\n + 2",
        "true\n ? 1\n : 2",
        "{\n b =\n 1\n}",
        '"one\ntwo"',
        '{ "one\ntwo" = 1 }',
        '"%{ if true }a\nb%{ endif }"',
        '"%{ if true }a%{ else }\nb%{ endif }"',
        '"%{ for x in [] ~}\n ${x}%{ endfor }"',
        '"%{ if true }${"a\nb"}%{ endif }"',
        "[{ b = 1 +\n 2 }]",
        "-\n1",
    ],
)
def test_a_line_must_not_end_here(text: str) -> None:
    assert is_refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "(1\n + 2\n)",
        "[\n 1,\n 2 +\n 3\n]",
        "max(\n 1,\n 2\n)",
        "{\n b = 1\n c = [\n 2\n ]\n}",
        "{ b = 1,\n c = 2 }",
        "{ for k, v in {} :\n k => v\n if v }",
        "[\n for x in [] : x\n]",
        "local.b[\n 0\n].c",
        '"${1 +\n 2}"',
        '"%{ if\n true }a%{ endif }"',
        '"${<<EOT\na\nEOT\n}"',
        '"%{ if true }${[\n1\n][0]}%{ endif }"',
        "<<EOT\none\ntwo\nEOT",
        "f(<<EOT\n%{ for x in [] }\n${x}\n%{ endfor }\nEOT\n)",
        "1 + /* this\n is one line */ 2",
        "true ? [\n 1\n] : [\n 2\n]",
    ],
)
def test_lines_may_end_here(text: str) -> None:
    assert not is_refused(text)
