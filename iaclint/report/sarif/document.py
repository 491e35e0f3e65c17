"""The SARIF 2.1.0 format, optimized for GitHub code scanning.

The standard is OASIS' "Static Analysis Results Interchange Format (SARIF) Version 2.1.0";
GitHub documents what it reads in "SARIF support for code scanning".
"""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote

from iaclint import __version__
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.judging.findings import Finding, Verdict
from iaclint.limits import MAX_SARIF_PLACES, MAX_SARIF_RESULTS, MAX_SARIF_STEPS
from iaclint.report.lazy_list import LazyList
from iaclint.report.sarif.packed_text import PackedText, pack
from iaclint.report.sarif.rules import LEVELS, describe, describe_code, rank
from iaclint.report.sarif.sizes import Results, choose, fitting_results, is_result
from iaclint.report.wording import count

if TYPE_CHECKING:
    from typing import Any

    from iaclint.files.source import Position, Span
    from iaclint.judging.findings import Suppression
    from iaclint.judging.report import FixedFinding, Report
    from iaclint.report.view import View

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

# A result that is not a failure has the level `none` and another kind (SARIF 3.27.9).
_KINDS = {Verdict.UNKNOWN: "open", Verdict.PASS: "pass"}


def write(report: Report, view: View, out: TextIO) -> None:
    """Write a report as SARIF."""
    text, results = _document(report, view, MAX_SARIF_RESULTS)
    while (room := fitting_results(text, results)) < results:
        text, results = _document(report, view, room)
    text.copy_to(out)


def _document(report: Report, view: View, room: int) -> tuple[PackedText, int]:
    """Return a file with at most ``room`` results, and their number."""
    run = _run(report, view, room)
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    def write_to(text: TextIO) -> None:
        json.dump(document, text, indent=2, ensure_ascii=False)
        text.write("\n")

    return pack(write_to), len(run["results"])


def _run(report: Report, view: View, room: int) -> dict[str, Any]:
    chosen = choose(report, view, room)
    unread, findings = chosen.unread, chosen.findings
    rules = {finding.rule.id: describe(finding.rule) for finding in findings}
    rules |= {diagnostic.code: describe_code(diagnostic) for diagnostic in unread}
    index = {rule: number for number, rule in enumerate(sorted(rules))}
    return {
        "tool": {
            "driver": {
                "name": "iaclint",
                "semanticVersion": __version__,
                "rules": [rules[rule] for rule in index],
            }
        },
        "invocations": [_invocation(report, chosen.left_out)],
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {
            "%SRCROOT%": {
                "description": {"text": "The git work tree, or else the folder that was checked."}
            }
        },
        "results": _results(chosen, report, index),
    }


def _results(chosen: Results, report: Report, index: dict[str, int]) -> LazyList:
    # All results have suppressions or none has, as SARIF demands (3.27.23).
    are_told = any(finding.suppression for finding in chosen.findings)

    def make(item: Diagnostic | Finding | FixedFinding) -> dict[str, Any]:
        if isinstance(item, Finding):
            result, suppression = _result(item, index), item.suppression
        elif isinstance(item, Diagnostic):
            result, suppression = _unread(item, report, index), None
        else:
            result, suppression = _absent(item), None
        found = [_suppression(suppression)] if suppression else []
        return {**result, "suppressions": found} if are_told else result

    items: list[Diagnostic | Finding | FixedFinding] = []
    items += [*chosen.unread, *chosen.findings, *chosen.fixed]
    return LazyList(items, make)


def _suppression(suppression: Suppression) -> dict[str, Any]:
    return {
        "kind": "inSource",
        "justification": suppression.reason,
        "location": _location(suppression.span),
        "properties": {"syntax": suppression.syntax, "until": suppression.until},
    }


def _invocation(report: Report, left_out: int) -> dict[str, Any]:
    notes = [_notification(d) for d in report.diagnostics if not is_result(d)]
    if left_out:
        notes.append(_notification(_tell_left_out(left_out)))
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _tell_left_out(results: int) -> Diagnostic:
    message = f"{count(results, 'result')} left out, the least severe ones"
    hint = f"GitHub accepts {MAX_SARIF_RESULTS:,} results and 10 MB"
    return Diagnostic(Level.WARNING, "results-left-out", message, None, hint)


def _notification(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "descriptor": {"id": diagnostic.code},
        "level": diagnostic.level.value,
        "message": _plain(_with_hint(diagnostic)),
        "locations": [_location(diagnostic.span)] if diagnostic.span else [],
    }


