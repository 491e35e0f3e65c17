"""Whether the internet has a way into a subnet: a route to an internet gateway.

What holds are the routes of the route table that is associated with the subnet, else of the
main one of its network. A route to private addresses is no way in. Neither is an egress-only
internet gateway, a NAT gateway, a VPN or a transit gateway; behind a VPC endpoint there may be
a firewall that leads on to an internet gateway. Whether an internet gateway is attached is not
asked: AWS takes no route to one that is not.

Sources: *Subnet route tables*, *Example routing options*, *Enable internet access for a VPC
using an internet gateway* (Amazon VPC User Guide).
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.branches import agree, branches, choice_symbols
from iaclint.analyses.tristate import is_set
from iaclint.resource import Path
from iaclint.symbolic.values import (
    ABSENT,
    Truth,
    Value,
    symbols,
)

MAIN = "the main route table of its network"
ENDPOINT = "what is behind a VPC endpoint"
INTERNET = "internet"
"""What stands for an internet gateway."""

ASSOCIATED = "route_table"
_ID = "igw-"
_TABLES = {
    ASSOCIATED: "routes",
    "main_route_table": "main_routes",
    "default_route_table": "default_routes",
}
"""The first of these tables that is there holds the routes of a subnet."""

_PRIVATE = (
    IPv4Network("10.0.0.0/8"),
    IPv4Network("100.64.0.0/10"),
    IPv4Network("172.16.0.0/12"),
    IPv4Network("192.168.0.0/16"),
    IPv6Network("fc00::/7"),
)


class Way(Struct, frozen=True):
    """Whether the internet has a way into a subnet."""

    truth: Truth
    about: str = ""
    """What is sent to the internet gateway; if it is not known, what decides."""
    path: Path = ()
    """Where that is written, inside of the subnet."""
    table: str | None = None
    """The part of the subnet that names its route table, where one is in sight."""


_NO_WAY = Way(Truth.FALSE)


def way_into(subnet: Value) -> Way:
    """Return whether there is a way into a subnet, in all ways in which it can turn out.

    It has a ``route_table`` and ``routes``, and the same for the main and the default one. A
    route has ``cidr``, ``cidr6``, ``prefix_list``, ``gateway`` and ``endpoint``.
    """
    ways = [_way_into(option) for option in branches(subnet)]
    if agree([way.truth for way in ways]) is not Truth.UNKNOWN:
        return ways[0]
    unknown = next((way for way in ways if way.truth is Truth.UNKNOWN), None)
    return unknown or Way(Truth.UNKNOWN, next(iter(choice_symbols(subnet)), MAIN))


def _way_into(subnet: Value) -> Way:
    if not _is_given(subnet):
        return _NO_WAY
    if not isinstance(subnet, Mapping):
        return Way(Truth.UNKNOWN, _symbol(subnet, "a subnet"))
    for table, routes in _TABLES.items():
        if _is_given(subnet.get(table)):
            return replace(_way_by(subnet, routes), table=table)
    # There may be other routes in the main route table, but nothing takes this one away.
    way = _way_by(subnet, _TABLES["default_route_table"])
    return way if way.truth is Truth.TRUE else Way(Truth.UNKNOWN, MAIN)


def _way_by(subnet: Mapping[str, Value], routes: str) -> Way:
    listed = subnet.get(routes)
    ways: dict[Truth, Way] = {}
    for n, route in enumerate(listed if isinstance(listed, tuple) else ()):
        way = _way_of(route)
        ways.setdefault(way.truth, replace(way, path=(routes, n, *way.path)))
    return ways.get(Truth.TRUE) or ways.get(Truth.UNKNOWN) or _NO_WAY


def _way_of(route: Value) -> Way:
    """Return whether a route is a way in."""
    if not _is_given(route):
        return _NO_WAY
    if not isinstance(route, Mapping):
        return Way(Truth.UNKNOWN, _symbol(route, "a route"))
    truth = _is_entry(route) & _leads_out(route)
    if truth is Truth.TRUE:
        return Way(truth, _destination(route), ("gateway",))
    return Way(truth, _symbol(route, ENDPOINT))


def _is_entry(route: Mapping[str, Value]) -> Truth:
    gateway = route.get("gateway", ABSENT)
    if isinstance(gateway, str):
        return Truth.of(gateway == INTERNET or gateway.startswith(_ID))
    endpoint = is_set(route.get("endpoint", ABSENT)) & Truth.UNKNOWN
    return endpoint | (Truth.UNKNOWN if _is_given(gateway) else Truth.FALSE)


def _leads_out(route: Mapping[str, Value]) -> Truth:
    """Tell whether there are public addresses where a route leads to."""
    truth = _is_public(route.get("cidr", ABSENT)) | _is_public(route.get("cidr6", ABSENT))
    # What is in a prefix list is decided by whoever keeps it.
    return truth | (is_set(route.get("prefix_list", ABSENT)) & Truth.UNKNOWN)


def _destination(route: Mapping[str, Value]) -> str:
    named = (route.get(part, ABSENT) for part in ("cidr", "cidr6"))
    return next(str(value) for value in named if _is_public(value) is Truth.TRUE)


def _is_public(destination: Value) -> Truth:
    if not _is_given(destination):
        return Truth.FALSE
    if not isinstance(destination, str):
        return Truth.UNKNOWN
    try:
        network = ip_network(destination.strip(), strict=False)
    except ValueError:
        return Truth.FALSE
    first, last = network.network_address, network.broadcast_address
    return Truth.of(not any(first in private and last in private for private in _PRIVATE))


def _is_given(value: Value) -> bool:
    return value is not ABSENT and value is not None


def _symbol(value: Value, otherwise: str) -> str:
    return next(iter(symbols(value)), otherwise)
