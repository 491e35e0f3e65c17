"""A report with one finding of each kind, for tests."""

from __future__ import annotations

from msgspec.structs import replace

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import SourceFile, Span
from iaclint.judging.findings import Finding, Step, Verdict
from iaclint.judging.report import Coverage, Report
from iaclint.resource import Related
from iaclint.ruleset.rule import Rule, Severity

MODULE = SourceFile(
    "modules/media/main.tf",
    b"""\
variable "acl" {}

resource "aws_s3_bucket" "media" {
  bucket = "media"
  acl    = var.acl
}
""",
)
ROOT = SourceFile(
    "main.tf",
    b"""\
module "media" {
  source = "./modules/media"
  acl    = "public-read"
}
""",
)


def span(file: SourceFile, text: str) -> Span:
    """Find a text in a file."""
    start = file.data.index(text.encode())
    return Span(file, start, start + len(text.encode()))


def rule(
    id: str = "aws-s3-public-access",
    severity: Severity = Severity.CRITICAL,
    title: str = "S3 bucket is open to the internet",
) -> Rule:
    return Rule(
        id=id,
        title=title,
        model="aws.s3.bucket",
        severity=severity,
        category="public-access",
        message="",
        require=None,  # type: ignore[arg-type]
        when=None,
        unless=None,
        default=True,
        why="Anyone who knows the address can read every object.\n",
        fix={
            "terraform": 'Set acl = "private":\n\n    acl = "private"\n',
            "cloudformation": "Set AccessControl to Private.\n",
        },
        references=("https://docs.aws.amazon.com/AmazonS3/",),
        compliance={"hipaa": ("164.312(a)(1)",), "gdpr": ("32",)},
        equivalents={"checkov": ("CKV_AWS_20",)},
        examples=(),
        span=Span(SourceFile("rule.yaml", b""), 0, 0),
    )


FAIL = Finding(
    rule=rule(),
    verdict=Verdict.FAIL,
    address="module.media.aws_s3_bucket.media",
    type="aws_s3_bucket",
    language="terraform",
    message="module.media.aws_s3_bucket.media is readable by anyone on the internet",
    span=span(MODULE, "var.acl"),
    label='is "public-read"',
    related=(Related("passed here by module.media", span(ROOT, '"public-read"')),),
    steps=(
        Step("the ACL grants READ to AllUsers", span(MODULE, "var.acl")),
        Step(
            "Block Public Access is not configured for the bucket or the account",
            span(MODULE, 'resource "aws_s3_bucket" "media"'),
        ),
        Step("a bucket from before April 2023 is open"),
    ),
    blocked_by=(),
    companions=("module.media.aws_s3_bucket_acl.media",),
    instances=("module.media.aws_s3_bucket.media",),
    identity="fail",
)

UNKNOWN = replace(
    FAIL,
    rule=rule("aws-s3-versioning", Severity.MEDIUM, "S3 bucket has versioning disabled"),
    verdict=Verdict.UNKNOWN,
    message="whether module.media.aws_s3_bucket.media keeps old versions is not known",
    span=span(MODULE, 'resource "aws_s3_bucket" "media"'),
    label="",
    related=(),
    steps=(),
    blocked_by=("var.status",),
    identity="unknown",
)

PASS = replace(
    UNKNOWN, rule=rule("aws-s3-acl-disabled", Severity.LOW), verdict=Verdict.PASS, blocked_by=()
)

SYNTAX_ERROR = Diagnostic(
    Level.ERROR,
    "syntax-error",
    "expected a closing brace",
    Span(ROOT, len(ROOT.data) - 2, len(ROOT.data) - 1),
    "the block opens at line 1",
)
WARNING = Diagnostic(Level.WARNING, "unreadable-file", "'big.json' is larger than 20 MB")

COVERAGE = Coverage(files=12, failed=1, not_loaded=("module.vpc",), resources=40)

REPORT = Report((FAIL, UNKNOWN, PASS), (SYNTAX_ERROR, WARNING), COVERAGE)

ALL = frozenset(Verdict)
