"""Companions and their owners, in all the forms in which a reference is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.symbolic.values import Choice, Identity, Unknown
from iaclint.terraform.types.model import TerraformValue
from tests.terraform.support import root, verdicts

REQUIRES_AWS = "terraform {\n  required_providers {\n    aws = {}\n  }\n}\n"
ONE = 'resource "aws_s3_bucket" "x" {}\n'
COUNT = 'resource "aws_s3_bucket" "x" {\n  count = 2\n}\n'
EACH = 'resource "aws_s3_bucket" "x" {\n  for_each = toset(["k", "l"])\n}\n'
OTHER = 'resource "aws_s3_bucket" "other" {}\n'
SIBLING = """\
resource "aws_s3_bucket_public_access_block" "sibling" {
  bucket = aws_s3_bucket.x.id
}
"""
FLAG = 'variable "flag" { type = bool }\n'
LOCALS = """\
locals {
  buckets = { for key, bucket in aws_s3_bucket.x : key => bucket }
  ids     = { for key, bucket in aws_s3_bucket.x : key => bucket.id }
  chosen  = true ? local.ids : {}
}
"""
VERSIONING = """\
resource "aws_s3_bucket_versioning" "v" {
  %s
  versioning_configuration {
    status = "Enabled"
  }
}
"""
MODULE = {
    "m/main.tf": """\
variable "name" { default = null }
resource "aws_s3_bucket" "x" {
  bucket = var.name
}
output "id" { value = aws_s3_bucket.x.id }
output "bucket" { value = aws_s3_bucket.x }
output "all" { value = [aws_s3_bucket.x] }
output "own" { value = var.name }
""",
    "n/main.tf": """\
