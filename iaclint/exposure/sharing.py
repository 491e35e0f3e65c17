"""With whom a policy shares by name: accounts, organizations, services.

Source: *AWS JSON policy elements: Principal*, *AWS global condition context keys*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from iaclint.exposure.policy import Effect, Policy, Principal, Statement
from iaclint.exposure.principals import names_everybody
from iaclint.resource import Path
from iaclint.values import PartialString, Truth, Value

_ACCOUNT = re.compile(r"(?:arn:[^:]*:(?:iam|sts)::)?([0-9]{12})(?::.*)?")
_NAMING = ("aws:principalaccount", "aws:principalarn", "aws:principalorgid")


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody whom a statement lets in by name."""

    name: Value
    """As written: an account, an ARN, an organization, a service."""
    account: str | None
    """The account's number, where the name tells."""
    path: Path
    """The statement."""


def list_shares(policy: Policy) -> Iterator[Share]:
    """Yield whom the Allow statements of a policy name, Deny left aside."""
    for statement in policy.statements:
        if statement.effect is Effect.ALLOW:
            for name in _names(statement):
                yield Share(name, account_of(name), statement.path)


def _names(statement: Statement) -> Iterator[Value]:
    if not statement.excludes:
        yield from (p.value for p in statement.principals if _is_name(p))
    for test in statement.tests:
        if test.key in _NAMING and test.operator and not test.operator.negated:
            yield from test.values


def _is_name(principal: Principal) -> bool:
    return names_everybody(principal) is Truth.FALSE


def account_of(name: Value) -> str | None:
    """Return the account that a principal belongs to, where its text tells."""
    text = name.prefix if isinstance(name, PartialString) else name
    found = _ACCOUNT.fullmatch(text) if isinstance(text, str) else None
    return found[1] if found else None
