"""Files for continuous integration and GitHub."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parents[1]
FORMS = [
    PROJECT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml"
    for name in ("crash", "false-alarm", "missed-finding")
]
FIELDS = {"input", "textarea", "markdown"}


def scripts_in(path: str) -> set[str]:
    """Return the scripts of the project that a file calls."""
    return set(re.findall(r"\.ci/\w+", (PROJECT / path).read_text("utf-8")))


def test_ci_jobs_run_the_scripts_of_developers() -> None:
    workflow = yaml.safe_load((PROJECT / ".github/workflows/tests.yml").read_text("utf-8"))
    last = {name: job["steps"][-1]["run"].split()[0] for name, job in workflow["jobs"].items()}
    assert last == {"lint": ".ci/lint", "types": ".ci/types", "tests": ".ci/test"}


@pytest.mark.skipif(os.name == "nt", reason="there are no executable bits")
def test_scripts_can_be_run() -> None:
    named = scripts_in(".github/workflows/tests.yml") | scripts_in("CONTRIBUTING.md")
    assert {".ci/lint", ".ci/types", ".ci/test"} <= named
    assert [script for script in sorted(named) if not os.access(PROJECT / script, os.X_OK)] == []


def test_summary_of_pytest_is_the_last_output() -> None:
    lines = (PROJECT / ".ci/test").read_text("utf-8").splitlines()
    assert lines[-2].startswith(".venv/bin/python -m pytest ")


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_issue_forms_have_what_github_requires(form: Path) -> None:
    content = yaml.safe_load(form.read_text("utf-8"))
    assert {"name", "description", "body"} <= content.keys()
    assert {field["type"] for field in content["body"]} <= FIELDS
    asked = [field for field in content["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in asked}) == len(asked)
    assert all(field["attributes"]["label"] for field in asked)
    assert any(field.get("validations", {}).get("required") for field in asked)


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("validate-config", ".pre-commit-config.yaml"),
        ("validate-manifest", ".pre-commit-hooks.yaml"),
    ],
)
def test_pre_commit_files_are_valid(command: str, file: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "pre_commit", command, str(PROJECT / file)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert result.returncode == 0, result.stdout + result.stderr
