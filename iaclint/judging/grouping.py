"""Findings with the same cause are one; findings have a total order and an identity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.address import natural, without_keys
from iaclint.judging.findings import CallerDependence, Finding
from iaclint.limits import MAX_ROOTS_SHOWN

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.resource import Related


def arrange(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Merge findings with the same cause, add identities, and sort.

    The cause is the same if rule, verdict, place, related places and reasoning are. Instances that
    are suppressed are a finding of their own. The order is total: path, line, column, rule,
    address.
    """
    groups: dict[object, list[Finding]] = defaultdict(list)
    for finding in findings:
        cause = tuple(_place(span) for span in (finding.span, *finding.cause))
        reasons = tuple((step.text, step.span and _place(step.span)) for step in finding.steps)
        kind = finding.rule.id, finding.verdict, finding.module, finding.suppression
        groups[kind, cause, reasons].append(finding)
    grouped = sorted((_join(group) for group in groups.values()), key=_order)
    return tuple(_with_identities(grouped))


def merge(
    found: Mapping[str, Sequence[Finding]],
    deployed: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """Merge findings that are equal in several environments, and sort.

    ``found`` has the findings of each environment, as ``arrange`` returns them, ``deployed`` the
    scopes that each environment has; all of them if it is not listed.
    """
    if len(found) == 1:
        return tuple(next(iter(found.values())))
    groups: dict[object, dict[str, Finding]] = defaultdict(dict)
    for environment, findings in found.items():
        for finding in findings:
            cause = tuple(_place(span) for span in (finding.span, *finding.cause))
            steps = tuple(step.text for step in finding.steps)
            texts = finding.message, finding.label, steps, finding.blocked_by
            kind = finding.rule.id, finding.verdict, finding.module, finding.suppression
            key = (kind, cause, texts)
            groups[key][environment] = finding
    merged = (
        replace(
            _join(tuple(group.values())),
            environments=_only_in(group, deployed, len(found)),
        )
        for group in groups.values()
    )
    return tuple(_with_identities(sorted(merged, key=_order)))


def _only_in(
    group: Mapping[str, Finding], deployed: Mapping[str, Collection[str]], environments: int
) -> tuple[str, ...]:
    """Return the environments of a finding; none if it is in all that deploy its resources."""
    scopes = {scope for finding in group.values() for scope in finding.scopes}
    others = sum(name not in group and scopes.isdisjoint(d) for name, d in deployed.items())
    return () if len(group) == environments - others else tuple(group)


def _join(group: Sequence[Finding]) -> Finding:
    if len(group) == 1:
        return group[0]
    group = sorted(group, key=lambda finding: (natural(finding.address), finding.roots))
    deployed = sorted(
        {d for f in group for d in zip_longest(f.instances, f.roots, f.scopes, fillvalue="")},
        key=lambda deployed: (natural(deployed[0]), deployed[1:]),
    )
    return replace(
        group[0],
        related=(*group[0].related, *_other_calls(group)),
        blocked_by=_union(finding.blocked_by for finding in group),
        unparsed=_union(finding.unparsed for finding in group),
        companions=tuple(sorted(_union(f.companions for f in group), key=natural)),
        instances=tuple(address for address, _, _ in deployed),
        roots=tuple(root for _, root, _ in deployed),
        scopes=tuple(scope for _, _, scope in deployed),
        depends_on=_all_variables(group),
    )


def _all_variables(group: Sequence[Finding]) -> CallerDependence | None:
    found = [finding.depends_on for finding in group if finding.depends_on is not None]
    variables = _union(dependence.variables for dependence in found)
    return replace(found[0], variables=variables) if found else None


def _other_calls(group: Sequence[Finding]) -> Iterator[Related]:
    """Yield the outermost call of the first finding of each other root, up to a limit."""
    by_root: dict[tuple[str, ...], Finding] = {}
    for finding in group:
        by_root.setdefault(finding.roots, finding)
    _, *others = by_root.values()
    for finding in others[:MAX_ROOTS_SHOWN]:
        yield from finding.related[-1:]


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))


def _order(finding: Finding) -> tuple[object, ...]:
    cause = tuple(_place(span) for span in finding.cause)
    address = natural(finding.address)
    place = _place(finding.span)
    deployed = (finding.environments, finding.module)
    return (place, finding.rule.id, address, finding.verdict.value, cause, deployed)


def _place(span: Span) -> tuple[str, int, int]:
    return span.file.path, span.start_byte, span.end_byte


def _with_identities(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings with identities: those with the same path, rule and addresses have numbers.

    Suppressed ones come last, so that a suppression does not change the identity of others.
    """
    numbers = sorted(range(len(findings)), key=lambda n: findings[n].suppression is not None)
    texts = _identities(findings[number] for number in numbers)
    found = dict(zip(numbers, texts, strict=True))
    for number, finding in enumerate(findings):
        yield replace(finding, identity=found[number])


def _identities(findings: Iterable[Finding]) -> Iterator[str]:
    seen: dict[str, int] = defaultdict(int)
    for finding in findings:
        addresses = dict.fromkeys(without_keys(address) for address in finding.instances)
        identity = "\0".join((finding.rule.id, finding.span.file.path, *addresses))
        number = seen[identity]
        seen[identity] += 1
        yield f"{identity}\0{number}" if number else identity
