"""Whether the firewall of a database lets in the internet, if it is on a public network.

Such a firewall is a list of address ranges, and denies whoever is in none of them. The range
from 0.0.0.0 to 0.0.0.0 stands for services of Azure, and is another question.

Source: *Authorize with authorized networks* (Cloud SQL), *Azure SQL Database and Azure Synapse
IP firewall rules*, *Firewall rules in Azure Database for PostgreSQL - Flexible Server*,
*Configure IP firewall in Azure Cosmos DB*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import ip_address

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.analysis import Facts, Outcome, Step
from iaclint.analyses.aws.iam.language.conditions import read_network
from iaclint.analyses.aws.iam.requests.source_addresses import (
    Range,
    are_broad,
    is_narrow,
    range_of,
)
from iaclint.analyses.grants import (
    Fields,
    Grant,
    Verdict,
    decide,
    elements,
)
from iaclint.analyses.tristate import is_on, is_set
from iaclint.resource import Path
from iaclint.symbolic.values import (
    ABSENT,
    Truth,
    Value,
    is_same,
    symbols,
)

_ALLOWED = "allowed"
FIELDS = ("public_network", "subnet", _ALLOWED)

_NOTHING: tuple[Range, ...] = ()


class _Entry(Struct, frozen=True):
    """One entry of the list; ``ranges`` is None where nothing tells how wide it is."""

    ranges: tuple[Range, ...] | None
    text: str
    path: Path
    blockers: tuple[str, ...] = ()


def analyse(facts: Facts) -> Outcome:
    """Return whether anyone can connect, with the reasons.

    Reads ``public_network``, ``subnet`` (a private network that it is in) and ``allowed``, a list
    of ranges, or of things with a ``cidr``, or a ``start`` and an ``end``.
    """
    return decide(facts, FIELDS, _judge)


def _judge(fields: Fields) -> Verdict:
    grants = list(_grants(fields[_ALLOWED]))
    if not grants:
        return Verdict((), [Step("its firewall names no range that strangers are in", _ALLOWED)])
    network, subnet = fields["public_network"], fields["subnet"]
    off = Truth.FALSE if network is ABSENT or network is None else ~is_on(network)
    steps = [_tell(off, "public_network", "its public network is off")]
    inside = is_set(subnet)
    if inside is not Truth.FALSE:
        steps.append(_tell(inside, "subnet", "it is in a private network"))
    undecided = symbols([network, subnet])
    return Verdict([replace(grant, closed=off | inside) for grant in grants], steps, undecided)


def _tell(truth: Truth, field: str, closes: str) -> Step:
    text = {
        Truth.TRUE: f"{closes}, so the firewall does not matter",
        Truth.FALSE: "it is reachable from public networks",
        Truth.UNKNOWN: f"it is not known whether {closes}",
    }
    return Step(text[truth], field)


def _grants(allowed: Value) -> Iterator[Grant]:
    """Yield what lets strangers in: each range that is too wide, or all of them together."""
    entries = list(_entries(allowed))
    wide = [entry for entry in entries if entry.ranges and are_broad(entry.ranges)]
    for entry in wide:
        yield _grant(Truth.TRUE, entry, f"from {entry.text}")
    together = [found for entry in entries for found in entry.ranges or ()]
    if not wide and are_broad(together):
        first = next(entry for entry in entries if entry.ranges)
        yield _grant(Truth.TRUE, first, "from ranges that add up to the internet")
    for entry in entries:
        if entry.ranges is None:
            yield _grant(Truth.UNKNOWN, entry, f"from {entry.text}")


def _grant(truth: Truth, entry: _Entry, origin: str) -> Grant:
    opens = f"anyone connect {origin}"
    return Grant(truth, "its firewall", opens, _ALLOWED, entry.path, entry.blockers)


def _entries(allowed: Value) -> Iterator[_Entry]:
    for path, item in elements(allowed):
        if not isinstance(item, Mapping):
            yield _read_cidr(item, path)
        elif "cidr" in item:
            yield _read_cidr(item["cidr"], (*path, "cidr"))
        else:
            yield _read_span(item.get("start"), item.get("end"), path)


def _read_cidr(value: Value, path: Path) -> _Entry:
    """Read a network, or several with commas between them."""
    if isinstance(value, str):
        networks = [read_network(part) for part in value.split(",")]
        return _Entry(tuple(range_of(n) for n in networks if n is not None), value, path)
    if value is None or is_narrow(value):
        return _Entry(_NOTHING, "nowhere", path)
    return _unknown(value, path)


def _read_span(start: Value, end: Value, path: Path) -> _Entry:
    if isinstance(start, str) and isinstance(end, str):
        return _Entry(_span(start, end), f"{start} to {end}", (*path, "start"))
    if is_same(start, end) is Truth.TRUE:
        return _Entry(_NOTHING, "one address", path)
    return _unknown([start, end], (*path, "start" if symbols(start) else "end"))


def _span(start: str, end: str) -> tuple[Range, ...]:
    try:
        first, last = ip_address(start.strip()), ip_address(end.strip())
    except ValueError:
        return _NOTHING
    if first.version != last.version or int(first) > int(last):
        return _NOTHING
    return (Range(first.version, int(first), int(last) + 1),)


def _unknown(value: Value, path: Path) -> _Entry:
    found = symbols(value)
    return _Entry(None, found[0] if found else "a range that is not known", path, tuple(found))
