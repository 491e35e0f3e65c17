"""``iaclint check -``: the file in standard input."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import FIXED, OPEN

pytestmark = pytest.mark.slow

RULE = ("--rules", "aws-s3-versioning", "--no-config")
TEMPLATE = "Resources:\n  Media:\n    Type: AWS::S3::Bucket\n"
PLAN = """\
{"format_version": "1.2", "planned_values": {}, "resource_changes": [
  {"address": "aws_s3_bucket.a", "mode": "managed", "type": "aws_s3_bucket", "name": "a",
   "change": {"actions": ["create"], "after": {"bucket": "a"}, "after_unknown": {}}}
]}
"""


def _check(folder: Path, text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "iaclint", "check", "-", *RULE, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("main.tf", OPEN, "main.tf:8:14"),
        ("new/main.tf", OPEN, "new/main.tf:8:14"),
        ("media.yaml", TEMPLATE, "media.yaml:2:3"),
    ],
)
def test_the_name_says_the_language(tmp_path: Path, name: str, text: str, place: str) -> None:
    result = _check(tmp_path, text, "--stdin-filename", name)
    assert (result.returncode, result.stderr) == (1, "")
    assert f"--> {place}\n" in result.stdout


@pytest.mark.parametrize("name", ["plan.json", "plan"])
def test_a_plan(tmp_path: Path, name: str) -> None:
    result = _check(tmp_path, PLAN, "--stdin-filename", name)
    assert "1 resource checked in 1 file.\n" in result.stdout


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("plan.yaml", PLAN, "Terraform files with this content end with .json"),
        ("a.tfvars", TEMPLATE, "CloudFormation files with this content end with .yaml"),
        ("plan.json", "", "it is empty"),
    ],
)
def test_content_that_its_name_hides_fails(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    result = _check(tmp_path, text, "--stdin-filename", name)
    assert (result.returncode, reason in result.stdout) == (1, True)


@pytest.mark.parametrize(("name", "text"), [("a.yaml", ""), ("a.yaml", "a: 1"), ("a.tfvars", "")])
def test_other_content_passes(tmp_path: Path, name: str, text: str) -> None:
    assert _check(tmp_path, text, "--stdin-filename", name).returncode == 0


@pytest.mark.parametrize("name", ["folder", "other/"])
def test_the_name_of_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    result = _check(tmp_path, TEMPLATE, "--stdin-filename", name)
    assert result.returncode == 2
    assert f"'{name}' is a folder" in result.stderr


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(write)
    done = subprocess.run(
        [sys.executable, "-m", "iaclint", "check", f"/dev/fd/{read}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        pass_fds=[read],
    )
    os.close(read)
    assert (done.returncode, "is not a regular file" in done.stderr) == (2, True)


def test_the_other_files_of_the_module_are_read(tmp_path: Path) -> None:
    bucket, versioning = OPEN.split("\n\n")
    (tmp_path / "bucket.tf").write_text(bucket, encoding="utf-8")
    (tmp_path / "main.tf").write_text(versioning, encoding="utf-8")
    fixed = versioning.replace("Suspended", "Enabled")
    assert _check(tmp_path, fixed, "--stdin-filename", "main.tf").returncode == 0
    assert _check(tmp_path, versioning, "--stdin-filename", "main.tf").returncode == 1


def test_a_variable_file_applies_to_its_module(tmp_path: Path) -> None:
    text = 'variable "status" {}\n' + OPEN.replace('"Suspended"', "var.status")
    (tmp_path / "main.tf").write_text(text, encoding="utf-8")
    arguments = ("--stdin-filename", "prod.tfvars")
    assert _check(tmp_path, 'status = "Suspended"\n', *arguments).returncode == 1
    assert _check(tmp_path, 'status = "Enabled"\n', *arguments).returncode == 0


def test_a_new_file_is_compared_with_a_revision(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(FIXED, encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "add a bucket"]):
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        subprocess.run(["git", *identity, *command], cwd=tmp_path, check=True)
    result = _check(tmp_path, OPEN, "--stdin-filename", "main.tf", "--diff", "HEAD")
    assert (result.returncode, result.stderr) == (1, "")
    assert "--> main.tf:8:14\n" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        ([], "the file in standard input has no name", "add --stdin-filename"),
        (
            ["main.tf", "--stdin-filename", "a.tf"],
            "standard input cannot be checked with other files",
            "run iaclint twice",
        ),
        (
            ["--stdin-filename", "notes.txt"],
            "'notes.txt' is neither Terraform nor CloudFormation",
            "known are .tf,",
        ),
        (["--watch"], "standard input cannot be watched", "name files or folders"),
    ],
)
def test_mistakes(tmp_path: Path, arguments: list[str], message: str, hint: str) -> None:
    result = _check(tmp_path, OPEN, *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {message}\n  = help: {hint}")


def test_a_name_without_standard_input(program) -> None:
    result = program("check", "--stdin-filename", "main.tf")
    assert result.stderr == (
        "error: --stdin-filename names what is in standard input\n  = help: add the path -\n"
    )
