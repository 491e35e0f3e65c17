"""Runs the program as its users do: as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

OPEN = """\
resource "aws_s3_bucket" "media" {
  bucket = "clinic-media"
}

resource "aws_s3_bucket_versioning" "media" {
  bucket = aws_s3_bucket.media.id
  versioning_configuration {
    status = "Suspended"
  }
}
"""

MENDED = OPEN.replace("Suspended", "Enabled")

UNKNOWN = 'variable "status" {}\n' + OPEN.replace('"Suspended"', "var.status")


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run iaclint in a folder of its own; ``files`` are laid out there."""

    def run(
        *arguments: str,
        files: dict[str, str] | None = None,
        environment: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        for name, text in (files or {}).items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        unset = ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
        inherited = {name: value for name, value in os.environ.items() if name not in unset}
        project = str(Path(__file__).parents[2])
        return subprocess.run(
            [sys.executable, "-m", "iaclint", *arguments],
            cwd=tmp_path,
            env={**inherited, "PYTHONPATH": project, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )

    return run


@pytest.fixture
def open_bucket() -> dict[str, str]:
    """A bucket with a failure that one rule finds: it has versioning disabled."""
    return {"main.tf": OPEN}


@pytest.fixture
def mended_bucket() -> dict[str, str]:
    return {"main.tf": MENDED}


@pytest.fixture
def unknown_bucket() -> dict[str, str]:
    return {"main.tf": UNKNOWN}
