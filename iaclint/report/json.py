"""The JSON format, described by ``iaclint/schemas/report.schema.json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from iaclint import __version__
from iaclint.report.callers import open_modules
from iaclint.report.lazy_list import LazyList
from iaclint.report.summary import summarize
from iaclint.report.wording import short_fix

if TYPE_CHECKING:
    from typing import Any

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import Position, Span
    from iaclint.judging.findings import Finding, Suppression
    from iaclint.judging.report import FixedFinding, Report
    from iaclint.report.view import View

SCHEMA_VERSION = 1
"""Increases when a key is removed or changes its meaning; new keys do not change it."""


def write(report: Report, view: View, out: TextIO) -> None:
    """Write a report as JSON."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "version": __version__,
        "summary": _summary(report),
        "results": LazyList([f for f in report.findings if view.lists(f)], _result),
        "changes": _changes(report),
        "compared_with": report.compared_with or None,
        "fixed": LazyList(report.fixed, _fixed),
        "diagnostics": LazyList(report.diagnostics, describe_diagnostic),
    }
    json.dump(document, out, indent=2, ensure_ascii=False)
    out.write("\n")


def _changes(report: Report) -> dict[str, int] | None:
    changes = report.changes
    return None if changes is None else {"files": changes.files, "hidden": changes.hidden}


def _summary(report: Report) -> dict[str, Any]:
    summary, coverage = summarize(report), report.coverage
    return {
        "files": coverage.files,
        "files_failed": coverage.failed,
        "files_excluded": coverage.left_out,
        "tool_folders": list(coverage.tool_folders),
        "not_loaded": list(coverage.not_loaded),
        "stubbed": list(coverage.stubbed),
        "not_applied": list(coverage.not_applied),
        "resources": coverage.resources,
        "failed": {severity.value: number for severity, number in summary.failed.items()},
        "unknown": summary.unknown,
        "passed": summary.passed,
        "errors": summary.errors,
        "in_examples": summary.in_examples,
        "suppressed": summary.suppressed,
        "depends_on_caller": [
            {"module": m.folder, "variables": list(m.variables), "rules": list(m.rules)}
            for m in open_modules(report.findings)
        ],
        "unchanged": summary.unchanged,
        "fixed": summary.fixed,
    }


def _result(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "verdict": finding.verdict.value,
        "severity": finding.rule.severity.value,
        "category": finding.rule.category,
        "title": finding.rule.title,
        "message": finding.message,
        "resource": {
            "address": finding.address,
            "type": finding.type,
            "language": finding.language,
            "model": finding.rule.model,
            "companions": list(finding.companions),
        },
        "location": _location(finding.span),
        "label": finding.label,
        "related": [
            {"caption": related.caption, "location": _location(related.span)}
            for related in finding.related
        ],
        "chain": [
            {"text": step.text, "location": _location(step.span) if step.span else None}
            for step in finding.steps
        ],
        "blocked_by": list(finding.blocked_by),
        "instances": list(dict.fromkeys(finding.instances)),
        "environments": list(finding.environments),
        "example": finding.is_example,
        "help": short_fix(finding.rule, finding.language),
        "compliance": {name: list(ids) for name, ids in finding.rule.compliance.items()},
        "suppression": _suppression(finding.suppression) if finding.suppression else None,
        "depends_on_caller": finding.depends_on is not None,
        "stub": finding.stub or None,
        "fingerprint": finding.fingerprint,
        "baseline_state": finding.baseline_state.value if finding.baseline_state else None,
    }


def _fixed(fixed: FixedFinding) -> dict[str, str]:
    return {
        "rule": fixed.rule,
        "address": fixed.address,
        "path": fixed.path,
        "message": fixed.message,
        "fingerprint": fixed.fingerprint,
    }


def _suppression(suppression: Suppression) -> dict[str, Any]:
    return {
        "syntax": suppression.syntax,
        "reason": suppression.reason,
        "until": suppression.until,
        "location": _location(suppression.span),
    }


def describe_diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as JSON."""
    return {
        "level": diagnostic.level.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "location": _location(diagnostic.span) if diagnostic.span else None,
        "hint": diagnostic.hint,
        "unchanged": diagnostic.is_unchanged,
    }


def _location(span: Span) -> dict[str, Any]:
    return {
        "path": span.file.display,
        "start": _position(span.start),
        "end": _position(span.end),
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
