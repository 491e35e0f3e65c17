"""Run iaclint as a process."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import warm

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

FIXED = OPEN.replace("Suspended", "Enabled")

UNKNOWN = 'variable "status" {}\n' + OPEN.replace('"Suspended"', "var.status")


@pytest.fixture
def program(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., subprocess.CompletedProcess[str]]:
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
        streams = tmp_path_factory.mktemp("streams")
        return warm.run(arguments, tmp_path, {**inherited, **(environment or {})}, streams)

    return run


@pytest.fixture
def open_bucket() -> dict[str, str]:
    """A bucket with a failure that one rule finds: it has versioning disabled."""
    return {"main.tf": OPEN}


@pytest.fixture
def fixed_bucket() -> dict[str, str]:
    return {"main.tf": FIXED}


@pytest.fixture
def unknown_bucket() -> dict[str, str]:
    return {"main.tf": UNKNOWN}
