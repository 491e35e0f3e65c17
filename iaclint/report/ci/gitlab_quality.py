"""The Code Quality report of GitLab ("Code Quality report format", GitLab documentation)."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TextIO

from iaclint.files.diagnostics import Level, is_excuse
from iaclint.report.listing import is_failure, listed_with_unchanged
from iaclint.ruleset.rule import Severity

if TYPE_CHECKING:
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Report
    from iaclint.report.view import View

_SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
}


def write(report: Report, view: View, out: TextIO) -> None:
    """Write findings, and errors and excuses with a place, as Code Quality violations."""
    told = (d for d in report.diagnostics if d.level is Level.ERROR or is_excuse(d))
    violations = [_of_diagnostic(diagnostic) for diagnostic in told if diagnostic.span]
    violations += [_of_finding(finding) for finding in listed_with_unchanged(report, view)]
    json.dump(violations, out, indent=2, ensure_ascii=False)
    out.write("\n")


def _of_finding(finding: Finding) -> dict[str, Any]:
    failed = is_failure(finding)
    return {
        "description": finding.message,
        "check_name": finding.rule.id,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.rule.severity] if failed else "info",
        "location": _location(finding.span.file.path, finding.span.start.line),
    }


def _of_diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    assert diagnostic.span is not None
    path, line = diagnostic.span.file.path, diagnostic.span.start.line
    identity = f"{diagnostic.code}\0{path}\0{diagnostic.message}".encode("utf-8", "replace")
    return {
        "description": diagnostic.message,
        "check_name": diagnostic.code,
        "fingerprint": sha256(identity).hexdigest()[:16],
        "severity": "critical" if diagnostic.level is Level.ERROR else "minor",
        "location": _location(path, line),
    }


def _location(path: str, line: int) -> dict[str, Any]:
    return {"path": path, "lines": {"begin": line}}
