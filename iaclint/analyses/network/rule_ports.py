"""The ports of the rules of security groups and network ACLs, compared with those of a database.

A rule can refer to the port of the database itself, or to what that is set to. It opens that port,
whatever its number is.

Source: *Security group rules* (Amazon VPC User Guide).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from iaclint.analyses.analysis import SOURCES, Facts
from iaclint.analyses.network.ports import Ports, read_number
from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.recall import RecallByIdentity
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Choice, Identity, Unknown, Value

_PORT: Final = "port"
_ENDS: Final = ("from", "to")
OWN_PORT: Final = Unknown("the port of the database", Identity("", _PORT))
"""What stands in a rule for the port of the database."""

_ALL = ("-1", "all")
_TCP = ("tcp", "6")
_LAST = 65535
_EVERY = (_LAST, -1)


def with_own_port(rules: Value, facts: Facts) -> Value:
    """Return rules in which ``OWN_PORT`` stands for the port of the database.

    Reads ``port``, and of which resources it is, only if a port in the rules is unknown.
    """
    if not isinstance(rules, tuple) or not _have_unknown_ports(rules):
        return rules
    port, owners = facts.get(_PORT), facts.get(f"{SOURCES}{_PORT}")
    keys = owners if isinstance(owners, tuple) else ()

    def is_own(value: Unknown) -> bool:
        identity = value.identity
        is_port = identity is not None and identity.owner in keys and _is_port(identity)
        return is_port or is_same(value, port) is Truth.TRUE

    # A rule that stays as it is stays the same object, which others have read.
    return tuple([_marked(rule, is_own) if _has_unknown_port(rule) else rule for rule in rules])


_WITH_UNKNOWN: Final[RecallByIdentity[bool]] = RecallByIdentity(2**12)


def _have_unknown_ports(rules: tuple[Value, ...]) -> bool:
    return _WITH_UNKNOWN.result(rules, None, lambda: any(map(_has_unknown_port, rules)))


def _is_port(identity: Identity) -> bool:
    """Whether it is an attribute such as ``port`` or ``Endpoint.Port``."""
    return identity.attribute.rpartition(".")[2].lower() == _PORT


def _has_unknown_port(rule: Value) -> bool:
    if isinstance(rule, Choice):
        return any(map(_has_unknown_port, rule.options))
    if not isinstance(rule, (dict, Mapping)):  # most are dicts, which is cheaper to tell
        return False
    return any(isinstance(rule.get(end), (Unknown, Choice)) for end in _ENDS)


def _marked(value: Value, is_own: Callable[[Unknown], bool]) -> Value:
    if isinstance(value, Choice):
        return map_choice(value, lambda option: _marked(option, is_own))
    if isinstance(value, Mapping):
        return {**value, **{end: _marked(value[end], is_own) for end in _ENDS if end in value}}
    return OWN_PORT if isinstance(value, Unknown) and is_own(value) else value


def covers(rule: Mapping[str, Value], ports: Ports) -> Truth:
    """Return whether a rule applies to a port of the database."""
    protocol = rule.get("protocol", "-1")
    if not isinstance(protocol, (str, int)):
        return Truth.UNKNOWN
    word = str(protocol).lower()
    if word in _ALL or word not in _TCP:
        return Truth.of(word in _ALL)
    first, last = (rule.get(end) for end in _ENDS)
    lowest, highest = read_number(first), read_number(last)
    if lowest is not None and lowest <= 1 and highest in _EVERY:
        return Truth.TRUE
    return Truth.any(_starts(first, port) & _ends(last, port) for port in ports or (None,))


def _starts(first: Value, port: int | None) -> Truth:
    """Return whether a range of ports starts at a port or before it."""
    number = read_number(first)
    if first == OWN_PORT or (number is not None and number <= 1):
        return Truth.TRUE
    return Truth.UNKNOWN if number is None or port is None else Truth.of(number <= port)


def _ends(last: Value, port: int | None) -> Truth:
    """Return whether a range of ports ends at a port or after it."""
    number = read_number(last)
    if last == OWN_PORT or number == _LAST:
        return Truth.TRUE
    return Truth.UNKNOWN if number is None or port is None else Truth.of(number >= port)
