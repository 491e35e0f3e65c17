"""Whether conditions hold for a request, by trying: a second opinion on the analyses.

Source: *IAM JSON policy elements: Condition operators*, *Creating a condition with multiple keys or
values*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Any, TypeAlias

Request: TypeAlias = Mapping[str, Sequence[str]]
"""The values of each key; a key without values is missing."""
Condition: TypeAlias = Mapping[str, Mapping[str, Sequence[Any]]]

_PARTS = re.compile(r"(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?")
_NEGATED = re.compile(r"(?<=[a-z])Not(?=[A-Z])|^Not(?=Ip)")


def is_allowed(statements: Iterable[Mapping[str, Any]], request: Request) -> bool:
    """Return whether an Allow matches a request and no Deny does."""
    matched = [s["Effect"] for s in statements if holds(s.get("Condition", {}), request)]
    return "Allow" in matched and "Deny" not in matched


def holds(condition: Condition, request: Request) -> bool:
    """Return whether all tests of a condition hold."""
    return all(
        _test(operator, values, request.get(key, ()))
        for operator, block in condition.items()
        for key, values in block.items()
    )


def _test(name: str, values: Sequence[Any], given: Sequence[str]) -> bool:
    match = _PARTS.fullmatch(name)
    assert match is not None
    quantifier, written, if_exists = match.groups()
    base, negations = _NEGATED.subn("", written)
    if base == "Null":
        return any((str(value).lower() == "true") == (not given) for value in values)
    if not given and (if_exists or quantifier == "ForAllValues"):
        return True
    if not given:
        return bool(negations) and quantifier != "ForAnyValue"
    each = [any(_compare(base, str(v), one) for v in values) != bool(negations) for one in given]
    return all(each) if quantifier == "ForAllValues" else any(each)


def _compare(operator: str, wanted: str, given: str) -> bool:
    if operator.startswith("Numeric"):
        return _ORDERS[operator.removeprefix("Numeric")](float(given), float(wanted))
    if operator.startswith("Date"):
        return _ORDERS[operator.removeprefix("Date")](_seconds(given), _seconds(wanted))
    if operator == "IpAddress":
        return ip_address(given) in ip_network(wanted)
    if operator in ("StringEqualsIgnoreCase", "Bool"):
        return wanted.lower() == given.lower()
    return _is_like(wanted, given) if operator == "StringLike" else wanted == given


_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "Equals": lambda a, b: a == b,
    "LessThan": lambda a, b: a < b,
    "LessThanEquals": lambda a, b: a <= b,
    "GreaterThan": lambda a, b: a > b,
    "GreaterThanEquals": lambda a, b: a >= b,
}


def _seconds(text: str) -> float:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


@lru_cache(maxsize=100_000)
def _is_like(pattern: str, text: str) -> bool:
    parts = {"*": ".*", "?": "."}
    return re.fullmatch("".join(parts.get(c) or re.escape(c) for c in pattern), text) is not None
