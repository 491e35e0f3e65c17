"""Whether the subnets of a database keep the internet out, if it has a public address.

A database is put into any subnet of its group, after a failover into another one: a public
subnet among private ones is enough. Subnets that are named but made elsewhere are not known.
Where none are named they are those of the default network, of which nothing in the
configuration tells: they close nothing.

Source: *Working with a DB instance in a VPC* (Amazon RDS User Guide).
"""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.analyses.analysis import Facts, Step
from iaclint.analyses.network.routes import ASSOCIATED, Way, way_into
from iaclint.analyses.tristate import is_set
from iaclint.resource import Path
from iaclint.symbolic.values import Truth, Unknown, symbols

_GROUP = "subnet_group"
_SUBNETS = "subnets"


def judge_subnets(facts: Facts) -> tuple[bool | Unknown, tuple[Step, ...]]:
    """Return whether the subnets keep the internet out, and the reasoning.

    Reads ``subnet_group``, which names them, and ``subnets`` (see ``routes.way_into``).
    """
    group = facts.get(_GROUP)
    if is_set(group) is Truth.FALSE:
        return False, ()
    listed = facts.get(_SUBNETS)
    subnets = listed if isinstance(listed, tuple) else ()
    ways = [way_into(subnet) for subnet in subnets]
    truths = [way.truth for way in ways]
    if Truth.TRUE in truths:
        n = truths.index(Truth.TRUE)
        return False, tuple(_tell(ways[n], n, len(ways)))
    if Truth.UNKNOWN in truths:
        n = truths.index(Truth.UNKNOWN)
        return _cannot_tell(ways[n].about, _SUBNETS, (n, *ways[n].path))
    if all(subnet is None for subnet in subnets):
        return _cannot_tell(next(iter(symbols(group)), f"the subnet group {group}"), _GROUP)
    return True, (Step("none of its subnets has a route to an internet gateway", _GROUP),)


def _cannot_tell(symbol: str, field: str, path: Path = ()) -> tuple[Unknown, tuple[Step, ...]]:
    text = f"whether its subnets have a route to an internet gateway is up to {symbol}"
    return Unknown(symbol), (Step(text, field, path),)


def _tell(way: Way, n: int, count: int) -> Iterator[Step]:
    any_of = "it may be put into any of its subnets, and this one is public"
    yield Step("it is put into this subnet" if count == 1 else any_of, _SUBNETS, (n,))
    if way.table == ASSOCIATED:
        yield Step("the subnet is associated with this route table", _SUBNETS, (n, way.table))
    else:
        text = "no route table is associated with it, so the main one of its network counts"
        yield Step(text, _SUBNETS, (n,) if way.table is None else (n, way.table))
    text = f"the route table sends {way.about} to an internet gateway"
    yield Step(text, _SUBNETS, (n, *way.path))
