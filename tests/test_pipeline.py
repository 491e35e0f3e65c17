from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.errors import UsageError
from iaclint.judging.findings import Verdict
from iaclint.judging.report import Coverage, Report
from iaclint.request import Request, RuleChoice
from iaclint.requested_rules import RuleFileError
from iaclint.runs import run

TERRAFORM = 'resource "aws_s3_bucket" "media" {}\n'
TEMPLATE = "Resources:\n  Media:\n    Type: AWS::S3::Bucket\n"
VERSIONING = RuleChoice(ids=("aws-s3-versioning",))


def test_both_languages_are_checked(tmp_path: Path) -> None:
    report = _run(tmp_path, {"main.tf": TERRAFORM, "media.yaml": TEMPLATE})
    assert [(f.language, f.address, f.verdict) for f in report.findings] == [
        ("terraform", "aws_s3_bucket.media", Verdict.FAIL),
        ("cloudformation", "Media", Verdict.FAIL),
    ]
    assert report.coverage == Coverage(files=2, resources=2)


def test_stages_are_reported_when_they_begin(tmp_path: Path) -> None:
    stages: list[str] = []
    _lay_out(tmp_path, {"main.tf": TERRAFORM})
    run(Request((".",), str(tmp_path)), stages.append)
    assert stages == ["finding files", "evaluating", "loading rules", "judging"]


def test_without_paths_nothing_is_checked(tmp_path: Path) -> None:
    assert run(Request((), str(tmp_path))) == Report((), (), Coverage())


def test_syntax_errors_are_counted_and_sorted(tmp_path: Path) -> None:
    files = {"b/main.tf": "resource {", "a/main.tf": "locals {", "c/main.tf": TERRAFORM}
    report = _run(tmp_path, files)
    assert [d.span.file.path for d in report.diagnostics if d.span] == ["a/main.tf", "b/main.tf"]
    assert (report.coverage.files, report.coverage.failed) == (3, 2)
    assert [finding.span.file.path for finding in report.findings] == ["c/main.tf"]


def test_missing_modules_are_listed(tmp_path: Path) -> None:
    call = 'module "vpc" {\n  source = "acme/network/aws"\n}\n'
    report = _run(tmp_path, {"main.tf": call})
    assert report.coverage.not_loaded == ("module.vpc (acme/network/aws)",)


def test_companions_are_not_counted_as_checked(tmp_path: Path) -> None:
    versioning = """\
resource "aws_s3_bucket_versioning" "media" {
  bucket = aws_s3_bucket.media.id
  versioning_configuration { status = "Enabled" }
}
resource "aws_sfn_state_machine" "jobs" {}
"""
    report = _run(tmp_path, {"main.tf": TERRAFORM + versioning})
    assert report.coverage.resources == 1
    assert [finding.verdict for finding in report.findings] == [Verdict.PASS]


def test_an_empty_folder_is_rejected_next_to_others(tmp_path: Path) -> None:
    _lay_out(tmp_path, {"infra/main.tf": TERRAFORM, "docs/notes.md": "", "in/f/main.tf": TERRAFORM})
    with pytest.raises(UsageError, match="no Terraform or CloudFormation files in 'docs'"):
        run(Request(("infra", "docs"), str(tmp_path)))
    assert run(Request(("infra", "in"), str(tmp_path))).coverage.files == 2


def test_an_empty_folder_is_rejected_in_a_work_tree(tmp_path: Path) -> None:
    _lay_out(tmp_path, {".git/HEAD": "", "infra/main.tf": TERRAFORM, "infra2/notes.md": ""})
    with pytest.raises(UsageError, match="in 'infra2'"):
        run(Request(("infra", "infra2"), str(tmp_path)))
    assert run(Request((".",), str(tmp_path))).coverage.files == 1


def test_mistakes_in_rule_files_stop_a_run(tmp_path: Path) -> None:
    _lay_out(tmp_path, {"main.tf": TERRAFORM, "policies/own.yaml": "id: own\n"})
    choice = RuleChoice(folders=(str(tmp_path / "policies"),))
    with pytest.raises(RuleFileError) as error:
        run(Request((".",), str(tmp_path), choice))
    assert all(d.span and d.span.file.path.endswith("own.yaml") for d in error.value.diagnostics)


def test_rules_on_resource_types_load_these_types(tmp_path: Path) -> None:
    rule = """\
id: own-machine
title: Machine without a name
model: {terraform: aws_sfn_state_machine}
severity: low
category: access-control
require: {name: present}
message: "{address} has no name"
"""
    _lay_out(
        tmp_path,
        {"main.tf": 'resource "aws_sfn_state_machine" "jobs" {}\n', "own/machine.yaml": rule},
    )
    report = run(Request(("main.tf",), str(tmp_path), RuleChoice(folders=(str(tmp_path / "own"),))))
    assert [finding.address for finding in report.findings] == ["aws_sfn_state_machine.jobs"]
    assert report.coverage.resources == 1


def _run(folder: Path, files: dict[str, str]) -> Report:
    _lay_out(folder, files)
    return run(Request((".",), str(folder), VERSIONING))


def _lay_out(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def test_folders_without_a_work_tree_are_separate(tmp_path: Path) -> None:
    versioning = """\
resource "aws_s3_bucket_versioning" "media" {
  bucket = aws_s3_bucket.media.id
  versioning_configuration { status = "Enabled" }
}
"""
    _lay_out(tmp_path, {"a/main.tf": TERRAFORM, "b/main.tf": TERRAFORM + versioning})
    report = run(Request(("a", "b"), str(tmp_path), VERSIONING))
    assert [(f.span.file.display, f.verdict) for f in report.findings] == [
        ("a/main.tf", Verdict.FAIL),
        ("b/main.tf", Verdict.PASS),
    ]
