"""The work for a rendered policy grows as its statements do: a finding can name all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.api import check
from tests.pace import calls_in
from tests.terraform.support import lay_out

BUCKET = """
resource "aws_s3_bucket" "b" {
  bucket = "b"
}
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = data.aws_iam_policy_document.d.json
}
"""
QUEUE = """
resource "aws_sqs_queue" "q" {
  policy = data.aws_iam_policy_document.d.json
}
"""
STORAGE = """
resource "google_storage_bucket" "b" {
  name     = "b"
  location = "EU"
}
resource "google_storage_bucket_iam_policy" "b" {
  bucket      = google_storage_bucket.b.name
  policy_data = data.google_iam_policy.d.policy_data
}
data "google_iam_policy" "d" {
"""
STATEMENT = """
  statement {{
    {more}
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::b/{name}"]
    {kind} {{
      type        = "AWS"
      identifiers = ["*"]
    }}
    condition {{
      test     = "StringEquals"
      variable = "aws:SourceIp"
      values   = ["10.0.0.{last}"]
    }}
  }}
"""
BINDING = """
  binding {
    role    = "roles/storage.objectViewer"
    members = ["allUsers"]
  }
"""


def document(size: int, kind: str = "principals", more: str = "", start: str = "") -> str:
    """Return a document of a number of statements."""
    statements = [
        STATEMENT.format(kind=kind, more=more.format(n), name="*", last=n % 50) for n in range(size)
    ]
    return f'data "aws_iam_policy_document" "d" {{\n{start}{"".join(statements)}}}\n'


def from_others(size: int, argument: str) -> str:
    """Return a document that is made of another one."""
    other = document(size, more='sid = "S{}"').replace('"d"', '"other"', 1)
    given = f"{argument} = [data.aws_iam_policy_document.other.json]\n"
    return other + document(1, start=given)


def from_each(size: int) -> str:
    """Return a document that is made of many others."""
    others = [document(1).replace('"d"', f'"d{n}"', 1) for n in range(size)]
    given = ", ".join(f"data.aws_iam_policy_document.d{n}.json" for n in range(size))
    return "".join(others) + document(0, start=f"source_policy_documents = [{given}]\n")


def generated(size: int) -> str:
    """Return a document whose statements a ``dynamic`` block makes."""
    inner = STATEMENT.format(kind="principals", more="", name="*", last="${statement.value}")
    content = inner.replace("statement {", "content {", 1)
    return document(0, start=f'dynamic "statement" {{\n  for_each = range({size})\n{content}}}\n')


def uncertain(size: int) -> str:
    """Return a document with a statement that may not exist."""
    inner = STATEMENT.format(kind="principals", more="", name="*", last="1")
    content = inner.replace("statement {", "content {", 1)
    maybe = f'dynamic "statement" {{\n  for_each = var.on ? [1] : []\n{content}}}\n'
    return 'variable "on" {}\n' + document(size, start=maybe)


KINDS = {
    "plain": lambda n: BUCKET + document(n),
    "sid": lambda n: BUCKET + document(n, more='sid = "S{}"'),
    "not_principals": lambda n: BUCKET + document(n, "not_principals", 'effect = "Deny"'),
    "source": lambda n: BUCKET + from_others(n, "source_policy_documents"),
    "override": lambda n: BUCKET + from_others(n, "override_policy_documents"),
    "each": lambda n: BUCKET + from_each(n),
    "dynamic": lambda n: BUCKET + generated(n),
    "uncertain": lambda n: BUCKET + uncertain(n),
    "queue": lambda n: QUEUE + document(n),
    "google": lambda n: f"{STORAGE}{BINDING * n}}}\n",
    "google, one with a condition": lambda n: (
        f"{STORAGE}{BINDING * n}\n"
        'dynamic "binding" {\n  for_each = var.on ? [1] : []\n  content {\n'
        '    role    = "roles/storage.admin"\n    members = ["allUsers"]\n  }\n}\n}\n'
        'variable "on" {}\n'
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_work_grows_as_the_statements(tmp_path: Path, kind: str) -> None:
    def calls_for(size: int) -> int:
        folder = lay_out(tmp_path / str(size), {"main.tf": KINDS[kind](size)})
        return calls_in(lambda: check(folder))

    calls_for(1)  # imports its modules
    found = [calls_for(n) for n in (100, 200, 400)]
    assert found[1] <= 2.2 * found[0], found
    assert found[2] <= 2.2 * found[1], found
