"""The formats of continuous integration services."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree.ElementTree import fromstring

import pytest
from msgspec.structs import replace

from iaclint import __version__
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import SourceFile, Span
from iaclint.judging.findings import BaselineState, Step, Verdict
from iaclint.judging.report import Coverage, FixedFinding, Report
from iaclint.report import FORMATS as REPORT_FORMATS
from iaclint.report.view import Detail
from iaclint.ruleset.rule import Severity

ALL = frozenset(Verdict)
FORMATS = ("github", "gitlab", "junit", "markdown", "csv", "concise")


@pytest.mark.parametrize("format", FORMATS)
def test_writes_findings_and_errors(render, snapshot, format: str) -> None:
    assert render(format=format, show=ALL) == snapshot


@pytest.mark.parametrize("format", [*FORMATS, "gitlab-sast", "text", "full"])
def test_writes_a_report_without_findings(render, format: str) -> None:
    render(Report((), (), Coverage(files=1, resources=1)), format=format)


@pytest.mark.parametrize("code", ["new-suppression", "changed-configuration"])
@pytest.mark.parametrize("format", [each for each in REPORT_FORMATS if each != "csv"])
def test_all_formats_tell_what_a_change_excuses_itself_with(render, code: str, format: str) -> None:
    span = Span(SourceFile("a.tf", b"x"), 0, 1)
    excuse = Diagnostic(Level.WARNING, code, "this change adds it", span)
    report = Report((), (excuse,), Coverage(files=1, resources=1))
    assert "this change adds it" in render(report, format=format, detail=Detail.QUIET)


def test_github_shows_the_ten_most_severe_of_each_level(render, fail) -> None:
    low = replace(fail, rule=replace(fail.rule, severity=Severity.LOW), message="low")
    report = Report((*[low] * 12, *[fail] * 3), (), Coverage())
    lines = render(report, format="github").splitlines()
    assert [line.partition(" ")[0] for line in lines[:-1]] == ["::error"] * 3 + ["::notice"] * 10
    assert lines[-1] == "2 more findings not annotated: GitHub shows ten of each level."


def test_github_commands_cannot_be_injected(render, fail) -> None:
    hostile = replace(
        fail,
        message="a\n::error::b %0A",
        span=Span(SourceFile("a,b:c\n::x%.tf", b"acl"), 0, 3),
        steps=(),
        related=(),
    )
    (line,) = render(Report((hostile,), (), Coverage()), format="github").splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac\\x0a%3A%3Ax%25.tf,line=1,")
    assert "%0A::error::b %250A" in line


def test_csv_cells_are_no_formulas(render, fail) -> None:
    report = Report((replace(fail, message='=HYPERLINK("x")'),), (), Coverage())
    (row,) = csv.DictReader(io.StringIO(render(report, format="csv")))
    assert row["message"] == '\'=HYPERLINK("x")'
    assert row["severity"] == "critical"


def test_junit_is_xml_for_any_text(render, fail) -> None:
    hostile = replace(fail, message="<a> & \x00\x1b\ud800 ]]>", address='b["&<"]')
    suites = fromstring(render(Report((hostile,), (), Coverage()), format="junit"))
    assert suites.get("failures") == "1"
    assert suites.find(".//failure") is not None


def test_junit_counts_add_up(render) -> None:
    suites = fromstring(render(format="junit", show=ALL))
    counts = {name: int(suites.get(name, "")) for name in ("failures", "errors", "skipped")}
    assert counts == {"failures": 1, "errors": 1, "skipped": 1}
    assert int(suites.get("tests", "")) == len(suites.findall(".//testcase")) == 4


def test_junit_says_why_a_finding_does_not_count(render, fail) -> None:
    known = replace(fail, baseline_state=BaselineState.UNCHANGED)
    report = Report((known, replace(fail, is_example=True)), (), Coverage())
    suites = fromstring(render(report, format="junit", show=ALL, unchanged=True))
    reasons = [skipped.get("message") for skipped in suites.iter("skipped")]
    assert reasons == ["unchanged", "in an example or a test"]


def test_markdown_is_text_for_any_name(render, fail) -> None:
    hostile = replace(fail, message="<img src=x> [a](b) | c", address="a|b`c")
    text = render(Report((hostile,), (), Coverage()), format="markdown")
    assert "<img" not in text
    assert "| critical | `aws-s3-public-access` | `` a\\|b`c `` |" in text


def test_markdown_tells_what_a_change_brings(render, fail) -> None:
    known = replace(fail, baseline_state=BaselineState.UNCHANGED)
    fixed = FixedFinding("aws-s3-versioning", "aws_s3_bucket.a", "a.tf", "a has no versions", "0")
    text = render(Report((known,), (), Coverage(files=1, resources=2), (fixed,)), format="markdown")
    assert "**No problems found.**" in text
    assert "2 resources checked in 1 file · 1 unchanged · 1 fixed" in text
    assert "- `aws-s3-versioning`: a has no versions (`a.tf`)" in text


def test_markdown_says_what_it_compares_with(render, fail) -> None:
    report = Report((fail,), (), Coverage(files=1, resources=2), compared_with="main at 1a2b3c4")
    text = render(report, format="markdown")
    assert "**1 problem introduced**: 1 critical." in text
    assert "2 resources checked in 1 file · compared with main at 1a2b3c4\n" in text
    text = render(replace(report, findings=()), format="markdown")
    assert "**No problems introduced.**" in text


@pytest.mark.parametrize("format", ["markdown", "github"])
def test_unchanged_errors_are_not_new(render, report, format: str) -> None:
    known = replace(
        report, diagnostics=tuple(replace(d, is_unchanged=True) for d in report.diagnostics)
    )
    (error, *_) = (d for d in report.diagnostics if d.level is Level.ERROR)
    assert error.code in render(report, format="github")
    assert error.message not in render(known, format=format)


def test_gitlab_fingerprints_are_those_of_the_report(render, fail) -> None:
    (violation, *_) = json.loads(render(Report((fail,), (), Coverage()), format="gitlab"))
    assert violation["fingerprint"] == fail.fingerprint


@pytest.mark.parametrize("format", ["gitlab", "gitlab-sast"])
def test_gitlab_compares_two_reports_itself(render, fail, format: str) -> None:
    known = replace(fail, baseline_state=BaselineState.UNCHANGED)
    report, same = (
        render(Report((finding,), (), Coverage()), format=format) for finding in (fail, known)
    )
    assert _without_times(report) == _without_times(same)


def _without_times(report: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:]+", "TIME", report)


def test_gitlab_sast_has_what_the_schema_requires(render) -> None:
    report = json.loads(render(format="gitlab-sast"))
    assert report["scan"]["scanner"]["version"] == __version__
    assert {"type", "status", "start_time", "end_time", "analyzer"} <= report["scan"].keys()
    for vulnerability in report["vulnerabilities"]:
        assert {"id", "identifiers", "location", "severity", "name"} <= vulnerability.keys()
        assert vulnerability["severity"] in ("Critical", "High", "Medium", "Low", "Info")
        assert vulnerability["identifiers"][0]["value"]


def test_gitlab_sast_has_no_markup_of_an_input(render, fail) -> None:
    hostile = "[x](javascript:alert) ![y](z) <img> `a`"
    finding = replace(fail, message=hostile, steps=(Step(hostile, None),))
    report = json.loads(render(Report((finding,), (), Coverage()), format="gitlab-sast"))
    description = report["vulnerabilities"][0]["description"]
    plain = "\\[x\\](javascript:alert) !\\[y\\](z) \\<img\\> \\`a\\`"
    assert description.startswith(f"{plain}\n{plain}\n")
