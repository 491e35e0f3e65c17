"""Sets of addresses as lists of ranges: what ordered rules allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from iaclint.analyses.aws.iam.requests.source_addresses import Range

EVERYONE = (Range(4, 0, 2**32), Range(6, 0, 2**128))


def first_match(rules: Iterable[tuple[bool, Sequence[Range]]]) -> list[Range]:
    """Return the addresses that rules allow, of which the first that names an address decides.

    A rule is whether it allows, and what it names.
    """
    undecided, allowed = list(EVERYONE), list[Range]()
    for allows, named in rules:
        if allows:
            allowed += [part for one in undecided for part in _shared(one, named)]
        for taken in named:
            undecided = [part for one in undecided for part in _without(one, taken)]
    return allowed


def _shared(one: Range, others: Iterable[Range]) -> Iterator[Range]:
    for other in others:
        start, end = max(one.start, other.start), min(one.end, other.end)
        if one.version == other.version and start < end:
            yield Range(one.version, start, end)


def _without(one: Range, taken: Range) -> Iterator[Range]:
    if one.version != taken.version or one.end <= taken.start or taken.end <= one.start:
        yield one
        return
    if one.start < taken.start:
        yield Range(one.version, one.start, taken.start)
    if taken.end < one.end:
        yield Range(one.version, taken.end, one.end)
