"""The next baseline: after a run, what it adds and removes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.baseline.compare import compare
from iaclint.baseline.known import Known, Subject, know, subjects
from iaclint.judging.findings import BaselineState, Status, Verdict

if TYPE_CHECKING:
    from iaclint.baseline.run import Run


class Update(Struct, frozen=True):
    """A new baseline, and how it differs from the old one."""

    findings: tuple[Known, ...]
    added: int
    removed: int


def update(run: Run, known: Sequence[Known], unknowns: bool) -> Update:
    """Return a baseline with what a run finds, and with what it does not look at."""
    comparison = compare(run.report.findings, known, run.reach)
    found = run.known(unknowns)
    failing = {
        subject
        for finding in run.report.findings
        if finding.verdict is Verdict.FAIL
        for subject in subjects(finding)
    }
    failing |= {subject for each in found for subject in each.subjects()}
    left = (rest for each in comparison.left for rest in _without(each, failing))
    new = sum(
        finding.verdict is Verdict.FAIL
        and finding.status is Status.OPEN
        and finding.baseline_state is BaselineState.NEW
        for finding in comparison.findings
    )
    return Update((*found, *left), new, len(comparison.fixed))


def prune(run: Run, known: Sequence[Known]) -> Update:
    """Return a baseline without what is fixed.

    What a fixed failure of a more specific rule has covered takes its place.
    """
    comparison = compare(run.report.findings, known, run.reach)
    left = {subject for each in comparison.left for subject in each.subjects()}
    unchanged = (know(f) for f in comparison.findings if f.status is Status.UNCHANGED)
    shown = (rest for each in unchanged for rest in _without(each, left))
    return Update((*comparison.left, *shown), 0, len(comparison.fixed))


def _without(known: Known, covered: set[Subject]) -> Iterator[Known]:
    """Yield a finding without some of its resources, if any are left."""
    resources: dict[str, list[str]] = {}
    for subject in known.subjects():
        if subject not in covered:
            resources.setdefault(subject.root, []).append(subject.address)
    if resources:
        yield replace(known, resources={root: tuple(names) for root, names in resources.items()})
