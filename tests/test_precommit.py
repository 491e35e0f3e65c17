"""The published hooks, run by the real pre-commit on a real repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

HOOKS = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    # If a git hook runs these tests, git has set variables for its own repository.
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**environment, "PYTHONPATH": ""},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
    )


def try_hooks(project: Path, repository: Path) -> subprocess.CompletedProcess[str]:
    """Run all hooks of this checkout, uncommitted changes included, on what is staged."""
    assert run("git", "add", "--all", cwd=repository).returncode == 0
    return run(sys.executable, "-m", "pre_commit", "try-repo", project, cwd=repository)


@pytest.mark.slow
@pytest.mark.network
@pytest.mark.usefixtures("network")
def test_hooks_fail_on_a_public_bucket_and_pass_on_the_fixed_one(
    project: Path, tmp_path: Path
) -> None:
    repository = tmp_path / "clinic"
    examples = project / "examples" / "clinic-media"
    shutil.copytree(examples / "open", repository)
    (repository / "package.json").write_text('{"name": "clinic"}\n', encoding="utf-8")
    assert run("git", "init", "--quiet", cwd=repository).returncode == 0

    result = try_hooks(project, repository)
    assert result.returncode == 1, result.stdout
    assert result.stdout.count("Failed") == 2, result.stdout
    assert "[aws-s3-public-access]" in result.stdout
    assert "terraform/modules/media/main.tf:26:12" in result.stdout

    for folder in ("terraform", "cloudformation"):
        shutil.rmtree(repository / folder)
        shutil.copytree(examples / "fixed" / folder, repository / folder)
    result = try_hooks(project, repository)
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("Passed") == 2, result.stdout


@pytest.mark.parametrize("hook", yaml.safe_load(HOOKS.read_text("utf-8")), ids=lambda it: it["id"])
@pytest.mark.parametrize(
    ("path", "matches"),
    [
        ("main.tf", True),
        ("modules/media/main.tf.json", True),
        ("main.tofu", True),
        ("prod.auto.tfvars", True),
        ("prod.auto.tfvars.json", True),
        ("stacks/media.yaml", True),
        ("stacks/media.yml", True),
        ("stacks/media.json", True),
        ("stacks/media.template", True),
        ("terraform.tfstate", False),
        ("main.tf.md", False),
        ("yaml.py", False),
        ("README.md", False),
    ],
)
def test_hooks_match_the_files_to_check(hook: dict[str, str], path: str, matches: bool) -> None:
    assert bool(re.search(hook["files"], path)) is matches
