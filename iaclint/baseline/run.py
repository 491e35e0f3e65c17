"""A finished run, and how it compares with what was found before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.baseline.compare import compare
from iaclint.baseline.excuses import tell_suppressions
from iaclint.baseline.fixed import Reach
from iaclint.baseline.hiding import Differs, hides, is_hiding, newly_undecided
from iaclint.baseline.known import Known, know, subjects
from iaclint.files.diagnostics import arrange
from iaclint.judging.findings import Status, Verdict
from iaclint.judging.report import FixedFinding, Report

if TYPE_CHECKING:
    from iaclint.files.diagnostics import Diagnostic


class Run(Struct, frozen=True):
    """The report of a run, and what the run looks at."""

    report: Report
    reach: Reach

    def known(self, unknowns: bool) -> tuple[Known, ...]:
        """Return the failures that ask for a change; with ``unknowns``, unknown verdicts too."""
        kinds = {Verdict.FAIL, Verdict.UNKNOWN} if unknowns else {Verdict.FAIL}
        findings = self.report.findings
        return tuple(know(f) for f in findings if f.verdict in kinds and f.status is Status.OPEN)

    def all_known(self) -> tuple[Known, ...]:
        """Return all failures and unknown verdicts."""
        return tuple(know(f) for f in self.report.findings if f.verdict is not Verdict.PASS)

    def roots(self) -> frozenset[str]:
        """Return the roots that have verdicts."""
        return frozenset(s.root for finding in self.report.findings for s in subjects(finding))


def compare_run(
    run: Run,
    known: Sequence[Known],
    before: Run | None,
    name: str,
    differs: Differs = lambda paths: False,
) -> Report:
    """Return the report of a run, compared with a baseline and with a run before the change.

    ``name`` says in reports what it is compared with, ``differs`` whether the change affects one
    of some files.
    """
    report = run.report
    reach, former = run.reach, frozenset[str]()
    if before is not None:
        known = (*known, *before.all_known())
        former = before.roots()
        reach = replace(reach, rules={**before.reach.rules, **reach.rules})
    blockers = {symbol for each in report.diagnostics for symbol in each.blocks}
    comparison = compare(
        report.findings, known, reach, former, partial(is_hiding, blockers, differs)
    )
    if before is not None:
        is_hidden = partial(hides, differs=differs, undecided=newly_undecided(comparison.findings))
        diagnostics = _mark(report.diagnostics, before.report.diagnostics, is_hidden)
        excuses = tell_suppressions(report.findings, before.report.findings)
        report = replace(report, diagnostics=arrange(diagnostics, excuses))
    failed = (k for k in comparison.fixed if k.verdict == Verdict.FAIL.value and not k.accepted)
    fixed = (_describe(each, run.reach.display(each.path)) for each in failed)
    return replace(
        report,
        findings=comparison.findings,
        fixed=tuple(dict.fromkeys(fixed)),
        compared_with=name,
    )


def _mark(
    found: Iterable[Diagnostic], before: Iterable[Diagnostic], hides: Callable[[Diagnostic], bool]
) -> Iterator[Diagnostic]:
    """Yield diagnostics; those that were there before are marked, unless they hide a change.

    A change can also remove a file that decided what they leave out.
    """
    known = {_identity(diagnostic): diagnostic for diagnostic in before}
    for each in found:
        same = known.get(_identity(each))
        is_unchanged = same is not None and not hides(each) and not hides(same)
        yield replace(each, is_unchanged=True) if is_unchanged else each


def _identity(diagnostic: Diagnostic) -> tuple[str, str, str]:
    path = diagnostic.span.file.path if diagnostic.span else ""
    return diagnostic.code, diagnostic.message, path


def _describe(known: Known, path: str) -> FixedFinding:
    first = next(known.subjects())
    return FixedFinding(
        known.rule, first.address, path, known.message, known.fingerprint, known.path
    )
