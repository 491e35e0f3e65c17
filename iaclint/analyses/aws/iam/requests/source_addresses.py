"""Source addresses: the ranges that a policy names, and which of them are broad.

Amazon S3 treats a condition on ``aws:SourceIp`` as public if its range is broader than /8 (IPv4)
or /32 (IPv6). Ranges are taken together, and only their global unicast addresses count: no request
from the internet has another one, such as the unique local addresses fc00::/7.

Sources: *Blocking public access to your Amazon S3 storage*, *Internet Protocol Version 6 Address
Space* and *IPv4 Address Space Registry* (IANA).
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.analyses.aws.iam.language.conditions import (
    ConditionTest,
    fixed_text,
    range_text,
    read_network,
    text_of,
)
from iaclint.analyses.aws.iam.language.operators import Operator, Relation, holds_when_absent
from iaclint.symbolic.natures import Form
from iaclint.symbolic.values import PartialString, Unknown, Value

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

SOURCE_IP = "aws:sourceip"
_BITS = {4: 32, 6: 128}
_BROAD = {4: 2 ** (32 - 7), 6: 2 ** (128 - 31)}
"""The size of the smallest broad block."""
_INTERNET = {4: (0, 0xE0 << 24), 6: (0x20 << 120, 0x40 << 120)}
"""The global unicast addresses; the end is exclusive."""
_NARROW_SUFFIX = 32
_DIGITS = 3
"""The most digits in the length of a prefix."""


class Range(Struct, frozen=True):
    """Consecutive addresses of one IP version; the end is exclusive."""

    version: int
    start: int
    end: int


class AddressSpace(Struct, frozen=True):
    """All addresses, divided where a policy's ranges start and end.

    A set of addresses is an int with a bit per range; bit 0 represents requests without a source
    address, as through a VPC endpoint.
    """

    ranges: tuple[Range, ...]
    starts: tuple[tuple[int, int], ...]
    """Version and start of each range."""

    @property
    def everything(self) -> int:
        """Every address, and no address."""
        return (1 << (len(self.ranges) + 1)) - 1

    def select(self, network: Range) -> int:
        """Return the ranges inside of a network whose ends divide the space."""
        first = bisect_left(self.starts, (network.version, network.start))
        last = bisect_left(self.starts, (network.version, network.end))
        return ((1 << (last - first)) - 1) << (first + 1)

    def is_broad(self, chosen: int) -> bool:
        """Return whether a set of addresses holds a broad block, or most of the internet."""
        return bool(chosen & 1) or _are_broad(self._join(chosen))

    def _join(self, chosen: int) -> Iterator[Range]:
        """Yield the runs of consecutive addresses in a set."""
        bits, at = chosen >> 1, 0
        while bits:
            gap = (bits & -bits).bit_length() - 1
            bits, at = bits >> gap, at + gap
            length = (~bits & (bits + 1)).bit_length() - 1
            yield from self._run(at, at + length)
            bits, at = bits >> length, at + length

    def _run(self, first: int, last: int) -> Iterator[Range]:
        middle = bisect_left(self.starts, (6, 0), first, last)
        for a, b in ((first, middle), (middle, last)):
            if a < b:
                yield Range(self.ranges[a].version, self.ranges[a].start, self.ranges[b - 1].end)


def are_broad(ranges: Iterable[Range]) -> bool:
    """Return whether ranges together hold a broad block, or most of the internet."""
    joined: list[Range] = []
    for found in sorted(ranges, key=lambda r: (r.version, r.start)):
        last = joined[-1] if joined else None
        if last is not None and last.version == found.version and found.start <= last.end:
            joined[-1] = Range(last.version, last.start, max(last.end, found.end))
        else:
            joined.append(found)
    return _are_broad(joined)


def _are_broad(runs: Iterable[Range]) -> bool:
    """Return the same for ranges of which no two overlap or touch."""
    sizes = dict.fromkeys(_INTERNET, 0)
    for run in runs:
        first, last = _INTERNET[run.version]
        start, end = max(run.start, first), min(run.end, last)
        if _holds_block(start, end, _BROAD[run.version]):
            return True
        sizes[run.version] += max(0, end - start)
    return any(2 * sizes[version] > last - first for version, (first, last) in _INTERNET.items())


def _holds_block(start: int, end: int, size: int) -> bool:
    aligned = -(-start // size) * size
    return aligned + size <= end


def cut_addresses(tests: Iterable[ConditionTest]) -> AddressSpace:
    """Divide the address space at the ranges that tests on the source address name."""
    networks = [
        network
        for test in tests
        for value in test.values
        if (network := _network(test.operator, value)) is not None
    ]
    ranges: list[Range] = []
    for version, bits in _BITS.items():
        cuts = {0, 2**bits}
        for network in networks:
            if network.version == version:
                cuts |= {network.start, network.end}
        ordered = sorted(cuts)
        ranges += [Range(version, a, b) for a, b in itertools.pairwise(ordered)]
    return AddressSpace(tuple(ranges), tuple((r.version, r.start) for r in ranges))


def select_addresses(
    space: AddressSpace, test: ConditionTest, *, allows: bool = False
) -> tuple[int, int]:
    """Return the addresses for which a test certainly holds, and possibly holds.

    ``allows`` is whether its statement allows access. All addresses are then those of IPv4 if their
    version is not known: it is the whole internet either way.
    """
    operator = test.operator
    if operator is None:
        return 0, space.everything
    if operator.relation is Relation.NULL:
        return _select_null(space, test)
    certain = possible = 0
    for value in test.values:
        inside = _select_value(space, operator, value, allows and not operator.negated)
        certain, possible = certain | inside[0], possible | inside[1]
    present = space.everything & ~1
    if operator.negated:
        certain, possible = present & ~possible, present & ~certain
    absent = int(holds_when_absent(operator))
    return certain | absent, possible | absent


def _select_null(space: AddressSpace, test: ConditionTest) -> tuple[int, int]:
    certain = possible = 0
    for value in test.values:
        text = text_of(value)
        if text is None:
            possible = space.everything
        elif text.lower() == "true":
            certain |= 1
        else:
            certain |= space.everything & ~1
    return certain, certain | possible


def _select_value(
    space: AddressSpace, operator: Operator, value: Value, allows: bool
) -> tuple[int, int]:
    present = space.everything & ~1
    network = _network(operator, value)
    if network is not None:
        chosen = space.select(network)
        return chosen, chosen
    text = text_of(value)
    if text is None:
        everyone = read_range(range_text(value) or "") if allows else None
        certain = 0 if everyone is None else space.select(everyone)
        return (0, 0) if is_narrow(value) else (certain, present)
    if operator.relation in (Relation.EQUAL, Relation.EQUAL_IGNORING_CASE) and "${" not in text:
        return 0, 0
    if operator.relation is Relation.LIKE and text and not text.strip("*"):
        return present, present
    return 0, present


def _network(operator: Operator | None, value: Value) -> Range | None:
    """Return the range that a value names; for string operators only a single address."""
    text = text_of(value)
    if operator is None or operator.relation is Relation.NULL or text is None:
        return None
    network = read_network(text)
    if network is None or (operator.relation is not Relation.ADDRESS and "/" in text):
        return None
    return range_of(network)


@lru_cache(maxsize=4096)
def read_range(text: str) -> Range | None:
    """Return the addresses of a network in CIDR notation, or None if the text is not one."""
    network = read_network(text)
    return None if network is None else range_of(network)


def range_of(network: IPv4Network | IPv6Network) -> Range:
    """Return the addresses of a network."""
    start = int(network.network_address)
    return Range(network.version, start, start + network.num_addresses)


def is_narrow(value: Value) -> bool:
    """Return whether a value is few addresses, whichever they are.

    It is like ``"${address}/32"``, or it is the address of a resource.
    """
    if isinstance(value, Unknown) and value.identity is not None:
        return value.identity.nature.form is Form.ADDRESS
    if not isinstance(value, PartialString):
        return False
    length = fixed_text(value).rpartition("/")[2]
    return length.isdecimal() and len(length) <= _DIGITS and int(length) >= _NARROW_SUFFIX
