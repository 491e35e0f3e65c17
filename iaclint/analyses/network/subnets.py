"""Whether the subnets of a database block the internet, if it has a public address.

A database is placed in any subnet of its group, and in another one after a failover: one public
subnet is enough. Subnets that are created elsewhere are unknown. A database without a subnet group
uses the default VPC, which is not part of the configuration, and counts as blocking nothing; a
replica without one uses that of its source, if that is in the same region.

Source: *Working with a DB instance in a VPC* (Amazon RDS User Guide), *aws_db_instance*
(db_subnet_group_name).
"""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.analyses.analysis import Facts, Step
from iaclint.analyses.network.prefix_lists import PrefixLists
from iaclint.analyses.network.routes import ASSOCIATED, InternetRoute, find_internet_route
from iaclint.analyses.tristate import is_set
from iaclint.resource import Path
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown

_GROUPS = {"subnet_group": "subnets", "source_subnet_group": "source_subnets"}
"""The fields that name a subnet group, of which the first that is set counts, and its subnets."""


def check_subnets(facts: Facts) -> tuple[bool | Unknown, tuple[Step, ...]]:
    """Return whether the subnets block the internet, and the reasoning.

    Reads ``subnet_group``, which names them, ``subnets`` (see ``routes.find_internet_route``), and
    what ``PrefixLists`` reads; if no group is set, the same of its source.
    """
    for group, subnets in _GROUPS.items():
        if is_set(facts.get(group)) is not Truth.FALSE:
            return _check(facts, group, subnets)
    return False, ()


def _check(facts: Facts, group: str, field: str) -> tuple[bool | Unknown, tuple[Step, ...]]:
    listed = facts.get(field)
    subnets = listed if isinstance(listed, tuple) else ()
    lists = PrefixLists(facts)
    routes_in = [find_internet_route(subnet, lists) for subnet in subnets]
    truths = [route.truth for route in routes_in]
    if Truth.TRUE in truths:
        n = truths.index(Truth.TRUE)
        return False, tuple(_explain(field, routes_in[n], n, len(routes_in)))
    if Truth.UNKNOWN in truths:
        n = truths.index(Truth.UNKNOWN)
        return _cannot_tell(routes_in[n].about, field, (n, *routes_in[n].path))
    if all(subnet is None for subnet in subnets):
        name = facts.get(group)
        return _cannot_tell(next(iter(symbols(name)), f"the subnet group {name}"), group)
    return True, (Step("none of its subnets has a route to an internet gateway", group),)


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
