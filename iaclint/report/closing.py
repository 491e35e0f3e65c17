"""The last lines of formats for a terminal: counts and coverage."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from iaclint.limits import MAX_OPEN_MODULES
from iaclint.report.callers import open_modules
from iaclint.report.listing import listed
from iaclint.report.summary import Summary, summarize
from iaclint.report.terminal import Pen, escape
from iaclint.report.view import Detail
from iaclint.report.wording import count, kinds_not_loaded, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iaclint.judging.findings import Finding
    from iaclint.judging.report import ChangeSummary, Coverage, Report
    from iaclint.report.view import View


def close(report: Report, view: View, pen: Pen) -> Iterator[str]:
    """Yield the last lines: statistics if wanted, the coverage, and the counts of findings."""
    if view.statistics:
        yield from _count_rules(report, view, pen)
    if view.detail is Detail.QUIET:
        return
    summary = summarize(report)
    parts = [
        pen(f"{number:,} {severity.value}", severity.value)
        for severity, number in summary.failed.items()
        if number
    ]
    if summary.errors:
        parts.append(pen(count(summary.errors, "error"), "error"))
    problems = count(summary.problems, "problem") if parts else "no problems"
    found = f"Found {problems}" + (f": {', '.join(parts)}" if parts else "")
    undecided = summary.unknown - summary.on_callers
    unknown = f"{count(undecided, 'check')} undecided" if undecided else ""
    yield from _cover(report.coverage)
    if view.framework_coverage:
        yield f"{view.framework_coverage}."
    yield from _list_open_modules(report.findings)
    if report.changes is not None:
        yield _limit(report.changes)
    if report.compared_with:
        yield _compare(report, summary)
    examples = f"{summary.in_examples:,} in examples and tests" if summary.in_examples else ""
    suppressed = f"{summary.suppressed:,} suppressed" if summary.suppressed else ""
    yield "; ".join(filter(None, [found, suppressed, examples, unknown])) + "."


def _limit(changes: ChangeSummary) -> str:
    if not changes.files and not changes.hidden:
        return "No files have changed."
    shown = f"Only problems caused by {count(changes.files, 'changed file')} are shown"
    if not changes.hidden:
        return f"{shown}."
    others = "1 other is" if changes.hidden == 1 else f"{changes.hidden:,} others are"
    return f"{shown}; {others} in the same root modules and templates."


def _compare(report: Report, summary: Summary) -> str:
    new = sum(summary.failed.values())
    numbers = (new, "introduced"), (summary.unchanged, "unchanged"), (summary.fixed, "fixed")
    counts = ", ".join(f"{number:,} {word}" for number, word in numbers if number)
    return f"Compared with {escape(report.compared_with)}: {counts or 'no findings'}."


def _cover(coverage: Coverage) -> Iterator[str]:
    """Yield what was checked, then what was not."""
    checked = count(coverage.resources, "resource") if coverage.resources else "No resources"
    failed = f", {coverage.failed:,} unparsable" if coverage.failed else ""
    excluded = f", {coverage.left_out:,} excluded" if coverage.left_out else ""
    yield f"{checked} checked in {count(coverage.files, 'file')}{failed}{excluded}."
    if coverage.stubbed:
        modules = count(len(coverage.stubbed), "module")
        yield f"{modules} checked by stubs ({_sources(coverage.stubbed)})."
    if coverage.tool_folders:
        shown = escape(shorten(tuple(dict.fromkeys(coverage.tool_folders)), 3))
        yield f"{count(len(coverage.tool_folders), 'folder')} of tools not searched ({shown})."
    for title, names, remedies in kinds_not_loaded(coverage):
        yield ": ".join([f"{title} ({_sources(names)})", *remedies]) + "."
    if coverage.not_applied:
        files = count(len(coverage.not_applied), "variable file")
        shown = escape(shorten(coverage.not_applied, 3))
        yield f"{files} not applied ({shown}): {coverage.not_applied_remedy}."


def _list_open_modules(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line for each module that nothing calls, with the variables that decide."""
    modules = list(open_modules(findings))
    for module in modules[:MAX_OPEN_MODULES]:
        parts = ["depends on its caller", shorten(module.variables, 4)]
        text = ": ".join(filter(None, parts))
        yield escape(f"{module.folder} {text} ({count(len(module.rules), 'rule')})") + "."
    rest = len(modules) - MAX_OPEN_MODULES
    if rest > 0:
        yield f"Further modules that depend on their callers: {rest:,}."


def _count_rules(report: Report, view: View, pen: Pen) -> Iterator[str]:
    """Yield a line for each rule with findings: how many, in how many files."""
    groups: dict[str, list[Finding]] = {}
    for finding in listed(report, view):
        if finding.is_open:
            groups.setdefault(finding.rule.id, []).append(finding)
    for findings in sorted(groups.values(), key=len, reverse=True):
        rule = findings[0].rule
        files = count(len({finding.span.file.path for finding in findings}), "file")
        word = pen(f"{rule.severity.value:<8}", rule.severity.value)
        yield f"{len(findings):>5,}  {word}  {rule.id} in {files}"
    if groups:
        yield ""


def _sources(not_loaded: Sequence[str]) -> str:
    """Return the sources of modules, the most frequent ones first; addresses without a source."""
    names = [name.partition(" (") for name in not_loaded]
    counts = Counter(source.rstrip(")") or address for address, _, source in names)
    shown = escape(shorten(tuple(name for name, _ in counts.most_common()), 3))
    return f"{len(counts):,} sources: {shown}" if len(counts) > 1 else shown
