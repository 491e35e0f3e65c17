"""Each row of the tables in ``docs/suppressions.md`` does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec import Struct

from iaclint.files.diagnostics import Diagnostic
from iaclint.judging.findings import Status, Verdict
from iaclint.options import Options, Variables
from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from iaclint.suppressions.policy import SuppressionPolicy

VERSIONING, LOGGING, PUBLIC = "aws-s3-versioning", "aws-s3-access-logging", "aws-s3-public-access"
RULES = (VERSIONING, LOGGING, PUBLIC)

POLICY = """\
resource "aws_s3_bucket_policy" "a" {
  bucket = aws_s3_bucket.a.id
  FORM
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  })
}
"""
MODULE = """\
variable "acl" { default = "private" }
resource "aws_s3_bucket" "this" {
  FORM
  acl = var.acl
}
"""


class Case(Struct):
    """A configuration with a suppression at FORM, and the findings in it."""

    files: dict[str, str]
    suppressed: set[str]
    """``rule address``."""
    open: set[str]
    workspace: str | None = None
    rules: tuple[str, ...] = RULES


def bucket(name: str, body: str = "", above: str = "", header: str = "") -> str:
    return f'{above}\nresource "aws_s3_bucket" "{name}" {{ {header}\n  {body}\n}}\n'


def both(*addresses: str) -> set[str]:
    """The findings on buckets of which only the name is set."""
    return {f"{rule} {address}" for address in addresses for rule in (VERSIONING, LOGGING)}


A, B = "aws_s3_bucket.a", "aws_s3_bucket.b"
INSIDE = bucket("a", 'bucket = "a"\n  FORM\n  tags = {}') + bucket("b")
ABOVE = bucket("a", above="FORM") + bucket("b")
ONE_VERSIONING = ({f"{VERSIONING} {A}"}, {f"{LOGGING} {A}", *both(B)})
TEMPLATE = """\
Resources:
  A:
    Type: AWS::S3::Bucket
    FORM
  B:
    Type: AWS::S3::Bucket
"""
IN_TEMPLATE = ({f"{VERSIONING} A"}, {f"{LOGGING} A", *both("B")})
STACK = """\
Resources:
  Media:
    Type: AWS::CloudFormation::Stack
    FORM
    Properties:
      TemplateURL: nested.yaml
  B:
    Type: AWS::S3::Bucket
