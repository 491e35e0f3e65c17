"""Arguments that Terraform evaluates as constants; values verified with Terraform 1.11.4."""

from __future__ import annotations

import pytest

from iaclint.files.source import SourceFile
from iaclint.limits import MAX_CONSTANT_STEPS
from iaclint.syntax.hcl.blocks import Block
from iaclint.syntax.hcl.parser import parse
from iaclint.terraform.config.constants import bool_argument, exceeded_limit, text_argument


def block(text: str) -> Block:
    body, _ = parse(SourceFile("main.tf", f"b {{\n  a = {text}\n}}\n".encode()))
    return body.blocks[0]


@pytest.mark.parametrize(
    "text",
    [
        '"./m"',
        '("./m")',
        '"./${"m"}"',
        '"${"./m"}"',
        'true ? "./m" : "./x"',
        '"%{if 1 > 0}./m%{endif}"',
        '["./m"][0]',
        '{ a = "./m" }.a',
        '[for x in ["./m"] : x][0]',
    ],
)
def test_a_constant_text(text: str) -> None:
    assert text_argument(block(text), "a") == "./m"


@pytest.mark.parametrize(("text", "value"), [("1", "1"), ("true", "true"), ("1 + 1", "2")])
def test_a_constant_that_is_no_text_is_converted(text: str, value: str) -> None:
    assert text_argument(block(text), "a") == value


@pytest.mark.parametrize("text", ['"${var.a}"', "local.a", 'lower("A")', "null", "[]"])
def test_what_terraform_refuses_is_not_set(text: str) -> None:
    assert text_argument(block(text), "a") is None
    assert bool_argument(block(text), "a", True) is True
    assert bool_argument(block(text), "a", False) is False


@pytest.mark.parametrize(
    "text", ["false", "(false)", '"false"', "!true", "1 == 2", '"${false}"', '"0"']
)
def test_a_constant_that_is_false(text: str) -> None:
    assert bool_argument(block(text), "a", True) is False


def test_a_constant_takes_bounded_work() -> None:
    numbers = ", ".join(["1"] * (MAX_CONSTANT_STEPS + 1))
    long = block(f"[for n in [{numbers}] : n][0]")
    assert text_argument(long, "a") is None
    assert exceeded_limit(long.body.attributes["a"].expression) is not None
