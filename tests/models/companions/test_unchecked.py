"""Companions beyond a limit leave a verdict unknown, never passed."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.api import check
from iaclint.judging.report import Report
from iaclint.limits import MAX_POSSIBLE_COMPANIONS

RULE = "aws-s3-public-access"
BLOCK = (
    'resource "aws_s3_bucket_public_access_block" "b" {\n  bucket = aws_s3_bucket.b.id\n'
    "  block_public_policy = false\n  restrict_public_buckets = false\n}\n"
)
PUBLIC = (
    'jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*",'
    ' Action = "s3:GetObject", Resource = "arn:aws:s3:::b/*" }] })'
)
CLOSED = PUBLIC.replace('"Allow"', '"Deny"')


def policies(owner: str, written: list[str]) -> str:
    return "".join(
        f'resource "aws_s3_bucket_policy" "p{n:04}" {{\n  bucket = {owner}\n  policy = {text}\n}}\n'
        for n, text in enumerate(written)
    )


def checked(folder: Path, owner: str, written: list[str]) -> Report:
    text = f'variable "b" {{}}\nresource "aws_s3_bucket" "b" {{ bucket = "b" }}\n{BLOCK}'
    (folder / "main.tf").write_text(text + policies(owner, written))
    return check([str(folder)], rules=[RULE])


def verdicts(report: Report) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {f.address: (f.verdict.value, f.blocked_by) for f in report.findings}


@pytest.mark.parametrize(("more", "verdict"), [(0, "pass"), (1, "unknown")])
def test_possible_companions_beyond_the_limit_are_unknown(
    tmp_path: Path, more: int, verdict: str
) -> None:
    report = checked(tmp_path, "var.b", [CLOSED] * (MAX_POSSIBLE_COMPANIONS + more))
    found, blockers = verdicts(report)["aws_s3_bucket.b"]
    assert found == verdict
    assert blockers == (("var.b",) if more else ())


def test_possible_owners_beyond_the_limit_are_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iaclint.models.companions.ownership.MAX_POSSIBLE_OWNERS", 3)
    report = checked(tmp_path, "var.b", [CLOSED, CLOSED, CLOSED, PUBLIC])
    found, blockers = verdicts(report)["aws_s3_bucket.b"]
    assert found == "unknown"
    assert blockers == ("more than 3 possible owners",)


def test_rivals_beyond_the_limit_are_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iaclint.models.instances.MAX_COMPANIONS", 3)
    report = checked(tmp_path, "aws_s3_bucket.b.id", [CLOSED] * 6 + [PUBLIC])
    assert "unknown" in {f.verdict.value for f in report.findings}


def test_worlds_that_take_too_many_steps_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iaclint.judging.case_split._LINK_STEPS", 10**9)
    report = checked(tmp_path, "var.b", [PUBLIC])
    assert verdicts(report)["aws_s3_bucket.b"][0] == "unknown"
    assert [d.code for d in report.diagnostics] == ["limit-reached"]
