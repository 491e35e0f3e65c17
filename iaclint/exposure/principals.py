"""Whom a principal element names: everybody, or somebody.

Source: *AWS JSON policy elements: Principal*, *AWS JSON policy elements: NotPrincipal*.
"""

from __future__ import annotations

from iaclint.exposure.boxes import Bits
from iaclint.exposure.callers import EVERYBODY, STRANGERS
from iaclint.exposure.policy import Principal, Statement
from iaclint.exposure.resources import is_arn
from iaclint.values import Truth, Unknown, is_same


def read_principals(statement: Statement) -> Bits:
    """Return which kinds of callers a statement certainly, and possibly, is about."""
    truth = Truth.FALSE
    for principal in statement.principals:
        truth |= names_everybody(principal)
    if not statement.excludes:
        return (
            EVERYBODY.value if truth is Truth.TRUE else 0,
            0 if truth is Truth.FALSE else EVERYBODY.value,
        )
    certain = STRANGERS.value if truth is Truth.FALSE else 0
    return certain, 0 if truth is Truth.TRUE else STRANGERS.value


def reaches_everybody(statement: Statement) -> bool:
    """Hold for a statement whose principals leave it to the conditions who comes in."""
    if statement.excludes:
        return True
    return any(names_everybody(p) is not Truth.FALSE for p in statement.principals)


def names_everybody(principal: Principal) -> Truth:
    """Tell whether a principal is everybody, anonymous callers included."""
    value = principal.value
    if isinstance(value, Unknown) and is_one_thing(value):
        return Truth.FALSE
    same = is_same(value, "*")
    if principal.type != "AWS" and same is Truth.TRUE:
        return Truth.UNKNOWN
    return same


def is_one_thing(value: Unknown) -> bool:
    """Hold for an attribute that is the ARN or the id of one thing, hence no wildcard."""
    return is_arn(value) or (
        value.identity is not None and value.identity.attribute.lower().endswith("id")
    )
