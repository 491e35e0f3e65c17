"""``iaclint.check``: the Python interface."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import iaclint
from iaclint import Level, Status, UsageError, Verdict

BUCKET = """\
variable "status" {
  default = "Suspended"
}
resource "aws_s3_bucket" "media" {}
resource "aws_s3_bucket_versioning" "media" {
  bucket = aws_s3_bucket.media.id
  versioning_configuration {
    status = var.status
  }
}
"""
TEMPLATE = """\
Parameters:
  Status: {Type: String}
Resources:
  Media:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {Status: !Ref Status}
"""
RULE = "aws-s3-versioning"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "main.tf").write_text(BUCKET, encoding="utf-8")
    (tmp_path / "media.yaml").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "on.tfvars").write_text('status = "Enabled"\n', encoding="utf-8")
    (tmp_path / "on.json").write_text('{"Status": "Enabled"}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _verdict(*arguments: object, **options: object) -> Verdict:
    (finding,) = iaclint.check(*arguments, rules=[RULE], **options).findings
    return finding.verdict


def test_a_report_has_findings(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    report = iaclint.check("main.tf", rules=[RULE])
    (finding,) = report.open
    assert (finding.rule.id, finding.status, str(finding.span)) == (
        RULE,
        Status.OPEN,
        "main.tf:8:14",
    )
    assert report.coverage.resources == 1
    assert capfd.readouterr() == ("", "")


def test_without_paths_the_working_directory_is_checked(folder: Path) -> None:
    assert {finding.address for finding in iaclint.check().findings} == {
        "aws_s3_bucket.media",
        "Media",
    }


def test_paths_are_text_or_paths(folder: Path) -> None:
    assert _verdict(folder / "main.tf") is Verdict.FAIL
    assert _verdict([Path("main.tf")]) is Verdict.FAIL
    assert len(iaclint.check(["main.tf", folder / "media.yaml"], rules=[RULE]).findings) == 2


def test_variables_and_parameters(folder: Path) -> None:
    assert _verdict("main.tf", var={"status": "Enabled"}) is Verdict.PASS
    assert _verdict("main.tf", var_file="on.tfvars") is Verdict.PASS
    assert _verdict("main.tf", var_file=[folder / "on.tfvars"], var={"status": "x"}) is Verdict.FAIL
    assert _verdict("media.yaml") is Verdict.UNKNOWN
    assert _verdict("media.yaml", parameters={"Status": "Enabled"}) is Verdict.PASS
    assert _verdict("media.yaml", parameters=Path("on.json")) is Verdict.PASS


def test_values_that_are_no_text(folder: Path) -> None:
    text = BUCKET.replace("var.status", "var.status[0]").replace(
        'default = "Suspended"', "type = list(string)"
    )
    (folder / "main.tf").write_text(text, encoding="utf-8")
    assert _verdict("main.tf", var={"status": ["Enabled"]}) is Verdict.PASS


def test_environments_are_named_in_findings(folder: Path) -> None:
    report = iaclint.check("main.tf", rules=[RULE], env={"dev": [], "prod": "on.tfvars"})
    assert {f.environments for f in report.findings} == {()}
    (folder / "off.tfvars").write_text('status = "Suspended"\n', encoding="utf-8")
    report = iaclint.check("main.tf", rules=[RULE], env={"dev": "off.tfvars", "prod": "on.tfvars"})
    assert {(f.verdict, f.environments) for f in report.findings} == {
        (Verdict.FAIL, ("dev",)),
        (Verdict.PASS, ("prod",)),
    }


def test_a_revision_and_a_baseline(folder: Path) -> None:
    for command in (["init", "-q"], ["add", "main.tf"], ["commit", "-qm", "add a bucket"]):
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        subprocess.run(["git", *identity, *command], cwd=folder, check=True)
    (folder / "main.tf").write_text(BUCKET.replace("Suspended", "Enabled"), encoding="utf-8")
    report = iaclint.check("main.tf", rules=[RULE], diff="HEAD")
    assert [(fixed.rule, fixed.address) for fixed in report.fixed] == [
        (RULE, "aws_s3_bucket.media")
    ]
    with pytest.raises(UsageError, match=r"none\.json"):
        iaclint.check("main.tf", baseline=folder / "none.json")


def test_problems_in_the_input_are_diagnostics(folder: Path) -> None:
    (folder / "main.tf").write_text("{", encoding="utf-8")
    report = iaclint.check("main.tf")
    assert (report.has_errors, report.is_unreadable) == (True, True)
    assert [d.code for d in report.diagnostics if d.level is Level.ERROR] == ["syntax-error"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"paths": "none"}, "there is no file or folder 'none'"),
        ({"rules": ["none"]}, "unknown rule 'none'"),
        ({"profile": "none"}, "unknown profile 'none'"),
        ({"rules_dir": "none"}, "there is no folder of rules 'none'"),
        ({"var_file": "none.tfvars"}, "none.tfvars"),
        ({"parameters": "none.json"}, "'none.json' cannot be read: No such file or directory"),
        ({"region": "Europe"}, "invalid value 'Europe' for --region"),
        ({"source": "main.tf"}, "'main.tf' is not a folder"),
    ],
)
def test_an_invalid_argument_is_refused(
    folder: Path, arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        iaclint.check(**arguments)
    assert message in caught.value.message


def test_content_that_is_not_on_the_disk(folder: Path) -> None:
    text = BUCKET.replace("Suspended", "Enabled").encode()
    assert _verdict("main.tf", content=text) is Verdict.PASS


def test_a_request_has_all_options(folder: Path) -> None:
    stages: list[str] = []
    request = iaclint.Request(("main.tf",), str(folder))
    report = iaclint.check(request, progress=stages.append)
    expected = iaclint.check("main.tf")
    assert [f.fingerprint for f in report.findings] == [f.fingerprint for f in expected.findings]
    assert stages[0] == "finding files"


def test_all_names_are_there() -> None:
    assert [name for name in iaclint.__all__ if not hasattr(iaclint, name)] == []
    with pytest.raises(AttributeError, match="module 'iaclint' has no attribute 'nothing'"):
        iaclint.nothing  # noqa: B018


def test_the_document_shows_what_happens(
    project: Path, tmp_path: Path, run_python: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (tmp_path / "infrastructure").mkdir()
    (tmp_path / "infrastructure/main.tf").write_text(
        'variable "acl" {}\nresource "aws_s3_bucket" "media" {\n'
        '  bucket = "media"\n  acl    = var.acl\n}\n',
        encoding="utf-8",
    )
    text = (project / "docs/api.md").read_text("utf-8")
    code = "".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL))
    shown = re.findall(r"```\n\n```\n(.*?)```", text, re.DOTALL)
    assert len(shown) == 2
    result = run_python("-c", code, cwd=tmp_path)
    assert result.stderr == ""
    assert [
        line for block in shown for line in block.splitlines() if line not in result.stdout
    ] == []


LARGE = """\
resource "aws_s3_bucket" "media" {}
resource "aws_s3_bucket_policy" "media" {
  bucket = aws_s3_bucket.media.id
  policy = <<-EOT
    {"Version": @, "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*",
      "Resource": "*", "Condition": {"NumericLessThan": {"s3:TlsVersion": @}}}]}
  EOT
}
resource "aws_security_group" "media" {
  ingress {
    from_port   = @
    to_port     = "@"
    protocol    = @
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_db_instance" "media" {
  vpc_security_group_ids  = [aws_security_group.media.id]
  port                    = @
  backup_retention_period = @
  publicly_accessible     = true
}
"""


@pytest.mark.parametrize("number", ["9" * 1_999, "9" * 5_000, "1e1999", "1e5000", "-1e1999"])
def test_numbers_of_thousands_of_digits_are_checked(tmp_path: Path, number: str) -> None:
    digits = sys.get_int_max_str_digits()
    (tmp_path / "main.tf").write_text(LARGE.replace("@", number))
    report = iaclint.check(tmp_path)
    assert not report.has_faults
    assert {d.code for d in report.diagnostics} <= {"limit-reached", "policy-fault"}
    assert {finding.address for finding in report.findings} >= {"aws_db_instance.media"}
    assert sys.get_int_max_str_digits() == digits


def test_folders_beyond_the_limit_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iaclint.files.finder.MAX_FOLDERS", 3)
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf").write_text(BUCKET)
    report = iaclint.check(tmp_path)
    (error,) = report.diagnostics
    assert (error.level, error.code) == (Level.ERROR, "limit-reached")
    assert error.message.endswith("has more than 3 folders: the others are not checked")
    assert report.coverage.files == 2
