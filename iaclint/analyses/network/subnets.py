"""Whether the subnets of a database block the internet, if it has a public address.

A database is placed in any subnet of its group, and in another one after a failover: one public
subnet is enough, if its network ACL allows the internet on the port of the database. Subnets that
are created elsewhere are unknown. A database without a subnet group uses the default VPC, which is
not part of the configuration, and counts as blocking nothing; a replica without one uses that of
its source, if that is in the same region.

Source: *Working with a DB instance in a VPC* (Amazon RDS User Guide), *aws_db_instance*
(db_subnet_group_name).
"""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.analyses.analysis import Facts, Step
from iaclint.analyses.network.network_acls import admits_internet
from iaclint.analyses.network.ports import Ports
from iaclint.analyses.network.prefix_lists import PrefixLists
from iaclint.analyses.network.routes import ASSOCIATED, InternetRoute, find_internet_route
from iaclint.analyses.tristate import is_set
from iaclint.resource import Path
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Unknown, Value

_GROUPS = {"subnet_group": "subnets", "source_subnet_group": "source_subnets"}
"""The fields that name a subnet group, of which the first that is set counts, and its subnets."""
_ACLS = {"subnets": "subnet_acls", "source_subnets": "source_subnet_acls"}
"""The fields that have the network ACL of each subnet."""


def check_subnets(facts: Facts, ports: Ports) -> tuple[bool | Unknown, tuple[Step, ...]]:
    """Return whether the subnets block the internet, and the reasoning.

    Reads ``subnet_group``, which names them, ``subnets`` (see ``routes.find_internet_route``), of
    each of these ``subnet_acls`` (see ``network_acls.admits_internet``), and what ``PrefixLists``
    reads; if no group is set, the same of its source.
    """
    for group, subnets in _GROUPS.items():
        if is_set(facts.get(group)) is not Truth.FALSE:
            return _check(facts, ports, group, subnets)
    return False, ()


def _check(
    facts: Facts, ports: Ports, group: str, field: str
) -> tuple[bool | Unknown, tuple[Step, ...]]:
    listed = facts.get(field)
    subnets = listed if isinstance(listed, tuple) else ()
    lists = PrefixLists(facts)
    routes_in = [find_internet_route(subnet, lists) for subnet in subnets]
    acls = _Acls(facts, _ACLS[field], ports)
    by_acls = [acls.admit(n, route) for n, route in enumerate(routes_in)]
    truths = [route.truth & acl for route, acl in zip(routes_in, by_acls, strict=True)]
    if Truth.TRUE in truths:
        n = truths.index(Truth.TRUE)
        return False, tuple(_explain(field, routes_in[n], n, len(routes_in)))
    if Truth.UNKNOWN in truths:
        n = truths.index(Truth.UNKNOWN)
        if routes_in[n].truth is Truth.TRUE:
            return acls.cannot_tell(n)
        return _cannot_tell(routes_in[n].about, field, (n, *routes_in[n].path))
    if all(subnet is None for subnet in subnets):
        name = facts.get(group)
        return _cannot_tell(next(iter(symbols(name)), f"the subnet group {name}"), group)
    if Truth.FALSE in by_acls:
        text = "the network ACL of its public subnets does not allow the internet"
        return True, (Step(text, acls.field, (by_acls.index(Truth.FALSE),)),)
    return True, (Step("none of its subnets has a route to an internet gateway", group),)


class _Acls:
    """The network ACLs of subnets, which are only read where a subnet may have a route."""

    def __init__(self, facts: Facts, field: str, ports: Ports) -> None:
        self.field = field
        self._facts = facts
        self._ports = ports

    def admit(self, n: int, route: InternetRoute) -> Truth:
        """Return whether the ACL of a subnet allows the internet, true for one without a route."""
        return (
            Truth.TRUE if route.truth is Truth.FALSE else admits_internet(self._acl(n), self._ports)
        )

    def cannot_tell(self, n: int) -> tuple[Unknown, tuple[Step, ...]]:
        symbol = next(iter(symbols(self._acl(n))), "its network ACL")
        text = f"whether the network ACL of a public subnet allows the internet depends on {symbol}"
        return Unknown(symbol), (Step(text, self.field, (n,)),)

    def _acl(self, n: int) -> Value:
        acls = self._facts.get(self.field)
        return acls[n] if isinstance(acls, tuple) and n < len(acls) else ABSENT


def _cannot_tell(symbol: str, field: str, path: Path = ()) -> tuple[Unknown, tuple[Step, ...]]:
    text = f"whether its subnets have a route to an internet gateway depends on {symbol}"
    return Unknown(symbol), (Step(text, field, path),)


def _explain(field: str, route: InternetRoute, n: int, count: int) -> Iterator[Step]:
    any_of = "it can be placed in any of its subnets, and this one is public"
    yield Step("it is placed in this subnet" if count == 1 else any_of, field, (n,))
    if route.table == ASSOCIATED:
        yield Step("the subnet is associated with this route table", field, (n, route.table))
    else:
        text = "the subnet has no route table association, so the main route table applies"
        yield Step(text, field, (n,) if route.table is None else (n, route.table))
    text = f"the route table routes {route.about} to an internet gateway"
    yield Step(text, field, (n, *route.path))
