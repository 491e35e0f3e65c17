"""A part of a policy is pointed at where it is written, whatever it comes through."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.resource import Path as Way
from tests.terraform.support import root
from tests.terraform_instances import every_instance

FIRST = ("policy", "Statement", 0)

INLINE = """
resource "aws_s3_bucket_policy" "it" {
  policy = %s
}
"""

HEREDOC = """<<-EOT
  {
    "Version": "2012-10-17",
    "Statement": [
      {"Sid": "é ${var.a} \\" [{", "Resource": ["${aws_s3_bucket.b.arn}/*", "$${aws:x}"]},
      {"Sid": ${jsonencode(var.a)}, "Condition": {"StringLike": {"aws:Referer": "x"}}}
    ]
  }
EOT
"""

DOCUMENTS = """
data "aws_iam_policy_document" "base" {
  statement { # base.0
    sid = "A"
  }
  statement { # base.1
    sid     = "B"
    actions = ["s3:GetObject"]
    principals { # base.1.principals
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "all" {
  for_each                  = toset(["x", "y"])
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [jsonencode({ Statement = [{ Sid = "C", Effect = "Deny" }] })]
  statement { # all.0
    sid = "A"
  }
  statement { # all.1
    sid = "C"
  }
  statement { # all.2
    condition { # all.2.condition.0
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["true"]
    }
    condition { # all.2.condition.1
      test     = "StringLike"
      variable = "aws:Referer"
      values   = ["x"]
    }
  }
}
"""


def written(folder: Path, text: str, way: Way, **others: str) -> str:
    """Return the text at a place of a resource, up to the end of its line."""
    files = {"main.tf": text, **{name.replace("__", "/") + ".tf": t for name, t in others.items()}}
    bodies = {a: body for a, _, body in every_instance(root(folder, files).instance)}
    (body,) = (body for address, body in bodies.items() if "policy" in address)
    span = body.locate(way)
    return span.first_line().text


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (FIRST, '{"Sid": "é ${var.a} \\" [{", "Resource": ["${aws_s3_bucket.b.arn}/*", "$${aws:'),
        ((*FIRST, "Resource", 1), '"$${aws:x}"'),
        ((*FIRST, "Principal"), '{"Sid": "é'),
        (("policy", "Statement", 1, "Sid"), "${jsonencode(var.a)}"),
        (("policy", "Statement", 1, "Condition", "StringLike", "aws:Referer"), '"x"'),
        (("policy", "Statement", 2), "["),
        (("policy", "Id"), "<<-EOT"),
        (("policy",), "<<-EOT"),
    ],
)
def test_heredoc(way: Way, expected: str, tmp_path: Path) -> None:
    assert written(tmp_path, INLINE % HEREDOC, way).startswith(expected)


@pytest.mark.parametrize(
    "policy",
    [
        '"{\\"Statement\\": [{}]}"',
        "<<EOT\nno JSON\nEOT\n",
        '<<EOT\n{"Statement": [%{ if true }{}%{ endif }]}\nEOT\n',
        'file("policy.json")',
        "var.unset",
        "data.other.thing.json",
        "module.missing.policy",
    ],
)
def test_untraceable_policies_have_the_place_of_the_whole(policy: str, tmp_path: Path) -> None:
    text = INLINE % policy + 'variable "unset" {}'
    assert written(tmp_path, text, FIRST) == policy.split("\n")[0]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ((0,), "statement"),
        ((1,), "statement"),
        ((1, "Principal"), "principals"),
        ((1, "Action"), '["s3:GetObject"]'),
        ((2,), '{ Sid = "C", Effect = "Deny" }'),
        ((3, "Condition", "StringLike", "aws:Referer"), "condition"),
    ],
)
def test_policy_document(way: Way, expected: str, tmp_path: Path) -> None:
    text = INLINE % 'data.aws_iam_policy_document.all["x"].json' + DOCUMENTS
    assert written(tmp_path, text, ("policy", "Statement", *way)) == expected


def test_policy_document_has_the_right_block(tmp_path: Path) -> None:
    text = INLINE % 'data.aws_iam_policy_document.all["y"].minified_json' + DOCUMENTS
    bodies = {a: body for a, _, body in every_instance(root(tmp_path, {"main.tf": text}).instance)}
    body = bodies["aws_s3_bucket_policy.it"]

    def comment(*way: str | int) -> str:
        place = body.locate(("policy", "Statement", *way)).start
        return place and text.splitlines()[place.line - 1].partition("# ")[2]

    assert comment(0) == "all.0"
    assert comment(1) == "base.1"
    assert comment(1, "Principal") == "base.1.principals"
    assert comment(3) == "all.2"
    assert comment(3, "Condition", "StringLike", "aws:Referer") == "all.2.condition.1"


def test_through_locals_variables_and_outputs(tmp_path: Path) -> None:
    main = """
    module "statements" {
      source = "./statements"
    }
    module "policy" {
      source = "./policy"
      policy = jsonencode(local.policy)
    }
    locals {
      policy = { Version = "2012-10-17", Statement = module.statements.all }
    }
    """
    outputs = 'output "all" {\n  value = [{ Effect = "Allow" }]\n}'
    policy = INLINE % "var.policy" + 'variable "policy" {}'
    others = {"statements__main": outputs, "policy__main": policy}
    assert written(tmp_path, main, FIRST, **others) == '{ Effect = "Allow" }'


def test_circular_references_end(tmp_path: Path) -> None:
    text = INLINE % "local.a" + "locals {\n  a = local.b\n  b = local.a\n}"
    assert written(tmp_path, text, FIRST) in ("local.a", "local.b")
