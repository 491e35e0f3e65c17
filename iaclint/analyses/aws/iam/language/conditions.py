"""Whether a test of a condition holds for a value of its key, in three values.

Source: *IAM JSON policy elements: Condition operators*, *Creating a condition with multiple
keys or values*.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TypeAlias

from msgspec import Struct

from iaclint.analyses.aws.iam.language.operators import (
    ORDERS,
    Operator,
    Relation,
    holds_when_absent,
)
from iaclint.analyses.aws.iam.language.patterns import (
    UNNAMED,
    matches,
    matches_arn,
    read_pattern,
)
from iaclint.resource import Path
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Absent, PartialString, Unknown, Value

ANONYMOUS = "anonymous"
"""What ``aws:PrincipalAccount`` and ``aws:userid`` hold for an unsigned request."""

UNKNOWN_PART = "\ue102"
"""The character that represents an unknown part of a text."""

_EVERY_ADDRESS = {4: "0.0.0.0/0", 6: "::/0"}

LOWEST, HIGHEST = "-inf", "inf"
"""A number (or a date) below and above all numbers in a policy."""


class ConditionTest(Struct, frozen=True):
    """One key under one operator; it holds if any of the values matches.

    An operator of None, like an empty key, is unknown, and so is the result.
    """

    operator: Operator | None
    key: str
    values: tuple[Value, ...]
    path: Path


Candidate: TypeAlias = str | Unknown | PartialString | Absent | tuple[str, ...]
"""What a request can have for a key: a text, nothing (``ABSENT``), that unknown value, or several
texts."""


def holds(test: ConditionTest, candidate: Candidate, variables: bool) -> Truth:
    """Return whether a test holds if its key has this one value in the request."""
    if test.operator is None or "${" in test.key or not test.key:
        return Truth.UNKNOWN
    if test.operator.relation is Relation.NULL:
        return Truth.any(_is_null(value, candidate) for value in test.values)
    if isinstance(candidate, Absent):
        return Truth.of(holds_when_absent(test.operator))
    if isinstance(candidate, tuple):
        single = [holds(test, text, variables) for text in candidate]
        return (Truth.all if test.operator.quantifier == "forallvalues" else Truth.any)(single)
    found = Truth.any(fits(test.operator, value, candidate, variables) for value in test.values)
    return ~found if test.operator.negated else found


def _is_null(value: Value, candidate: Candidate) -> Truth:
    wanted = text_of(value)
    if wanted is None:
        return Truth.UNKNOWN
    return Truth.of((wanted.lower() == "true") == isinstance(candidate, Absent))


def text_of(value: Value) -> str | None:
    """Return a condition value as the text that AWS compares, or None if it is unknown."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, float)):
        return str(value)
    return None


def fits(operator: Operator, value: Value, candidate: Candidate, variables: bool) -> Truth:
    """Return whether a candidate matches one value of a test, ignoring a negated operator."""
    if candidate is value and not isinstance(value, str):
        return _fits_itself(operator)
    text = text_of(value)
    if text is None:
        return _fits_unknown(operator, value, candidate, variables)
    if not isinstance(candidate, str):
        return Truth.UNKNOWN
    return _FITS[operator.relation](operator, text, candidate, variables)


def _fits_itself(operator: Operator) -> Truth:
    if operator.relation in (Relation.NUMBER, Relation.DATE):
        return Truth.of(operator.order.endswith("Equals"))
    return Truth.TRUE


def _fits_unknown(operator: Operator, value: Value, candidate: Candidate, variables: bool) -> Truth:
    """Return whether a candidate matches an unknown value.

    Without wildcards, it differs from one that no policy names. ``ArnEquals`` has wildcards.
    """
    relation = operator.relation
    if relation in (Relation.EQUAL, Relation.EQUAL_IGNORING_CASE):
        if isinstance(candidate, str) and (UNNAMED in candidate or candidate == ANONYMOUS):
            text = fixed_text(value)
            fits = _FITS[relation](operator, text, candidate, variables)
            return fits if text else Truth.UNKNOWN
        return is_same(value, candidate)
    if relation in (Relation.NUMBER, Relation.DATE) and candidate in (LOWEST, HIGHEST):
        return Truth.of(operator.order.startswith("Less" if candidate == LOWEST else "Greater"))
    return Truth.UNKNOWN


