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

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.analysis import (
    AnalysisResult,
    Facts,
    Step,
    as_value,
)
from iaclint.analyses.aws.iam.language.conditions import range_text
from iaclint.analyses.aws.iam.requests.source_addresses import (
    Range,
    are_broad,
    is_narrow,
    read_range,
)
from iaclint.analyses.network.ip_versions import with_effect
from iaclint.analyses.network.ports import Ports, find_ports, has_no_group
from iaclint.analyses.network.prefix_lists import PrefixLists, each
from iaclint.analyses.network.rule_ports import covers, with_own_port
from iaclint.analyses.network.subnets import check_subnets
from iaclint.analyses.tristate import is_on, is_set
from iaclint.symbolic.branches import branches
from iaclint.symbolic.equality import is_same
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
    found = _most_open(_rules(facts, _RULES), ports)
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
        found = _most_open(_rules(facts, field), ports)
        if found.truth is Truth.TRUE:
            text = "no security group is configured, and the default one of its VPC allows the"
            return False, Step(f"{text} whole internet{found.on_port}", field, (found.n,))
    outer = () if _has_declared_vpc(facts) else (_OUTER_DEFAULT_RULES,)
    for field in (_DEFAULT_RULES, *outer, *_OWN_DEFAULT_RULES):
        found = _most_open(_rules(facts, field), ports)
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
    if isinstance(rules, tuple) and any(map(_names_lists, rules)):
        rules = tuple([_with_ranges(rule, lists) for rule in rules])
    return with_effect(facts, rules)


def _names_lists(rule: Value) -> bool:
    return isinstance(rule, (dict, Mapping)) and bool(each(rule.get("prefix_lists")))


def _with_ranges(rule: Value, lists: PrefixLists) -> Value:
    if not isinstance(rule, Mapping) or not _names_lists(rule):
        return rule
    return {**rule, "cidrs": (*each(rule.get("cidrs")), *lists.ranges(rule.get("prefix_lists")))}


class _Opening(Struct, frozen=True):
    """Whether rules allow the internet, and the first rule that decides."""

    truth: Truth
    n: int = 0
    """The index of the rule."""
    rule: Value = None
    on_port: str = ""
    """Which port is open, in words; empty if no port is known."""
    together: bool = False
    """Whether it takes several rules."""


def _most_open(rules: Value, ports: Ports) -> _Opening:
    listed = list(rules) if isinstance(rules, tuple) else [rules]
    read = [_read_rule(rule, ports) for rule in listed]
    options = [one.options for one in read]
    truths = [one.truth for one in read]
    if Truth.TRUE in truths:
        n = truths.index(Truth.TRUE)
        return _Opening(Truth.TRUE, n, listed[n], _on_port(options[n], ports))
    together = _open_together(options, [one.ranges for one in read], ports)
    if together.truth is Truth.FALSE and Truth.UNKNOWN in truths:
        n = truths.index(Truth.UNKNOWN)
        return _Opening(Truth.UNKNOWN, n, listed[n])
    return replace(together, rule=listed[together.n]) if listed else together


class _Rule(Struct, frozen=True):
    """A rule of a security group: its options, whether it allows the internet, its ranges."""

    options: list[Value]
    truth: Truth
    ranges: list[Range]


_RULES_READ: Final[RecallByIdentity[_Rule]] = RecallByIdentity(2**15)
"""Many databases share a security group."""


def _read_rule(rule: Value, ports: Ports) -> _Rule:
    return _RULES_READ.result(rule, ports, lambda: _read(rule, ports))


def _read(rule: Value, ports: Ports) -> _Rule:
    options = branches(rule)
    ranges = [found for option in options for found in _ranges(option)]
    return _Rule(options, _allows_everyone(options, ports), ranges)


def _open_together(rules: list[list[Value]], ranges: list[list[Range]], ports: Ports) -> _Opening:
    """Return whether several rules allow the internet together; each has options and ranges."""
    if not _are_broad(ranges):
        return _Opening(Truth.FALSE)
    one_by_one: list[Ports] = [None] if ports is None else [(port,) for port in ports]
    found = [_open_on(port, rules, ranges) for port in one_by_one]
    return max(found, key=lambda opening: opening.truth.value)


def _open_on(ports: Ports, rules: list[list[Value]], ranges: list[list[Range]]) -> _Opening:
    truths = [_applies_certainly(options, ports) for options in rules]
    for truth in (Truth.TRUE, Truth.UNKNOWN):
        applying = [n for n, one in enumerate(truths) if ranges[n] and one.value >= truth.value]
        if _are_broad([ranges[n] for n in applying]):
            n = next(n for n in applying if truths[n] is truth)
            on_port = _name_port(ports)
            return _Opening(truth, n, on_port=on_port, together=len(applying) > 1)
    return _Opening(Truth.FALSE)


def _are_broad(ranges: list[list[Range]]) -> bool:
    return are_broad(found for some in ranges for found in some)


def _on_port(options: list[Value], ports: Ports) -> str:
    """Return which port a rule opens, in words; nothing if no port is known."""
    for port in ports or ():
        if _allows_everyone(options, (port,)) is Truth.TRUE:
            return _name_port((port,))
    return ""


def _name_port(ports: Ports) -> str:
    return f" on port {ports[0]}" if ports and ports[0] is not None else ""


def _allows_everyone(options: list[Value], ports: Ports) -> Truth:
    return Truth.agree([_is_open(option, ports) for option in options])


def _is_open(rule: Value, ports: Ports) -> Truth:
    return _applies(rule, ports) & _names_everyone(rule)


def _applies_certainly(options: list[Value], ports: Ports) -> Truth:
    """Return whether a rule applies; unknown where it has several options."""
    truth = Truth.agree([_applies(option, ports) for option in options])
    return truth if len(options) == 1 else truth & Truth.UNKNOWN


def _applies(rule: Value, ports: Ports) -> Truth:
    """Return whether a rule is about connections to some port of the database."""
    if not isinstance(rule, Mapping):
        return Truth.FALSE if rule is None or rule is ABSENT else Truth.UNKNOWN
    return ~is_same(rule.get("type", ABSENT), "egress") & covers(rule, ports)


def _names_everyone(rule: Value) -> Truth:
    if not isinstance(rule, Mapping):
        return Truth.UNKNOWN
    truth = Truth.any(map(_is_broad, _cidrs(rule)))
    if each(rule.get("prefix_lists")):
        # A prefix list can have entries that are not in the configuration.
        truth |= Truth.UNKNOWN
    return truth


def _cidrs(rule: Mapping[str, Value]) -> list[Value]:
    return [*each(rule.get("cidrs")), *each(rule.get("cidrs6"))]


def _ranges(rule: Value) -> list[Range]:
    """Return the ranges that a rule names and that are known."""
    named = _cidrs(rule) if isinstance(rule, Mapping) else []
    texts = [text for value in named if (text := range_text(value)) is not None]
    found = [read_range(text) for text in texts]
    return [one for one in found if one is not None]


def _is_broad(value: Value) -> Truth:
    text = range_text(value)
    if text is None:
        return Truth.of(False) if is_narrow(value) else Truth.UNKNOWN
    found = read_range(text)
    return Truth.of(found is not None and are_broad((found,)))
