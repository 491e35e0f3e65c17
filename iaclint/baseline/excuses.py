"""What a change excuses itself with: suppressions and configuration that are new in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from iaclint.baseline.known import Subject, subjects
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import SourceFile, Span
from iaclint.files.source_tree import SourceTree, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iaclint.baseline.revision import Base
    from iaclint.files.git_tree import GitTree
    from iaclint.judging.findings import Finding


def tell_suppressions(now: Iterable[Finding], before: Iterable[Finding]) -> Iterator[Diagnostic]:
    """Yield a warning for each suppression that accepts what none accepted before the change."""
    accepted = {subject for finding in before for subject in _accepted(finding)}
    new: dict[Span, dict[str, None]] = {}
    for finding in now:
        if finding.suppression and not accepted.issuperset(subjects(finding)):
            new.setdefault(finding.suppression.span, {})[finding.rule.id] = None
    for span, rules in new.items():
        message = f"this change adds a suppression of {', '.join(rules)}"
        yield Diagnostic(Level.WARNING, "new-suppression", message, span)


def _accepted(finding: Finding) -> Iterator[Subject]:
    return subjects(finding) if finding.suppression else iter(())


def tell_config_changes(base: Base, names: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each configuration file that the change adds, changes or removes."""
    for tree in base.by_root.values():
        for path in _config_files(tree.work, names):
            before, after = _read(tree, path), _read(tree.work, path)
            if before != after:
                source = SourceFile(path, after or b"", tree.display(path))
                message = f"this change {_verb(before, after)} the configuration file"
                hint = "--config FILE uses one that you trust"
                span = Span(source, 0, 0)
                yield Diagnostic(Level.WARNING, "changed-configuration", message, span, hint)


def _verb(before: bytes | None, after: bytes | None) -> str:
    return "adds" if before is None else "removes" if after is None else "changes"


def _config_files(tree: SourceTree, names: Sequence[str]) -> Iterator[str]:
    """Yield where a configuration file can be: from the working directory up to the root."""
    folder = os.path.realpath(tree.cwd)
    while folder.startswith(tree.root):
        for name in names:
            yield tree.relative(os.path.join(folder, name))
        folder, last = os.path.dirname(folder), folder
        if folder == last:
            return


def _read(tree: SourceTree | GitTree, path: str) -> bytes | None:
    try:
        return tree.read(path)
    except Unreadable:
        return None
