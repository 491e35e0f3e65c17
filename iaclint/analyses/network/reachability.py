"""Whether a database with a public address is blocked from the internet otherwise.

Its security groups can do that, or its subnets (see ``subnets``); one of the two is enough. A
security group that is created elsewhere is unknown. A database without security groups has the
default one of its VPC, which only allows its own members unless the configuration adds rules to a
default group. The VPC is that of its subnets; where it is not known, any default group may be it,
and if the configuration does not create it, any group that is created elsewhere.

Source: *Security group rules*, *Default security groups for your VPCs* (Amazon VPC User Guide),
*Working with a DB instance in a VPC*, *AWS::AmazonMQ::Broker* (no subnets, so no security group of
a VPC, for a public RabbitMQ broker). The ports are in ``ports``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from iaclint.analyses.analysis import (
    AnalysisResult,
    Facts,
    Step,
    as_value,
)
from iaclint.analyses.network.group_rules import most_open
from iaclint.analyses.network.ip_versions import with_effect
from iaclint.analyses.network.ports import Ports, find_ports, has_no_group
from iaclint.analyses.network.prefix_lists import PrefixLists, each
from iaclint.analyses.network.rule_ports import with_own_port
from iaclint.analyses.network.subnets import check_subnets
from iaclint.analyses.tristate import is_on, is_set
from iaclint.files.work import RUN
from iaclint.symbolic.recall import RecallByIdentity
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Unknown, Value

UNSAID = "the default of its VPC"
"""What decides for Amazon RDS in CloudFormation if it is not set; elsewhere a default does."""
_GROUPS = "security_groups"
_BROKER = "broker_engine"
_RULES = "ingress"
_DEFAULT_RULES = "default_ingress"
_OWN_DEFAULT_RULES = ("subnet_default_ingress", "own_default_ingress")
_OUTER_DEFAULT_RULES = "outer_default_ingress"
_VPCS = "vpcs"


def analyse(facts: Facts) -> AnalysisResult:
    """Return ``public_address``, and whether it is ``closed`` to the internet otherwise.

    Reads ``publicly_accessible``, ``security_groups``, ``vpcs``, ``ingress``, ``default_ingress``,
    ``subnet_default_ingress``, ``own_default_ingress`` and ``outer_default_ingress`` (lists of
    rules with ``cidrs``, ``cidrs6``, ``prefix_lists``, ``from``, ``to``, ``protocol`` and
    ``type``), ``prefix_list_entries``, ``network_type``, ``port``, ``engine`` and
    ``broker_engine``; and if those do not block it, what ``check_subnets`` reads.
    """
    return analyse_ports(facts, find_ports(facts))


def analyse_ports(facts: Facts, ports: Ports) -> AnalysisResult:
    """Return the same for something that listens on some ports; reads no port and no engine."""
    address = facts.get("publicly_accessible")
    public = Truth.UNKNOWN if address is ABSENT else is_on(address)
    blockers = symbols(address) or (UNSAID,)
    if public is Truth.FALSE:
        return AnalysisResult(
            {"public_address": False, "closed": True}, (_explain_address(public, ""),)
        )
    closed, steps = _evaluate(facts, ports)
    value = {"public_address": as_value(public, blockers), "closed": closed}
    return AnalysisResult(value, (_explain_address(public, blockers[0]), *steps))


def _evaluate(facts: Facts, ports: Ports) -> tuple[bool | Unknown, tuple[Step, ...]]:
    by_groups, step = _check_groups(facts, ports)
    if by_groups is True:
        return True, (step,)
    # Subnets are only read now, as most verdicts do not need them.
    by_subnets, steps = check_subnets(facts, ports)
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


def _check_groups(facts: Facts, ports: Ports) -> tuple[bool | Unknown, Step]:
    groups = facts.get(_GROUPS)
    named = is_set(groups)
    if named is Truth.FALSE:
        return _check_default_group(facts, ports)
    found = most_open(_rules(facts, _RULES), ports)
    if found.truth is Truth.TRUE:
        who = "security group rules together allow" if found.together else "a security group allows"
        return False, Step(f"{who} the whole internet{found.on_port}", _RULES, (found.n,))
    if found.truth is Truth.UNKNOWN:
        symbol = next(iter(symbols(found.rule)), "the port")
        text = f"whether its security groups allow the internet depends on {symbol}"
        return Unknown(symbol), Step(text, _RULES, (found.n,))
    if named is Truth.UNKNOWN:
        symbol = next(iter(symbols(groups)), "the security groups")
        return Unknown(symbol), Step(f"its security groups depend on {symbol}", _GROUPS)
    return True, Step("its security groups do not allow the internet", _GROUPS)


def _check_default_group(facts: Facts, ports: Ports) -> tuple[bool | Unknown, Step]:
    groupless = has_no_group(facts)
    if groupless is Truth.TRUE:
        text = "no security group applies to a public RabbitMQ broker"
        return False, Step(text, _GROUPS)
    if groupless is Truth.UNKNOWN:
        symbol = next(iter(symbols(facts.get(_BROKER))), "the engine")
        text = f"whether a security group applies to the broker depends on {symbol}"
        return Unknown(symbol), Step(text, _BROKER)
    for field in _OWN_DEFAULT_RULES:
        found = most_open(_rules(facts, field), ports)
        if found.truth is Truth.TRUE:
            text = "no security group is configured, and the default one of its VPC allows the"
            return False, Step(f"{text} whole internet{found.on_port}", field, (found.n,))
    outer = () if _has_declared_vpc(facts) else (_OUTER_DEFAULT_RULES,)
    for field in (_DEFAULT_RULES, *outer, *_OWN_DEFAULT_RULES):
        found = most_open(_rules(facts, field), ports)
        if found.truth is not Truth.FALSE:
            symbol = next(iter(symbols(found.rule)), "the VPC")
            verb = "allows" if found.truth is Truth.TRUE else "may allow"
            which = "what may be the default one" if field in outer else "a default security group"
            text = f"no security group is configured, and {which} {verb} the internet"
            return Unknown(symbol), Step(text, field, (found.n,))
    text = "no security group is configured: the default one of its VPC only allows its members"
    return True, Step(text, _GROUPS)


def _has_declared_vpc(facts: Facts) -> bool:
    """Whether the configuration creates its VPC, so that nothing else names its default group."""
    vpcs = facts.get(_VPCS)
    return isinstance(vpcs, tuple) and bool(vpcs) and all(isinstance(v, Mapping) for v in vpcs)


def _rules(facts: Facts, field: str) -> Value:
    """Return rules, each with the ranges of the prefix lists that it names, where it is certain.

    Ranges without an effect on the database are left out, and a port that is that of the database
    is ``rule_ports.OWN_PORT``.
    """
    rules, lists = with_own_port(facts.get(field), facts), PrefixLists(facts)
    if isinstance(rules, tuple) and _name_lists(rules):
        rules = _with_all_ranges(rules, lists)
    return with_effect(facts, rules)


_WITH_LISTS: Final[RecallByIdentity[bool]] = RecallByIdentity(2**12)
"""Many databases share a security group."""


def _name_lists(rules: tuple[Value, ...]) -> bool:
    return _WITH_LISTS.result(rules, None, lambda: any(map(_names_lists, rules)))


def _names_lists(rule: Value) -> bool:
    return isinstance(rule, (dict, Mapping)) and bool(each(rule.get("prefix_lists")))


_ADDED: Final[RecallByIdentity[tuple[Value, ...]]] = RecallByIdentity(2**12)


def _with_all_ranges(rules: tuple[Value, ...], lists: PrefixLists) -> tuple[Value, ...]:
    return _ADDED.result(
        rules, lists.entries, lambda: tuple([_with_ranges(rule, lists) for rule in rules])
    )


def _with_ranges(rule: Value, lists: PrefixLists) -> Value:
    if not isinstance(rule, Mapping) or not _names_lists(rule):
        return rule
    ranges = lists.ranges(rule.get("prefix_lists"))
    RUN.spend(len(ranges))
    return {**rule, "cidrs": (*each(rule.get("cidrs")), *ranges)}
