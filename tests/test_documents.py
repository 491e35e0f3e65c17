"""The documents agree with the project."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from iaclint.cli.exit import ExitCode


def test_readme_shows_the_actual_output(
    project: Path, run_python: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    sample = re.search(r"```\n(\w+\[.*?)```", (project / "README.md").read_text("utf-8"), re.DOTALL)
    assert sample
    printed = run_python("-m", "iaclint", "check", "examples/clinic-media").stdout.splitlines()
    assert [line for line in sample[1].splitlines() if line not in printed] == []


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "docs/api.md",
        "docs/terminal.md",
        "docs/architecture.md",
        "docs/writing-rules.md",
        "docs/terraform.md",
        "docs/azure-storage-exposure.md",
        "docs/exposure.md",
        "docs/suppressions.md",
        "docs/new-findings.md",
        "docs/pre-commit.md",
        "docs/github.md",
        "docs/gitlab.md",
        "docs/jenkins.md",
        "docs/editors.md",
        "docs/coming-from.md",
        "docs/cloudformation.md",
        "docs/decisions/README.md",
        "tests/data/README.md",
    ],
)
def test_files_in_documents_exist(name: str, project: Path) -> None:
    document = project / name
    text = document.read_text("utf-8")
    linked = [document.parent / path for path in re.findall(r"\]\((?!https:)([^)#]+)\)", text)]
    quoted = [project / path for path in re.findall(r"`((?:\.ci|tests|examples)/[^` ]+)`", text)]
    assert [str(path) for path in linked + quoted if not path.exists()] == []


def test_exit_codes_are_the_same_everywhere(project: Path) -> None:
    rows = re.compile(r"^\| ([0-9]+) \|", re.MULTILINE)
    for name in ("README.md", "docs/terminal.md"):
        codes = [int(code) for code in rows.findall((project / name).read_text("utf-8"))]
        assert codes == sorted(ExitCode)


def test_every_decision_is_in_the_index(project: Path) -> None:
    folder = project / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))
