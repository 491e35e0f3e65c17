"""Modules that nothing calls: what of them depends on their callers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from iaclint.judging.findings import Finding


class OpenModule(Struct, frozen=True):
    """A module whose caller decides some verdicts."""

    folder: str
    variables: tuple[str, ...]
    """The variables that decide, those of the most verdicts first."""
    rules: tuple[str, ...]
    """The ids of the rules."""


def open_modules(findings: Iterable[Finding]) -> Iterator[OpenModule]:
    """Yield the modules that nothing calls, and whose callers decide some of the findings."""
    by_folder: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.depends_on is not None and finding.suppression is None:
            by_folder[finding.depends_on.module].append(finding)
    for folder, found in sorted(by_folder.items()):
        deciding = (v for f in found if f.depends_on for v in f.depends_on.variables)
        variables = tuple(variable for variable, _ in Counter(deciding).most_common())
        yield OpenModule(folder, variables, tuple(sorted({f.rule.id for f in found})))
