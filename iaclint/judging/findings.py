"""Findings, in a total order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.address import natural, without_keys
from iaclint.limits import MAX_ROOTS_SHOWN

if TYPE_CHECKING:
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import Span
    from iaclint.resource import Related
    from iaclint.ruleset.rule import Rule


class Verdict(Enum):
    """The result of a rule for one resource."""

    FAIL = "fail"
    UNKNOWN = "unknown"
    PASS = "pass"


class Step(Struct, frozen=True):
    """One step of the reasoning behind a verdict, with its place.

    For something missing, this is where it would be. None if there is no place, as for a default
    of the cloud.
    """

    text: str
    span: Span | None = None


class Finding(Struct, frozen=True):
    """One verdict of one rule, with its place and its reasons."""

    rule: Rule
    verdict: Verdict
    address: str
    type: str
    language: str
    message: str
    span: Span
    label: str
    """What is at the span, in a few words: ``is "public-read"``; may be empty."""
    related: tuple[Related, ...]
    """Where the value comes from, nearest first."""
    steps: tuple[Step, ...]
    """The reasoning of an analysis, also for a pass; empty for plain fields."""
    blocked_by: tuple[str, ...]
    """For an unknown verdict, the symbols that block it."""
    companions: tuple[str, ...]
    """Addresses of the companions, which configure the resource."""
    instances: tuple[str, ...]
    """Addresses of all instances with the same cause, ``address`` included."""
    fingerprint: str
    """Identifies the finding, also when lines move."""
    roots: tuple[str, ...] = ()
    """For each of ``instances``, the file that it is deployed from: addresses can be ambiguous."""
    cause: tuple[Span, ...] = ()
    """Where the value at the span comes from, nearest first; included in ``related``."""
    environments: tuple[str, ...] = ()
    """The environments that it applies to; empty for all of them."""
    is_example: bool = False
    """Whether its cause is in an example or a test, which is not deployed."""


class Coverage(Struct, frozen=True):
    """What a run covers, and what it does not."""

    files: int = 0
    failed: int = 0
    """Files that could not be parsed."""
    not_loaded: tuple[str, ...] = ()
    """Modules and nested templates that could not be read."""
    resources: int = 0
    """Resources checked."""
    not_applied: tuple[str, ...] = ()
    """Variable files that give no value to anything."""
    remedies: tuple[str, ...] = ()
    """How to load what is not loaded, a sentence for each front end that has one."""
    not_applied_remedy: str = ""
    """How to apply variable files."""

    @property
    def is_complete(self) -> bool:
        """Whether everything was read, and at least one resource was checked."""
        return not self.failed and not self.not_loaded and self.resources > 0


class Report(Struct, frozen=True):
    """The result of a run: findings of all verdicts, sorted, diagnostics and coverage."""

    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]
    coverage: Coverage


_FINGERPRINT_LENGTH = 16


def arrange(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Merge findings with the same cause, add fingerprints, and sort.

    The cause is the same if rule, verdict, place, related places and reasoning are. The order is
    total: path, line, column, rule, address.
    """
    groups: dict[object, list[Finding]] = defaultdict(list)
    for finding in findings:
        cause = tuple(_place(span) for span in (finding.span, *finding.cause))
        reasons = tuple((step.text, step.span and _place(step.span)) for step in finding.steps)
        groups[finding.rule.id, finding.verdict, cause, reasons].append(finding)
    grouped = sorted((_join(group) for group in groups.values()), key=_order)
    return tuple(_with_fingerprints(grouped))


def merge(found: Mapping[str, Sequence[Finding]]) -> tuple[Finding, ...]:
    """Merge findings that are equal in several environments, and sort.

    ``found`` has the findings of each environment, as ``arrange`` returns them.
    """
    if len(found) == 1:
        return tuple(next(iter(found.values())))
    groups: dict[object, dict[str, Finding]] = defaultdict(dict)
    for environment, findings in found.items():
        for finding in findings:
            cause = tuple(_place(span) for span in (finding.span, *finding.cause))
            steps = tuple(step.text for step in finding.steps)
            texts = finding.message, finding.label, steps, finding.blocked_by
            groups[finding.rule.id, finding.verdict, cause, texts][environment] = finding
    merged = (
        replace(
            _join(tuple(group.values())),
            environments=() if len(group) == len(found) else tuple(group),
        )
        for group in groups.values()
    )
    return tuple(_with_fingerprints(sorted(merged, key=_order)))


def _join(group: Sequence[Finding]) -> Finding:
    group = sorted(group, key=lambda finding: (natural(finding.address), finding.roots))
    if len(group) == 1:
        return group[0]
    deployed = sorted(
        {pair for f in group for pair in zip_longest(f.instances, f.roots, fillvalue="")},
        key=lambda pair: (natural(pair[0]), pair[1]),
    )
    return replace(
        group[0],
        related=(*group[0].related, *_other_calls(group)),
        blocked_by=_union(finding.blocked_by for finding in group),
        companions=tuple(sorted(_union(f.companions for f in group), key=natural)),
        instances=tuple(address for address, _ in deployed),
        roots=tuple(root for _, root in deployed),
    )


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
    return (place, finding.rule.id, address, finding.verdict.value, cause, finding.environments)


def _place(span: Span) -> tuple[str, int, int]:
    return span.file.path, span.start_byte, span.end_byte


def _with_fingerprints(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Number findings with the same path, rule and addresses."""
    seen: dict[str, int] = defaultdict(int)
    for finding in findings:
        addresses = dict.fromkeys(without_keys(address) for address in finding.instances)
        identity = "\0".join((finding.rule.id, finding.span.file.path, *addresses))
        number = seen[identity]
        seen[identity] += 1
        text = f"{identity}\0{number}" if number else identity
        fingerprint = sha256(text.encode()).hexdigest()[:_FINGERPRINT_LENGTH]
        yield replace(finding, fingerprint=fingerprint)
