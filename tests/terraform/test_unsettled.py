"""A critical check that depends on what no input of the root settles makes a run fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.judging.exit_policy import ExitPolicy
from tests.terraform.support import check

TEXT = """\
variable "u" {}
resource "aws_s3_bucket" "x" {
  acl = %s
}
resource "terraform_data" "t" {}
resource "terraform_data" "now" {
  input = timestamp()
}
resource "random_id" "r" {
  byte_length = 4
}
resource "aws_vpc" "v" {}
"""


def unsettled(folder: Path, acl: str) -> list[str]:
    shown = ExitPolicy().shown(check(folder, {"main.tf": TEXT % acl}, "aws-s3-public-access"))
    return [d.message for d in shown.diagnostics if d.code == "unsettled-check"]


OPEN = '"public-read" : "private"'
CLOSED = '"private" : "public-read"'


@pytest.mark.parametrize(
    ("acl", "cause"),
    [
        (f'startswith(terraform_data.t.id, "a") ? {OPEN}', "terraform_data.t.id"),
        (f'substr(random_id.r.hex, 0, 1) == "a" ? {OPEN}', "random_id.r.hex"),
        (f'terraform_data.now.output == "a" ? {OPEN}', "timestamp()"),
    ],
)
def test_a_random_value(tmp_path: Path, acl: str, cause: str) -> None:
    (message,) = unsettled(tmp_path, acl)
    assert message.endswith(f": no input can settle {cause}")


@pytest.mark.parametrize(
    ("acl", "where"),
    [
        (f'terraform.workspace == "default" ? {OPEN}', "default"),
        (f'"x-${{terraform.workspace}}" == "x-default" ? {OPEN}', "default"),
        ('lookup({ default = "public-read" }, terraform.workspace, "private")', "default"),
        (f'contains(["default", "a"], terraform.workspace) ? {OPEN}', "default or a"),
        (f'terraform.workspace == "a" ? "public-read" : terraform.workspace == "default" ? {OPEN}',
         "default"),
        (f'terraform.workspace == "a" ? {CLOSED}', "other than a"),
        (f'contains(["a", "b"], terraform.workspace) ? {CLOSED}', "other than a and b"),
    ],
)  # fmt: skip
def test_a_failure_in_the_default_workspace(tmp_path: Path, acl: str, where: str) -> None:
    (message,) = unsettled(tmp_path, acl)
    place = f" in workspace{'s' if where.startswith('other') else ''} {where}"
    end = ": Terraform uses the workspace default if none is selected"
    assert message.endswith(place + end)


@pytest.mark.parametrize(
    "acl",
    [
        f'terraform.workspace == "a" ? {OPEN}',
        f'terraform.workspace == "default" ? {CLOSED}',
        f'terraform.workspace == "a" || terraform.workspace == "default" ? {CLOSED}',
        f'terraform.workspace == "default" && var.u == "a" ? {OPEN}',
        f'aws_vpc.v.id == "a" ? {OPEN}',
        f'var.u == "a" ? {OPEN}',
    ],
)
def test_an_input_can_settle_it(tmp_path: Path, acl: str) -> None:
    assert not unsettled(tmp_path, acl)


QUEUE = """\
locals {
  production = terraform.workspace == "prod"
}
variable "u" {}
resource "aws_sqs_queue" "x" {
%s
}
resource "aws_sqs_queue_policy" "x" {
  %s
  queue_url = one(aws_sqs_queue.x[*].id)
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:*", Resource = "*" }]
  })
}
"""
EXISTS_BY_DEFAULT = (
    'count = terraform.workspace == "default" ? 1 : 0',
    'count = terraform.workspace != "a" ? 1 : 0',
    'count = terraform.workspace != "a" && terraform.workspace != "b" ? 1 : 0',
    "count = local.production ? 0 : 1",
    "count = lookup({ default = 1 }, terraform.workspace, 0)",
    'count = contains(["a", "b"], terraform.workspace) ? 0 : 1',
    'for_each = toset(terraform.workspace == "a" ? [] : ["x"])',
)
EXISTS_ELSEWHERE = (
    'count = terraform.workspace == "a" ? 1 : 0',
    'count = terraform.workspace == "default" ? 0 : 1',
    'count = terraform.workspace == "default" && var.u == "a" ? 1 : 0',
)


def undecided(folder: Path, text: str, rule: str = "aws-sqs-public-access") -> list[str]:
    """Return the messages about checks that are undecided by what no input settles."""
    report = check(folder, {"main.tf": text}, rule)
    assert [finding.verdict.value for finding in report.findings] == ["unknown"]
    shown = ExitPolicy().shown(report)
    return [d.message for d in shown.diagnostics if d.code == "unsettled-check"]


@pytest.mark.parametrize("count", EXISTS_BY_DEFAULT)
def test_a_companion_that_exists_in_the_default_workspace(tmp_path: Path, count: str) -> None:
    assert undecided(tmp_path, QUEUE % ("", count))


@pytest.mark.parametrize("count", EXISTS_ELSEWHERE)
def test_a_companion_that_exists_in_others(tmp_path: Path, count: str) -> None:
    assert not undecided(tmp_path, QUEUE % ("", count))


def test_the_resource_itself_does_not_exist_in_the_default_workspace(tmp_path: Path) -> None:
    own = '  count = terraform.workspace == "default" ? 0 : 1'
    assert not undecided(tmp_path, QUEUE % (own, EXISTS_BY_DEFAULT[1]))


BLOCK = """\
resource "aws_s3_bucket" "x" {}
resource "aws_s3_bucket_ownership_controls" "x" {
  bucket = aws_s3_bucket.x.id
  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}
