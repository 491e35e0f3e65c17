"""Any function and any operator on any values gives a value or an error of the configuration."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import inf
from pathlib import Path
from typing import Final

import pytest

from iaclint.files.source import SourceFile
from iaclint.symbolic.values import Choice, JsonText, PartialString, Unknown
from iaclint.syntax.hcl.parser import parse_expression
from iaclint.terraform import functions
from iaclint.terraform.errors import EvaluationError, Fault
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.scope import Scope
from iaclint.terraform.operations.export import plain
from iaclint.terraform.types.model import (
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    ListValue,
    MapValue,
    Null,
    Sensitive,
    SetValue,
    TerraformValue,
)
from tests.terraform.functions.conftest import Names

HUGE: Final = 10**400
VALUES: Final[tuple[TerraformValue, ...]] = (
    *(0, -1, 3, HUGE, -HUGE, inf, -inf, 0.5, -0.0, 1e308, 5e-324, Fraction(1, 3)),
    *(Fraction(HUGE, 3), -Fraction(HUGE, 3), True, Null(DYNAMIC), Null(NUMBER)),
    *(
        "",
        "a",
        "-1",
        "1e999",
        "\0",
        "\ud800",
        "%d",
        "${",
        "[",
        "(",
        "{{",
        "é",
        "10.0.0.0/8",
        "::/0",
    ),
    *("2024-01-01T00:00:00Z", "x" * 2_000, "../..", "[1]", '{"a": 1}', "a,b\n1,2", "1h", "YYYY'"),
    *((), ("a", 1), (HUGE, inf), ListValue(("a", "b"), STRING), SetValue((1,), NUMBER)),
    *({}, {"a": HUGE}, MapValue({"\0": "x"}, STRING), ((("a",),),)),
    *(Unknown("var.u"), Unknown("var.t", type=STRING), Unknown("var.l", type=ListOf(STRING))),
    *(PartialString(("a", Unknown("var.p"))), JsonText({"a": Unknown("var.j")}), Sensitive("s")),
    Choice(Unknown("var.c"), ("a", HUGE)),
    Choice(Unknown("var.d"), (Null(DYNAMIC), ("a",))),
)
OPERATORS: Final = ("+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||")


def _all(count: int, most: int, dice: random.Random) -> Iterator[tuple[TerraformValue, ...]]:
    """Yield all tuples of values; of more than a number, some."""
    if len(VALUES) ** count <= most:
        yield from product(VALUES, repeat=count)
    else:
        yield from (tuple(dice.choices(VALUES, k=count)) for _ in range(most))


def _faults(folder: Path, text: str, count: int, most: int) -> Iterator[str]:
    """Yield what goes wrong when an expression is evaluated on values."""
    expression = parse_expression(text, SourceFile("a.tf", text.encode()))
    assert expression is not None
    for given in _all(count, most, random.Random(text)):
        names = dict(zip("abcd", given, strict=False))
        try:
            plain(evaluate(expression, Scope(Names(folder, names), {})))
        except Fault as error:
            yield f"{text} on {given!r:.200}: {error}"
        except EvaluationError:
            pass


@pytest.mark.slow
@pytest.mark.parametrize("name", [*functions.names(), "try", "can"])
def test_a_function_takes_any_values(tmp_path: Path, name: str) -> None:
    calls = [f"{name}({', '.join(f'var.{each}' for each in 'abcd'[:n])})" for n in range(5)]
    most = (1, 60, 120, 60, 40)
    assert [each for n in range(5) for each in _faults(tmp_path, calls[n], n, most[n])] == []


@pytest.mark.parametrize("operator", OPERATORS)
def test_an_operator_takes_any_values(tmp_path: Path, operator: str) -> None:
    assert list(_faults(tmp_path, f"var.a {operator} var.b", 2, 10_000)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("-var.a", "!var.a", '"x${var.a}"', '"${var.a}${var.b}"', "var.a[var.b]", "var.a[*].b"),
        *("var.a.b", "var.a.0", "[for x in var.a : x]", "{for x, y in var.a : x => y}"),
        *("{for x, y in var.a : y => x...}", "var.a ? var.b : var.a", "{ (var.a) = var.b }"),
        *(
            "[for x in var.a : x if var.b]",
            'concat("x", var.a...)',
            '"%{ for x in var.a }x%{ endfor }"',
        ),
        '"%{ if var.a }x%{ else }${var.b}%{ endif }"',
    ],
)
def test_an_expression_takes_any_values(tmp_path: Path, text: str) -> None:
    assert list(_faults(tmp_path, text, 2 if "var.b" in text else 1, 10_000)) == []
