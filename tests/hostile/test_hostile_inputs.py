"""No crash, no hang, no way around: each hostile input stands beside a public bucket."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.gaps import GAPS, LINKS
from tests.hostile.inputs import BUCKET, CRASHES, LIMITS, REFUSED, SPELLINGS, WORK, Files
from tests.hostile.isolation import without_network

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
CLEAN = 'resource "aws_s3_bucket" "clean" {\n  bucket = "clean"\n}\n'
RULE = ("--rules", "aws-s3-public-access")
PROGRAM = "from iaclint.cli.app import main; main()"


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (120, 120))


def check(
    folder: Path, files: Files, beside: str, *arguments: str, timeout: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Run iaclint in a process of its own, with limits of memory and of processor time."""
    (folder / ".git").mkdir(exist_ok=True)
    for name, data in {**files, "beside/main.tf": beside.encode()}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return subprocess.run(
        [*without_network(), sys.executable, "-c", PROGRAM, "check", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        preexec_fn=_bound,
        check=False,
        timeout=timeout,
    )


@pytest.mark.parametrize("kind", [*SPELLINGS, *LIMITS, *REFUSED, *GAPS])
def test_no_input_hides_a_public_bucket(tmp_path: Path, kind: str) -> None:
    done = check(tmp_path, {**SPELLINGS, **LIMITS, **REFUSED, **GAPS}[kind], CLEAN, *RULE)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stdout


@pytest.mark.parametrize("kind", LINKS)
def test_no_link_hides_a_public_bucket(tmp_path: Path, kind: str) -> None:
    files, links = LINKS[kind]
    for name, target in links.items():
        (tmp_path / name).symlink_to(target)
    done = check(tmp_path, files, CLEAN, *RULE)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stdout


@pytest.mark.parametrize("kind", [*CRASHES, *WORK])
def test_no_input_hides_what_is_beside_it(tmp_path: Path, kind: str) -> None:
    done = check(tmp_path, {**CRASHES, **WORK}[kind], BUCKET, *RULE)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "aws_s3_bucket.b" in done.stdout


@pytest.mark.parametrize("format", ["text", "json", "sarif", "github", "junit", "html", "csv"])
def test_names_that_cannot_be_encoded_are_printed(tmp_path: Path, format: str) -> None:
    files = {os.fsdecode(b"\xff\xfe/main.tf"): BUCKET.encode(), **CRASHES["surrogate in a name"]}
    done = check(tmp_path, files, BUCKET, "--format", format)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_time_limit_ends_a_run_with_a_report(tmp_path: Path) -> None:
    done = check(tmp_path, {}, BUCKET, "--timeout", "0.000001")
    assert done.returncode == 1 or "error" in done.stderr
    assert "the time limit is reached" in done.stdout + done.stderr


def test_the_time_limit_bounds_git(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    name = "a" * 200
    patterns = f"{'*a' * 500}b\n" * 40_000  # git takes hours to match the name with these
    files = {f"{name}/{name}.tf": b"", ".gitignore": patterns.encode()}
    done = check(tmp_path, files, BUCKET, *RULE, "--timeout", "10", timeout=100)
    assert (done.returncode, done.stderr) == (1, "")
    assert "aws_s3_bucket.b" in done.stdout


@pytest.mark.parametrize("seconds", ["1e300", "inf", "nan", "9" * 400])
def test_a_time_limit_can_be_very_long(tmp_path: Path, seconds: str) -> None:
    done = check(tmp_path, {}, BUCKET, "--timeout", seconds)
    assert (done.returncode, done.stderr) == (1, "")


def test_nothing_of_git_is_read(tmp_path: Path) -> None:
    text = 'resource "aws_s3_bucket" "a" {\n  for_each = toset([file("../.git/config")])\n}\n'
    done = check(tmp_path, {".git/config": b"token"}, text)
    assert "is in the folder of git, which is not read" in done.stdout


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    outside, tree = tmp_path / "outside", tmp_path / "tree"
    outside.mkdir()
    tree.mkdir()
    (outside / "main.tf").write_text(BUCKET, encoding="utf-8")
    (tree / "infra").symlink_to(outside)
    done = check(tree, {}, CLEAN, "infra")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is a link that leads out of" in done.stderr


@pytest.mark.parametrize("target", ["link.txt", "beside/main.tf"])
def test_a_report_replaces_no_input_and_follows_no_link(tmp_path: Path, target: str) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("kept", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(kept)
    done = check(tmp_path, {}, CLEAN, "--output", target)
    assert (done.returncode, kept.read_text("utf-8")) == (2, "kept")
    assert (tmp_path / "beside/main.tf").read_text("utf-8") == CLEAN
