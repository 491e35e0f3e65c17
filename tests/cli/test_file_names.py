"""File names that are not UTF-8 are printed with escapes, in every format."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from iaclint.report import FORMATS


def lay_out(folder: Path) -> None:
    raw = os.fsencode(folder)
    os.mkdir(raw + b"/f\xfc")
    for name, text in {
        b"/f\xfc/m\xff.tf": b'resource "aws_s3_bucket" "media" { acl = "public-read" }\n',
        b"/f\xfc/broken\xfe.yaml": b"Resources:\n  B:\n    Type: AWS::S3::Bucket\n   x: {\n",
        b"/f\xfc/t\xfd.yaml": b"Resources:\n  B:\n    Type: AWS::S3::Bucket\n",
    }.items():
        Path(os.fsdecode(raw + name)).write_bytes(text)


@pytest.mark.parametrize("to_file", [False, True])
@pytest.mark.parametrize("format", FORMATS)
def test_a_name_that_is_not_utf_8(program: Any, tmp_path: Path, format: str, to_file: bool) -> None:
    lay_out(tmp_path)
    where = ("--output", str(tmp_path / "out")) if to_file else ()
    ran = program("check", ".", "--format", format, *where, "--show", "all")
    printed = (tmp_path / "out").read_text() if to_file else ran.stdout
    assert ran.returncode == 1, ran.stderr
    if format in ("json", "sarif", "gitlab", "gitlab-sast"):
        json.loads(printed)
    assert "m%FF.tf" in printed if format == "sarif" else "udcff.tf" in printed


def test_evaluate(program: Any, tmp_path: Path) -> None:
    lay_out(tmp_path)
    ran = program("evaluate", ".", "--format", "json")
    assert ran.returncode == 1, ran.stderr
    json.loads(ran.stdout)