"""

CASES = {
    'acl = "public-read" # iaclint: ignore[aws-s3-public-access] why': Case(
        {"main.tf": bucket("a", "FORM") + bucket("b", 'acl = "public-read"')},
        {f"{PUBLIC} {A}"},
        {f"{PUBLIC} {B}", *both(A, B)},
    ),
    "versioning_configuration { # iaclint: ignore[aws-s3-versioning] why": Case(
        {
            "main.tf": bucket("a")
            + 'resource "aws_s3_bucket_versioning" "a" {\n  bucket = aws_s3_bucket.a.id\n'
            + '  FORM\n    status = "Suspended"\n  }\n}\n'
        },
        {f"{VERSIONING} {A}"},
        {f"{LOGGING} {A}"},
    ),
    "# iaclint: ignore[aws-s3-versioning] why": Case({"main.tf": ABOVE}, *ONE_VERSIONING),
    "# iaclint: ignore[aws-s3-public-access] why": Case(
        {"main.tf": bucket("a", "FORM\n  bucket = null") + POLICY.replace("FORM", "")},
        {f"{PUBLIC} {A}"},
        both(A),
    ),
    "// iaclint: ignore[aws-s3-public-access] why": Case(
        {"main.tf": bucket("a") + bucket("b", 'acl = "public-read"') + POLICY},
        {f"{PUBLIC} {A}"},
        {f"{PUBLIC} {B}", *both(A, B)},
    ),
    "/* iaclint: ignore[aws-s3-versioning] why */": Case(
        {"main.tf": bucket("a", "versioning {\n    FORM\n    enabled = false\n  }") + bucket("b")},
        *ONE_VERSIONING,
    ),
    "# iaclint: ignore[*] why": Case(
        {
            "main.tf": 'module "m" {\n  source = "./m"\n  FORM\n}\n'
            'module "n" {\n  source = "./m"\n}\n',
            "m/main.tf": MODULE.replace("FORM", ""),
        },
        both("module.m.aws_s3_bucket.this"),
        both("module.n.aws_s3_bucket.this"),
    ),
    "# iaclint: ignore[aws-s3-*] why": Case(
        {
            "main.tf": 'locals {\n  FORM\n  open = "public-read"\n  also_open = "public-read"\n}\n'
            + bucket("a", "acl = local.open")
            + bucket("b", "acl = local.also_open")
        },
        {f"{PUBLIC} {A}"},
        {f"{PUBLIC} {B}", *both(A, B)},
    ),
    'acl = "public-read" # iaclint: ignore[aws-s3-public-access] tfvars': Case(
        {
            "main.tf": 'variable "acl" {}\n' + bucket("a", "acl = var.acl"),
            "terraform.tfvars": "FORM\n",
        },
        {f"{PUBLIC} {A}"},
        both(A),
    ),
    '# iaclint: ignore[aws-s3-versioning] for=["logs"] why': Case(
        {"main.tf": bucket("a", 'for_each = toset(["logs", "data"])\n  FORM')},
        {f'{VERSIONING} {A}["logs"]'},
        {f'{VERSIONING} {A}["data"]', f'{LOGGING} {A}["logs"]', f'{LOGGING} {A}["data"]'},
    ),
    '# iaclint: ignore[aws-s3-versioning] for=module.media["eu"] why': Case(
        {
            "main.tf": 'module "media" {\n  source = "./m"\n  for_each = toset(["eu", "us"])\n}\n',
            "m/main.tf": MODULE,
        },
        {f'{VERSIONING} module.media["eu"].aws_s3_bucket.this'},
        {
            f'{LOGGING} module.media["eu"].aws_s3_bucket.this',
            *both('module.media["us"].aws_s3_bucket.this'),
        },
    ),
    "# iaclint: ignore[aws-s3-versioning] why until=2999-12-31": Case(
        {"main.tf": INSIDE}, *ONE_VERSIONING
    ),
    '"//": "iaclint: ignore[aws-s3-versioning] why"': Case(
        {"main.tf.json": '{"resource": {"aws_s3_bucket": {"a": {FORM}, "b": {}}}}'},
        *ONE_VERSIONING,
    ),
    "AccessControl: PublicRead # iaclint: ignore[aws-s3-public-access] why": Case(
        {"t.yaml": TEMPLATE.replace("FORM", "Properties:\n      FORM")},
        {f"{PUBLIC} A"},
        both("A", "B"),
    ),
    "# iaclint: ignore[aws-s3-versioning] YAML": Case({"t.yaml": TEMPLATE}, *IN_TEMPLATE),
    "# iaclint: ignore[aws-s3-versioning] stack": Case(
        {"t.yaml": STACK, "nested.yaml": "Resources:\n  A:\n    Type: AWS::S3::Bucket\n"},
        {f"{VERSIONING} Media/A"},
        {f"{LOGGING} Media/A", *both("B")},
    ),
    "Metadata: {iaclint: {ignore: [{rule: aws-s3-versioning, reason: why, "
    "until: 2999-12-31}]}}": Case({"t.yaml": TEMPLATE}, *IN_TEMPLATE),
    'Metadata: {iaclint: {ignore: [{rule: "aws-s3-*", reason: why}]}}': Case(
        {"t.yaml": TEMPLATE.replace("    FORM\n", "") + "FORM\n"}, both("A", "B"), set()
    ),
    "# checkov:skip=CKV_AWS_21:why": Case({"main.tf": INSIDE}, *ONE_VERSIONING),
    "Metadata: {checkov: {skip: [{id: CKV_AWS_21, comment: why}]}}": Case(
        {"t.yaml": TEMPLATE}, *IN_TEMPLATE
    ),
    "#tfsec:ignore:aws-s3-enable-versioning": Case({"main.tf": ABOVE}, *ONE_VERSIONING),
    "#tfsec:ignore:aws-s3-enable-versioning:exp:2999-12-31": Case(
        {"main.tf": ABOVE}, *ONE_VERSIONING
    ),
    "#tfsec:ignore:aws-s3-enable-versioning:ws:dev": Case(
        {"main.tf": ABOVE}, *ONE_VERSIONING, "dev"
    ),
    "#trivy:ignore:AVD-AWS-0090": Case(
        {"t.yaml": TEMPLATE.replace("    FORM\n", "").replace("  A:", "FORM\n  A:")}, *IN_TEMPLATE
    ),
    "#trivy:ignore:aws-s3-*:ws:dev-*": Case({"main.tf": ABOVE}, both(A), both(B), "dev-1"),
    "#trivy:ignore:AVD-AWS-0090[bucket=logs]": Case(
        {
            "main.tf": bucket(
                "a", 'for_each = toset(["logs", "data"])\n  bucket = each.key', above="FORM"
            )
        },
        {f'{VERSIONING} {A}["logs"]'},
        {f'{VERSIONING} {A}["data"]', f'{LOGGING} {A}["logs"]', f'{LOGGING} {A}["data"]'},
    ),
    "# kics-scan ignore-line": Case(
        {"main.tf": bucket("a", 'FORM\n  acl = "public-read"') + bucket("b")},
        {f"{PUBLIC} {A}"},
        both(A, B),
    ),
    "# kics-scan ignore-block": Case({"main.tf": ABOVE}, both(A), both(B)),
    "# kics-scan ignore": Case(
        {"main.tf": "# License\nFORM\n" + bucket("a"), "other.tf": bucket("b")}, both(A), both(B)
    ),
    "# kics-scan disable=568a4d22-3517-44a6-a7ad-6a7eed88722c": Case(
        {"main.tf": "FORM\n" + bucket("a"), "other.tf": bucket("b")}, *ONE_VERSIONING
    ),
    "# kics-scan enable=568a4d22-3517-44a6-a7ad-6a7eed88722c": Case(
        {"main.tf": "FORM\n" + bucket("a")}, {f"{LOGGING} {A}"}, {f"{VERSIONING} {A}"}
    ),
    "#ts:skip=AC_AWS_0214 why": Case({"main.tf": INSIDE}, *ONE_VERSIONING),
    "Metadata: {runterrascan.io/skip: "
    """'[{"rule": "AC_AWS_0214", "comment": "why"}]'}""": Case({"t.yaml": TEMPLATE}, *IN_TEMPLATE),
    "Metadata: {cfn_nag: {rules_to_suppress: [{id: W35, reason: why}]}}": Case(
        {"t.yaml": TEMPLATE}, {f"{LOGGING} A"}, {f"{VERSIONING} A", *both("B")}
    ),
    "Metadata: {guard: {SuppressedRules: [S3_BUCKET_VERSIONING_ENABLED]}}": Case(
        {"t.yaml": TEMPLATE}, *IN_TEMPLATE
    ),
}

OWN_RULE = """\
id: own-bucket-name
title: bucket has no name
model: {cloudformation: "AWS::S3::Bucket"}
severity: low
category: access-control
require:
  BucketName: present
