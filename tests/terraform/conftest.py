"""A root module with all kinds of unknowns, for evaluating expressions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import Root, root

UNKNOWNS = """\
variable "any" {}
variable "text" { type = string }
variable "filled" {
  type     = string
  nullable = false
}
variable "number" { type = number }
variable "flag" { type = bool }
variable "list" { type = list(string) }
variable "map" { type = map(string) }
variable "object" { type = object({ name = string, tags = map(string) }) }
locals {
  name = "media"
  secret = sensitive("s")
}
resource "aws_s3_bucket" "one" {}
resource "aws_s3_bucket" "two" {
  count = 2
  bucket = "b-${count.index}"
}
resource "aws_s3_bucket" "each" {
  for_each = { a = "x", b = "y" }
  bucket = each.value
}
resource "aws_s3_bucket" "some" {
  count = var.flag ? 1 : 0
}
resource "aws_s3_bucket" "many" {
  for_each = var.map
  bucket = each.value
}
data "aws_caller_identity" "current" {}
"""


@pytest.fixture(scope="session")
def unknowns(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """The root module of ``UNKNOWNS``."""
    folder: Path = tmp_path_factory.mktemp("unknowns")
    return root(folder, {"main.tf": UNKNOWNS})
