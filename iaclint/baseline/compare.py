"""Which findings are new, and which are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.baseline.fixed import Reach, sort_out
from iaclint.baseline.known import Known, Subject, cause, subjects
from iaclint.baseline.renames import rename_roots
from iaclint.judging.findings import BaselineState, Status, Verdict

if TYPE_CHECKING:
    from iaclint.judging.findings import Finding


class Comparison(Struct, frozen=True):
    """How the findings of a run compare with known ones."""

    findings: tuple[Finding, ...]
    """All findings; failures have a ``baseline_state``, and unknowns where some are known."""
    fixed: tuple[Known, ...]
    """The known findings that no resource has any more."""
    left: tuple[Known, ...]
    """The other known findings, with the resources that are not fixed."""


def compare(
    findings: Sequence[Finding],
    known: Sequence[Known],
    reach: Reach,
    former_roots: Collection[str] = (),
    is_new: Callable[[Finding], bool] = lambda finding: False,
) -> Comparison:
    """Compare findings with known ones.

    ``former_roots`` are roots without known findings that existed before. ``is_new`` says
    whether a finding is new even if it is known.
    """
    known = rename_roots(findings, known, former_roots)
    index = _Index(known)
    has_unknowns = any(each.verdict == Verdict.UNKNOWN.value for each in known)
    kinds = {Verdict.FAIL, Verdict.UNKNOWN} if has_unknowns else {Verdict.FAIL}

    def state(finding: Finding) -> BaselineState:
        return BaselineState.NEW if is_new(finding) else index.state(finding)

    compared = tuple(
        replace(f, baseline_state=state(f)) if f.verdict in kinds else f for f in findings
    )
    fixed, left = sort_out(known, findings, reach)
    return Comparison(compared, fixed, left)


class _Index:
    """Known findings by the resources that they are about."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known: dict[Subject, list[Known]] = defaultdict(list)
        for each in known:
            for subject in each.subjects():
                self._known[subject].append(each)

    def state(self, finding: Finding) -> BaselineState:
        """Return whether all resources of a finding are known to have it, for the same cause."""
        why = cause(finding)
        is_known = all(
            self._has(subject, finding, why, environment)
            for subject in subjects(finding)
            for environment in finding.environments or ("",)
        )
        return BaselineState.UNCHANGED if is_known else BaselineState.NEW

    def _has(self, subject: Subject, finding: Finding, why: str, environment: str) -> bool:
        is_open = finding.status is Status.OPEN
        for each in self._at(subject, environment):
            same = each.cause == why and each.verdict == finding.verdict.value
            # What a suppression has accepted is new without it.
            if same and not (is_open and each.accepted):
                return True
        # A failure of a more specific rule covers it: with that fixed, it shows, but is not new.
        covering = (subject._replace(rule=rule) for rule in finding.rule.covered_by)
        return any(
            each.verdict == Verdict.FAIL.value and not each.accepted
            for other in covering
            for each in self._at(other, environment)
        )

    def _at(self, subject: Subject, environment: str) -> Iterator[Known]:
        for each in self._known.get(subject, ()):
            if not each.environments or environment in each.environments:
                yield each
