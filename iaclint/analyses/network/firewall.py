"""Whether the firewall of a database allows the internet, if it has a public endpoint.

Such a firewall is a list of allowed address ranges. The range from 0.0.0.0 to 0.0.0.0 represents
Azure services; another rule checks it.

Source: *Authorize with authorized networks* (Cloud SQL), *Azure SQL Database and Azure Synapse
IP firewall rules*, *Firewall rules in Azure Database for PostgreSQL - Flexible Server*,
*Configure IP firewall in Azure Cosmos DB*, *Configure Azure Storage firewalls and virtual
networks*, *Configure public IP network rules* (Azure Container Registry).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import ip_address

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.aws.iam.language.conditions import range_text, read_network
from iaclint.analyses.aws.iam.requests.source_addresses import (
    Range,
    are_broad,
    is_narrow,
    range_of,
)
from iaclint.analyses.grants import (
    Fields,
    Grant,
    GrantSummary,
    elements,
    evaluate_cases,
)
from iaclint.analyses.tristate import is_on, is_set
from iaclint.resource import Path
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

_ALLOWED = "allowed"
FIELDS = ("public_network", "subnet", _ALLOWED)

_NOTHING: tuple[Range, ...] = ()


class _Entry(Struct, frozen=True):
    """One entry of the list; ``ranges`` is None if they are unknown."""

    ranges: tuple[Range, ...] | None
    text: str
    path: Path
    blockers: tuple[str, ...] = ()


def analyse(facts: Facts) -> AnalysisResult:
    """Return whether anyone can connect, with the reasons.

    Reads ``public_network``, ``subnet`` (a private network that it is in) and ``allowed``, a list
    of ranges, or of objects with a ``cidr``, or a ``start`` and an ``end``.
    """
    return evaluate_cases(facts, FIELDS, _evaluate)


def admits_everyone(allowed: Value) -> Truth:
    """Return whether a list of ranges holds a broad one, or several that are broad together."""
    return Truth.any(grant.truth for grant in list_grants(allowed))


def _evaluate(fields: Fields) -> GrantSummary:
    grants = list(list_grants(fields[_ALLOWED]))
    if not grants:
        return GrantSummary(
            (), [Step("its firewall does not allow a broad range of addresses", _ALLOWED)]
        )
    network, subnet = fields["public_network"], fields["subnet"]
    off = Truth.FALSE if network is ABSENT or network is None else ~is_on(network)
    steps = []
    if network is not ABSENT:
        steps.append(_explain(off, "public_network", "public network access is disabled"))
    inside = is_set(subnet)
    if inside is not Truth.FALSE:
        steps.append(_explain(inside, "subnet", "it is in a private network"))
    undecided = symbols((network, subnet))
    return GrantSummary(
        [replace(grant, blocked=off | inside) for grant in grants], steps, undecided
    )


def _explain(truth: Truth, field: str, blocks: str) -> Step:
    text = {
        Truth.TRUE: f"{blocks}, so the firewall rules have no effect",
        Truth.FALSE: "public network access is enabled",
        Truth.UNKNOWN: f"it is unknown whether {blocks}",
    }
    return Step(text[truth], field)


def list_grants(allowed: Value) -> Iterator[Grant]:
    """Yield each range that is broad, or all of them if they are broad together."""
    entries = list(_entries(allowed))
    wide = [entry for entry in entries if entry.ranges and are_broad(entry.ranges)]
    for entry in wide:
        yield _grant(Truth.TRUE, entry, f"from {entry.text}")
    together = [found for entry in entries for found in entry.ranges or ()]
    if not wide and are_broad(together):
        first = next(entry for entry in entries if entry.ranges)
        yield _grant(Truth.TRUE, first, "from ranges that together are broad")
    for entry in entries:
        if entry.ranges is None:
            yield _grant(Truth.UNKNOWN, entry, f"from {entry.text}")


def _grant(truth: Truth, entry: _Entry, origin: str) -> Grant:
    opens = f"anyone to connect {origin}"
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
    """Return the entry of a network, or of several with commas between them."""
    text = range_text(value)
    if text is not None:
        networks = [read_network(part) for part in text.split(",")]
        return _Entry(tuple(range_of(n) for n in networks if n is not None), text, path)
    if value is None or is_narrow(value):
        return _Entry(_NOTHING, "no address", path)
    return _unknown(value, path)


def _read_span(start: Value, end: Value, path: Path) -> _Entry:
    if isinstance(start, str) and isinstance(end, str):
        return _Entry(_span(start, end), f"{start} to {end}", (*path, "start"))
    if is_same(start, end) is Truth.TRUE:
        return _Entry(_NOTHING, "one address", path)
    return _unknown((start, end), (*path, "start" if symbols(start) else "end"))


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
    return _Entry(None, found[0] if found else "an unknown range", path, tuple(found))
