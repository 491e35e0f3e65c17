"""From where rules of security groups allow connections, whichever the port: it is read once.

Many databases share a security group, each with a port of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from iaclint.analyses.aws.iam.language.conditions import range_text
from iaclint.analyses.aws.iam.requests.source_addresses import (
    Range,
    are_broad,
    is_narrow,
    read_range,
)
from iaclint.analyses.network.prefix_lists import each
from iaclint.files.work import RUN
from iaclint.symbolic.branches import branches
from iaclint.symbolic.recall import RecallByIdentity
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Value


class Rule(Struct, frozen=True):
    """A rule of a security group: its options, whether each names the internet, its ranges."""

    options: tuple[Value, ...]
    named: tuple[Truth, ...]
    ranges: tuple[Range, ...]


class Rules(Struct, frozen=True):
    """The rules of security groups."""

    rules: tuple[Rule, ...]
    naming: tuple[int, ...]
    """The indexes of those that name the internet, or may."""
    are_broad: bool
    """Whether all ranges together are the internet."""


_GROUPS_READ: Final[RecallByIdentity[Rules]] = RecallByIdentity(2**12)
_RULES_READ: Final[RecallByIdentity[Rule]] = RecallByIdentity(2**15)
_RANGE_STEPS: Final = 20


def read_rules(rules: Value) -> Rules:
    """Return from where each of some rules allows connections."""
    return _GROUPS_READ.result(rules, None, lambda: _read_rules(listed(rules)))


def listed(rules: Value) -> tuple[Value, ...]:
    """Return the rules of a list, or a single one."""
    return rules if isinstance(rules, tuple) else (rules,)


def _read_rules(rules: tuple[Value, ...]) -> Rules:
    read = tuple([_read_rule(rule) for rule in rules])
    RUN.spend(sum(1 + len(rule.ranges) for rule in read))
    naming = [n for n, rule in enumerate(read) if Truth.agree(rule.named) is not Truth.FALSE]
    return Rules(read, tuple(naming), are_broad(found for rule in read for found in rule.ranges))


def _read_rule(rule: Value) -> Rule:
    return _RULES_READ.result(rule, None, lambda: _read(tuple(branches(rule))))


def _read(options: tuple[Value, ...]) -> Rule:
    RUN.spend(_RANGE_STEPS * sum(1 + len(_cidrs(option)) for option in options))
    ranges = [found for option in options for found in _ranges(option)]
    return Rule(options, tuple(map(_names_everyone, options)), tuple(ranges))


def _names_everyone(rule: Value) -> Truth:
    if not isinstance(rule, Mapping):
        return Truth.UNKNOWN
    truth = Truth.any(map(_is_broad, _cidrs(rule)))
    if each(rule.get("prefix_lists")):
        # A prefix list can have entries that are not in the configuration.
        truth |= Truth.UNKNOWN
    return truth


def _cidrs(rule: Value) -> list[Value]:
    if not isinstance(rule, Mapping):
        return []
    return [*each(rule.get("cidrs")), *each(rule.get("cidrs6"))]


def _ranges(rule: Value) -> list[Range]:
    """Return the ranges that a rule names and that are known."""
    texts = [text for value in _cidrs(rule) if (text := range_text(value)) is not None]
    found = [read_range(text) for text in texts]
    return [one for one in found if one is not None]


def _is_broad(value: Value) -> Truth:
    text = range_text(value)
    if text is None:
        return Truth.of(False) if is_narrow(value) else Truth.UNKNOWN
    found = read_range(text)
    return Truth.of(found is not None and are_broad((found,)))
