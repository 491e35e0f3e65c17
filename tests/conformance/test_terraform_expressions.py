"""The given expressions with what Terraform made of them, where they are at hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[2] / ".." / "shared" / "terraform-expr-cases.jsonl"

FLOOR = 0.995


def _runner() -> Any:
    path = Path(__file__).with_name("terraform_expressions.py")
    spec = importlib.util.spec_from_file_location("terraform_expressions_runner", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not CASES.exists(), reason="the recorded expressions are not at hand")
def test_expressions_agree_with_terraform() -> None:
    runner = _runner()
    total = len(runner.load(CASES))
    different = [case["expr"] for case, _ in runner.disagreements(CASES)]
    assert len(different) <= total * (1 - FLOOR), different


def test_runner_counts_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text(
        '{"id": "1", "group": "g", "expr": "1 + 1", "expect": 2, "type": "number"}\n'
        '{"id": "2", "group": "g", "expr": "1 + 1", "expect": 3, "type": "number"}\n'
        '{"id": "3", "group": "g", "expr": "nosuch(1)", "error": true, "stage": "plan"}\n',
        encoding="utf-8",
    )
    (tmp_path / "terraform-expr-fixtures").mkdir()
    assert _runner().main([str(cases)]) == 0
    assert capsys.readouterr().out == "2 of 3 cases agree\n"
