"""What is not checked can hide a change: it is new if the change touches what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, TypeAlias

from iaclint.files.diagnostics import Level
from iaclint.judging.findings import Verdict
from iaclint.symbolic.unsettled import unsettled_cause

if TYPE_CHECKING:
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.judging.findings import Finding

Differs: TypeAlias = Callable[[Collection[str]], bool]
"""Says whether one of some files and folders of a tree is another one at the base revision.

Without any, whether anything is.
"""


def hides(diagnostic: Diagnostic, differs: Differs) -> bool:
    """Return whether a diagnostic can leave out what a change changes."""
    if diagnostic.level is not Level.ERROR and not diagnostic.blocks:
        return False
    place = (diagnostic.span.file.path,) if diagnostic.span else ()
    return differs((*place, *diagnostic.unread))


def is_hiding(blockers: Collection[str], differs: Differs, finding: Finding) -> bool:
    """Return whether a check that no input can settle depends on a file that a change changes.

    ``blockers`` are symbols that no input can settle, in addition to those that tell it.
    """
    if finding.verdict is not Verdict.UNKNOWN:
        return False
    if not any(symbol in blockers or unsettled_cause(symbol) for symbol in finding.blocked_by):
        return False
    steps = (step.span for step in finding.steps if step.span is not None)
    spans = (finding.span, *finding.cause, *(each.span for each in finding.related), *steps)
    return differs({span.file.path for span in spans})
