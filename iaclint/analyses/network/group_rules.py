"""Which rules of security groups open a port to the whole internet, alone or together.

Source: *Security group rules* (Amazon VPC User Guide).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.aws.iam.requests.source_addresses import are_broad
from iaclint.analyses.network.ports import Ports
from iaclint.analyses.network.rule_ports import covers
from iaclint.analyses.network.rule_sources import Rule, listed, read_rules
from iaclint.files.work import RUN
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


_FOUND: Final[RecallByIdentity[Opening]] = RecallByIdentity(2**12)
"""Many databases share a security group, and listen on the same port."""
_PORT_STEPS: Final = 5
"""The steps for a rule and a port."""


def most_open(rules: Value, ports: Ports) -> Opening:
    """Return what opens a port to the internet: one rule or several together; else what may."""
    return _FOUND.result(rules, ports, lambda: _most_open(rules, ports))


def _most_open(rules: Value, ports: Ports) -> Opening:
    group, values = read_rules(rules), listed(rules)
    RUN.spend(_PORT_STEPS * len(group.naming) * len(ports or (None,)))
    may = None
    for n in group.naming:
        truth = _allows_everyone(group.rules[n], ports)
        if truth is Truth.TRUE:
            return Opening(truth, n, values[n], _on_port(group.rules[n], ports))
        if truth is Truth.UNKNOWN and may is None:
            may = Opening(truth, n, values[n])
    together = _open_together(group.rules, ports) if group.are_broad else Opening(Truth.FALSE)
    if together.truth is Truth.FALSE and may is not None:
        return may
    return replace(together, rule=values[together.n]) if values else together


def _open_together(rules: tuple[Rule, ...], ports: Ports) -> Opening:
    """Return whether several rules allow the internet together."""
    one_by_one: list[Ports] = [None] if ports is None else [(port,) for port in ports]
    found = [_open_on(port, rules) for port in one_by_one]
    return max(found, key=lambda opening: opening.truth.value)


def _open_on(ports: Ports, rules: tuple[Rule, ...]) -> Opening:
    RUN.spend(_PORT_STEPS * len(rules))
    truths = [_applies_certainly(rule.options, ports) for rule in rules]
    for truth in (Truth.TRUE, Truth.UNKNOWN):
        applying = [
            n for n, one in enumerate(truths) if rules[n].ranges and one.value >= truth.value
        ]
        if _are_broad([rules[n] for n in applying]):
            n = next(n for n in applying if truths[n] is truth)
            on_port = _name_port(ports)
            return Opening(truth, n, on_port=on_port, together=len(applying) > 1)
    return Opening(Truth.FALSE)


def _are_broad(rules: Iterable[Rule]) -> bool:
    ranges = [found for rule in rules for found in rule.ranges]
    RUN.spend(len(ranges))
    return are_broad(ranges)


def _on_port(rule: Rule, ports: Ports) -> str:
    """Return which port a rule opens, in words; nothing if no port is known."""
    for port in ports or ():
        if _allows_everyone(rule, (port,)) is Truth.TRUE:
            return _name_port((port,))
    return ""


def _name_port(ports: Ports) -> str:
    return f" on port {ports[0]}" if ports and ports[0] is not None else ""


def _allows_everyone(rule: Rule, ports: Ports) -> Truth:
    pairs = zip(rule.options, rule.named, strict=True)
    return Truth.agree([_applies(option, ports) & named for option, named in pairs])


def _applies_certainly(options: tuple[Value, ...], ports: Ports) -> Truth:
    """Return whether a rule applies; unknown where it has several options."""
    truth = Truth.agree([_applies(option, ports) for option in options])
    return truth if len(options) == 1 else truth & Truth.UNKNOWN


def _applies(rule: Value, ports: Ports) -> Truth:
    """Return whether a rule is about connections to some port of the database."""
    if not isinstance(rule, Mapping):
        return Truth.FALSE if rule is None or rule is ABSENT else Truth.UNKNOWN
    return ~is_same(rule.get("type", ABSENT), "egress") & covers(rule, ports)
