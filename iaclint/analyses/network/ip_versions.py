"""Which rules of security groups have an effect on a database without IPv6 addresses.

A database with the network type IPV4 has none. Without a network type, it is that of the subnet
group, so IPv6 counts.

Source: *Working with a DB instance in a VPC* (Amazon RDS User Guide: RDS IP addressing).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from iaclint.analyses.analysis import Facts
from iaclint.analyses.network.prefix_lists import each
from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.recall import RecallByIdentity
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, Unknown, Value

_FIELD = "network_type"
_IPV4 = "IPV4"
_ONLY_IPV4: Final[RecallByIdentity[tuple[Value, ...]]] = RecallByIdentity(2**12)
"""Many databases share a security group."""


def with_effect(facts: Facts, rules: Value) -> Value:
    """Return rules without the ranges of IPv6 that have no effect; reads ``network_type``."""
    network = facts.get(_FIELD)
    only_ipv4 = Truth.FALSE if network is ABSENT or network is None else is_same(network, _IPV4)
    if only_ipv4 is Truth.FALSE or not isinstance(rules, tuple):
        return rules
    if only_ipv4 is Truth.TRUE:
        return _ONLY_IPV4.result(rules, None, lambda: tuple(map(_without_ipv6, rules)))
    decider = Unknown(next(iter(symbols(network)), "the network type"))
    return tuple([Choice(decider, (rule, _without_ipv6(rule))) for rule in rules])


def _without_ipv6(rule: Value) -> Value:
    if isinstance(rule, Choice):
        return map_choice(rule, _without_ipv6)
    if not isinstance(rule, Mapping):
        return rule
    kept = [
        cidr for cidr in each(rule.get("cidrs")) if not isinstance(cidr, str) or ":" not in cidr
    ]
    return {**rule, "cidrs": tuple(kept), "cidrs6": ()}
