"""Findings and reports for the HTML format."""

from __future__ import annotations

from msgspec.structs import replace

from iaclint.files.source import SourceFile, Span
from iaclint.judging.findings import BaselineState, Finding, Suppression
from iaclint.judging.report import Coverage, FixedFinding, Report
from tests.reports import FAIL, MODULE, PASS, SYNTAX_ERROR, UNKNOWN, WARNING, span

HOSTILE = "</script></style><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m\u202e\"'&"
"""A name that would run if it were not escaped."""

COVERAGE = Coverage(
    files=12,
    failed=1,
    not_loaded=("module.vpc (terraform-aws-modules/vpc/aws)",),
    resources=40,
    not_applied=("prod.tfvars",),
    remedies=("run terraform init to download modules",),
    not_applied_remedy="pass --var-file",
)
FIXED = FixedFinding("aws-s3-versioning", "aws_s3_bucket.x", "old.tf", "x is fixed", "f1")
SUPPRESSION = Suppression("checkov", "a public web site", span(MODULE, "var.acl"), "2027-01-31")


def traced(**changes: object) -> Finding:
    """Return the failing finding with the trail of its value, as the engine reports it."""
    cause = tuple(related.span for related in FAIL.related)
    return replace(FAIL, **{"cause": cause, **changes})


def hostile() -> Finding:
    """Return a finding whose every text is hostile."""
    data = f'{HOSTILE} = "{"x" * 5000}"\n'.encode()
    file = SourceFile(f"{HOSTILE}.tf", data)
    return traced(
        message=HOSTILE,
        address=HOSTILE,
        type=HOSTILE,
        label=HOSTILE,
        span=Span(file, 0, 20),
        companions=(HOSTILE,) * 6,
        instances=(HOSTILE, "b"),
        environments=(HOSTILE,),
        blocked_by=(HOSTILE,),
        identity="hostile",
    )


def many(number: int) -> Report:
    """Return a report with many findings."""
    found = (
        traced(identity=f"{n:016x}", message=f"aws_s3_bucket.media[{n}] is readable by anyone")
        for n in range(number)
    )
    return Report(tuple(found), (), Coverage(files=1, resources=number))


def full() -> Report:
    """Return a report with something in every section."""
    findings = (
        traced(),
        hostile(),
        UNKNOWN,
        PASS,
        traced(is_example=True, identity="example"),
        traced(baseline_state=BaselineState.UNCHANGED, identity="unchanged"),
        traced(suppression=SUPPRESSION, identity="suppressed"),
    )
    return Report(findings, (SYNTAX_ERROR, WARNING), COVERAGE, (FIXED,))
