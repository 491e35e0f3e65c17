"""All verdicts on one resource with their reasoning, for ``iaclint explain ADDRESS``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from iaclint.judging.findings import Verdict
from iaclint.report.terminal import (
    cells,
    cut,
    escape,
    wrap,
)
from iaclint.report.wording import count, describe_suppression, short_fix, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.files.source import Span
    from iaclint.judging.findings import Finding, Step
    from iaclint.report.terminal import Pen

WIDTH = 100

_ORDER = (Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS)


def derive(findings: Sequence[Finding], pen: Pen) -> Iterator[str]:
    """Yield the lines of the page; all findings are about one resource."""
    shown: dict[object, str] = {}
    yield from _head(findings, pen)
    for finding in sorted(findings, key=_rank):
        if finding.steps or finding.verdict is not Verdict.PASS or Verdict.PASS not in shown:
            yield ""
        yield from _verdict(finding, pen)
        if finding.steps and finding.steps in shown:
            yield f"  same reasons as {shown[finding.steps]}"
        else:
            yield from _chain(finding.steps, pen)
        yield from _places(finding, shown)
        if finding.verdict is Verdict.FAIL and short_fix(finding.rule, finding.language):
            yield wrap(f"  help: {short_fix(finding.rule, finding.language)}", WIDTH, 8)
        shown.setdefault(finding.steps, finding.rule.id)
        if not finding.steps:
            shown[finding.verdict] = finding.rule.id


def _rank(finding: Finding) -> tuple[int, int, str]:
    """Return the sort key: failures by severity, unknowns, passes; with reasons first."""
    severity = -finding.rule.severity.rank if finding.verdict is not Verdict.PASS else 0
    return _ORDER.index(finding.verdict), severity or -bool(finding.steps), finding.rule.id


def _head(findings: Sequence[Finding], pen: Pen) -> Iterator[str]:
    first = findings[0]
    companions = tuple(dict.fromkeys(c for finding in findings for c in finding.companions))
    yield pen(wrap(escape(shorten(first.instances, 3)), WIDTH), "title")
    parts = f" with {escape(shorten(companions, 4))}" if companions else ""
    yield wrap(f"{first.type}{parts}", WIDTH, 2)
    verdicts = Counter(finding.verdict for finding in findings)
    words = {Verdict.FAIL: "fail", Verdict.UNKNOWN: "undecided", Verdict.PASS: "pass"}
    counts = ", ".join(f"{verdicts[v]} {words[v]}" for v in words if verdicts[v])
    yield f"{count(len(findings), 'verdict')}: {counts}."


def _verdict(finding: Finding, pen: Pen) -> Iterator[str]:
    rule = finding.rule
    if finding.verdict is Verdict.PASS:
        text = f"pass[{rule.id}]: ruled out: {rule.title}"
        yield _painted(wrap(text, WIDTH, 2), "pass", rule.id, pen)
        return
    word = finding.verdict.value
    if finding.verdict is Verdict.FAIL:
        word = rule.severity.value
    text = f"{word}[{rule.id}]: {escape(finding.message)}"
    yield _painted(wrap(text, WIDTH, 2), word, rule.id, pen)
    if finding.blocked_by:
        yield wrap(f"  blocked by {escape(', '.join(finding.blocked_by))}", WIDTH, 4)
    if finding.suppression is not None:
        text = f"  suppressed: {describe_suppression(finding.suppression)}"
        yield wrap(escape(text), WIDTH, 4)


def _places(finding: Finding, shown: dict[object, str]) -> Iterator[str]:
    """Yield the places that decide a verdict; related places are shown once per page."""
    if finding.verdict is Verdict.PASS:
        return
    if finding.span not in {step.span for step in finding.steps}:
        yield from _place(finding.span, "  ")
    sentences = {step.text for step in finding.steps}
    for related in finding.related:
        if related.caption not in sentences and related not in shown:
            shown[related] = finding.rule.id
            yield wrap(f"  {escape(related.caption)}:", WIDTH, 4)
            yield from _place(related.span, "    ")


def _painted(text: str, word: str, id_: str, pen: Pen) -> str:
    start = len(word) + len(id_) + 2
    return pen(text[:start], word) + text[start:]


def _chain(steps: Sequence[Step], pen: Pen) -> Iterator[str]:
    margin = len(str(len(steps))) + 4
    for number, step in enumerate(steps, start=1):
        yield wrap(f"{number:>{margin - 2}}. {escape(step.text)}", WIDTH, margin)
        if step.span is not None:
            yield from (pen(line, "frame") for line in _place(step.span, " " * margin))


def _place(span: Span, indent: str) -> Iterator[str]:
    """Yield a place with its source line, on one line where it fits."""
    place = escape(f"{indent}{span} | ")
    line = escape(span.file.line(span.start.line).strip()[:WIDTH])
    if cells(place) + cells(line) <= WIDTH:
        yield place + line
    else:
        yield place.rstrip(" |")
        yield cut(f"{indent}| {line}", WIDTH)
