"""Whom a principal element names: everybody, or somebody.

Source: *AWS JSON policy elements: Principal*, *AWS JSON policy elements: NotPrincipal*.
"""

from __future__ import annotations

import re

from iaclint.analyses.aws.iam.language.policy import Effect, Principal, Statement
from iaclint.analyses.aws.iam.language.service import Bits
from iaclint.analyses.aws.iam.requests.callers import EVERYBODY, STRANGERS, Who
from iaclint.symbolic.natures import Form
from iaclint.symbolic.values import Truth, Unknown, is_same

_ANY_ACCOUNT = re.compile(r"arn:[^:]*:(?:iam|sts)::\*(?::.*)?")
_SIGNED = EVERYBODY & ~Who.ANONYMOUS


def read_principals(statement: Statement) -> Bits:
    """Return which kinds of callers a statement certainly, and possibly, is about."""
    truth = Truth.FALSE
    for principal in statement.principals:
        truth |= names_everybody(principal)
    if statement.excludes:
        certain = STRANGERS.value if truth is Truth.FALSE else 0
        return certain, 0 if truth is Truth.TRUE else STRANGERS.value
    signed = _SIGNED.value if _means_any_account(statement) else 0
    return (
        EVERYBODY.value if truth is Truth.TRUE else signed,
        signed if truth is Truth.FALSE else EVERYBODY.value,
    )


def reaches_everybody(statement: Statement) -> bool:
    """Hold for a statement whose principals leave it to the conditions who comes in."""
    if statement.excludes or _means_any_account(statement):
        return True
    return any(names_everybody(p) is not Truth.FALSE for p in statement.principals)


def _means_any_account(statement: Statement) -> bool:
    """Hold for an Allow for ``arn:aws:iam::*:role/reader``.

    AWS refuses it, but what its author means to grant counts as granted: the slip is mended
    sooner than noticed, and anybody can call a role so.
    """
    if statement.effect is not Effect.ALLOW or statement.excludes:
        return False
    values = (principal.value for principal in statement.principals)
    return any(isinstance(value, str) and _ANY_ACCOUNT.fullmatch(value) for value in values)


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
    """Return whether this is the ARN, the id or the name of one thing, hence no wildcard."""
    return value.identity is not None and value.identity.nature.form is not Form.OTHER
