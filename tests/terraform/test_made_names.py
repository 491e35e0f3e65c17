"""What a function makes of the name of a resource may name anything; an attribute names its own."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from iaclint.terraform.functions import FAMILIES
from iaclint.terraform.functions.builtin import REGISTERED
from iaclint.terraform.types.model import STRING
from tests.terraform.support import verdicts

QUEUE = """\
variable "text" {}
resource "aws_sqs_queue" "q" {
  name = "orders"
}
resource "aws_sqs_queue" "z" {
  name = "dead"
}
resource "aws_sqs_queue_policy" "q" {
  queue_url = aws_sqs_queue.q.id
  policy    = jsonencode({ Statement = [STATEMENTS] })
}
"""
BUCKET = """\
variable "text" {}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({ Statement = [STATEMENTS] })
}
"""
ALLOW = '{ Effect = "Allow", Principal = "*", Action = "*", Resource = RESOURCE }'
DENY = ALLOW.replace("Allow", "Deny")
MADE = {
    "abspath": "abspath(X)",
    "base64decode": "base64decode(X)",
    "base64encode": "base64encode(X)",
    "base64gzip": "base64gzip(X)",
    "base64sha256": "base64sha256(X)",
    "base64sha512": "base64sha512(X)",
    "basename": 'basename("${X}/${var.text}")',
    "bcrypt": "bcrypt(X)",
    "chomp": 'chomp("${X}-${var.text}")',
    "cidrsubnet": "cidrsubnet(X, 1, 1)",
    "dirname": 'dirname("${X}/a/b")',
    "element": 'element(split("e", X), 0)',
    "format": 'format("%.20s", X)',
    "formatlist": 'formatlist("%.20s", [X])[0]',
    "indent": 'indent(1, "${X}${var.text}")',
    "join": 'join("x", split("e", X))',
    "jsonencode": "jsonencode(X)",
    "md5": "md5(X)",
    "provider::aws::trim_iam_role_path": "provider::aws::trim_iam_role_path(X)",
    "provider::terraform::encode_expr": "provider::terraform::encode_expr(X)",
    "regex": 'regex("^.{20}", X)',
    "regexall": 'regexall("[^:]+", X)[0]',
    "replace": 'replace(X, "e", "x")',
    "replace by what is unknown": 'replace(X, "e", var.text)',
    "replace a pattern": 'replace(X, "/.$/", "")',
    "reverse": 'join(":", reverse(split(":", X)))',
    "sha1": "sha1(X)",
    "sha256": "sha256(X)",
    "sha512": "sha512(X)",
    "slice": 'join(":", slice(split(":", X), 0, 5))',
    "split": 'split("e", X)[0]',
    "strrev": "strrev(X)",
    "substr": "substr(X, 0, 20)",
    "templatestring": 'replace(templatestring("$${x}", { x = X }), "e", "x")',
    "textdecodebase64": 'textdecodebase64(X, "UTF-8")',
    "textencodebase64": 'textencodebase64(X, "UTF-8")',
    "title": "title(X)",
    "trim": 'trim(X, "arns")',
    "trimprefix": 'trimprefix(X, "arn")',
    "trimsuffix": 'trimsuffix(X, trimprefix(X, "arn"))',
    "upper": "upper(X)",
    "urlencode": "urlencode(X)",
    "uuidv5": 'uuidv5("dns", X)',
    "yamlencode": "yamlencode(X)",
}
KEPT = {
    "attribute": "X",
    "coalesce": "coalesce(X, var.text)",
    "element": "element([X], 0)",
    "format": 'format("%s", X)',
    "indent": "indent(1, X)",
    "join": 'join("", [X])',
    "list": "[X]",
    "lower": "lower(X)",
    "split": 'join(":", split(":", X))',
    "template": '"${X}"',
    "tostring": "tostring(X)",
    "trimspace": "trimspace(X)",
}
OTHERS = frozenset(
    ("cidrhost", "cidrnetmask", "formatdate", "timeadd", "provider::terraform::encode_tfvars")
)
"""Functions of texts that are not those of an ARN."""


def test_each_function_that_returns_a_text_is_tested() -> None:
    for family in FAMILIES:
        import_module(f"iaclint.terraform.functions.{family}")
    texts = {name for name, each in REGISTERED.items() if each.signature.result == STRING}
    files = {name for name in texts if name.startswith("file")}
    assert texts - files - OTHERS <= MADE.keys() | KEPT.keys()


def verdict(folder: Path, text: str, *statements: str) -> str:
    """Return whether the queue or the bucket with some statements passes the rule."""
    files = {"main.tf": text.replace("STATEMENTS", ", ".join(statements))}
    is_queue = text is QUEUE
    found = verdicts(folder, files, "aws-sqs-public-access" if is_queue else "aws-s3-public-access")
    return found["aws_sqs_queue.q" if is_queue else "aws_s3_bucket.b"]


@pytest.mark.parametrize("name", MADE)
def test_a_deny_on_a_made_text_does_not_protect(tmp_path: Path, name: str) -> None:
    arn = "aws_sqs_queue.q.arn"
    allow = ALLOW.replace("RESOURCE", arn)
    deny = DENY.replace("RESOURCE", MADE[name].replace("X", arn))
    assert verdict(tmp_path, QUEUE, allow, deny) != "pass"


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("attribute", ["arn", "id"])
def test_a_deny_on_a_part_of_a_bucket_does_not_protect(
    tmp_path: Path, name: str, attribute: str
) -> None:
    of = f"aws_s3_bucket.b.{attribute}"
    made = MADE[name].replace("X", of)
    start = "" if attribute == "arn" else "arn:aws:s3:::"
    deny = DENY.replace("RESOURCE", f'"{start}${{{made}}}/*"')
    assert verdict(tmp_path, BUCKET, ALLOW.replace("RESOURCE", '"*"'), deny) != "pass"


@pytest.mark.parametrize("name", MADE)
def test_an_allow_on_a_text_made_of_another_arn_is_not_certainly_of_another_one(
    tmp_path: Path, name: str
) -> None:
    made = MADE[name].replace("X", "aws_sqs_queue.z.arn")
    assert verdict(tmp_path, QUEUE, ALLOW.replace("RESOURCE", made)) != "pass"


@pytest.mark.parametrize("name", KEPT)
def test_what_keeps_an_arn_names_its_resource(tmp_path: Path, name: str) -> None:
    own, other = (KEPT[name].replace("X", f"aws_sqs_queue.{queue}.arn") for queue in "qz")
    allow = ALLOW.replace("RESOURCE", "aws_sqs_queue.q.arn")
    assert verdict(tmp_path, QUEUE, allow, DENY.replace("RESOURCE", own)) == "pass"
    assert verdict(tmp_path, QUEUE, allow, DENY.replace("RESOURCE", other)) == "fail"
    assert verdict(tmp_path, QUEUE, ALLOW.replace("RESOURCE", other)) == "pass"


BUS = """\
resource "aws_cloudwatch_event_bus" "q" {
  name = "q"
}
resource "aws_cloudwatch_event_bus" "z" {
  name = "z"
}
resource "aws_cloudwatch_event_bus_policy" "q" {
  event_bus_name = aws_cloudwatch_event_bus.q.name
  policy         = jsonencode({ Statement = [STATEMENTS] })
}
"""


@pytest.mark.parametrize(("bus", "expected"), [("q", "pass"), ("z", "fail")])
def test_a_deny_for_another_bus_does_not_protect(tmp_path: Path, bus: str, expected: str) -> None:
    deny = DENY.replace("RESOURCE", f"aws_cloudwatch_event_bus.{bus}.arn")
    allow = ALLOW.replace("RESOURCE", '"*"')
    text = BUS.replace("STATEMENTS", f"{allow}, {deny}")
    found = verdicts(tmp_path, {"main.tf": text}, "aws-events-public-access")
    assert expected in found.values()
    assert ("fail" in found.values()) is (expected == "fail")


@pytest.mark.parametrize("part", ["us-east-1", ":us-east-1:", "east", "111122223333", "aws-cn"])
def test_a_deny_on_an_arn_elsewhere_does_not_protect(tmp_path: Path, part: str) -> None:
    arn = "aws_sqs_queue.q.arn"
    allow = ALLOW.replace("RESOURCE", arn)
    deny = DENY.replace("RESOURCE", f'replace({arn}, "{part}", "x")')
    assert verdict(tmp_path, QUEUE, allow, deny) != "pass"


def test_a_placeholder_that_no_name_has_changes_no_name(tmp_path: Path) -> None:
    allow = ALLOW.replace("RESOURCE", '"*"')
    deny = DENY.replace("RESOURCE", '[aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"]')
    statements = f"jsonencode({{ Statement = [{allow}, {deny}] }})"
    for name in ("id", "arn"):
        statements = f'replace({statements}, "_S3_BUCKET_{name.upper()}_", aws_s3_bucket.b.{name})'
    policy = BUCKET.replace("jsonencode({ Statement = [STATEMENTS] })", statements)
    for text in (policy, policy.replace('bucket = "acme"', "")):
        found = verdicts(tmp_path, {"main.tf": text}, "aws-s3-public-access")
        assert found["aws_s3_bucket.b"] == "pass"
