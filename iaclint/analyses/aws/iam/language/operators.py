"""Condition operators by name: what they compare, and how.

Source: *IAM JSON policy elements: Condition operators*.
"""

from __future__ import annotations

import operator as compare
from collections.abc import Callable
from enum import Enum

from msgspec import Struct


class Relation(Enum):
    """How an operator compares."""

    EQUAL = "equal"
    EQUAL_IGNORING_CASE = "equal ignoring case"
    LIKE = "like"
    ARN_EQUAL = "arn equal"
    ARN_LIKE = "arn like"
    BOOL = "bool"
    ADDRESS = "address"
    NUMBER = "number"
    DATE = "date"
    NULL = "null"


class Operator(Struct, frozen=True):
    """The parts of a condition operator."""

    relation: Relation
    negated: bool = False
    order: str = "Equals"
    """For numbers and dates, the comparison."""
    if_exists: bool = False
    quantifier: str = ""
    """``forallvalues``, ``foranyvalue`` or nothing."""


ORDERS: dict[str, Callable[[float, float], bool]] = {
    "Equals": compare.eq,
    "LessThan": compare.lt,
    "LessThanEquals": compare.le,
    "GreaterThan": compare.gt,
    "GreaterThanEquals": compare.ge,
}
"""How numbers and dates are compared."""

_OPERATORS = {
    "StringEquals": Operator(Relation.EQUAL),
    "StringNotEquals": Operator(Relation.EQUAL, negated=True),
    "StringEqualsIgnoreCase": Operator(Relation.EQUAL_IGNORING_CASE),
    "StringNotEqualsIgnoreCase": Operator(Relation.EQUAL_IGNORING_CASE, negated=True),
    "StringLike": Operator(Relation.LIKE),
    "StringNotLike": Operator(Relation.LIKE, negated=True),
    "ArnEquals": Operator(Relation.ARN_EQUAL),
    "ArnNotEquals": Operator(Relation.ARN_EQUAL, negated=True),
    "ArnLike": Operator(Relation.ARN_LIKE),
    "ArnNotLike": Operator(Relation.ARN_LIKE, negated=True),
    "Bool": Operator(Relation.BOOL),
    "BinaryEquals": Operator(Relation.EQUAL),
    "IpAddress": Operator(Relation.ADDRESS),
    "NotIpAddress": Operator(Relation.ADDRESS, negated=True),
    "Null": Operator(Relation.NULL),
    **{
        f"{kind.value.title().replace('Number', 'Numeric')}{order}": Operator(kind, order=order)
        for kind in (Relation.NUMBER, Relation.DATE)
        for order in ORDERS
    },
    "NumericNotEquals": Operator(Relation.NUMBER, negated=True),
    "DateNotEquals": Operator(Relation.DATE, negated=True),
}
_BY_NAME = {name.lower(): operator for name, operator in _OPERATORS.items()}


def read_operator(name: str) -> Operator | None:
    """Return the operator of a name such as ``ForAnyValue:StringLikeIfExists``, or None."""
    quantifier, _, rest = name.lower().rpartition(":")
    if quantifier not in ("", "forallvalues", "foranyvalue"):
        return None
    base = rest.removesuffix("ifexists")
    found = _BY_NAME.get(base)
    if found is None or (found.relation is Relation.NULL and base != rest):
        return None
    return Operator(found.relation, found.negated, found.order, base != rest, quantifier)


def holds_when_absent(operator: Operator) -> bool:
    """Return whether an operator (other than Null) holds if the key is missing."""
    if operator.if_exists or operator.quantifier == "forallvalues":
        return True
    return operator.negated and operator.quantifier != "foranyvalue"
