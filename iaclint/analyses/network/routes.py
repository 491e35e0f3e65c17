"""Whether a subnet is public: it has a route to an internet gateway.

The routes are those of the route table that is associated with the subnet, else of the main one of
its VPC. A route to private addresses does not make a subnet public, and neither does one to an
egress-only internet gateway, a NAT gateway, a VPN or a transit gateway. The target of a VPC
endpoint can be a firewall with a route to an internet gateway. Whether an internet gateway is
attached is not checked: AWS rejects a route to one that is not.

Sources: *Subnet route tables*, *Example routing options*, *Enable internet access for a VPC
using an internet gateway* (Amazon VPC User Guide).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.aws.iam.language.conditions import range_text
from iaclint.analyses.network.prefix_lists import NO_LISTS, PrefixLists
from iaclint.analyses.tristate import is_set
from iaclint.files.work import RUN
from iaclint.resource import Path
from iaclint.symbolic.branches import branches, choice_symbols
from iaclint.symbolic.recall import RecallByIdentity
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

MAIN = "the main route table of its VPC"
ENDPOINT = "the target of a VPC endpoint"
INTERNET = "internet"
"""The value that represents an internet gateway."""

ASSOCIATED = "route_table"
_ID = "igw-"
_TABLES = {
    ASSOCIATED: "routes",
    "main_route_table": "main_routes",
    "default_route_table": "default_routes",
}
"""The first of these tables that exists has the routes of a subnet."""

_PRIVATE = (
    IPv4Network("10.0.0.0/8"),
    IPv4Network("100.64.0.0/10"),
    IPv4Network("172.16.0.0/12"),
    IPv4Network("192.168.0.0/16"),
    IPv6Network("fc00::/7"),
)


class InternetRoute(Struct, frozen=True):
    """Whether a subnet has a route to an internet gateway."""

    truth: Truth
    about: str = ""
    """The destination of the route; if it is unknown, the symbol that decides."""
    path: Path = ()
    """Where the route is, inside of the subnet."""
    table: str | None = None
    """The part of the subnet that names its route table, if the configuration has one."""


_NO_ROUTE = InternetRoute(Truth.FALSE)


def find_internet_route(subnet: Value, lists: PrefixLists = NO_LISTS) -> InternetRoute:
    """Return whether a subnet has a route to an internet gateway, in all of its cases.

    It has a ``route_table`` and ``routes``, and the same for the main and the default one. A
    route has ``cidr``, ``cidr6``, ``prefix_list``, ``gateway`` and ``endpoint``.
    """
    routes_in = [_find_route(option, lists) for option in branches(subnet)]
    if Truth.agree([route.truth for route in routes_in]) is not Truth.UNKNOWN:
        return routes_in[0]
    unknown = next((route for route in routes_in if route.truth is Truth.UNKNOWN), None)
    return unknown or InternetRoute(Truth.UNKNOWN, next(iter(choice_symbols(subnet)), MAIN))


def _find_route(subnet: Value, lists: PrefixLists) -> InternetRoute:
    if not _is_given(subnet):
        return _NO_ROUTE
    if not isinstance(subnet, Mapping):
        return InternetRoute(Truth.UNKNOWN, _symbol(subnet, "a subnet"))
    for table, routes in _TABLES.items():
        if _is_given(subnet.get(table)):
            return replace(_route_by(subnet, routes, lists), table=table)
    # There may be other routes in the main route table, but none removes this one.
    route = _route_by(subnet, _TABLES["default_route_table"], lists)
    return route if route.truth is Truth.TRUE else InternetRoute(Truth.UNKNOWN, MAIN)


def _route_by(subnet: Mapping[str, Value], routes: str, lists: PrefixLists) -> InternetRoute:
    listed = subnet.get(routes)
    route = _route_in(listed if isinstance(listed, tuple) else (), lists)
    return _NO_ROUTE if route is _NO_ROUTE else replace(route, path=(routes, *route.path))


_READ: Final[RecallByIdentity[InternetRoute | None]] = RecallByIdentity(2**12)
"""Many subnets share a route table, and many databases a subnet."""
_ROUTE_STEPS: Final = 20


def _route_in(entries: tuple[Value, ...], lists: PrefixLists) -> InternetRoute:
    alone = _READ.result(entries, None, lambda: _route_without_lists(entries))
    return _find_in(entries, lists) if alone is None else alone


def _route_without_lists(entries: tuple[Value, ...]) -> InternetRoute | None:
    """Return the route of entries that name no prefix lists; None if one does."""
    return None if any(map(_names_list, entries)) else _find_in(entries, NO_LISTS)


def _names_list(entry: Value) -> bool:
    return isinstance(entry, Mapping) and _is_given(entry.get("prefix_list", ABSENT))


def _find_in(entries: tuple[Value, ...], lists: PrefixLists) -> InternetRoute:
    RUN.spend(_ROUTE_STEPS * len(entries))
    routes_in: dict[Truth, InternetRoute] = {}
    for n, entry in enumerate(entries):
        route = _route_of(entry, lists)
        if route.truth not in routes_in:
            routes_in[route.truth] = replace(route, path=(n, *route.path))
    return routes_in.get(Truth.TRUE) or routes_in.get(Truth.UNKNOWN) or _NO_ROUTE


def _route_of(entry: Value, lists: PrefixLists) -> InternetRoute:
    """Return whether a route leads to an internet gateway."""
    if not _is_given(entry):
        return _NO_ROUTE
    if not isinstance(entry, Mapping):
        return InternetRoute(Truth.UNKNOWN, _symbol(entry, "a route"))
    to = _destinations(entry, lists)
    truth = _is_entry(entry) & _leads_out(entry, to)
    if truth is Truth.TRUE:
        about = next(range_text(value) or "" for value in to if _is_public(value) is Truth.TRUE)
        return InternetRoute(truth, about, ("gateway",))
    return InternetRoute(truth, _symbol(entry, ENDPOINT))


def _is_entry(entry: Mapping[str, Value]) -> Truth:
    gateway = entry.get("gateway", ABSENT)
    if isinstance(gateway, str):
        return Truth.of(gateway == INTERNET or gateway.startswith(_ID))
    endpoint = is_set(entry.get("endpoint", ABSENT)) & Truth.UNKNOWN
    return endpoint | (Truth.UNKNOWN if _is_given(gateway) else Truth.FALSE)


def _destinations(entry: Mapping[str, Value], lists: PrefixLists) -> list[Value]:
    named = [entry.get(part, ABSENT) for part in ("cidr", "cidr6")]
    return [*named, *lists.ranges(entry.get("prefix_list", ABSENT))]


def _leads_out(entry: Mapping[str, Value], destinations: list[Value]) -> Truth:
    """Return whether the destination of a route has public addresses."""
    truth = Truth.any(map(_is_public, destinations))
    # The content of a prefix list can change outside of the configuration.
    return truth | (is_set(entry.get("prefix_list", ABSENT)) & Truth.UNKNOWN)


def _is_public(destination: Value) -> Truth:
    if not _is_given(destination):
        return Truth.FALSE
    text = range_text(destination)
    return Truth.UNKNOWN if text is None else _is_public_range(text)


@lru_cache(maxsize=2**12)
def _is_public_range(destination: str) -> Truth:
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
