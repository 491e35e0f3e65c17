from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.symbolic.values import PartialString, Unknown
from tests.terraform.support import root

ID = "1234abcd-12ab-34cd-56ef-1234567890ab"
USE = """
variable "x" {
  type = string
}
resource "aws_kms_key" "own" {}
resource "aws_kms_alias" "own" {
  name          = "alias/own"
  target_key_id = aws_kms_key.own.id
}
resource "q" "q" {
  key = %s
}
"""


def kind_of(tmp_path: Path, data: str, reference: str) -> str:
    opened = root(tmp_path, {"main.tf": data + USE % reference})
    value = opened.get("q.q", "key")
    assert opened.messages == []
    assert isinstance(value, Unknown)
    return value.identity.kind if value.identity else ""


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ('"alias/aws/rds"', "alias/aws/rds"),
        ('"arn:aws:kms:eu-west-1:111122223333:alias/aws/s3"', "alias/aws/s3"),
        ('"arn:aws:kms:eu-west-1:${var.x}:alias/aws/s3"', "alias/aws/s3"),
        ('"alias/clinic"', "aws_kms_key"),
        (f'"arn:aws:kms:eu-west-1:111122223333:key/{ID}"', "aws_kms_key"),
        ('"alias/clinic-${var.x}"', "aws_kms_key"),
        ("aws_kms_alias.own.name", "aws_kms_key"),
        ("aws_kms_alias.own.id", "aws_kms_alias"),
        ("var.x", "data.aws_kms_key"),
        ('"alias/${var.x}"', "data.aws_kms_key"),
        ('"${var.x}/rds"', "data.aws_kms_key"),
        ('""', "data.aws_kms_key"),
    ],
)
def test_what_key_a_data_source_finds(tmp_path: Path, key: str, kind: str) -> None:
    data = f'data "aws_kms_key" "k" {{\n  key_id = {key}\n}}\n'
    assert kind_of(tmp_path, data, "data.aws_kms_key.k.arn") == kind


def test_what_key_an_alias_is_for(tmp_path: Path) -> None:
    data = 'data "aws_kms_alias" "k" {\n  name = "alias/aws/sqs"\n}\n'
    assert kind_of(tmp_path, data, "data.aws_kms_alias.k.target_key_arn") == "alias/aws/sqs"


def test_the_arn_of_a_key_with_a_known_id(tmp_path: Path) -> None:
    data = f'data "aws_kms_key" "k" {{\n  key_id = "{ID}"\n}}\n'
    value = root(tmp_path, {"main.tf": data + USE % "data.aws_kms_key.k.arn"}).get("q.q", "key")
    assert isinstance(value, PartialString)
    assert value.suffix == f":key/{ID}"
