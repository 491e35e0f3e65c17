"""What is not checked can hide a change: it is new if the change touches what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from iaclint.files.diagnostics import Level, in_root
from iaclint.judging.findings import Status, Verdict
from iaclint.symbolic.unsettled import unsettled_cause

if TYPE_CHECKING:
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.judging.findings import Finding

Differs: TypeAlias = Callable[[Collection[str]], bool]
"""Says whether one of some files and folders of a tree is another one at the base revision.

Without any, whether anything is.
"""


def hides(diagnostic: Diagnostic, differs: Differs, undecided: Collection[str]) -> bool:
    """Return whether a diagnostic can leave out what a change changes.

    ``undecided`` is what decides the checks that are undecided only since the change.
    """
    if diagnostic.level is not Level.ERROR and not diagnostic.blocks:
        return False
    if not set(diagnostic.blocks).isdisjoint(undecided):
        return True
    place = (diagnostic.span.file.path,) if diagnostic.span else ()
    return differs((*place, *diagnostic.unread))


def newly_undecided(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the symbols and files that decide the checks that are undecided since a change."""
    new = (f for f in findings if f.verdict is Verdict.UNKNOWN and f.status is Status.OPEN)
    return frozenset(symbol for finding in new for symbol in _deciding(finding))


def _deciding(finding: Finding) -> Iterator[str]:
    """Yield the symbols and files that decide a check, as diagnostics say what they block."""
    yield from finding.unparsed
    for symbol in finding.blocked_by:
        yield symbol
        yield from (in_root(root, symbol) for root in finding.scopes)


def is_hiding(blockers: Collection[str], differs: Differs, finding: Finding) -> bool:
    """Return whether a check that no input can settle depends on a file that a change changes.

    ``blockers`` are symbols that no input can settle, in addition to those that tell it.
    """
    if finding.verdict is not Verdict.UNKNOWN:
        return False
    is_unsettled = any(map(unsettled_cause, finding.blocked_by))
    if not is_unsettled and not any(symbol in blockers for symbol in _deciding(finding)):
        return False
    steps = (step.span for step in finding.steps if step.span is not None)
    spans = (finding.span, *finding.cause, *(each.span for each in finding.related), *steps)
    return differs({span.file.path for span in spans})