resource "aws_s3_bucket_public_access_block" "x" {
  count                   = terraform.workspace == "%s" ? 1 : 0
  bucket                  = aws_s3_bucket.x.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_acl" "x" {
  bucket = aws_s3_bucket.x.id
  acl    = "public-read"
}
"""


@pytest.mark.parametrize(("workspace", "is_error"), [("prod", True), ("default", False)])
def test_block_public_access_of_a_workspace(tmp_path: Path, workspace: str, is_error: bool) -> None:
    assert bool(undecided(tmp_path, BLOCK % workspace, "aws-s3-public-access")) == is_error


CONDITION = """\
data "aws_iam_policy_document" "x" {
  statement {
    actions   = ["sqs:*"]
    resources = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    dynamic "condition" {
      for_each = %s
      content {
        test     = "StringEquals"
        variable = "aws:PrincipalOrgID"
        values   = ["o-1"]
      }
    }
  }
}
resource "aws_sqs_queue" "x" {
  policy = data.aws_iam_policy_document.x.json
}
"""


@pytest.mark.parametrize(
    ("blocks", "is_error"),
    [
        ('terraform.workspace == "a" ? [1] : []', True),
        ("lookup({ a = [1], b = [1] }, terraform.workspace, [])", True),
        ('terraform.workspace == "default" ? [1] : []', False),
    ],
)
def test_a_condition_of_a_workspace(tmp_path: Path, blocks: str, is_error: bool) -> None:
    assert bool(undecided(tmp_path, CONDITION % blocks)) == is_error


NAMES = """\
locals {
  named  = { prod = "private" }
  every  = { default = "public-read", prod = "private" }
  nested = { prod = { acl = "private" }, dev = {}, any = { acl = "public-read" } }
  key    = terraform.workspace
}
resource "aws_s3_bucket" "x" {
  acl = %s
}
"""


@pytest.mark.parametrize(
    "acl",
    [
        'try(local.named[terraform.workspace], "public-read")',
        'try(local.named[local.key], "public-read")',
        'try(local.named["${local.key}"], "public-read")',
        'try({ prod = "private" }[local.key], "public-read")',
        'try(local.nested[local.key].acl, "public-read")',
        'try(local.nested[local.key]["acl"], local.nested.any.acl)',
        f"can(local.named[local.key]) ? {CLOSED}",
        "one([for name, acl in local.every : acl if name == local.key])",
        "{ for name, acl in local.every : name => acl if name == local.key }[local.key]",
        'lookup({ any = "public-read", prod = "private" }, local.key, "public-read")',
    ],
)
def test_a_key_that_only_some_workspaces_have(tmp_path: Path, acl: str) -> None:
    assert undecided(tmp_path, NAMES % acl, "aws-s3-public-access")


@pytest.mark.parametrize(
    "acl",
    [
        'try({ prod = "public-read" }[local.key], "private")',
        'try(local.nested[local.key].acl, "private")',
        'one([for name, acl in { a = "public-read", b = "private" } : acl if name == local.key])',
    ],
)
def test_a_key_that_other_workspaces_have(tmp_path: Path, acl: str) -> None:
    assert not undecided(tmp_path, NAMES % acl, "aws-s3-public-access")


def test_a_call_with_the_workspace(tmp_path: Path) -> None:
    called = NAMES % "try(local.named[var.env], local.every.default)" + 'variable "env" {}\n'
    call = 'module "x" {\n  source = "./x"\n  env = terraform.workspace\n}\n'
    report = check(tmp_path, {"main.tf": call, "x/main.tf": called}, "aws-s3-public-access")
    (finding,) = report.findings
    assert finding.cases == ("in workspaces other than prod",)


STORAGE = """\
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "%s" }
  }
}
resource "azurerm_storage_account" "x" {
  name = "x"
}
resource "azurerm_storage_container" "x" {
  name                  = "c"
  storage_account_id    = azurerm_storage_account.x.id
  container_access_type = "%s"
}
"""


@pytest.mark.parametrize(
    ("version", "access", "verdict"),
    [
        (">= 4.9", "container", "unsettled"),
        (">= 3.0, < 6.0", "blob", "unsettled"),
        (">= 4.9", "private", "none"),
        ("~> 4.9", "container", "fail"),
        (">= 5.0", "container", "none"),
    ],
)
def test_a_default_of_some_versions(
    tmp_path: Path, version: str, access: str, verdict: str
) -> None:
    files = {"main.tf": STORAGE % (version, access)}
    shown = ExitPolicy().shown(check(tmp_path, files, "azure-storage-public-blob"))
    found = ["fail" for finding in shown.open]
    found += ["unsettled" for d in shown.diagnostics if d.code == "unsettled-check"]
    assert found == ([] if verdict == "none" else [verdict])


GOOGLE = """\
variable "u" {}
data "google_organization" "o" {
  domain = "example.com"
}
resource "google_folder" "f" {
  display_name = "f"
  parent       = "organizations/1"
}
resource "google_project" "p" {
  name       = "p"
  project_id = "p"
  org_id     = "2"
}
resource "google_storage_bucket" "x" {
  project = %s
}
resource "google_storage_bucket_iam_member" "x" {
  bucket = google_storage_bucket.x.name
  role   = "roles/storage.objectViewer"
  member = "%s"
}
"""
ORG_POLICY = """\
resource "google_org_policy_policy" "x" {
  name   = "${%s}/policies/storage.publicAccessPrevention"
  parent = %s
  spec {
    rules {
      enforce = "TRUE"
      %s
    }
  }
}
"""
TAG = "condition {\nexpression = \"resource.matchTag('1/x', 'y')\"\n}"


def org_policy(parent: str, condition: str = "") -> str:
    return ORG_POLICY % (parent, parent, condition)


OLD_ORG_POLICY = """\
resource "google_%s_policy" "x" {
  %s
  constraint = "storage.publicAccessPrevention"
  boolean_policy {
    enforced = true
  }
}
"""
IN_FOLDER = ("folder_organization", 'folder = "folders/1"')
IN_ORGANIZATION = ("organization", 'org_id = "1"')
OF_PROJECT = ("project_organization", 'project = "other"')
POLICIES = [
    ('"mine"', org_policy('"folders/1"'), "the projects in folders/1"),
    ('"mine"', org_policy('"organizations/1"'), "the projects in organizations/1"),
    ('"mine"', org_policy("google_folder.f.name"), "the projects in google_folder.f.name"),
    (
        '"mine"',
        org_policy('"folders/${google_folder.f.folder_id}"'),
        "the projects in google_folder.f.folder_id",
    ),
    (
        '"mine"',
        org_policy("data.google_organization.o.name"),
        "the projects in data.google_organization.o.name",
    ),
    ('"mine"', OLD_ORG_POLICY % IN_FOLDER, "the projects in folders/1"),
    ('"mine"', OLD_ORG_POLICY % IN_ORGANIZATION, "the projects in organizations/1"),
    # To know the project does not settle what is below the folder.
    ("var.u", org_policy('"folders/1"'), "the projects in folders/1"),
    ("google_project.p.project_id", org_policy('"folders/1"'), "the projects in folders/1"),
    ("google_project.p.number", org_policy('"folders/1"'), "the projects in folders/1"),
    ("null", org_policy('"projects/other"'), "the project of provider google"),
    ("null", OLD_ORG_POLICY % OF_PROJECT, "the project of provider google"),
    ('"mine"', org_policy('"projects/mine"', TAG), "the tags of the resource"),
    ("var.u", org_policy('"projects/${var.u}"', TAG), "the tags of the resource"),
]


@pytest.mark.parametrize(("project", "policy", "cause"), POLICIES)
def test_an_organization_policy_that_may_apply(
    tmp_path: Path, project: str, policy: str, cause: str
) -> None:
    text = GOOGLE % (project, "allUsers") + policy
    (message,) = undecided(tmp_path, text, "gcp-storage-public-access")
    assert message.endswith(f": no input can settle {cause}")


@pytest.mark.parametrize(("project", "policy", "_"), POLICIES)
def test_a_policy_does_not_concern_private_buckets(
    tmp_path: Path, project: str, policy: str, _: str
) -> None:
    text = GOOGLE % (project, "user:a@example.com") + policy
    report = check(tmp_path, {"main.tf": text}, "gcp-storage-public-access")
    assert [finding.verdict.value for finding in report.findings] == ["pass"]


@pytest.mark.parametrize("member", ["${var.u}", "allUsers"])
def test_an_input_can_settle_an_organization_policy(tmp_path: Path, member: str) -> None:
    parent = '"folders/1"' if member.startswith("$") else "var.u"
    text = GOOGLE % ('"mine"', member) + org_policy(parent)
    assert not undecided(tmp_path, text, "gcp-storage-public-access")


OWN_POLICY = OLD_ORG_POLICY.replace('"x"', '"own"') % ("project_organization", 'project = "mine"')


@pytest.mark.parametrize(("enforced", "verdicts"), [("true", ["pass"]), ("false", ["fail"])])
def test_the_policy_of_the_project_settles_it(
    tmp_path: Path, enforced: str, verdicts: list[str]
) -> None:
    own = OWN_POLICY.replace("true", enforced)
    text = GOOGLE % ('"mine"', "allUsers") + org_policy('"folders/1"') + own
    report = check(tmp_path, {"main.tf": text}, "gcp-storage-public-access")
    assert [finding.verdict.value for finding in report.findings] == verdicts


def test_the_project_of_the_provider_settles_it(tmp_path: Path) -> None:
    provider = 'provider "google" {\n  project = "mine"\n}\n'
    text = GOOGLE % ("null", "allUsers") + OLD_ORG_POLICY % OF_PROJECT + provider
    report = check(tmp_path, {"main.tf": text}, "gcp-storage-public-access")
    assert [finding.verdict.value for finding in report.findings] == ["fail"]
