"""Roots that were renamed: their findings are not new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from iaclint.baseline.known import Known, know, subjects

if TYPE_CHECKING:
    from iaclint.judging.findings import Finding

_Mark: TypeAlias = tuple[str, str, str]
"""What a finding is apart from its place: rule, address and cause."""


def rename_roots(
    findings: Sequence[Finding], known: Sequence[Known], former_roots: Collection[str]
) -> tuple[Known, ...]:
    """Return known findings, with the new paths of roots that were renamed.

    A renamed root is one that is gone, and one that is new and has findings of the same rules for
    the same addresses and causes; of several, the one that has the most.
    """
    renames = _find_renames(findings, known, former_roots)
    return tuple(_renamed(each, renames) for each in known) if renames else tuple(known)


def _renamed(known: Known, renames: Mapping[str, str]) -> Known:
    if renames.keys().isdisjoint(known.resources):
        return known
    return replace(
        known, resources={renames.get(root, root): names for root, names in known.resources.items()}
    )


def _find_renames(
    findings: Sequence[Finding], known: Sequence[Known], former_roots: Collection[str]
) -> dict[str, str]:
    current = {subject.root for finding in findings for subject in subjects(finding)}
    before = {root for each in known for root in each.resources}
    gone, arrived = before - current, current - before - set(former_roots)
    if not gone or not arrived:
        return {}
    marks = _marks(known, gone)
    shared: Counter[tuple[str, str]] = Counter()
    for mark, new in _marks([know(f) for f in findings], arrived).items():
        shared.update((old, each) for old in marks.get(mark, ()) for each in new)
    renames: dict[str, str] = {}
    for (gone_root, new_root), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if gone_root not in renames and new_root not in renames.values():
            renames[gone_root] = new_root
    return renames


def _marks(known: Sequence[Known], roots: Collection[str]) -> dict[_Mark, list[str]]:
    """Return in which of the roots there is a finding, apart from its place."""
    marks: dict[_Mark, list[str]] = defaultdict(list)
    for each in known:
        for rule, root, address in each.subjects():
            if root in roots:
                marks[rule, address, each.cause].append(root)
    return marks
