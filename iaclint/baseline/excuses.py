"""What a change excuses itself with: suppressions and configuration that are new in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.baseline.configuration import Sources, configuration_files, state
from iaclint.baseline.known import Subject, subjects
from iaclint.files.diagnostics import (
    CHANGED_CONFIGURATION,
    NEW_SUPPRESSION,
    Diagnostic,
    Level,
)
from iaclint.files.source import SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iaclint.baseline.revision import Base
    from iaclint.judging.findings import Finding

_HINTS: Final = {"the configuration file": "--config FILE uses one that you trust"}


def tell_suppressions(now: Iterable[Finding], before: Iterable[Finding]) -> Iterator[Diagnostic]:
    """Yield a warning for each suppression that accepts what none accepted before the change."""
    accepted = {subject for finding in before for subject in _accepted(finding)}
    new: dict[Span, dict[str, None]] = {}
    for finding in now:
        if finding.suppression and not accepted.issuperset(subjects(finding)):
            new.setdefault(finding.suppression.span, {})[finding.rule.id] = None
    for span, rules in new.items():
        message = f"this change adds a suppression of {', '.join(rules)}"
        yield Diagnostic(Level.WARNING, NEW_SUPPRESSION, message, span)


def _accepted(finding: Finding) -> Iterator[Subject]:
    return subjects(finding) if finding.suppression else iter(())


def tell_config_changes(base: Base, sources: Sources) -> Iterator[Diagnostic]:
    """Yield a warning for each file of the configuration that the change adds, changes or removes.

    Rules, stubs and the baseline belong to it.
    """
    for tree in base.by_root.values():
        for path, what in configuration_files(sources, tree).items():
            before, after = state(tree, path), state(tree.work, path)
            if before != after:
                source = SourceFile(path, after or b"", tree.display(path))
                message = f"this change {_verb(before, after)} {what}"
                span = Span(source, 0, 0)
                hint = _HINTS.get(what, f"{what} can hide findings: review the change")
                yield Diagnostic(Level.WARNING, CHANGED_CONFIGURATION, message, span, hint)


def _verb(before: bytes | None, after: bytes | None) -> str:
    return "adds" if before is None else "removes" if after is None else "changes"
