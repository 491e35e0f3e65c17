"""The Markdown format: the summary of a job, or a comment on a pull request.

GitHub shows at most 1 MiB of a step's summary ("Job summaries", GitHub documentation), so only
the worst findings have details.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from iaclint.files.diagnostics import Level, is_excuse
from iaclint.judging.findings import Verdict
from iaclint.limits import MAX_DETAILED, MAX_LISTED
from iaclint.report.listing import listed
from iaclint.report.summary import Summary, summarize
from iaclint.report.terminal import escape
from iaclint.report.wording import count, describe_suppression, kinds_not_loaded, short_fix, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Coverage, Report
    from iaclint.report.view import View

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]<>#|~"} | {"&": "&amp;"})
_BACKTICKS = re.compile("`+")


def write(report: Report, view: View, out: TextIO) -> None:
    """Write a report as Markdown."""
    out.write("\n".join(_lines(report, view)) + "\n")


def _lines(report: Report, view: View) -> Iterator[str]:
    summary = summarize(report)
    findings = listed(report, view)
    failures = [finding for finding in findings if finding.is_open]
    yield from ["## iaclint", "", _headline(summary, report.compared_with), ""]
    yield from _facts(report, summary)
    errors = [d for d in report.diagnostics if d.level is Level.ERROR and not d.is_unchanged]
    yield from _diagnostics("Errors", errors)
    yield from _diagnostics("Warnings", list(filter(is_excuse, report.diagnostics)))
    if failures:
        yield from ["### Findings", "", *_table(failures), ""]
        for finding in failures[:MAX_DETAILED]:
            yield from _details(finding)
    if report.fixed:
        names = [f"{_code(f.rule)}: {_text(f.message)} ({_code(f.path)})" for f in report.fixed]
        yield from _fold(f"{count(len(names), 'finding')} fixed", names)
    accepted = [f for f in report.findings if f.suppression is not None]
    if accepted:
        yield from _fold(
            f"{count(len(accepted), 'finding')} suppressed", [_accepted(f) for f in accepted]
        )
    unknown = [f for f in findings if f.verdict is Verdict.UNKNOWN and f.suppression is None]
    if unknown:
        title = f"{count(len(unknown), 'check')} undecided because values are unknown"
        yield from _fold(title, [_undecided(finding) for finding in unknown])
    yield from _coverage(report.coverage)


def _headline(summary: Summary, compared_with: str) -> str:
    parts = [f"{n:,} {severity.value}" for severity, n in summary.failed.items() if n]
    if summary.errors:
        parts.append(count(summary.errors, "error"))
    new = " introduced" if compared_with else ""
    found = f"**{count(summary.problems, 'problem')}{new}**: {', '.join(parts)}"
    return f"{found}." if parts else f"**No problems{new or ' found'}.**"


def _facts(report: Report, summary: Summary) -> Iterator[str]:
    """Yield the counts that the headline leaves out."""
    checked = count(report.coverage.resources, "resource")
    parts = [f"{checked} checked in {count(report.coverage.files, 'file')}"]
    if report.compared_with:
        parts.append(f"compared with {_text(report.compared_with)}")
    for number, name in (
        (summary.unchanged, "unchanged"),
        (summary.fixed, "fixed"),
        (summary.suppressed, "suppressed"),
        (summary.in_examples, "in examples and tests"),
        (summary.unknown, "undecided"),
    ):
        parts += [f"{number:,} {name}"] if number else []
    yield from [" · ".join(parts), ""]


def _diagnostics(title: str, diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    if diagnostics:
        yield from [f"### {title}", ""]
        for each in diagnostics:
            place = f" ({_code(str(each.span))})" if each.span else ""
            hint = f" {_text(each.hint)}" if each.hint else ""
            yield f"- {_text(each.message)}{place}{hint}"
        yield ""


def _table(findings: Sequence[Finding]) -> Iterator[str]:
    yield "| severity | rule | resource | place |"
    yield "| --- | --- | --- | --- |"
    for finding in findings[:MAX_LISTED]:
        others = len(finding.instances) - 1
        address = _code(finding.address) + (f" and {others:,} more" if others > 0 else "")
        cells = (finding.rule.severity.value, _code(finding.rule.id), address, _place(finding))
        yield f"| {' | '.join(cells)} |"
    if len(findings) > MAX_LISTED:
        yield f"| | | and {len(findings) - MAX_LISTED:,} more | |"


def _details(finding: Finding) -> Iterator[str]:
    title = f"{finding.rule.severity.value}: {finding.message}"
    yield from ["<details>", f"<summary>{_html(title)}</summary>", ""]
    yield f"{_place(finding)} {_text(finding.label)}".rstrip()
    yield ""
    yield from (f"- {_text(step.text)}" for step in finding.steps)
    yield from (f"- {_text(r.caption)}: {_code(str(r.span))}" for r in finding.related)
    if finding.environments:
        yield f"- only in {_text(', '.join(finding.environments))}"
    fix = short_fix(finding.rule, finding.language)
    if fix:
        yield from ["", f"**Fix:** {_text(fix)}."]
    yield from ["", "</details>", ""]


def _accepted(finding: Finding) -> str:
    assert finding.suppression is not None
    reason = _text(describe_suppression(finding.suppression))
    return f"{_code(finding.rule.id)} on {_code(finding.address)}: {reason}"


def _undecided(finding: Finding) -> str:
    blocks = ", ".join(map(_code, finding.blocked_by))
    return f"{_code(finding.rule.id)} on {_code(finding.address)}, blocked by {blocks}"


def _fold(title: str, items: Sequence[str]) -> Iterator[str]:
    yield from ["<details>", f"<summary>{_html(title)}</summary>", ""]
    yield from (f"- {item}" for item in items[:MAX_LISTED])
    if len(items) > MAX_LISTED:
        yield f"- and {len(items) - MAX_LISTED:,} more"
    yield from ["", "</details>", ""]


def _coverage(coverage: Coverage) -> Iterator[str]:
    if coverage.stubbed:
        shown = _text(shorten(coverage.stubbed, 5))
        yield f"{count(len(coverage.stubbed), 'module')} checked by stubs: {shown}."
        yield ""
    for title, names, remedies in kinds_not_loaded(coverage):
        hints = "".join(f" {_text(remedy)}." for remedy in remedies)
        yield f"{title}: {_text(shorten(names, 5))}.{hints}"
        yield ""
    if coverage.not_applied:
        shown = _text(shorten(coverage.not_applied, 5))
        files = count(len(coverage.not_applied), "variable file")
        yield f"{files} not applied ({shown}): {_text(coverage.not_applied_remedy)}."


def _place(finding: Finding) -> str:
    return _code(f"{finding.span.file.display}:{finding.span.start.line}")


def _code(text: str) -> str:
    """Return a code span; the pipe is escaped because it may be in a table."""
    text = escape(text).replace("|", "\\|")
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(text)), default=0))
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _text(text: str) -> str:
    return escape(text).translate(_SPECIAL)


def _html(text: str) -> str:
    return escape(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
