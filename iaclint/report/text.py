"""The text format: findings with their source, then the coverage of the run."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, TextIO

from iaclint.address import without_keys
from iaclint.files.diagnostics import Level, is_excuse
from iaclint.judging.findings import Status, Verdict
from iaclint.limits import MAX_FULL_FINDINGS, MAX_UNKNOWN_LINES
from iaclint.report.closing import close
from iaclint.report.excerpt import excerpt, margin
from iaclint.report.listing import is_listed, worst_first
from iaclint.report.terminal import (
    NO_BREAK,
    Pen,
    escape,
    wrap,
)
from iaclint.report.view import Detail
from iaclint.report.wording import (
    compliance,
    count,
    describe_suppression,
    short_fix,
    shorten,
)
from iaclint.ruleset.frameworks import sections_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Report
    from iaclint.report.view import View


def write(report: Report, view: View, out: TextIO) -> None:
    """Write a report as text: many findings by rule, few with their source."""
    shown = _in_full(report, view)
    if len(shown) > MAX_FULL_FINDINGS and view.detail is not Detail.VERBOSE:
        from iaclint.report.grouped import group

        pen = Pen(view.color)
        _write_lines(group(shown, pen), view, out)
        _write_others(report, view, out, pen)
    else:
        write_full(report, view, out)


def write_full(report: Report, view: View, out: TextIO) -> None:
    """Write a report as text, each finding with its source, the worst first."""
    pen = Pen(view.color)
    for finding in _in_full(report, view):
        out.write("\n".join(_explain(finding, view.framework, pen, view.width)) + "\n\n")
    _write_others(report, view, out, pen)


def _write_others(report: Report, view: View, out: TextIO, pen: Pen) -> None:
    """Write what follows the failures: unknown verdicts, passes, diagnostics, and counts."""
    if _full_verdict(view) is not Verdict.UNKNOWN:
        unknown = _shown(report, view, Verdict.UNKNOWN)
        unknowns = [finding for finding in unknown if finding.depends_on is None]
        if view.detail is not Detail.QUIET:
            _write_lines(_list_unknowns(unknowns, view, pen), view, out)
    _write_lines(_list_passes(list(_shown(report, view, Verdict.PASS)), pen), view, out)
    _write_lines(_list_fixed(report, pen), view, out)
    for lines in _diagnose_all(report.diagnostics, view, pen):
        out.write("\n".join(lines) + "\n\n")
    for line in close(report, view, pen):
        out.write(wrap(line, view.width) + "\n")


def _in_full(report: Report, view: View) -> list[Finding]:
    """Return the findings to show with their source."""
    suppressed = [f for f in report.findings if f.suppression is not None and view.lists(f)]
    return worst_first([*_shown(report, view, _full_verdict(view)), *suppressed])


def _full_verdict(view: View) -> Verdict:
    return Verdict.FAIL if Verdict.FAIL in view.show else Verdict.UNKNOWN


def _shown(report: Report, view: View, verdict: Verdict) -> Iterator[Finding]:
    """Yield the findings of a verdict that are not suppressed."""
    for finding in report.findings:
        if finding.verdict is verdict and finding.suppression is None and is_listed(finding, view):
            yield finding


def _diagnose_all(diagnostics: Sequence[Diagnostic], view: View, pen: Pen) -> Iterator[list[str]]:
    """Yield errors one by one, and warnings by cause: the first one, and where the others are.

    A quiet report has only the warnings that tell what a change excuses itself with.
    """
    causes: dict[object, list[Diagnostic]] = {}
    for number, diagnostic in enumerate(diagnostics):
        if diagnostic.level is Level.ERROR or view.detail is Detail.VERBOSE:
            causes[number] = [diagnostic]
        elif view.detail is Detail.NORMAL or is_excuse(diagnostic):
            causes.setdefault((diagnostic.code, diagnostic.hint), []).append(diagnostic)
    width = view.width
    for first, *others in causes.values():
        lines = diagnose(first, pen, width)
        places = tuple(str(other.span) for other in others if other.span is not None)
        pad = margin(first.span) if first.span else ""
        more = list(_note("also at", shorten(places, 3), pad, pen, width)) if others else []
        yield [*lines, *more]


def diagnose(diagnostic: Diagnostic, pen: Pen, width: int) -> list[str]:
    """Return a diagnostic with its source, as lines."""
    style = diagnostic.level.value
    head = _head(style, style, diagnostic.code, diagnostic.message, pen, width)
    if diagnostic.span is None:
        return [head, *_note("help", diagnostic.hint, " ", pen, width)]
    lines = [head, *excerpt(diagnostic.span, "", style, pen, width)]
    notes = list(_note("help", diagnostic.hint, margin(diagnostic.span), pen, width))
    return [*lines, *notes] if notes else lines[:-1]


def _explain(finding: Finding, framework: str | None, pen: Pen, width: int) -> list[str]:
    """Return a finding with its source, as lines."""
    failed = finding.verdict is Verdict.FAIL
    style = finding.rule.severity.value if failed else finding.verdict.value
    lines = [_head(style, style, finding.rule.id, finding.message, pen, width)]
    lines += excerpt(finding.span, finding.label, style, pen, width)
    pad = margin(finding.span)
    reasons = {step.text for step in finding.steps}
    for related in finding.related:
        if related.caption not in reasons:
            place = f"{pad}::: {escape(str(related.span))}  {escape(related.caption)}"
            lines.append(wrap(place, width, len(pad) + 4))
    for name, text in _notes(finding, framework):
        lines += _note(name, text, pad, pen, width)
    return lines


def _notes(finding: Finding, framework: str | None) -> Iterator[tuple[str, str]]:
    """Yield the notes below the source: a name and a text."""
    if finding.environments:
        yield "only in", ", ".join(finding.environments)
    if finding.is_example:
        yield "example", "in an example or a test: does not fail the run"
    if finding.suppression is not None:
        yield "suppressed", describe_suppression(finding.suppression)
    if finding.status is Status.UNCHANGED:
        yield "unchanged", "does not fail the run"
    if finding.blocked_by:
        yield "blocked by", shorten(finding.blocked_by, 4)
    places = {related.caption: related.span for related in finding.related}
    for step in finding.steps:
        place = places.get(step.text)
        yield "reason", f"{step.text} ({place})" if place else step.text
    others = _deployed(finding)[1:]
    if others:
        yield "also", shorten(others, 3)
    if finding.verdict is Verdict.FAIL:
        yield "help", short_fix(finding.rule, finding.language)
    if framework is not None:
        sections = {framework: sections_of(finding.rule, framework)}
        yield "compliance", ", ".join(compliance(sections))
    yield "more", f"iaclint explain {finding.rule.id}".replace(" ", NO_BREAK)


def _deployed(finding: Finding) -> tuple[str, ...]:
    """Return all instances; with the root of each where there are several roots."""
    if len(set(finding.roots)) < 2:
        return finding.instances
    pairs = zip(finding.instances, finding.roots, strict=True)
    return tuple(f"{address}{NO_BREAK}({root})" for address, root in pairs)


def _head(style: str, word: str, code: str, message: str, pen: Pen, width: int) -> str:
    text = wrap(f"{word}[{code}]: {escape(message)}", width, 2)
    start = len(word) + len(code) + 2
    return pen(text[:start], style) + pen(text[start:], "title")


def _note(name: str, text: str | None, pad: str, pen: Pen, width: int) -> Iterator[str]:
    if not text:
        return
    label = f"{name}: "
    body = wrap(escape(text), width - len(pad) - 3 - len(label))
    first, *rest = body.split("\n")
    yield f"{pen(f'{pad} =', 'frame')} {pen(label, 'help')}{first}"
    yield from (" " * (len(pad) + 3 + len(label)) + line for line in rest)


def _list_unknowns(findings: list[Finding], view: View, pen: Pen) -> Iterator[str]:
    """Yield a line for each declared resource with unknown verdicts, and what blocks them."""
    if not findings:
        return
    checks = count(len(findings), "check")
    yield f"{pen('unknown', 'unknown')}: {checks} undecided because values are unknown"
    roots: dict[str, set[str]] = {}
    for finding in findings:
        roots.setdefault(finding.address, set()).update(finding.roots[:1])
    groups = _alike(findings)
    limit = len(groups) if view.detail is Detail.VERBOSE else MAX_UNKNOWN_LINES
    for same in groups[:limit]:
        yield _blocked(same, several_roots=len(roots[same[0].address]) > 1)
    rest = sum(len(same) for same in groups[limit:])
    if rest:
        yield f"  and {rest:,} more; --show unknown lists them all with their source"


def _alike(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return groups of findings: the same rules on instances of one resource, blocked by the same.

    Each group has the findings on one instance after another.
    """
    instances: dict[tuple[tuple[object, ...], str], list[Finding]] = {}
    for finding in findings:
        where = (finding.span.file.display, finding.roots[:1], finding.blocked_by)
        instances.setdefault((where, finding.address), []).append(finding)
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for (cause, address), found in instances.items():
        rules = tuple(finding.rule.id for finding in found)
        declared = (cause, without_keys(address), found[0].environments, rules)
        groups.setdefault(declared, []).extend(found)
    return list(groups.values())


