"""All recorded plans of Terraform agree, and differences are reported."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.terraform_configurations import NOT_REFUSED, check, main, options

CASES = Path(__file__).parents[1] / "data" / "terraform-config-cases"

NOTHING = {"resources": {}, "outputs": {}}


def folders() -> list[Path]:
    return sorted(path.parent for path in CASES.glob("*/expected.json"))


def lay_out(folder: Path, text: str, expected: Any, run: Any = None) -> Path:
    (folder / "config").mkdir(parents=True)
    (folder / "config" / "main.tf").write_text(text, encoding="utf-8")
    (folder / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    if run is not None:
        (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    return folder


def output(value: Any) -> dict[str, Any]:
    return {"resources": {}, "outputs": {"a": value}}


def test_all_recorded_plans_are_there() -> None:
    assert len(folders()) == 97


@pytest.mark.parametrize("case", folders(), ids=lambda folder: folder.name)
def test_a_recorded_plan_agrees(case: Path) -> None:
    assert check(case) == []


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ('output "a" { value = 1 + 1 }', output(2), []),
        ('output "a" { value = 1 + 1 }', output(3), ["output a: got 2, want 3"]),
        ('output "b" { value = 1 }', output(1), ["output a: missing", "output b: extra"]),
        ('output "a" { value = nosuch() }', {"error": True}, []),
        ('output "a" { value = [1 }', {"error": True}, []),
        ('output "a" { value = 1 + 1 }', {"error": True}, [NOT_REFUSED]),
        ('nosuch "a" {}', NOTHING, ["refused: unsupported block type 'nosuch'"]),
    ],
)
def test_differences_are_reported(
    tmp_path: Path, text: str, expected: Any, found: list[str]
) -> None:
    assert check(lay_out(tmp_path / "case", text, expected)) == found


def test_a_warning_does_not_count_as_rejection(tmp_path: Path) -> None:
    case = lay_out(tmp_path / "case", 'output "a" { value = 1 }', {"error": True})
    (case / "config" / "terraform.tfvars").write_text("other = 1\n", encoding="utf-8")
    assert check(case) == [NOT_REFUSED]


def test_tf_var_variables_have_the_lowest_precedence(tmp_path: Path) -> None:
    text = 'variable "a" {}\nvariable "b" {}\noutput "a" { value = "${var.a} ${var.b}" }\n'
    run = {"env": {"TF_VAR_a": "process", "TF_VAR_b": "process", "TF_WORKSPACE": "w", "HOME": "h"}}
    case = lay_out(tmp_path / "case", text, output("file process"), run)
    (case / "config" / "terraform.tfvars").write_text('a = "file"\n', encoding="utf-8")
    assert check(case) == []
    read = options(case)
    assert read.process == {"a": "process", "b": "process"}
    assert (read.assignments, read.workspace) == ((), "w")


def test_agreements_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = 'output "a" { value = 1 }'
    lay_out(tmp_path / "same", one, output(1))
    lay_out(tmp_path / "other", one, output(2))
    lay_out(tmp_path / "refused", one, {"error": True})
    monkeypatch.setattr(sys, "argv", ["", str(tmp_path)])
    main()
    expected = "1/3 configurations agree; 1 that Terraform refuses are not refused\n"
    assert capsys.readouterr().out == expected
