"""Which findings the suppressions of a run accept, and which suppressions do nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.files.work import RUN
from iaclint.judging.findings import Finding, Suppression, Verdict
from iaclint.suppressions.directive import OWN, Reach, SourceSuppression
from iaclint.suppressions.matching import Named, applies
from iaclint.suppressions.refusals import refusal

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.judging.engine import Accept
    from iaclint.resource import Resource
    from iaclint.ruleset.rule import Rule
    from iaclint.suppressions.policy import SuppressionPolicy


def apply(
    found: Iterable[SourceSuppression],
    rules: Collection[Rule],
    policy: SuppressionPolicy,
    today: str,
) -> Suppressions:
    """Return suppressions of some rules under a policy, on a day ``YYYY-MM-DD``."""
    ids = (rule.id for rule in rules)
    forbidden = {id_ for id_ in ids if any(fnmatchcase(id_, p) for p in policy.forbidden_rules)}
    named = Named(rules)
    return Suppressions(
        [
            Applied(
                each, named.by(each.directive), refusal(each.directive, policy, today), forbidden
            )
            for each in found
            if policy.other_tools or each.directive.syntax == OWN
        ]
    )


class Applied:
    """One suppression, and what it did in a run."""

    def __init__(
        self, source: SourceSuppression, rules: frozenset[str], refusal: str, forbidden: set[str]
    ) -> None:
        directive = source.directive
        self.source = source
        self.refusal = refusal
        """Why it has no effect, if it has none."""
        self.rules = rules
        """The ids of the rules that it names."""
        self.forbidden = self.rules & forbidden
        """The rules that it names although they cannot be suppressed."""
        self.used: set[str] = set()
        """The rules whose findings it reaches."""
        self.accepted = Suppression(
            directive.syntax, directive.reason, source.span, directive.until
        )

    def reaches(self, places: _Places) -> bool:
        """Return whether one of the places of a finding is in the region."""
        region = self.source.region
        if region is None:
            return False
        is_file = self.source.directive.reach is Reach.FILE
        found = (places.own if is_file else places.all).get(_file(region), ())
        return any(region.start_byte <= place < region.end_byte for place in found)


class _Places(Struct, frozen=True):
    """The offsets of a finding's places, by file."""

    own: dict[object, list[int]]
    """Where it is, and the resource that it is about."""
    all: dict[object, list[int]]
    """These, where the value comes from, related places and module calls."""


class Suppressions:
    """The suppressions of a run; there is at least one in the source."""

    def __init__(self, applied: Sequence[Applied]) -> None:
        self.applied = tuple(applied)
        reaching: dict[object, list[Applied]] = defaultdict(list)
        for each in applied:
            region = each.source.region
            for rule in each.rules if region is not None else ():
                reaching[_file(each.source.span), rule].append(each)
        self._by_rule = {key: _Regions(found) for key, found in reaching.items()}
        self._judged: dict[object, set[int]] = defaultdict(set)
        """The offsets of resources and module calls that rules gave a verdict on, by file."""
        self._sorted: dict[object, list[int]] = {}

    def accept(self, workspace: str) -> Accept:
        """Return the function that adds suppressions to findings."""
        return partial(self._accept, workspace)

    def is_judged(self, region: Span) -> bool:
        """Return whether a resource or a module call in a region was judged."""
        found = self._judged.get(_file(region), ())
        if len(found) != len(self._sorted.get(_file(region), ())):
            self._sorted[_file(region)] = sorted(found)
        places = self._sorted.get(_file(region), [])
        first = bisect_left(places, region.start_byte)
        return first < len(places) and places[first] < region.end_byte

    def _accept(
        self, workspace: str, finding: Finding, resource: Resource, companions: Sequence[Resource]
    ) -> Finding:
        for span in _headers((resource, *companions)):
            self._judged[_file(span)].add(span.start_byte)
        if finding.verdict is Verdict.PASS:
            return finding
        addresses = (finding.address, *finding.companions)
        places = _places(finding, resource)
        found = [
            each
            for each in self._naming(finding.rule.id, places)
            if each.reaches(places)
            and applies(each.source.directive, addresses, resource, workspace)
        ]
        for each in found:
            each.used.add(finding.rule.id)
        effective = [e for e in found if not e.refusal and finding.rule.id not in e.forbidden]
        best = min(effective, key=_preference, default=None)
        return finding if best is None else replace(finding, suppression=best.accepted)

    def _naming(self, rule: str, places: _Places) -> Iterator[Applied]:
        """Yield the suppressions of a rule that may reach a finding, in order, by file.

        Where that takes more steps than there are, nothing is suppressed.
        """
        for file, offsets in places.all.items():
            regions = self._by_rule.get((file, rule))
            found = [] if regions is None else regions.at(offsets)
            if RUN.draw_worlds(len(found)):
                yield from found


class _Regions:
    """The suppressions of one rule in one file, by the regions that they reach."""

    def __init__(self, applied: Sequence[Applied]) -> None:
        regions = [(each.source.region, n) for n, each in enumerate(applied)]
        spans = sorted((r.start_byte, r.end_byte, n) for r, n in regions if r is not None)
        self._applied = applied
        self._spans = spans
        self._starts = [start for start, _, _ in spans]
        self._furthest = list(accumulate((end for _, end, _ in spans), max))
        """The furthest end of the regions up to each one."""

    def at(self, offsets: Iterable[int]) -> list[Applied]:
        """Return the suppressions whose region has one of some offsets, in order."""
        found: set[int] = set()
        for offset in set(offsets):
            last = bisect_right(self._starts, offset) - 1
            while last >= 0 and self._furthest[last] > offset:
                _, end, n = self._spans[last]
                if offset < end:
                    found.add(n)
                last -= 1
        return [self._applied[n] for n in sorted(found)]


def _preference(applied: Applied) -> tuple[bool, bool]:
    """Return the sort key: iaclint's own syntax first, then those with a reason."""
    return applied.source.directive.syntax != OWN, not applied.accepted.reason


def _places(finding: Finding, resource: Resource) -> _Places:
    own = (finding.span, resource.span)
    calls = (call.span for call in resource.calls)
    related = (related.span for related in finding.related)
    return _Places(_by_file(own), _by_file((*own, *finding.cause, *related, *calls)))


def _by_file(spans: Iterable[Span]) -> dict[object, list[int]]:
    found: dict[object, list[int]] = {}
    for span in spans:
        found.setdefault(_file(span), []).append(span.start_byte)
    return found


def _headers(resources: Iterable[Resource]) -> Iterator[Span]:
    for resource in resources:
        yield resource.span
        yield from (call.span for call in resource.calls)


def _file(span: Span) -> tuple[str, str]:
    return span.file.path, span.file.display
