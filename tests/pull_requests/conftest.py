"""A scratch repository with a pull request, and the scripts that services run on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scratch import Scratch

BUCKET = """\
resource "aws_s3_bucket" "media" {
  bucket = "clinic-media"
}

resource "aws_s3_bucket_versioning" "media" {
  bucket = aws_s3_bucket.media.id
  versioning_configuration {
    status = "Enabled"
  }
}
"""
KNOWN = """\
resource "aws_s3_bucket" "old" {
  bucket = "clinic-old"
}

resource "aws_s3_bucket_versioning" "old" {
  bucket = aws_s3_bucket.old.id
  versioning_configuration {
    status = "Suspended"
  }
}
"""
SUSPENDED = BUCKET.replace("Enabled", "Suspended")


def environment(**more: str) -> dict[str, str]:
    """Return the variables of this process without those of services, and more."""
    prefixes = ("GIT_", "GITHUB_", "CI_")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(prefixes)}
    kept |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1"}
    return {**kept, **more}


def run(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


@pytest.fixture
def origin(tmp_path: Path) -> Scratch:
    """Return a repository whose pull request 1 disables versioning, and `main` moved on."""
    repository = Scratch(tmp_path / "origin", {"main.tf": BUCKET, "old.tf": KNOWN})
    commit_often(repository, 3)
    repository.git("checkout", "-q", "-b", "change")
    repository.write({"main.tf": SUSPENDED})
    repository.commit()
    repository.git("checkout", "-q", "main")
    commit_often(repository, 1)
    repository.git("checkout", "-q", "--detach")
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "change")
    repository.git("update-ref", "refs/pull/1/merge", "HEAD")
    repository.git("update-ref", "refs/pull/1/head", "change")
    repository.git("checkout", "-q", "main")
    return repository


def commit_often(repository: Scratch, times: int) -> None:
    """Make commits without changes."""
    for _ in range(times):
        repository.git("commit", "-q", "--allow-empty", "-m", "nothing")


def check_out(origin: Scratch, ref: str, *options: str) -> Scratch:
    """Return a clone with one ref, as actions/checkout makes it."""
    clone = Scratch(origin.root.with_name("clone"))
    clone.git("remote", "add", "origin", origin.root.as_uri())
    tracking = f"refs/remotes/{ref.removeprefix('refs/')}"
    clone.git("fetch", "-q", "--no-tags", *options, "origin", f"+{ref}:{tracking}")
    clone.git("checkout", "-q", "--force", tracking)
    return clone


@pytest.fixture
def program(tmp_path: Path, project: Path) -> Path:
    """Return a program that runs iaclint of this checkout."""
    path = tmp_path / "temp" / "iaclint" / "bin" / "iaclint"
    path.parent.mkdir(parents=True)
    path.write_text(
        f'#!/bin/sh\nPYTHONPATH="{project}" exec "{sys.executable}" -m iaclint "$@"\n',
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path
