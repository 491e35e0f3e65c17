"""The job of ``templates/iaclint.gitlab-ci.yml``, run as GitLab runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.pull_requests.conftest import check_out, environment, run
from tests.scratch import Scratch

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
TEMPLATE = PROJECT / "templates" / "iaclint.gitlab-ci.yml"
JOB = yaml.safe_load(TEMPLATE.read_text("utf-8"))["iaclint"]

Job = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def job(program: Path) -> Job:
    """Return a function that runs a part of the job in a clone."""

    def run_part(part: str, clone: Scratch, **variables: str) -> subprocess.CompletedProcess[str]:
        script = program.with_name("script")
        script.write_text("\n".join(JOB[part]), encoding="utf-8")
        path = f"{program.parent}:{environment()['PATH']}"
        return run(
            "sh", "-e", script, cwd=clone.root, PATH=path, **{**JOB["variables"], **variables}
        )

    return run_part


def names(clone: Scratch, file: str) -> list[str]:
    """Return where the findings of a report are."""
    report = json.loads((clone.root / file).read_bytes())
    if isinstance(report, dict):
        return [found["location"]["file"] for found in report["vulnerabilities"]]
    return [found["location"]["path"] for found in report]


def test_the_template_is_valid() -> None:
    command = ("-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", TEMPLATE)
    result = run(sys.executable, *command, cwd=PROJECT)
    assert result.returncode == 0, result.stdout


def test_reports_are_the_artifacts(job: Job, origin: Scratch) -> None:
    clone = check_out(origin, "refs/pull/1/head")
    result = job("script", clone, IACLINT_OPTIONS="--rules aws-s3-versioning --fail-on high")
    assert result.returncode == 0, result.stderr
    assert "aws_s3_bucket.media" in result.stdout
    artifacts = JOB["artifacts"]
    assert sorted(artifacts["reports"].values()) == sorted(artifacts["paths"])
    for file in artifacts["paths"]:
        assert sorted(names(clone, file)) == ["main.tf", "old.tf"]


def test_paths_are_not_expanded(job: Job, origin: Scratch) -> None:
    clone = check_out(origin, "refs/pull/1/head")
    result = job("script", clone, IACLINT_PATHS="old.tf *.tf")
    assert result.returncode == 2
    assert "*.tf" in result.stderr


@pytest.mark.parametrize("merged", [False, True])
def test_a_merge_request_fails_for_what_it_introduces(
    job: Job, origin: Scratch, merged: bool
) -> None:
    clone = check_out(origin, f"refs/pull/1/{'merge' if merged else 'head'}")
    main = origin.git("rev-parse", "main").strip()
    variables = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": origin.git("rev-parse", "main~1").strip(),
        "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": main if merged else "",
    }
    result = job("script", clone, IACLINT_OPTIONS="--rules aws-s3-versioning", **variables)
    assert result.returncode == 1, result.stderr
    assert "1 introduced, 1 unchanged" in result.stdout
    for file in JOB["artifacts"]["paths"]:
        assert sorted(names(clone, file)) == ["main.tf", "old.tf"]


def test_the_package_must_be_set(job: Job, origin: Scratch) -> None:
    result = job("before_script", origin)
    assert result.returncode != 0
    assert "set the variable IACLINT_PACKAGE" in result.stderr


@pytest.mark.slow
@pytest.mark.network
@pytest.mark.usefixtures("network")
def test_install(job: Job, origin: Scratch, tmp_path: Path) -> None:
    venv = tmp_path / "temp" / "iaclint"
    assert run(sys.executable, "-m", "venv", venv, cwd=origin.root).returncode == 0
    program = venv / "bin" / "iaclint"
    program.unlink()
    result = job("before_script", origin, IACLINT_PACKAGE=f"iaclint @ {PROJECT.as_uri()}")
    assert result.returncode == 0, result.stdout + result.stderr
    assert run(program, "--version", cwd=origin.root).stdout.startswith("iaclint ")