def _unread(diagnostic: Diagnostic, report: Report, index: dict[str, int]) -> dict[str, Any]:
    assert diagnostic.span is not None
    place = f"{diagnostic.code}\n{diagnostic.span.file.path}\n{diagnostic.message}"
    state = "unchanged" if diagnostic.is_unchanged else "new"
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index[diagnostic.code],
        "level": diagnostic.level.value,
        "message": _plain(_with_hint(diagnostic)),
        "locations": [_location(diagnostic.span)],
        "partialFingerprints": _fingerprint(sha256(place.encode("utf-8", "replace")).hexdigest()),
        **({"baselineState": state} if report.compared_with else {}),
    }


def _with_hint(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    place = {**_location(finding.span), "logicalLocations": [_logical(finding)]}
    related = [
        {**_location(r.span), "id": number, "message": _plain(r.caption)}
        for number, r in enumerate(finding.related[:MAX_SARIF_PLACES], start=1)
    ]
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": index[finding.rule.id],
        **_level(finding),
        "message": _message(finding),
        "locations": [place],
        "relatedLocations": related,
        **_flow(finding),
        "partialFingerprints": _fingerprint(finding.fingerprint),
        **({"baselineState": finding.baseline_state.value} if finding.baseline_state else {}),
        "properties": {
            "instances": list(dict.fromkeys(finding.instances)),
            "environments": list(finding.environments),
            "blockedBy": list(finding.blocked_by),
        },
    }


def _absent(fixed: FixedFinding) -> dict[str, Any]:
    """Return a result that is no longer there.

    GitHub does not read ``baselineState`` and would open an alert: it is written only if asked.
    """
    return {
        "ruleId": fixed.rule,
        "kind": "pass",
        "level": "none",
        "message": _plain(f"Fixed: {fixed.message}."),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(fixed.tree_path)}}],
        "partialFingerprints": _fingerprint(fixed.fingerprint),
        "baselineState": "absent",
    }


def _flow(finding: Finding) -> dict[str, Any]:
    """Return the steps of the reasoning as a code flow.

    GitHub only shows code flows in which every step has a place: a step without one gets the place
    of the previous step.
    """
    if not finding.steps:
        return {}
    places: list[dict[str, Any]] = []
    span = finding.span
    for step in finding.steps[:MAX_SARIF_STEPS]:
        span = step.span or span
        places.append({"location": {**_location(span), "message": _plain(step.text)}})
    return {"codeFlows": [{"threadFlows": [{"locations": places}]}]}


def _level(finding: Finding) -> dict[str, str | float]:
    severity = finding.rule.severity
    if finding.verdict is Verdict.FAIL:
        level = "note" if finding.is_example else LEVELS[severity]
        return {"level": level, "rank": rank(severity)}
    return {"kind": _KINDS[finding.verdict], "level": "none"}


def _message(finding: Finding) -> dict[str, str]:
    """Return the message with all details: GitHub shows only related places that it links to."""
    links = [
        f"[{_escape_link(related.caption)}]({number})"
        for number, related in enumerate(finding.related[:MAX_SARIF_PLACES], start=1)
    ]
    sentences = [finding.message]
    others = len(set(zip_longest(finding.instances, finding.roots))) - 1
    if others:
        sentences.append(f"Also {count(others, 'other instance')}")
    if finding.steps:
        sentences.append(f"Reasons: {'; '.join(step.text for step in finding.steps)}")
    if finding.environments:
        sentences.append(f"Only in {', '.join(finding.environments)}")
    if finding.blocked_by:
        sentences.append(f"Blocked by {', '.join(finding.blocked_by)}")
    seen = [f"See: {', '.join(links)}"] if links else []
    text = " ".join(
        f"{sentence.rstrip('.')}." for sentence in [*map(_escape_link, sentences), *seen]
    )
    return {"text": text}


def _plain(text: str) -> dict[str, str]:
    """Return a message in which no text is a link (SARIF 3.11.6)."""
    return {"text": _escape_link(text)}


def _escape_link(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _logical(finding: Finding) -> dict[str, str]:
    return {"fullyQualifiedName": finding.address, "kind": "resource"}


def _fingerprint(value: str) -> dict[str, str]:
    return {"primaryLocationLineHash": value}


def _location(span: Span) -> dict[str, Any]:
    # At most one line: an annotation is shown only if every line of its region was changed.
    narrow = span.first_line()
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(narrow.file.path),
            "region": {
                "startLine": narrow.start.line,
                "startColumn": _utf16_column(narrow, narrow.start),
                "endLine": narrow.end.line,
                "endColumn": _utf16_column(narrow, narrow.end),
            },
        }
    }


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def _utf16_column(span: Span, position: Position) -> int:
    """Return a column in UTF-16 code units, as SARIF viewers count."""
    line = span.file.line(position.line)[: position.column - 1]
    return len(line.encode("utf-16-le", "surrogatepass")) // 2 + 1
