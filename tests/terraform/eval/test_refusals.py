"""A call with an unknown argument may fail, so that ``try`` returns what follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import verdicts

QUEUE = """\
variable "number" { type = number }
resource "aws_iam_role" "r" {}
resource "aws_sqs_queue" "q" {
  name = "q"
}
resource "aws_sqs_queue_policy" "q" {
  queue_url = aws_sqs_queue.q.id
  policy = jsonencode({ Statement = [{
    Effect = "Allow", Principal = { AWS = VALUE }, Action = "sqs:*", Resource = "*"
  }] })
}
"""


def verdict(folder: Path, value: str) -> str:
    files = {"main.tf": QUEUE.replace("VALUE", value.replace("X", "aws_iam_role.r.arn"))}
    return verdicts(folder, files, "aws-sqs-public-access")["aws_sqs_queue.q"]


@pytest.mark.parametrize(
    "refused",
    [
        "abs(X)",
        "base64decode(X)",
        "formatdate(X, timestamp())",
        "jsondecode(X)",
        "parseint(X, 10)",
        'regex("^[^:]*$", X)',
        "tobool(X)",
        "tonumber(X)",
        "tostring(tonumber(X))",
        "core::tonumber(X)",
        "yamldecode(X)",
        "X + 1",
        "-X",
        "[tonumber(X), X][1]",
        '"${X && true}"',
    ],
)
def test_what_may_be_refused_may_give_way(tmp_path: Path, refused: str) -> None:
    assert verdict(tmp_path, f'try({refused}, "*")') != "pass"
    assert verdict(tmp_path, f'coalesce(try({refused}, null), "*")') != "pass"


@pytest.mark.parametrize(
    "kept",
    [
        "X",
        'join(":", [X])',
        '"${X}"',
        "[tonumber(var.number), X][1]",
        'var.number + 1 == "" ? X : X',
    ],
)
def test_what_is_not_refused_stays(tmp_path: Path, kept: str) -> None:
    assert verdict(tmp_path, f'try({kept}, "*")') == "pass"