def fixed_text(value: Value) -> str:
    """Return a text with ``UNKNOWN_PART`` for its unknown parts; empty if it is not a text."""
    if isinstance(value, Unknown):
        return UNKNOWN_PART
    if isinstance(value, PartialString):
        return "".join(part if isinstance(part, str) else UNKNOWN_PART for part in value.parts)
    return ""


def _fits_exactly(_: Operator, value: str, candidate: str, variables: bool) -> Truth:
    return Truth.of(read_pattern(value, wildcards=False, variables=variables) == candidate)


def _fits_ignoring_case(_: Operator, value: str, candidate: str, variables: bool) -> Truth:
    text = read_pattern(value, wildcards=False, variables=variables)
    return Truth.of(text.lower() == candidate.lower())


def _fits_like(_: Operator, value: str, candidate: str, variables: bool) -> Truth:
    return Truth.of(matches(read_pattern(value, variables=variables), candidate))


def _fits_arn(_: Operator, value: str, candidate: str, variables: bool) -> Truth:
    return Truth.of(matches_arn(read_pattern(value, variables=variables), candidate))


def _fits_bool(_: Operator, value: str, candidate: str, variables: bool) -> Truth:
    return Truth.of(value.lower() == candidate.lower())


def _fits_address(_: Operator, value: str, candidate: str, variables: bool) -> Truth:
    network = read_network(value)
    if network is None:
        return Truth.UNKNOWN
    try:
        return Truth.of(ip_address(candidate) in network)
    except ValueError:
        return Truth.FALSE


def _fits_number(operator: Operator, value: str, candidate: str, variables: bool) -> Truth:
    read = read_number if operator.relation is Relation.NUMBER else read_date
    wanted, given = read(value), read_number(candidate)
    if wanted is None or given is None:
        return Truth.UNKNOWN
    return Truth.of(ORDERS[operator.order](given, wanted))


_FITS: dict[Relation, Callable[[Operator, str, str, bool], Truth]] = {
    Relation.EQUAL: _fits_exactly,
    Relation.EQUAL_IGNORING_CASE: _fits_ignoring_case,
    Relation.LIKE: _fits_like,
    Relation.ARN_EQUAL: _fits_arn,
    Relation.ARN_LIKE: _fits_arn,
    Relation.BOOL: _fits_bool,
    Relation.ADDRESS: _fits_address,
    Relation.NUMBER: _fits_number,
    Relation.DATE: _fits_number,
}


@lru_cache(maxsize=4096)
def read_network(text: str) -> IPv4Network | IPv6Network | None:
    """Return an address range in CIDR notation, or None if the text is not one."""
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def range_text(value: Value, version: int = 4) -> str | None:
    """Return an address range in CIDR notation as text, None if it is not known.

    In ``${address}/0``, the address does not matter. Its version is the given one unless its known
    part tells.
    """
    if isinstance(value, str):
        return value
    address, _, length = fixed_text(value).rpartition("/")
    if not address or not length or length.strip("0"):
        return None
    return _EVERY_ADDRESS[6 if ":" in address else version]


def read_number(text: str) -> float | None:
    """Return a number, or None if the text is not one."""
    try:
        return float(text)
    except ValueError:
        return None


def read_date(text: str) -> float | None:
    """Return a date (ISO 8601, or seconds since 1970) in seconds, or None if it is not one."""
    seconds = read_number(text)
    if seconds is not None:
        return seconds
    try:
        moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone.utc)
        return moment.timestamp()
    except (ValueError, OverflowError):
        return None
