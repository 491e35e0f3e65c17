from __future__ import annotations

import pytest

from iaclint.syntax.hcl import nodes as ex
from tests.syntax.hcl_support import read, value

# As Terraform 1.11.4 reads them.
MARKERS = [
    ("$${a}", "${a}"),
    ("$$${a}", "$${a}"),
    ("$$$${a}", "$$${a}"),
    ("$$$$${a.b}", "$$$${a.b}"),
    ("x$$${A:-b}y", "x$${A:-b}y"),
    ("%%{a}", "%{a}"),
    ("%%%{ if a }b", "%%{ if a }b"),
    ("$ $$ $$$ % %%% {", "$ $$ $$$ % %%% {"),
]


@pytest.mark.parametrize(("written", "text"), MARKERS)
def test_two_or_more_markers_escape_a_template(written: str, text: str) -> None:
    for expression, end in ((f'"{written}"', ""), (f"<<E\n{written}\nE", "\n")):
        found = value(expression)
        assert isinstance(found, ex.Literal)
        assert found.value == text + end


def test_an_interpolation_beside_escaped_markers_is_one() -> None:
    template = value('"$$${a}${b}%%%{c}"')
    assert isinstance(template, ex.Template)
    before, interpolation, after = template.parts
    assert (before, after) == ("$${a}", "%%{c}")
    assert isinstance(interpolation, ex.Interpolation)
    assert interpolation.span.text == "${b}"


@pytest.mark.parametrize("escape", [r"\ud800", r"\uDFFF", r"\U0000d800", r"\U00110000"])
def test_an_escape_that_is_no_character_is_an_error(escape: str) -> None:
    body, (diagnostic,) = read(f'a {{}}\nb {{\n  c = "x{escape}"\n}}\n')
    assert diagnostic.span is not None
    assert (diagnostic.span.start.line, diagnostic.code) == (3, "syntax-error")
    assert diagnostic.message == f"invalid escape '{escape}' in a string"
    assert [block.type for block in body.blocks] == ["a"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r'"\\ud800"', r"\ud800"),
        ("<<E\n\\ud800\nE", "\\ud800\n"),
        (r'"\ud7ff\U0010ffff"', "\ud7ff\U0010ffff"),
    ],
)
def test_other_escapes_are_characters(written: str, text: str) -> None:
    found = value(written)
    assert isinstance(found, ex.Literal)
    assert found.value == text
