"""What a provider always sets is not empty, before anybody knows its value."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import root

TEXT = """\
variable "u" {}
resource "terraform_data" "t" {}
resource "aws_vpc" "v" {}
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket" "named" {
  bucket = var.u
}
resource "aws_instance" "i" {}
resource "random_id" "r" {
  byte_length = 4
}
resource "random_shuffle" "s" {
  input = [var.u, "b"]
}
"""


@pytest.mark.parametrize(
    "test",
    [
        'terraform_data.t.id != ""',
        'aws_vpc.v.arn != ""',
        'aws_s3_bucket.b.bucket != ""',
        'random_id.r.hex != ""',
        'terraform.workspace != ""',
        "length(aws_vpc.v.id) > 0",
        "0 < length(aws_vpc.v.id)",
        "length(aws_vpc.v.id) >= 1",
        "1 <= length(aws_vpc.v.id)",
        "!(length(aws_vpc.v.id) < 1)",
        "!(length(aws_vpc.v.id) <= 0)",
        "length(aws_vpc.v.id) != 0",
        'upper(lower(aws_vpc.v.id)) != ""',
        'base64encode(aws_vpc.v.id) != ""',
        'md5(var.u) != ""',
        'sha256(var.u) != ""',
        'jsonencode([var.u]) != ""',
        "length(jsonencode([var.u])) > 0",
        '"${aws_vpc.v.id}${var.u}" != ""',
        '"${var.u}-${var.u}" != ""',
        'length("x${var.u}") > 0',
        "length(compact([aws_vpc.v.id])) > 0",
        '!contains(["", null], aws_vpc.v.id)',
        'coalesce(aws_vpc.v.id, "x") != ""',
    ],
)
def test_not_empty(tmp_path: Path, test: str) -> None:
    assert root(tmp_path, {"main.tf": TEXT}).evaluate(f"{test} ? 1 : 2") == 1


@pytest.mark.parametrize(
    "test",
    [
        'var.u != ""',
        'lower(var.u) != ""',
        'trimspace(aws_vpc.v.id) != ""',
        'aws_s3_bucket.named.bucket != ""',
        'aws_instance.i.public_ip != ""',
        'aws_vpc.v.owner_id != ""',
        'random_shuffle.s.result[0] != ""',
        "length(aws_vpc.v.id) > 1",
        "length(aws_vpc.v.id) == 1",
        "length(var.u) > 0",
        '"${var.u}${var.u}" != ""',
    ],
)
def test_may_be_empty(tmp_path: Path, test: str) -> None:
    assert root(tmp_path, {"main.tf": TEXT}).evaluate(f"{test} ? 1 : 2") not in (1, 2)
