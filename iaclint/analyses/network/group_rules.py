"""Which rules of security groups open a port to the whole internet, alone or together.

Source: *Security group rules* (Amazon VPC User Guide).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.aws.iam.language.conditions import range_text
from iaclint.analyses.aws.iam.requests.source_addresses import (
    Range,
    are_broad,
    is_narrow,
    read_range,
)
from iaclint.analyses.network.ports import Ports
from iaclint.analyses.network.prefix_lists import each
from iaclint.analyses.network.rule_ports import covers
from iaclint.symbolic.branches import branches
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.recall import RecallByIdentity
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value


class Opening(Struct, frozen=True):
    """Whether rules allow the internet, and the first rule that decides."""

    truth: Truth
    n: int = 0
    """The index of the rule."""
    rule: Value = None
    on_port: str = ""
    """Which port is open, in words; empty if no port is known."""
    together: bool = False
    """Whether it takes several rules."""


def most_open(rules: Value, ports: Ports) -> Opening:
    """Return what opens a port to the internet: one rule or several together; else what may."""
    listed = list(rules) if isinstance(rules, tuple) else [rules]
    read = [_read_rule(rule, ports) for rule in listed]
    options = [one.options for one in read]
    truths = [one.truth for one in read]
    if Truth.TRUE in truths:
        n = truths.index(Truth.TRUE)
        return Opening(Truth.TRUE, n, listed[n], _on_port(options[n], ports))
    together = _open_together(options, [one.ranges for one in read], ports)
    if together.truth is Truth.FALSE and Truth.UNKNOWN in truths:
        n = truths.index(Truth.UNKNOWN)
        return Opening(Truth.UNKNOWN, n, listed[n])
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


def _open_together(rules: list[list[Value]], ranges: list[list[Range]], ports: Ports) -> Opening:
    """Return whether several rules allow the internet together; each has options and ranges."""
    if not _are_broad(ranges):
        return Opening(Truth.FALSE)
    one_by_one: list[Ports] = [None] if ports is None else [(port,) for port in ports]
    found = [_open_on(port, rules, ranges) for port in one_by_one]
    return max(found, key=lambda opening: opening.truth.value)


def _open_on(ports: Ports, rules: list[list[Value]], ranges: list[list[Range]]) -> Opening:
    truths = [_applies_certainly(options, ports) for options in rules]
    for truth in (Truth.TRUE, Truth.UNKNOWN):
        applying = [n for n, one in enumerate(truths) if ranges[n] and one.value >= truth.value]
        if _are_broad([ranges[n] for n in applying]):
            n = next(n for n in applying if truths[n] is truth)
            on_port = _name_port(ports)
            return Opening(truth, n, on_port=on_port, together=len(applying) > 1)
    return Opening(Truth.FALSE)


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