def _blocked(findings: list[Finding], several_roots: bool) -> str:
    """Return the line about the unknown verdicts on one resource, or on its instances."""
    first = findings[0]
    others = (
        len({each for found in findings for each in zip_longest(found.instances, found.roots)}) - 1
    )
    address = f"{first.address} ({first.roots[0]})" if several_roots else first.address
    address += f" (and {others:,} more)" if others > 0 else ""
    rules = ", ".join(dict.fromkeys(finding.rule.id for finding in findings))
    blocks = shorten(first.blocked_by, 2)
    where = f" in {', '.join(first.environments)}" if first.environments else ""
    return escape(f"  {first.span.file.display}: {rules} on {address}{where}, blocked by {blocks}")


def _list_passes(findings: list[Finding], pen: Pen) -> Iterator[str]:
    for finding in findings:
        where = f" in {', '.join(finding.environments)}" if finding.environments else ""
        place = escape(f"{finding.address} at {finding.span}{where}")
        yield f"{pen('pass', 'pass')}[{finding.rule.id}]: {place}"


def _list_fixed(report: Report, pen: Pen) -> Iterator[str]:
    for fixed in report.fixed:
        yield f"{pen('fixed', 'pass')}[{fixed.rule}]: {escape(f'{fixed.address} in {fixed.path}')}"


def _write_lines(lines: Iterable[str], view: View, out: TextIO) -> None:
    written = [wrap(line, view.width, 4) for line in lines]
    if written:
        out.write("\n".join(written) + "\n\n")