message: "{address} has no name"
equivalents:
  cfn-lint: [W9001]
"""
CASES["Metadata: {cfn-lint: {config: {ignore_checks: [W9001]}}}"] = Case(
    {"t.yaml": TEMPLATE, "own/rule.yaml": OWN_RULE},
    {"own-bucket-name A"},
    {"own-bucket-name B"},
    rules=("own-bucket-name",),
)

_ROW = re.compile(r"^\| `(.+?)` \| .+ \| .+ \|$")


def documented(project: Path) -> list[str]:
    text = (project / "docs/suppressions.md").read_text("utf-8")
    tables = text.partition("## Forms and their reach")[2].partition("## What is reported")[0]
    return [row[1] for line in tables.splitlines() if (row := _ROW.match(line))]


def found(
    form: str, folder: Path, policy: SuppressionPolicy
) -> tuple[set[str], set[str], tuple[Diagnostic, ...]]:
    """Return what is suppressed, what is not, and diagnostics."""
    case = CASES[form]
    for name, text in case.files.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.replace("FORM", form), "utf-8")
    rules = RuleChoice(case.rules, folders=(str(folder / "own"),) if case.rules != RULES else ())
    options = Options(Variables(workspace=case.workspace))
    report = run(Request((".",), str(folder), rules, options, suppressions=policy))
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for each in report.findings:
        if each.verdict is Verdict.FAIL:
            is_suppressed = each.status is Status.SUPPRESSED
            names[is_suppressed] |= {f"{each.rule.id} {address}" for address in each.instances}
    return names[True], names[False], report.diagnostics


@pytest.mark.parametrize("form", CASES)
def test_suppresses_what_it_reaches(form: str, tmp_path: Path) -> None:
    case = CASES[form]
    assert found(form, tmp_path, SuppressionPolicy()) == (case.suppressed, case.open, ())


@pytest.mark.parametrize("form", CASES)
def test_can_be_switched_off(form: str, tmp_path: Path) -> None:
    case = CASES[form]
    is_own = "iaclint" in form
    policy = SuppressionPolicy(allowed=not is_own, other_tools=is_own)
    assert found(form, tmp_path, policy) == (set(), case.suppressed | case.open, ())


def test_every_form_is_documented_and_tested(project: Path) -> None:
    assert documented(project) == list(CASES)
