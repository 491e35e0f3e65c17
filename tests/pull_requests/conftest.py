"""A scratch repository with a pull request, and the scripts that services run on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GIT = (
    "git",
    "-c",
    "user.name=Test",
    "-c",
    "user.email=test@example.com",
    "-c",
    "init.defaultBranch=main",
    "-c",
    "commit.gpgsign=false",
)
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


def git(*arguments: str | Path, cwd: Path) -> str:
    """Run git and return what it prints."""
    done = run(*GIT, *arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(repository: Path, files: dict[str, str], message: str = "Change") -> str:
    """Commit files and return the commit."""
    for name, text in files.items():
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git("add", "--all", cwd=repository)
    git("commit", "--quiet", "--allow-empty", "--message", message, cwd=repository)
    return git("rev-parse", "HEAD", cwd=repository)


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """Return a repository whose pull request 1 disables versioning, and `main` moved on."""
    repository = tmp_path / "origin"
    repository.mkdir()
    git("init", "--quiet", cwd=repository)
    commit(repository, {"main.tf": BUCKET, "old.tf": KNOWN}, "Add buckets")
    for number in range(3):
        commit(repository, {}, f"Main {number}")
    git("checkout", "--quiet", "-b", "change", cwd=repository)
    commit(repository, {"main.tf": SUSPENDED}, "Disable versioning")
    git("checkout", "--quiet", "main", cwd=repository)
    commit(repository, {"README.md": "Buckets\n"}, "Describe")
    git("checkout", "--quiet", "--detach", cwd=repository)
    git("merge", "--quiet", "--no-ff", "--message", "Merge", "change", cwd=repository)
    git("update-ref", "refs/pull/1/merge", "HEAD", cwd=repository)
    git("update-ref", "refs/pull/1/head", "change", cwd=repository)
    git("checkout", "--quiet", "main", cwd=repository)
    return repository


def check_out(origin: Path, ref: str, *options: str) -> Path:
    """Return a clone with one ref, as actions/checkout makes it."""
    clone = origin.with_name("clone")
    clone.mkdir()
    git("init", "--quiet", cwd=clone)
    git("remote", "add", "origin", origin.as_uri(), cwd=clone)
    git(
        "fetch",
        "--quiet",
        "--no-tags",
        *options,
        "origin",
        f"+{ref}:refs/remotes/{ref[5:]}",
        cwd=clone,
    )
    git("checkout", "--quiet", "--force", f"refs/remotes/{ref[5:]}", cwd=clone)
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
