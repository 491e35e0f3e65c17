"""What iaclint needs for SAM and cfn-lint, and what it says without that."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.slow

TABLE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Visits:
    Type: AWS::Serverless::SimpleTable
"""
FUNCTION = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Visits:
    Type: AWS::DynamoDB::Table
    Properties:
      SSESpecification: {SSEEnabled: true}
  Resize:
    Type: AWS::Serverless::Function
"""
ONLY_PITR = ("--rules", "aws-dynamodb-point-in-time-recovery")
SAM_HINT = "install iaclint with the extra sam: pip install 'iaclint[sam]'"
VALIDATE_HINT = "install iaclint with the extra validate: pip install 'iaclint[validate]'"
HIDE = """\
import sys
sys.modules.update(samtranslator=None, cfnlint=None)  # as if they were not installed
from iaclint.cli.app import main
main()
"""


@pytest.fixture
def light(run_python: Run, tmp_path: Path) -> Run:
    """Return a function that runs iaclint without its extras in a folder."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run_python("-c", HIDE, *arguments, cwd=tmp_path)

    return run


def test_a_sam_template_is_an_error_that_says_what_to_install(light: Run, tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TABLE, encoding="utf-8")
    result = light("check", *ONLY_PITR)
    assert result.returncode == 1
    message = "the SAM transform needs aws-sam-translator, which is not installed"
    assert f"error[sam-transform]: {message}" in result.stdout
    assert SAM_HINT in result.stdout
    assert "template.yaml:1:1" in result.stdout


def test_a_sam_template_that_sam_does_not_affect_is_checked(light: Run, tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(FUNCTION, encoding="utf-8")
    result = light("check", *ONLY_PITR)
    assert result.returncode == 1
    assert "[aws-dynamodb-point-in-time-recovery]: Visits" in result.stdout
    assert "sam-transform" not in result.stdout


def test_a_fragment_of_a_sam_template_is_an_error(light: Run, tmp_path: Path) -> None:
    table = TABLE + "    Properties: {TableName: !Ref Name}\n"
    (tmp_path / "table.yaml").write_text(table, encoding="utf-8")
    (tmp_path / "name.yaml").write_text("Parameters: {Name: {Type: String}}\nResources: {}\n")
    result = light("check", *ONLY_PITR)
    assert result.returncode == 1
    assert result.stdout.count("error[") == 1
    assert SAM_HINT in result.stdout


def test_names_that_sam_would_generate_are_no_errors(light: Run, tmp_path: Path) -> None:
    api = "  Api: {Type: AWS::Serverless::Api}\nOutputs: {Stage: {Value: !Ref ApiProdStage}}\n"
    (tmp_path / "template.yaml").write_text(TABLE + api, encoding="utf-8")
    result = light("check", *ONLY_PITR)
    assert result.stdout.count("error[") == 1
    assert SAM_HINT in result.stdout


def test_validation_without_cfn_lint_is_a_usage_error(light: Run, tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(FUNCTION, encoding="utf-8")
    result = light("check", "--validate-templates")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "error: --validate-templates needs cfn-lint, which is not installed\n"
        f"  = help: {VALIDATE_HINT}\n"
    )


def test_a_new_rule_without_cfn_lint_is_a_usage_error(light: Run, tmp_path: Path) -> None:
    about = {
        "--id": "own-s3-versioning",
        "--model": "aws.s3.bucket",
        "--title": "S3 bucket has versioning disabled",
        "--severity": "low",
        "--category": "versioning",
        "--require": "versioning=Enabled",
    }
    result = light("rules", "new", *(word for option in about.items() for word in option))
    assert result.returncode == 2
    assert VALIDATE_HINT in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.network
@pytest.mark.usefixtures("network")
def test_an_install_without_extras(project: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    run_in(tmp_path, sys.executable, "-m", "venv", venv)
    install = (venv / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check")
    run_in(tmp_path, *install, project)
    listed = run_in(tmp_path, venv / "bin" / "pip", "list").stdout
    assert not {"cfn-lint", "aws-sam-translator", "botocore", "sympy"} & set(listed.split())
    program = venv / "bin" / "iaclint"

    examples = project / "examples" / "clinic-media"
    assert run_in(tmp_path, program, "check", examples / "fixed").returncode == 0
    result = run_in(tmp_path, program, "check", examples / "open", fails=True)
    assert "[aws-s3-public-access]" in result.stdout
    assert "error" not in result.stdout
    run_in(tmp_path, program, "rules", "test")

    (tmp_path / "template.yaml").write_text(TABLE, encoding="utf-8")
    result = run_in(tmp_path, program, "check", "template.yaml", "--profile", "all", fails=True)
    assert SAM_HINT in result.stdout

    run_in(tmp_path, *install, f"{project}[sam]")
    result = run_in(tmp_path, program, "check", "template.yaml", "--profile", "all", fails=True)
    assert "[aws-dynamodb-point-in-time-recovery]: Visits" in result.stdout
    assert "error" not in result.stdout


def run_in(
    folder: Path, *command: str | Path, fails: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a command without the checkout on its path."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert result.returncode == int(fails), result.stdout + result.stderr
    return result
