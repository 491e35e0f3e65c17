"""All recorded expressions of Terraform agree, and differences are reported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.terraform_expressions import FIXTURES, disagreements, load, main

CASES = Path(__file__).parents[1] / "data" / "terraform-expr-cases.jsonl"

RANDOM = Path(__file__).parents[1] / "data" / "terraform-expr-random-cases.jsonl"

EDGE = Path(__file__).parents[1] / "data" / "terraform-expr-edge-cases.jsonl"

DIFFERENT = {'substr(base64gzip("test"), 0, 10)'}
"""Compressed bytes are not evaluated."""


def write(folder: Path, *cases: dict[str, Any]) -> Path:
    path = folder / "cases.jsonl"
    lines = (json.dumps({"id": str(n), "group": "g", **case}) for n, case in enumerate(cases))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_recorded_expressions_agree() -> None:
    assert len(load(CASES)) == 1619
    assert {case["expr"] for case, _ in disagreements(CASES)} == DIFFERENT


def test_random_expressions_agree() -> None:
    assert len(load(RANDOM)) == 500
    assert list(disagreements(RANDOM)) == []


def test_edge_cases_agree() -> None:
    assert list(disagreements(EDGE)) == []


@pytest.mark.parametrize(
    "case",
    [
        {"expr": "1 + 1", "expect": 2, "type": "number"},
        {"expr": "local.a", "vars": {"a": "[true]"}, "expect": [True]},
        {"expr": "[1", "error": True, "stage": "init"},
        {"expr": "nosuch(1)", "error": True, "stage": "plan"},
        {"expr": '{ a = 1\n"b" 2 }', "error": True, "stage": "init"},
        {"expr": '"a"', "convert_to": "number", "error": True, "stage": "plan"},
        {"expr": "1\nit = 2", "error": True, "stage": "init"},
        {"expr": 'try(local.a, "b")', "vars": {"a": "[1"}, "error": True, "stage": "init"},
    ],
)
def test_what_agrees(tmp_path: Path, case: dict[str, Any]) -> None:
    assert list(disagreements(write(tmp_path, case))) == []


@pytest.mark.parametrize(
    ("case", "difference"),
    [
        ({"expr": "1 + 1", "expect": 3}, "value 2"),
        ({"expr": "1", "expect": 1, "type": "string"}, "type number instead of string"),
        ({"expr": "1", "expect": 1, "sensitive": [[]]}, "sensitive [] instead of [[]]"),
        ({"expr": "1 + 1", "error": True, "stage": "plan"}, "not refused, but 2"),
        ({"expr": "[1]", "error": True, "stage": "init"}, "not refused, but (1,)"),
    ],
)
def test_differences_are_reported(tmp_path: Path, case: dict[str, Any], difference: str) -> None:
    ((_, found),) = disagreements(write(tmp_path, case))
    assert found == [difference]


def test_an_unexpected_error_is_a_difference(tmp_path: Path) -> None:
    ((_, (difference,)),) = disagreements(write(tmp_path, {"expr": "[1", "expect": [1]}))
    assert difference.startswith("refused: ")


def test_agreements_are_counted_with_the_fixtures_beside_the_cases(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / FIXTURES).mkdir()
    (tmp_path / FIXTURES / "a.txt").write_text("here", encoding="utf-8")
    cases = write(
        tmp_path,
        {"expr": 'file("a.txt")', "expect": "here", "fixtures": True},
        {"expr": "1 + 1", "expect": 3},
        {"expr": "nosuch(1)", "error": True, "stage": "plan"},
    )
    assert main([str(cases)]) == 0
    assert capsys.readouterr().out == "2 of 3 cases agree\n"
