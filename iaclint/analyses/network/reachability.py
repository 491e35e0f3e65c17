"""Whether a database with a public address is blocked from the internet otherwise.

Its security groups can do that, or its subnets (see ``subnets``); one of the two is enough. A
security group that is created elsewhere is unknown. A database without security groups has the
default one of its VPC, which is not part of the configuration, and counts as blocking nothing.

Source: *Security group rules* (Amazon VPC User Guide), *Working with a DB instance in a VPC*.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_network

from iaclint.analyses.analysis import (
    AnalysisResult,
    Facts,
    Step,
    as_value,
)
from iaclint.analyses.network.subnets import check_subnets
from iaclint.analyses.tristate import is_on, is_set
from iaclint.symbolic.branches import branches
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Unknown, Value

UNSAID = "the default of its VPC"
"""What decides for Amazon RDS in CloudFormation if it is not set; elsewhere a default does."""
_RULES = "ingress"
_NARROW = {4: 8, 6: 32}
"""The shortest prefix that is not broad, as Amazon S3 defines it for policies."""

_PORTS = {
    "mysql": 3306, "mariadb": 3306, "aurora": 3306, "aurora-mysql": 3306,
    "postgres": 5432, "aurora-postgresql": 5432,
    "neptune": 8182, "docdb": 27017, "redshift": 5439,
}  # fmt: skip
_PORTS_BY_START = {"oracle": 1521, "custom-oracle": 1521, "sqlserver": 1433, "db2": 50000}
_ALL = ("-1", "all")
_TCP = ("tcp", "6")


def analyse(facts: Facts) -> AnalysisResult:
    """Return ``public_address``, and whether it is ``closed`` to the internet otherwise.

    Reads ``publicly_accessible``, ``security_groups``, ``ingress`` (a list of rules with
    ``cidrs``, ``cidrs6``, ``prefix_lists``, ``from``, ``to``, ``protocol`` and ``type``),
    ``port`` and ``engine``; and if those do not block it, what ``check_subnets`` reads.
    """
    address = facts.get("publicly_accessible")
    public = Truth.UNKNOWN if address is ABSENT else is_on(address)
    blockers = symbols(address) or (UNSAID,)
    if public is Truth.FALSE:
        return AnalysisResult(
            {"public_address": False, "closed": True}, (_explain_address(public, ""),)
        )
    closed, steps = _evaluate(facts)
    value = {"public_address": as_value(public, blockers), "closed": closed}
    return AnalysisResult(value, (_explain_address(public, blockers[0]), *steps))


def _evaluate(facts: Facts) -> tuple[bool | Unknown, tuple[Step, ...]]:
    by_groups, step = _check_groups(facts)
    if by_groups is True:
        return True, (step,)
    # Subnets are only read now, as most verdicts do not need them.
    by_subnets, steps = check_subnets(facts)
    if by_subnets is True:
        return True, steps
    closed = by_subnets if by_groups is False else by_groups
    return closed, (step, *steps)


def _explain_address(public: Truth, blocker: str) -> Step:
    if public is Truth.TRUE:
        return Step("it has a public address", "publicly_accessible")
    if public is Truth.FALSE:
        return Step("it has no public address", "publicly_accessible")
    return Step(f"whether it has a public address depends on {blocker}", "publicly_accessible")


def _check_groups(facts: Facts) -> tuple[bool | Unknown, Step]:
    groups = facts.get("security_groups")
    named = is_set(groups)
    if named is Truth.FALSE:
        text = "no security group is configured, so the default one of its VPC applies"
        return False, Step(text, "security_groups")
    rules = facts.get(_RULES)
    listed = list(rules) if isinstance(rules, tuple) else [rules]
    port = _port(facts)
    truths = [_allows_everyone(rule, port) for rule in listed]
    if Truth.TRUE in truths:
        n = truths.index(Truth.TRUE)
        where = f" on port {port}" if port is not None else ""
        return False, Step(f"a security group allows the whole internet{where}", _RULES, (n,))
    if Truth.UNKNOWN in truths:
        n = truths.index(Truth.UNKNOWN)
        symbol = next(iter(symbols(listed[n])), "its port")
        text = f"whether its security groups allow the internet depends on {symbol}"
        return Unknown(symbol), Step(text, _RULES, (n,))
    if named is Truth.UNKNOWN:
        symbol = next(iter(symbols(groups)), "its security groups")
        return Unknown(symbol), Step(f"its security groups depend on {symbol}", "security_groups")
    return True, Step("its security groups do not allow the internet", "security_groups")


def _allows_everyone(rule: Value, port: int | None) -> Truth:
    return Truth.agree([_is_open(option, port) for option in branches(rule)])


def _is_open(rule: Value, port: int | None) -> Truth:
    if rule is None or rule is ABSENT:
        return Truth.FALSE
    if not isinstance(rule, Mapping):
        return Truth.UNKNOWN
    ingress = ~is_same(rule.get("type", ABSENT), "egress")
    return ingress & _names_everyone(rule) & _covers(rule, port)


def _names_everyone(rule: Mapping[str, Value]) -> Truth:
    ranges = (value for part in ("cidrs", "cidrs6") for value in _each(rule.get(part)))
    truth = Truth.any(map(_is_broad, ranges))
    if _each(rule.get("prefix_lists")):
        # The content of a prefix list can change outside of the configuration.
        truth |= Truth.UNKNOWN
    return truth


def _each(value: Value) -> list[Value]:
    items = value if isinstance(value, tuple) else (value,)
    return [item for item in items if item is not ABSENT and item is not None]


def _is_broad(value: Value) -> Truth:
    if not isinstance(value, str):
        return Truth.UNKNOWN
    try:
        network = ip_network(value.strip(), strict=False)
    except ValueError:
        return Truth.FALSE
    return Truth.of(network.prefixlen < _NARROW[network.version])


def _covers(rule: Mapping[str, Value], port: int | None) -> Truth:
    """Return whether a rule applies to the port of the database."""
    protocol = rule.get("protocol", "-1")
    if not isinstance(protocol, (str, int)):
        return Truth.UNKNOWN
    word = str(protocol).lower()
    if word in _ALL or word not in _TCP:
        return Truth.of(word in _ALL)
    first, last = _number(rule.get("from")), _number(rule.get("to"))
    if first is None or last is None:
        return Truth.UNKNOWN
    if first <= 1 and last in (65535, -1):
        return Truth.TRUE
    return Truth.UNKNOWN if port is None else Truth.of(first <= port <= last)


def _number(value: Value) -> int | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return int(value)
    except ValueError:
        return None


def _port(facts: Facts) -> int | None:
    """Return the port that is set, else the default of the engine."""
    port, engine = facts.get("port"), facts.get("engine")
    if port is not ABSENT and port is not None:
        return _number(port)
    if not isinstance(engine, str):
        return None
    start = engine.lower()
    by_start = (p for name, p in _PORTS_BY_START.items() if start.startswith(name))
    return _PORTS.get(start, next(by_start, None))
