"""The published hooks, run by the real pre-commit on a real repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.scratch import Scratch

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


class Clinic(Scratch):
    """A repository with the published hooks, which run the checkout."""

    def __init__(self, root: Path, hook: str = "iaclint") -> None:
        super().__init__(root)
        self.write(
            {
                ".pre-commit-config.yaml": yaml.safe_dump({"repos": [_local(hook)]}),
                "modules/bucket/main.tf": MODULE,
                "modules/bucket/block.tf": BLOCK,
                "live/dev/main.tf": CALL,
                "live/prod/main.tf": CALL,
                "live/own/main.tf": OWN,
                "live/ünï code/main.tf": OWN,
            }
        )
        self.commit()

    def run_hook(self, *arguments: str, project: Path) -> subprocess.CompletedProcess[str]:
        """Run pre-commit on what is staged, or as the arguments say."""
        environment = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
        scripts = os.pathsep.join([str(Path(sys.executable).parent), environment["PATH"]])
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", *arguments],
            cwd=self.root,
            env={**environment, "PYTHONPATH": str(project), "PATH": scripts, "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
        )


def _local(name: str) -> dict[str, Any]:
    """Return a published hook as one of a repository, with the iaclint on the path."""
    (hook,) = (each for each in yaml.safe_load(HOOKS.read_text("utf-8")) if each["id"] == name)
    arguments = ["--rules", "aws-s3-public-access-block", "--format", "concise"]
    return {
        "repo": "local",
        "hooks": [{**hook, "language": "system", "args": arguments, "verbose": True}],
    }


MODULE = """\
variable "name" {}

resource "aws_s3_bucket" "this" {
  bucket = var.name
}
"""
BLOCK = """\
resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
"""
CALL = 'module "media" {\n  source = "../../modules/bucket"\n  name   = "media"\n}\n'
OWN = 'resource "aws_s3_bucket" "own" {\n  bucket = "own"\n}\n'
IN_MODULE, IN_OWN, IN_UNICODE = (
    "modules/bucket/main.tf:3",
    "live/own/main.tf:1",
    "live/ünï code/main.tf:1",
)


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    """Return a repository with a module that two roots call, and two roots that fail."""
    return Clinic(tmp_path / "clinic")


def _places(result: subprocess.CompletedProcess[str]) -> set[str]:
    """Return where the findings are that a hook prints."""
    found = re.findall(r"^(\S.*?:\d+):\d+: medium", result.stdout, re.MULTILINE)
    assert result.returncode == bool(found), result.stdout
    return set(found)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "places"),
    [
        pytest.param(lambda it: it.delete("modules/bucket/block.tf"), {IN_MODULE}, id="deleted"),
        pytest.param(
            lambda it: it.replace("live/ünï code/main.tf", '"own"\n', '"x"\n'),
            {IN_UNICODE},
            id="name",
        ),
        pytest.param(
            lambda it: it.git("mv", "modules/bucket/block.tf", "modules/bucket/a.tf"),
            set(),
            id="renamed",
        ),
        pytest.param(
            lambda it: it.git("mv", "modules/bucket/block.tf", "live/"), {IN_MODULE}, id="moved"
        ),
        pytest.param(lambda it: it.write({"README.md": "hello\n"}), set(), id="other"),
    ],
)
def test_a_commit_shows_what_it_causes(
    clinic: Clinic, project: Path, change: Callable[[Clinic], object], places: set[str]
) -> None:
    change(clinic)
    clinic.git("add", "-A")
    result = clinic.run_hook(project=project)
    assert _places(result) == places
    assert "iaclint....." in result.stdout
    assert "Skipped" not in result.stdout


@pytest.mark.slow
def test_what_is_not_staged_does_not_count(clinic: Clinic, project: Path) -> None:
    clinic.replace("modules/bucket/block.tf", "true", "false")
    clinic.git("add", "-A")
    clinic.write({"modules/bucket/block.tf": BLOCK})
    assert _places(clinic.run_hook(project=project)) == {"modules/bucket/block.tf:3"}
    assert (clinic.root / "modules/bucket/block.tf").read_text(encoding="utf-8") == BLOCK
    clinic.git("add", "-A")
    clinic.delete("modules/bucket/block.tf")
    assert not _places(clinic.run_hook(project=project))


@pytest.mark.slow
def test_all_files_and_the_files_of_a_range(clinic: Clinic, project: Path) -> None:
    assert _places(clinic.run_hook("--all-files", project=project)) == {IN_OWN, IN_UNICODE}
    clinic.delete("modules/bucket/block.tf")
    clinic.commit()
    clinic.write({"README.md": "hello\n"})
    clinic.commit()
    since = ("--from-ref", "HEAD~2", "--to-ref", "HEAD")
    assert _places(clinic.run_hook(*since, project=project)) == {IN_MODULE}
    last = ("--from-ref", "HEAD~1", "--to-ref", "HEAD")
    assert not _places(clinic.run_hook(*last, project=project))


@pytest.mark.slow
def test_git_commit_runs_the_hook_on_a_deletion(clinic: Clinic, project: Path) -> None:
    installed = [sys.executable, "-m", "pre_commit", "install"]
    subprocess.run(installed, cwd=clinic.root, check=True, capture_output=True)
    clinic.delete("modules/bucket/block.tf")
    scripts = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    result = subprocess.run(
        ["git", *identity, "commit", "--all", "--message", "delete"],
        cwd=clinic.root,
        env={**os.environ, "PYTHONPATH": str(project), "PATH": scripts},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1, result.stderr
    assert IN_MODULE in result.stderr


@pytest.mark.slow
def test_the_hook_for_the_whole_repository_runs_on_a_deletion(
    tmp_path: Path, project: Path
) -> None:
    clinic = Clinic(tmp_path / "clinic", "iaclint-all")
    clinic.delete("modules/bucket/block.tf")
    clinic.git("add", "-A")
    assert _places(clinic.run_hook(project=project)) == {IN_MODULE, IN_OWN, IN_UNICODE}
    for name in ("modules", "live"):
        clinic.delete(name)
    clinic.git("add", "-A")
    assert not _places(clinic.run_hook(project=project))


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
