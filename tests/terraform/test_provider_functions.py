"""The functions of providers are those of the providers that a module requires."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.terraform.test_identity import REQUIRES_AWS, files, root

if TYPE_CHECKING:
    from pathlib import Path

BUCKET = 'resource "aws_s3_bucket" "x" {{\n  bucket = {} ? "a" : "b"\n}}\n'


@pytest.mark.parametrize(
    "call",
    [
        'can(provider::aws::arn_parse("arn:aws:iam::1:role/x"))',
        'try(provider::terraform::encode_expr("a"), "b") == "b"',
        'can(provider::foo::bar("a"))',
    ],
)
def test_one_that_is_not_required_is_unknown(tmp_path: Path, call: str) -> None:
    opened = root(tmp_path, files(BUCKET.format(call)))
    assert opened.get("aws_s3_bucket.x", "bucket") not in ("a", "b")


def test_one_that_is_required_is_known(tmp_path: Path) -> None:
    call = 'can(provider::aws::arn_parse("arn:aws:iam::1:role/x"))'
    opened = root(tmp_path, files(REQUIRES_AWS + BUCKET.format(call)))
    assert opened.get("aws_s3_bucket.x", "bucket") == "a"
