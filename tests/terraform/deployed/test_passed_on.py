"""Resources that are passed to modules that are not loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.api import check
from iaclint.files.work import Steps
from iaclint.judging.case_split import Check, Decision
from iaclint.judging.findings import Verdict
from iaclint.models.projection import ModelInstance
from iaclint.terraform.deployed import passed_on

BUCKET = 'resource "aws_s3_bucket" "a" { bucket = "clinic-media" }\n'
CLOSED = """
resource "aws_s3_bucket_public_access_block" "a" {
  bucket                  = aws_s3_bucket.a.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
"""
OPEN = """
resource "aws_s3_bucket_acl" "a" {
  bucket = aws_s3_bucket.a.id
  acl    = "public-read"
}
"""

GOOGLE_BUCKET = """
resource "google_storage_bucket" "a" {
  name     = "clinic-media"
  location = "EU"

  uniform_bucket_level_access = true
}
"""
USE = "bucket = google_storage_bucket.a.name"


def call(arguments: str, source: str = "acme/cdn/aws") -> str:
    """Return a call of a module that is not loaded."""
    return f'module "cdn" {{\n  source = "{source}"\n  {arguments}\n}}\n'


def verdict(folder: Path, files: dict[str, str]) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict on public access of the bucket, and what blocks it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (found,) = check(folder, rules=["aws-s3-public-access"]).findings
    return found.verdict, found.blocked_by


NOT_LOADED = (Verdict.UNKNOWN, ("module.cdn, which is not loaded",))


@pytest.mark.parametrize(
    "arguments",
    [
        "bucket = aws_s3_bucket.a.id",
        "bucket = aws_s3_bucket.a.bucket",
        "bucket = aws_s3_bucket.a",
        "buckets = aws_s3_bucket.a[*].id",
        'settings = { logs = { bucket = "${aws_s3_bucket.a.id}" } }',
        "bucket = local.bucket",
        "for_each = { a = aws_s3_bucket.a.id }\n  bucket = each.value",
    ],
)
def test_such_a_module_may_open_a_bucket(tmp_path: Path, arguments: str) -> None:
    text = BUCKET + "locals { bucket = lower(aws_s3_bucket.a.id) }\n" + call(arguments)
    assert verdict(tmp_path, {"main.tf": text}) == NOT_LOADED


@pytest.mark.parametrize(
    "arguments",
    [
        "arns = [aws_s3_bucket.a.arn]",
        "domain = aws_s3_bucket.a.bucket_regional_domain_name",
        "depends_on = [aws_s3_bucket.a]",
        'name = "clinic-media"',
    ],
)
def test_others_only_refer_to_it(tmp_path: Path, arguments: str) -> None:
    assert verdict(tmp_path, {"main.tf": BUCKET + call(arguments)}) == (Verdict.PASS, ())


def test_a_local_module_that_is_missing_counts(tmp_path: Path) -> None:
    text = BUCKET + call("bucket = aws_s3_bucket.a.id", "./missing")
    assert verdict(tmp_path, {"main.tf": text}) == NOT_LOADED


def test_it_cannot_open_a_bucket_that_is_closed(tmp_path: Path) -> None:
    text = BUCKET + CLOSED + call("bucket = aws_s3_bucket.a.id")
    assert verdict(tmp_path, {"main.tf": text})[0] is Verdict.PASS


def test_it_cannot_open_a_bucket_that_is_closed_either_way(tmp_path: Path) -> None:
    account = CLOSED.replace("aws_s3_bucket_public", "aws_s3_account_public")
    account = account.replace("  bucket                  = aws_s3_bucket.a.id\n", "")
    text = 'variable "in_account" { type = bool }\n' + BUCKET
    text += CLOSED.replace("true", "var.in_account ? false : true")
    text += account.replace("true", "var.in_account ? true : false")
    text += call("bucket = aws_s3_bucket.a.id")
    assert verdict(tmp_path, {"main.tf": text})[0] is Verdict.PASS


def test_several_such_modules_are_not_tried_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[ModelInstance] = []
    judge = Check.judge

    def count(self: Check, instance: ModelInstance) -> Decision | None:
        judged.append(instance)
        return judge(self, instance)

    monkeypatch.setattr(Check, "judge", count)
    calls = "".join(
        f'module "m{n}" {{\n  source = "acme/m/google"\n  {USE}\n}}\n' for n in range(2)
    )
    (tmp_path / "main.tf").write_text(GOOGLE_BUCKET + calls)
    (found,) = check(tmp_path, rules=["gcp-storage-public-access"]).findings
    assert (found.verdict, len(judged)) == (Verdict.UNKNOWN, 2)


def test_it_excuses_nothing(tmp_path: Path) -> None:
    text = BUCKET + OPEN + call("bucket = aws_s3_bucket.a.id")
    assert verdict(tmp_path, {"main.tf": text})[0] is Verdict.FAIL


def test_a_bucket_is_followed_through_modules(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "b" { source = "./b" }\nmodule "c" {\n  source = "./c"\n'
        "  name   = module.b.name\n}\n",
        "b/main.tf": BUCKET + 'output "name" { value = aws_s3_bucket.a.id }\n',
        "c/main.tf": 'variable "name" {}\n' + call("bucket = var.name"),
    }
    expected = (Verdict.UNKNOWN, ("module.c.module.cdn, which is not loaded",))
    assert verdict(tmp_path, files) == expected


def test_a_stub_is_loaded(tmp_path: Path) -> None:
    text = BUCKET + call("name = aws_s3_bucket.a.id", "cloudposse/label/null")
    assert verdict(tmp_path, {"main.tf": text}) == (Verdict.PASS, ())


def test_locals_that_refer_to_each_other_end(tmp_path: Path) -> None:
    text = BUCKET + "locals {\n  x = local.y\n  y = local.x\n}\n" + call("bucket = local.x")
    assert verdict(tmp_path, {"main.tf": text}) == (Verdict.PASS, ())


def test_a_way_that_takes_more_steps_than_there_are_may_lead_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = "".join(f"  x{n} = local.x{n + 1}\n" for n in range(300))
    text = f"locals {{\n{steps}  x300 = 1\n}}\n" + BUCKET + call("bucket = local.x0")
    few = Steps()
    few.left = 150
    monkeypatch.setattr(passed_on, "RUN", few)
    assert verdict(tmp_path, {"main.tf": text}) == NOT_LOADED
