"""The SAST report of GitLab ("Security report schemas", GitLab documentation)."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, TextIO

from iaclint import __version__
from iaclint.files.diagnostics import is_excuse
from iaclint.report.listing import is_failure, listed_with_unchanged
from iaclint.report.terminal import escape
from iaclint.report.wording import short_fix

if TYPE_CHECKING:
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Report
    from iaclint.report.view import View

_SCHEMA_VERSION = "15.2.1"
_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`[]<>"})
"""What makes code, links, images and HTML."""
_TOOL = {"id": "iaclint", "name": "iaclint", "version": __version__, "vendor": {"name": "iaclint"}}


def write(report: Report, view: View, out: TextIO) -> None:
    """Write findings as vulnerabilities."""
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    findings = listed_with_unchanged(report, view)
    document = {
        "version": _SCHEMA_VERSION,
        "scan": {
            "analyzer": _TOOL,
            "scanner": _TOOL,
            "type": "sast",
            "start_time": now,
            "end_time": now,
            "status": "success",
            "messages": [_message(d) for d in report.diagnostics if is_excuse(d)],
        },
        "vulnerabilities": [_vulnerability(finding) for finding in findings],
    }
    json.dump(document, out, indent=2, ensure_ascii=False)
    out.write("\n")


def _message(diagnostic: Diagnostic) -> dict[str, str]:
    place = f"{diagnostic.span}: " if diagnostic.span else ""
    return {"level": "warn", "value": f"{place}{diagnostic.message}"}


def _vulnerability(finding: Finding) -> dict[str, Any]:
    rule = finding.rule
    failed = is_failure(finding)
    texts = [finding.message, *(step.text for step in finding.steps)]
    return {
        "id": finding.fingerprint,
        "name": rule.title,
        "description": "\n".join([*map(_text, texts), "", rule.why.strip()]).strip(),
        "severity": rule.severity.value.capitalize() if failed else "Info",
        "solution": short_fix(rule, finding.language),
        "identifiers": [
            {"type": "iaclint_rule", "name": rule.id, "value": rule.id},
            *(
                {"type": f"{tool}_rule", "name": other, "value": other}
                for tool, ids in rule.equivalents.items()
                for other in ids
            ),
        ],
        "links": [{"url": reference} for reference in rule.references],
        "location": {
            "file": finding.span.file.path,
            "start_line": finding.span.start.line,
            "end_line": finding.span.end.line,
        },
    }


def _text(text: str) -> str:
    """Return a text for a description, which GitLab renders as Markdown."""
    return escape(text).translate(_SPECIAL)