module "inner" { source = "../m" }
output "id" { value = module.inner.id }
""",
    "v/main.tf": f'variable "bucket" {{}}\n{VERSIONING % "bucket = var.bucket"}',
}
CALL = 'module "m" {\n  source = "./m"\n}\n'
CALL_COUNT = 'module "m" {\n  source = "./m"\n  count = 2\n}\n'
CALL_EACH = 'module "m" {\n  source = "./m"\n  for_each = toset(["k", "l"])\n}\n'
CALL_NESTED = 'module "m" {\n  source = "./n"\n  for_each = toset(["k", "l"])\n}\n'

LINKED = [
    (ONE, "aws_s3_bucket.x.id", "aws_s3_bucket.x"),
    (ONE, "aws_s3_bucket.x.bucket", "aws_s3_bucket.x"),
    (ONE, "aws_s3_bucket.x.arn", "aws_s3_bucket.x"),
    (ONE, "resource.aws_s3_bucket.x.id", "aws_s3_bucket.x"),
    (ONE, '"${aws_s3_bucket.x.id}"', "aws_s3_bucket.x"),
    (ONE, "(aws_s3_bucket.x.id)", "aws_s3_bucket.x"),
    (ONE, "one(aws_s3_bucket.x[*].id)", "aws_s3_bucket.x"),
    (ONE, 'join("", [aws_s3_bucket.x.id])', "aws_s3_bucket.x"),
    (ONE, "coalesce(null, aws_s3_bucket.x.id)", "aws_s3_bucket.x"),
    (ONE, 'lookup({ a = aws_s3_bucket.x.id }, "a")', "aws_s3_bucket.x"),
    (ONE, 'merge({ a = aws_s3_bucket.x }, {})["a"].id', "aws_s3_bucket.x"),
    (ONE, "flatten([[aws_s3_bucket.x]])[0].id", "aws_s3_bucket.x"),
    (ONE, "tostring(aws_s3_bucket.x.id)", "aws_s3_bucket.x"),
    (ONE, "sensitive(aws_s3_bucket.x.id)", "aws_s3_bucket.x"),
    (ONE, 'true ? aws_s3_bucket.x.id : "b"', "aws_s3_bucket.x"),
    (ONE + SIBLING, "aws_s3_bucket_public_access_block.sibling.bucket", "aws_s3_bucket.x"),
    (COUNT, "aws_s3_bucket.x[1].id", "aws_s3_bucket.x[1]"),
    (COUNT, "aws_s3_bucket.x.1.id", "aws_s3_bucket.x[1]"),
    (COUNT, "aws_s3_bucket.x.*.id[1]", "aws_s3_bucket.x[1]"),
    (COUNT, "element(aws_s3_bucket.x[*].id, 3)", "aws_s3_bucket.x[1]"),
    (COUNT, "aws_s3_bucket.x[length(aws_s3_bucket.x) - 1].id", "aws_s3_bucket.x[1]"),
    (EACH, 'aws_s3_bucket.x["k"].id', 'aws_s3_bucket.x["k"]'),
    (EACH, "values(aws_s3_bucket.x)[*].id", None),
    (EACH, "values(aws_s3_bucket.x)[1].id", 'aws_s3_bucket.x["l"]'),
    (EACH, 'zipmap(["q"], [aws_s3_bucket.x["k"].id])["q"]', 'aws_s3_bucket.x["k"]'),
    (EACH + LOCALS, 'local.buckets["l"].bucket', 'aws_s3_bucket.x["l"]'),
    (EACH + LOCALS, 'local.ids["l"]', 'aws_s3_bucket.x["l"]'),
    (EACH + LOCALS, 'local.chosen["k"]', 'aws_s3_bucket.x["k"]'),
    (CALL, "module.m.id", "module.m.aws_s3_bucket.x"),
    (CALL, "module.m.bucket.id", "module.m.aws_s3_bucket.x"),
    (CALL, "module.m.all[0].arn", "module.m.aws_s3_bucket.x"),
    (CALL_COUNT, "module.m[1].id", "module.m[1].aws_s3_bucket.x"),
    (CALL_COUNT, "module.m[*].id", None),
    (CALL_EACH, 'module.m["l"].id', 'module.m["l"].aws_s3_bucket.x'),
    (CALL_EACH, "values(module.m)[0].id", 'module.m["k"].aws_s3_bucket.x'),
    (CALL_EACH, "{ for k, m in module.m : k => m.id }.l", 'module.m["l"].aws_s3_bucket.x'),
    (CALL_NESTED, 'module.m["l"].id', 'module.m["l"].module.inner.aws_s3_bucket.x'),
    (ONE + OTHER, '"${aws_s3_bucket.x.id}-logs"', None),
    (ONE + FLAG, 'var.flag ? aws_s3_bucket.x.id : "b"', None),
    (ONE + SIBLING, "aws_s3_bucket_public_access_block.sibling.region", None),
]


def test_an_id_has_no_elements(tmp_path: Path) -> None:
    opened = root(tmp_path, files(COUNT + VERSIONING % "bucket = aws_s3_bucket.x[*].id[1]"))
    assert owner(opened.get("aws_s3_bucket_versioning.v", "bucket")) is None
    assert opened.messages == ["this value has no elements"]


def test_a_list_of_ids_is_flat(tmp_path: Path) -> None:
    opened = root(tmp_path, files(COUNT))
    flat = 'flatten([aws_s3_bucket.x[*].id, "a", aws_s3_bucket.x[0].arn])'
    assert opened.evaluate(f"length({flat})") == 4
    assert owner(opened.evaluate(f"{flat}[1]")) == "aws_s3_bucket.x[1]"


def files(text: str) -> dict[str, str]:
    """Return a root module with the modules that it calls."""
    called = {name for name in ("m", "n", "v") if f'"./{name}"' in text}
    called |= {"m"} if "n" in called else set()
    return {"main.tf": text, **{f"{n}/main.tf": MODULE[f"{n}/main.tf"] for n in called}}


def owner(value: TerraformValue) -> str | None:
    if not isinstance(value, Unknown) or value.identity is None:
        return None
    root, _, address = value.identity.owner.partition(":")
    assert root == "."
    return address


@pytest.mark.parametrize(("declared", "written", "expected"), LINKED)
def test_identity_of_an_argument(
    tmp_path: Path, declared: str, written: str, expected: str | None
) -> None:
    text = declared + VERSIONING % f"bucket = {written}"
    opened = root(tmp_path, files(text))
    found = owner(opened.get("aws_s3_bucket_versioning.v", "bucket"))
    if written == "aws_s3_bucket_public_access_block.sibling.region":
        assert found == "aws_s3_bucket_public_access_block.sibling"
    else:
        assert found == expected
    assert opened.messages == []


@pytest.mark.parametrize(
    ("declared", "written", "expected"),
    [(d, w, e) for d, w, e in LINKED if e is not None],
)
def test_a_companion_applies_to_its_bucket_only(
    tmp_path: Path, declared: str, written: str, expected: str
) -> None:
    text = declared + OTHER + VERSIONING % f"bucket = {written}"
    found = verdicts(tmp_path, files(text), "aws-s3-versioning")
    # S3 takes a name, but no ARN.
    assert found.pop(expected) == ("unknown" if written.endswith(".arn") else "pass")
    assert found
    assert set(found.values()) == {"fail"}


WHOLE = [
    (
        EACH + VERSIONING % "for_each = aws_s3_bucket.x\n  bucket = each.value.id",
        ['aws_s3_bucket.x["k"]', 'aws_s3_bucket.x["l"]'],
    ),
    (
        EACH + VERSIONING % 'for_each = { for k, b in aws_s3_bucket.x : k => b if k == "l" }\n'
        "  bucket = each.value.bucket",
        ['aws_s3_bucket.x["l"]'],
    ),
    (
        EACH + VERSIONING % 'for_each = toset(["k", "l"])\n  bucket = aws_s3_bucket.x[each.key].id',
        ['aws_s3_bucket.x["k"]', 'aws_s3_bucket.x["l"]'],
    ),
    (
        COUNT + VERSIONING % "count = 2\n  bucket = aws_s3_bucket.x[count.index].id",
        ["aws_s3_bucket.x[0]", "aws_s3_bucket.x[1]"],
    ),
    (
        COUNT + VERSIONING % "count = 1\n  bucket = aws_s3_bucket.x[count.index].id",
        ["aws_s3_bucket.x[0]"],
    ),
    (
        CALL_EACH + VERSIONING % "for_each = module.m\n  bucket = each.value.id",
        ['module.m["k"].aws_s3_bucket.x', 'module.m["l"].aws_s3_bucket.x'],
    ),
    (
        EACH + 'module "v" {\n  source = "./v"\n  for_each = aws_s3_bucket.x\n'
        "  bucket = each.value.id\n}\n",
        ['aws_s3_bucket.x["k"]', 'aws_s3_bucket.x["l"]'],
    ),
    (
        COUNT + 'module "v" {\n  source = "./v"\n  bucket = aws_s3_bucket.x[0].bucket\n}\n',
        ["aws_s3_bucket.x[0]"],
    ),
    (
        'variable "set" { type = set(string) }\n'
        'resource "aws_s3_bucket" "x" {\n  for_each = var.set\n}\n'
        + VERSIONING % "for_each = var.set\n  bucket = aws_s3_bucket.x[each.key].id",
        ["aws_s3_bucket.x"],
    ),
    (
        'variable "set" { type = set(string) }\n'
        'resource "aws_s3_bucket" "x" {\n  for_each = var.set\n}\n'
        + VERSIONING % "for_each = aws_s3_bucket.x\n  bucket = each.value.id",
        ["aws_s3_bucket.x"],
    ),
    (
        FLAG + 'resource "aws_s3_bucket" "x" {\n  count = var.flag ? 1 : 0\n}\n'
        + VERSIONING % "count = var.flag ? 1 : 0\n  bucket = aws_s3_bucket.x[0].id",
        ["aws_s3_bucket.x[0]"],
    ),
    (
        'resource "aws_s3_bucket" "x" {\n  bucket = "media-${lower("PROD")}"\n}\n'
        + VERSIONING % 'bucket = "media-prod"',
        ["aws_s3_bucket.x"],
    ),
    (
        'module "m" {\n  source = "./m"\n  name = "media"\n}\n'
        + VERSIONING % "bucket = module.m.own",
        ["module.m.aws_s3_bucket.x"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "linked"), WHOLE)
def test_companions_of_many(tmp_path: Path, text: str, linked: list[str]) -> None:
    found = verdicts(tmp_path, files(text + OTHER), "aws-s3-versioning")
    assert found["aws_s3_bucket.other"] == "fail"
    assert sorted(address for address, verdict in found.items() if verdict == "pass") == linked


@pytest.mark.parametrize(
    "text",
    [
        ONE + VERSIONING % 'bucket = "other"',
        ONE + VERSIONING % "bucket = upper(aws_s3_bucket.x.id)",
        ONE + VERSIONING % 'bucket = "${aws_s3_bucket.x.id}-logs"',
        ONE + VERSIONING % "bucket = aws_s3_bucket.nope.id",
        ONE + 'data "aws_s3_bucket" "x" {}\n' + VERSIONING % "bucket = data.aws_s3_bucket.x.id",
        ONE + 'resource "random_pet" "x" {}\n' + VERSIONING % "bucket = random_pet.x.id",
        ONE + VERSIONING % "bucket = aws_s3_bucket.other.id",
    ],
)
def test_unrelated_companions_are_never_linked(tmp_path: Path, text: str) -> None:
    found = verdicts(tmp_path, {"main.tf": text + OTHER}, "aws-s3-versioning")
    assert found["aws_s3_bucket.x"] != "pass"


def test_a_name_that_could_be_the_bucket_is_unknown(tmp_path: Path) -> None:
    text = (
        'variable "name" {}\nresource "aws_s3_bucket" "x" {}\n' + VERSIONING % "bucket = var.name"
    )
    found = verdicts(tmp_path, {"main.tf": text}, "aws-s3-versioning")
    assert found["aws_s3_bucket.x"] != "pass"


def test_the_same_address_in_two_roots_is_two_buckets(tmp_path: Path) -> None:
    linked = ONE + VERSIONING % "bucket = aws_s3_bucket.x.id"
    from tests.terraform.support import check

    report = check(tmp_path, {"a/main.tf": linked, "b/main.tf": ONE}, "aws-s3-versioning")
    found = {f.span.file.path: f.verdict.value for f in report.findings}
    assert found == {"a/main.tf": "pass", "b/main.tf": "fail"}


def test_a_conditional_keeps_both_identities(tmp_path: Path) -> None:
    text = FLAG + ONE + OTHER
    text += VERSIONING % "bucket = var.flag ? aws_s3_bucket.x.id : aws_s3_bucket.other.id"
    value = root(tmp_path, {"main.tf": text}).get("aws_s3_bucket_versioning.v", "bucket")
    assert isinstance(value, Choice)
    assert [option.identity for option in value.options if isinstance(option, Unknown)] == [
        Identity(".:aws_s3_bucket.x", "id"),
        Identity(".:aws_s3_bucket.other", "id"),
    ]
    found = verdicts(tmp_path, {"main.tf": text}, "aws-s3-versioning")
    assert set(found.values()) == {"unknown"}


@pytest.mark.parametrize(
    ("written", "attribute"),
    [
        ("lower(aws_s3_bucket.x.id)", "id"),
        ('trimsuffix(trimspace("${aws_s3_bucket.x.arn}/*"), "/*")', "arn"),
        ('split(":", aws_s3_bucket.x.arn)[5]', "id"),
        ('element(reverse(split(":", aws_s3_bucket.x.arn)), 0)', "id"),
        ('element(split(":", aws_s3_bucket.x.arn), 11)', "id"),
        ('split(":::", aws_s3_bucket.x.arn)[1]', "id"),
        ('split(".", aws_s3_bucket.x.bucket_regional_domain_name)[0]', "id"),
        ('trimsuffix(aws_s3_bucket.x.bucket_domain_name, ".s3.amazonaws.com")', "id"),
        ('replace(aws_s3_bucket.x.arn, "arn:aws:s3:::", "")', "id"),
        ('regex("[^:]+$", aws_s3_bucket.x.arn)', "id"),
        ('regex(":::(?P<name>.+)", aws_s3_bucket.x.arn).name', "id"),
        ('one(regex(":::(.+)", aws_s3_bucket.x.arn))', "id"),
        ('provider::aws::arn_parse(aws_s3_bucket.x.arn)["resource"]', "id"),
        ('split("/", aws_s3_bucket.x.arn)[0]', "arn"),
        ("substr(aws_s3_bucket.x.arn, 13, -1)", None),
        ("substr(aws_s3_bucket.x.id, 0, 20)", None),
        ('replace(aws_s3_bucket.x.id, "old", "new")', None),
        ('replace(aws_s3_bucket.x.id, "/old$/", "new")', None),
        ('trimprefix(aws_s3_bucket.x.id, "acme-")', None),
        ('split("-", aws_s3_bucket.x.id)[0]', None),
        ("upper(aws_s3_bucket.x.id)", None),
        ("sha1(aws_s3_bucket.x.id)", None),
        ('split(":", upper(aws_s3_bucket.x.id))[1]', None),
        ("element(split(aws_s3_bucket.x.id, aws_s3_bucket.x.id), 1)", None),
    ],
)
def test_what_functions_make_of_an_attribute_is_derived_from_its_bucket(
    tmp_path: Path, written: str, attribute: str | None
) -> None:
    opened = root(tmp_path, files(REQUIRES_AWS + ONE + VERSIONING % f"bucket = {written}"))
    value = opened.get("aws_s3_bucket_versioning.v", "bucket")
    assert isinstance(value, Unknown)
    assert value.identity is not None
    assert value.identity.owner == ".:aws_s3_bucket.x"
    is_attribute = value.identity.attribute in ("id", "bucket", "arn")
    assert (value.identity.attribute if is_attribute else None) == attribute
