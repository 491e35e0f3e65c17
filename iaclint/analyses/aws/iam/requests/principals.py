"""Whether a principal element names everyone or single principals.

Source: *AWS JSON policy elements: Principal*, *AWS JSON policy elements: NotPrincipal*.
"""

from __future__ import annotations

import re

from iaclint.analyses.aws.iam.language.policy import Effect, Principal, Statement
from iaclint.analyses.aws.iam.language.service import Bounds
from iaclint.analyses.aws.iam.requests.callers import (
    ALL_CALLERS,
    PUBLIC_CALLERS,
    CallerKind,
)
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.natures import Form, may_be_written
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown

_ANY_ACCOUNT = r"arn:[^:]*:(?:iam|sts)::\*(?::.*)?"
_SIGNED = ALL_CALLERS & ~CallerKind.ANONYMOUS


def read_principals(statement: Statement) -> Bounds:
    """Return the kinds of callers that a statement certainly, and possibly, applies to."""
    truth = Truth.any(map(names_everyone, statement.principals))
    if statement.excludes:
        certain = PUBLIC_CALLERS.value if truth is Truth.FALSE else 0
        return certain, 0 if truth is Truth.TRUE else PUBLIC_CALLERS.value
    signed = _SIGNED.value if _means_any_account(statement) else 0
    return (
        ALL_CALLERS.value if truth is Truth.TRUE else signed,
        signed if truth is Truth.FALSE else ALL_CALLERS.value,
    )


def can_apply_to_everyone(statement: Statement) -> bool:
    """Return whether the principals of a statement allow everyone, so that conditions decide."""
    if statement.excludes or _means_any_account(statement):
        return True
    return any(names_everyone(p) is not Truth.FALSE for p in statement.principals)


def _means_any_account(statement: Statement) -> bool:
    """Return whether a statement is an Allow for ``arn:aws:iam::*:role/reader``.

    AWS rejects it, but what its author means to grant counts as granted: anyone can give a role
    that name.
    """
    if statement.effect is not Effect.ALLOW or statement.excludes:
        return False
    values = (principal.value for principal in statement.principals)
    return any(isinstance(value, str) and re.fullmatch(_ANY_ACCOUNT, value) for value in values)


def names_everyone(principal: Principal) -> Truth:
    """Return whether a principal is everyone, anonymous callers included."""
    value = principal.value
    if isinstance(value, Unknown) and (
        is_single_resource(value) or not may_be_written(value.nature, "*")
    ):
        return Truth.FALSE
    return is_same(value, "*")


def is_single_resource(value: Unknown) -> bool:
    """Return whether a value is the ARN, ID or name of one resource, hence not a wildcard."""
    return value.nature.form is not Form.OTHER
