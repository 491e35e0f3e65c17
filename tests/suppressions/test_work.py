"""Suppressions take bounded work, and nothing is suppressed by what takes more."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.files.work import RUN
from iaclint.judging.report import Report
from iaclint.limits import MAX_HINTS, MAX_ID_PATTERN, MAX_SUPPRESSIONS
from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from iaclint.suppressions import problems
from tests.terraform.support import lay_out

RULE = "aws-s3-versioning"


def buckets(count: int, comment: str) -> str:
    return "".join(
        f'# iaclint: ignore[{comment}] why\nresource "aws_s3_bucket" "b{n}" {{}}\n'
        for n in range(count)
    )


def check(folder: Path, text: str) -> Report:
    lay_out(folder, {"main.tf": text})
    return run(Request((".",), str(folder), RuleChoice(ids=(RULE,))))


def suppressed(report: Report) -> list[bool]:
    return [finding.suppression is not None for finding in report.findings]


def test_only_suppressions_around_a_finding_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from iaclint.suppressions.acceptance import Applied

    asked: list[object] = []
    reaches = Applied.reaches

    def count(applied: Applied, places: object) -> bool:
        asked.append(applied)
        return reaches(applied, places)  # type: ignore[arg-type]

    monkeypatch.setattr(Applied, "reaches", count)
    assert suppressed(check(tmp_path, buckets(30, RULE))) == [True] * 30
    assert len(asked) == 30


def test_nothing_is_suppressed_without_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = buckets(3, "aws-s3-v*")
    assert suppressed(check(tmp_path, text)) == [True] * 3
    with monkeypatch.context() as patched:
        patched.setattr("iaclint.files.work.MAX_RUN_STEPS", 60)
        report = check(tmp_path, text)
    RUN.begin()
    assert not any(suppressed(report))
    assert any("more steps than are allowed" in d.message for d in report.diagnostics)


def test_a_long_pattern_names_no_rule(tmp_path: Path) -> None:
    report = check(tmp_path, buckets(1, "*" * (MAX_ID_PATTERN + 1)))
    assert suppressed(report) == [False]
    (problem,) = (d for d in report.diagnostics if d.code == "invalid-suppression")
    assert len(problem.message) < MAX_ID_PATTERN + 50


def test_the_rules_that_suppressions_name_are_counted(tmp_path: Path) -> None:
    many = ",".join(["aws-s3-v*"] * MAX_SUPPRESSIONS)
    report = check(tmp_path, buckets(1, many) + buckets(2, RULE).replace('"b', '"c'))
    assert suppressed(report) == [True, False, False]
    assert any("suppressions in a file" in d.message for d in report.diagnostics)


def test_hints_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(problems, "did_you_mean", lambda id_, _: asked.append(id_))
    check(
        tmp_path, "".join(buckets(1, f"x{n}").replace("b0", f"b{n}") for n in range(MAX_HINTS + 9))
    )
    assert len(asked) == MAX_HINTS


def test_comments_are_passed_without_a_node_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from iaclint.suppressions import hcl_comments

    looked: list[int] = []
    at = hcl_comments._File.at

    def count(file: hcl_comments._File, offset: int) -> object:
        looked.append(offset)
        return at(file, offset)

    monkeypatch.setattr(hcl_comments._File, "at", count)
    comments = "# a\n// b\n/* c\nd */\n" * 50
    assert suppressed(
        check(tmp_path, f"{comments}# iaclint: ignore[{RULE}] x\n{comments}{buckets(1, 'x')}")
    )
    assert len(looked) < 10
