"""Which known findings are fixed."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from iaclint.address import without_keys
from iaclint.baseline.known import Known, Subject, subjects
from iaclint.judging.findings import Verdict

if TYPE_CHECKING:
    from iaclint.files.source_tree import SourceTree
    from iaclint.judging.findings import Finding
    from iaclint.ruleset.rule import Rule


class Reach(Struct, frozen=True):
    """What a run looks at: a finding that it cannot find is not fixed."""

    rules: Mapping[str, Rule]
    """The rules that it checks, by id."""
    environments: tuple[str, ...] = ()
    paths: Mapping[str, SourceTree] = field(default_factory=dict)
    """The trees of the folders and files that it checks, by their paths in them."""
    not_loaded: tuple[str, ...] = ()
    """The addresses of modules and nested templates that could not be read."""
    has_errors: bool = False
    """Whether there is input that could not be read."""

    def covers(self, known: Known, root: str) -> bool:
        """Return whether the run checks the rule of a finding in a root."""
        environments = known.environments or ("",)
        return (
            known.rule in self.rules
            and any(not name or name in self.environments for name in environments)
            and any(self._is_in(root, path) for path in self.paths)
        )

    def _is_in(self, root: str, path: str) -> bool:
        is_below = path in (".", root) or root.startswith(f"{path}/")
        return is_below or (posixpath.dirname(path) or ".") == root

    def display(self, path: str) -> str:
        """Return a path as shown in reports."""
        tree = next(iter(self.paths.values()), None)
        return tree.display(path) if tree else path

    def knows_all_of(self, address: str) -> bool:
        """Return whether a resource would be found if it existed."""
        block = without_keys(address)
        names = (without_keys(name.partition(" (")[0]) for name in self.not_loaded)
        return not self.has_errors and not any(
            block == name or block.startswith((f"{name}.", f"{name}/")) for name in names
        )


def sort_out(
    known: Iterable[Known], findings: Iterable[Finding], reach: Reach
) -> tuple[tuple[Known, ...], tuple[Known, ...]]:
    """Return the fixed ones of known findings, then the others with the resources that are left.

    A finding is fixed if the rule passes, or if the resource does not exist any more. It is not
    if the result is unknown.
    """
    current = _Current(findings, reach)
    fixed, left = [], []
    for each in known:
        kept: dict[str, list[str]] = defaultdict(list)
        for subject in each.subjects():
            if not current.fixes(subject, each):
                kept[subject.root].append(subject.address)
        if kept:
            resources = {root: tuple(addresses) for root, addresses in kept.items()}
            left.append(replace(each, resources=resources))
        else:
            fixed.append(each)
    return tuple(fixed), tuple(left)


class _Current:
    """The verdicts of a run by resource."""

    def __init__(self, findings: Iterable[Finding], reach: Reach) -> None:
        self._reach = reach
        self._findings: dict[Subject, list[Finding]] = defaultdict(list)
        for finding in findings:
            for subject in subjects(finding):
                self._findings[subject].append(finding)

    def fixes(self, subject: Subject, known: Known) -> bool:
        """Return whether a resource certainly has no finding of the rule any more."""
        if not self._reach.covers(known, subject.root):
            return False
        found = [f for f in self._findings.get(subject, ()) if _share_environment(f, known)]
        if found:
            return all(finding.verdict is Verdict.PASS for finding in found)
        return self._reach.knows_all_of(subject.address) and not self._is_covered(subject)

    def _is_covered(self, subject: Subject) -> bool:
        """Return whether a failure of a more specific rule hides the verdict."""
        covering = self._reach.rules[subject.rule].covered_by
        others = (self._findings.get(subject._replace(rule=rule), ()) for rule in covering)
        return any(f.verdict is Verdict.FAIL for found in others for f in found)


def _share_environment(finding: Finding, known: Known) -> bool:
    both = finding.environments, known.environments
    return not all(both) or not set(both[0]).isdisjoint(both[1])
