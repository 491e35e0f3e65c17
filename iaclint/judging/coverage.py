"""The coverage of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.judging.report import NOTHING_CHECKED, Coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iaclint.judging.findings import Finding
    from iaclint.resource import Configuration, Resource
    from iaclint.ruleset.loader import Ruleset


def cover(
    evaluated: Sequence[Sequence[Configuration]], resources: int, left_out: int = 0
) -> Coverage:
    """Return the coverage of a run.

    ``evaluated`` has the configurations of each environment, ``resources`` is the number of
    resources that were checked, ``left_out`` that of files that were not.
    """
    by_front_end = list(zip(*evaluated, strict=True))
    every = [c for found in by_front_end for c in found]
    return Coverage(
        # An environment can have some of the roots only.
        files=sum(max(c.files for c in found) for found in by_front_end),
        failed=sum(max(c.failed for c in found) for found in by_front_end),
        not_loaded=tuple(dict.fromkeys(name for c in every for name in c.not_loaded)),
        stubbed=tuple(dict.fromkeys(name for c in every for name in c.stubbed)),
        resources=resources,
        not_applied=_not_applied(evaluated),
        remedies=tuple(dict.fromkeys(c.remedy for c in every if c.not_loaded and c.remedy)),
        not_applied_remedy="; ".join(
            dict.fromkeys(c.not_applied_remedy for c in every if c.not_applied)
        ),
        left_out=left_out,
    )


def _not_applied(evaluated: Sequence[Sequence[Configuration]]) -> tuple[str, ...]:
    """Return the variable files that no environment applies."""
    first, *others = ([name for c in found for name in c.not_applied] for found in evaluated)
    return tuple(name for name in first if all(name in other for other in others))


def warn_of_gaps(coverage: Coverage) -> Iterator[Diagnostic]:
    """Yield a warning if nothing in the input was checked."""
    if coverage.files and not coverage.resources:
        message = "nothing checked: no rule applies to any resource in the input"
        yield Diagnostic(Level.WARNING, NOTHING_CHECKED, message)


def count_checked(
    resources: Iterable[Resource], ruleset: Ruleset, findings: Iterable[Finding]
) -> int:
    """Return the number of resources that rules check.

    Companions count only if they have findings of their own, because their owner is elsewhere.
    """
    own = {
        (mapping.language, type_)
        for name in {header.model for header in ruleset.rules.headers.values()}
        for mapping in ruleset.models[name].mappings.values()
        for type_ in mapping.resources
    }
    companions = {
        instance
        for finding in findings
        if (finding.language, finding.type) not in own
        for instance in zip(finding.instances, finding.roots, strict=True)
    }
    managed = (resource for resource in resources if resource.is_managed)
    return sum((resource.language, resource.type) in own for resource in managed) + len(companions)
