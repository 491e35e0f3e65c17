"""Plans with their sources, and real plans of Terraform."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from iaclint.files.trees import open_folder
from iaclint.plan.loader import load_plans as load
from iaclint.resource import Configuration
from iaclint.symbolic.values import Identity, PartialString, Unknown
from tests.plan.plans import Everything, block, change, module, plan, refers, source

SOURCES = {
    "main.tf": """\
variable "acl" {}
locals { id = aws_s3_bucket.media.id }
resource "aws_s3_bucket" "media" {}
resource "aws_s3_bucket_acl" "media" {
  bucket = local.id
  acl    = var.acl
}
module "logs" {
  source   = "./logs"
  for_each = { a = "${aws_s3_bucket.media.id}-logs" }
  name     = each.value
}
""",
    "logs/main.tf": """\
variable "name" {}
resource "aws_s3_bucket" "this" {
  bucket = var.name
  dynamic "logging" {
    for_each = [1]
    content { target_bucket = var.name }
  }
}
""",
}
PLAN = plan(
    [
        change("aws_s3_bucket.media", {}, {"id": True, "bucket": True}),
        change("aws_s3_bucket_acl.media", {"acl": "public-read"}, {"bucket": True}),
        change(
            'module.logs["a"].aws_s3_bucket.this',
            {"logging": [{}]},
            {"bucket": True, "logging": [{"target_bucket": True}], "policy": True},
        ),
    ],
    module(block("aws_s3_bucket_acl.media", bucket=refers("local.id"), acl=refers("var.acl"))),
    variables={"acl": {"value": "public-read"}},
)


@pytest.fixture
def planned(tmp_path: Path) -> Configuration:
    for name, text in SOURCES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return load([source(PLAN)], Everything(), open_folder(str(tmp_path), str(tmp_path)))


def test_places_are_in_the_sources(planned: Configuration) -> None:
    media, acl, logs = planned.resources
    assert str(media.span) == "main.tf:3:1"
    assert str(acl.body.locate(("acl",))) == "main.tf:6:12"
    assert [related.caption for related in acl.body.trail(("acl",))] == ["set here"]
    assert str(logs.body.locate(("logging", 0, "target_bucket"))) == "logs/main.tf:6:31"
    assert [call.address for call in logs.calls] == ['module.logs["a"]']
    assert planned.late_diagnostics() == ()


def test_the_source_refines_the_plan(planned: Configuration) -> None:
    _, acl, logs = planned.resources
    bucket = acl.body.get("bucket")
    assert isinstance(bucket, Unknown)
    assert bucket.identity == Identity("plan.json:aws_s3_bucket.media", "id")
    assert acl.body.get("acl") == "public-read"
    name = logs.body.get("bucket")
    assert isinstance(name, PartialString)
    assert name.suffix == "-logs"
    assert logs.body.get("logging") == ({"target_bucket": name},)


def test_resources_missing_in_the_source_are_reported(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("", encoding="utf-8")
    found = load([source(PLAN)], Everything(), open_folder(str(tmp_path), str(tmp_path)))
    (diagnostic,) = found.diagnostics
    assert diagnostic.message == "the source has no block for aws_s3_bucket.media and 2 more"
    assert found.resources[0].span.file.path == "plan.json"


REAL = """\
variable "names" { default = ["a", "b"] }
resource "terraform_data" "one" {}
resource "terraform_data" "many" {
  for_each = toset(var.names)
  input    = each.key
}
resource "terraform_data" "direct" { input = terraform_data.one.id }
resource "terraform_data" "each" {
  for_each = terraform_data.many
  input    = each.value.id
}
resource "terraform_data" "key" { input = terraform_data.many["a"].id }
resource "terraform_data" "two" { count = 2 }
resource "terraform_data" "index" {
  count = 2
  input = terraform_data.two[count.index].id
}
resource "terraform_data" "splat" { input = one([terraform_data.one][*].id) }
resource "terraform_data" "both" { input = [terraform_data.one.id, terraform_data.key.id] }
module "inner" {
  source = "./inner"
  count  = 1
  id     = terraform_data.one.id
}
resource "terraform_data" "output" { input = module.inner[0].id }
"""
INNER = """\
variable "id" {}
resource "terraform_data" "own" {}
resource "terraform_data" "given" { input = var.id }
output "id" { value = terraform_data.own.id }
"""
EXPECTED = {
    "terraform_data.direct": "terraform_data.one",
    'terraform_data.each["a"]': 'terraform_data.many["a"]',
    "terraform_data.key": 'terraform_data.many["a"]',
    "terraform_data.index[1]": "terraform_data.two[1]",
    "terraform_data.splat": "terraform_data.one",
    "terraform_data.both": None,
    "terraform_data.output": "module.inner[0].terraform_data.own",
    "module.inner[0].terraform_data.given": "terraform_data.one",
}


@pytest.mark.skipif(shutil.which("terraform") is None, reason="there is no terraform here")
@pytest.mark.parametrize("with_sources", [False, True])
def test_a_plan_of_the_real_terraform(tmp_path: Path, with_sources: bool) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "main.tf").write_text(REAL, encoding="utf-8")
    (tmp_path / "inner/main.tf").write_text(INNER, encoding="utf-8")
    for arguments in (["init"], ["plan", "-out=plan"]):
        _terraform(tmp_path, *arguments)
    file = source(json.loads(_terraform(tmp_path, "show", "-json", "plan")))
    folder = open_folder(str(tmp_path), str(tmp_path)) if with_sources else None
    found = {r.address: r.body.get("input") for r in load([file], Everything(), folder).resources}
    owners = {address: _owner(found[address]) for address in EXPECTED}
    assert owners == EXPECTED


def _terraform(folder: Path, *arguments: str) -> str:
    result = subprocess.run(
        ["terraform", *arguments], cwd=folder, capture_output=True, encoding="utf-8", timeout=120
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def _owner(value: object) -> str | None:
    identity = value.identity if isinstance(value, Unknown) else None
    return identity.owner.removeprefix("plan.json:") if identity else None


def test_the_source_says_of_which_instance_a_companion_is(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("""\
resource "aws_s3_bucket" "b" {
  count = 2
}
resource "aws_s3_bucket_acl" "a" {
  count  = 2
  bucket = aws_s3_bucket.b[1 - count.index].id
  acl    = ["private", "public-read"][count.index]
}
""")
    acls = ("private", "public-read")
    changes = [change(f"aws_s3_bucket.b[{n}]", {}, {"id": True}) for n in range(2)]
    changes += [
        change(f"aws_s3_bucket_acl.a[{n}]", {"acl": acls[n]}, {"bucket": True}) for n in range(2)
    ]
    acl = block("aws_s3_bucket_acl.a", bucket=refers("aws_s3_bucket.b", "count.index"), acl={})
    written = source(plan(changes, module(block("aws_s3_bucket.b"), acl)))
    found = load([written], Everything(), open_folder(str(tmp_path), str(tmp_path)))
    owners = {}
    for resource in found.resources:
        owner = resource.body.get("bucket")
        if isinstance(owner, Unknown) and owner.identity is not None:
            owners[resource.address] = (owner.identity.owner, owner.identity.among)
    assert owners["aws_s3_bucket_acl.a[0]"] == ("plan.json:aws_s3_bucket.b[1]", ())
    assert owners["aws_s3_bucket_acl.a[1]"] == ("plan.json:aws_s3_bucket.b[0]", ())
