"""Many findings in few lines: by rule, with counts, files and the first places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.judging.findings import Status
from iaclint.limits import MAX_GROUP_PLACES
from iaclint.report.terminal import Pen, escape
from iaclint.report.wording import count, short_fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.judging.findings import Finding

_WHERE = {Status.EXAMPLE: " of examples and tests", Status.SUPPRESSED: ", suppressed"}
"""What the head of a group says of its findings."""


def group(findings: Sequence[Finding], pen: Pen) -> Iterator[str]:
    """Yield lines for findings, which are sorted: the rules in order of their first finding."""
    groups: dict[tuple[str, Status], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule.id, finding.status), []).append(finding)
    for same in groups.values():
        yield from _rule(same, pen)
        yield ""
    yield "--format full shows each finding with its source, --format concise one line for each."


def _rule(findings: Sequence[Finding], pen: Pen) -> Iterator[str]:
    first = findings[0]
    style = first.rule.severity.value if first.blocked_by == () else "unknown"
    files = count(len({finding.span.file.path for finding in findings}), "file")
    where = _WHERE.get(first.status, "")
    head = pen(f"{style}[{first.rule.id}]", style)
    title = pen(f": {escape(first.rule.title)}", "title")
    yield f"{head}{title} ({count(len(findings), 'finding')} in {files}{where})"
    for finding in findings[:MAX_GROUP_PLACES]:
        yield f"  {escape(_place(finding))}"
    rest = len(findings) - MAX_GROUP_PLACES
    if rest > 0:
        yield f"  and {rest:,} more"
    fix = short_fix(first.rule, first.language)
    if fix:
        yield f"  {pen('help:', 'help')} {escape(fix)}"


def _place(finding: Finding) -> str:
    others = len(finding.instances) - 1
    more = f" (and {count(others, 'other instance')})" if others > 0 else ""
    where = f" in {', '.join(finding.environments)}" if finding.environments else ""
    return f"{finding.span}  {finding.address}{more}{where}"
