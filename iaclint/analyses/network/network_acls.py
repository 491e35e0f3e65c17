"""Whether the network ACL of a subnet allows the internet to connect to a database.

Of the rules of an ACL, the one with the lowest number that matches decides; what none matches is
denied. A subnet without an ACL of its own has the default one of its VPC, which allows everything
unless the configuration manages it or adds rules. Only the rules for incoming traffic are read.

Source: *Control subnet traffic with network access control lists* (Amazon VPC User Guide).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from typing import Final

from msgspec import Struct

from iaclint.analyses.aws.iam.language.conditions import range_text, read_network
from iaclint.analyses.aws.iam.requests.source_addresses import Range, are_broad, range_of
from iaclint.analyses.network.address_sets import EVERYONE, first_match
from iaclint.analyses.network.ports import Ports, read_number
from iaclint.analyses.network.rule_ports import covers
from iaclint.analyses.tristate import is_on, is_set
from iaclint.files.work import RUN
from iaclint.symbolic.branches import branches
from iaclint.symbolic.recall import RecallByIdentity
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, Value

_ACLS = {"acl": "rules", "default_acl": "default_rules"}
"""The parts that are set if there is such an ACL, of which the first applies, and its rules."""
_ADDED = "vpc_rules"
_RANGES = {"cidr": 4, "cidr6": 6}
"""The parts that name addresses, and the version of IP of each."""
_ALLOW = "allow"
_DEFAULT: Mapping[str, Value] = {
    "number": 100,
    "action": _ALLOW,
    "protocol": "-1",
    "cidr": "0.0.0.0/0",
    "cidr6": "::/0",
}
"""What the default ACL has before anyone changes it; with an IPv6 rule that is number 101."""
_INITIAL: Final = (_DEFAULT,)
_MOST = 200
"""With more possible rules, the ACL is unknown; AWS accepts 40 in a direction."""


class _Entry(Struct, frozen=True):
    """A rule as far as it counts for the ports of a database."""

    number: float
    allows: bool
    ranges: tuple[Range, ...]


def admits_internet(acls: Value, ports: Ports) -> Truth:
    """Return whether the network ACL of a subnet allows the internet, in all of its cases.

    It has an ``acl`` and ``rules``, the same for the default one, and ``vpc_rules``. A rule has
    ``number``, ``action``, ``protocol``, ``from``, ``to``, ``cidr``, ``cidr6`` and ``egress``.
    """
    if isinstance(acls, Choice):
        return Truth.agree([admits_internet(option, ports) for option in acls.options])
    if isinstance(acls, Mapping):
        return _admits(acls, ports, tuple(_ACLS))
    return Truth.TRUE if acls is None or acls is ABSENT else Truth.UNKNOWN


def _admits(acls: Mapping[str, Value], ports: Ports, parts: tuple[str, ...]) -> Truth:
    """Return the same if the first of some parts that is set applies."""
    if not parts:
        added = _listed(acls.get(_ADDED))
        return _allow((*added, _DEFAULT) if added else _INITIAL, ports)
    acl, rules = acls.get(parts[0], ABSENT), _listed(acls.get(_ACLS[parts[0]]))
    applies = is_set(acl)
    if applies is Truth.FALSE:
        return _admits(acls, ports, parts[1:])
    truth = _allow(_with_acl(rules, acl), ports)
    other = () if applies is Truth.TRUE else (_admits(acls, ports, parts[1:]),)
    return Truth.agree((truth, *other))


def _with_acl(rules: tuple[Value, ...], acl: Value) -> tuple[Value, ...]:
    """Return the rules that there are if an ACL exists of which this is uncertain."""
    if not isinstance(acl, Choice):
        return rules
    n = next(n for n, option in enumerate(acl.options) if is_set(option) is not Truth.FALSE)
    return tuple(
        [
            rule.options[n] if isinstance(rule, Choice) and rule.test == acl.test else rule
            for rule in rules
        ]
    )


def _listed(rules: Value) -> tuple[Value, ...]:
    if isinstance(rules, tuple):
        return rules
    return () if rules is None or rules is ABSENT else (rules,)


_READ: Final[RecallByIdentity[Truth]] = RecallByIdentity(2**12)
"""Many subnets share a network ACL, and many databases a subnet."""
_RULE_STEPS: Final = 20


def _allow(rules: tuple[Value, ...], ports: Ports) -> Truth:
    return _READ.result(rules, ports, lambda: _evaluate(rules, ports))


def _evaluate(rules: tuple[Value, ...], ports: Ports) -> Truth:
    one_by_one: list[Ports] = [(port,) for port in ports] if ports else [None]
    RUN.spend(_RULE_STEPS * len(rules) * len(one_by_one))
    return Truth.any(_allow_on(port, rules) for port in one_by_one)


def _allow_on(port: Ports, rules: tuple[Value, ...]) -> Truth:
    """Return whether what the rules allow at least, or at most, is the internet."""
    if _are_open(_entries(rules, port, widest=False)):
        return Truth.TRUE
    return Truth.UNKNOWN if _are_open(_entries(rules, port, widest=True)) else Truth.FALSE


def _entries(rules: Iterable[Value], port: Ports, *, widest: bool) -> list[_Entry]:
    """Return the rules for a port in their order, with what is unknown read in one direction.

    An unknown rule that can allow counts for the most that is allowed, one that can deny for the
    least.
    """
    options = [branches(rule) for rule in rules]
    read = [_read(option, port, widest, len(some) == 1) for some in options for option in some]
    found = [entry for entry in read if entry is not None]
    if len(found) > _MOST:
        return [_Entry(-inf, widest, EVERYONE)]
    return sorted(found, key=lambda entry: entry.number)


def _read(rule: Value, port: Ports, widest: bool, exists: bool) -> _Entry | None:
    """Return what one possible rule counts for, if anything."""
    if rule is None or rule is ABSENT:
        return None
    if not isinstance(rule, Mapping):
        return _Entry(-inf, widest, EVERYONE)
    action = rule.get("action", ABSENT)
    applies = ~is_on(rule.get("egress", ABSENT)) & covers(rule, port)
    if action is ABSENT or applies is Truth.FALSE:
        return None
    ranges = _read_ranges(rule)
    known = exists and applies is Truth.TRUE and ranges is not None and isinstance(action, str)
    allows = action.lower() == _ALLOW if isinstance(action, str) else widest
    if not known and allows is not widest:
        return None
    number = read_number(rule.get("number"))
    place = (-inf if allows is widest else inf) if number is None else number
    return _Entry(place, allows, EVERYONE if ranges is None else ranges)


def _read_ranges(rule: Mapping[str, Value]) -> tuple[Range, ...] | None:
    """Return the addresses that a rule names, None if they are unknown."""
    texts = [
        range_text(rule.get(part), version)
        for part, version in _RANGES.items()
        if is_set(rule.get(part, ABSENT)) is not Truth.FALSE
    ]
    if None in texts:
        return None
    networks = [read_network(text) for text in texts if text is not None]
    return tuple([range_of(network) for network in networks if network is not None])


def _are_open(entries: Iterable[_Entry]) -> bool:
    return are_broad(first_match((entry.allows, entry.ranges) for entry in entries))
