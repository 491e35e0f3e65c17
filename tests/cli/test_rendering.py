"""A fault of a format costs what it is about: one finding, or the format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

import pytest

from iaclint.cli.given_files import GivenFiles
from iaclint.cli.report_outputs import Output, render, write_all
from iaclint.files.diagnostics import Diagnostic
from iaclint.judging.findings import Finding
from iaclint.judging.report import Report
from iaclint.report import FORMATS
from iaclint.report.json import write as write_json
from iaclint.report.view import View

VIEW = View()


def write_some(report: Report, view: View, out: TextIO) -> None:
    """Write a report, unless it has an unknown verdict."""
    if any(finding.verdict.value == "unknown" for finding in report.findings):
        raise ZeroDivisionError("an unknown")
    write_json(report, view, out)


def write_none(report: Report, view: View, out: TextIO) -> None:
    """Fail for any report."""
    raise ZeroDivisionError("any report")


@pytest.fixture(autouse=True)
def formats(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("some", "none"):
        monkeypatch.setitem(FORMATS, name, f"{__name__}:write_{name}")


def test_a_finding_that_cannot_be_written_is_left_out(
    report: Report, fail: Finding, unknown: Finding
) -> None:
    told: list[Diagnostic] = []
    text = render(report, "some", VIEW, told.append)
    assert text is not None
    document = json.loads(text)
    assert fail.address in {each["resource"]["address"] for each in document["results"]}
    (fault,) = told
    assert fault.code == "internal-error"
    assert unknown.address in fault.message
    assert fault.message in {each["message"] for each in document["diagnostics"]}


def test_a_format_that_fails_costs_no_other(tmp_path: Path, report: Report) -> None:
    kept, lost = tmp_path / "kept.json", tmp_path / "lost"
    outputs = [Output("none", str(lost)), Output("json", str(kept))]
    faults = write_all(report, outputs, None, VIEW, "never", GivenFiles())
    assert json.loads(kept.read_text(encoding="utf-8"))["results"]
    assert not lost.exists()
    assert {each.code for each in faults} == {"internal-error"}
    assert "report in the format none" in faults[-1].message
