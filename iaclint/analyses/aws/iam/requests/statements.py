"""The statements of policies, as sets of the requests that they apply to."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from iaclint.analyses.aws.iam.budget import TooComplex
from iaclint.analyses.aws.iam.language.parser import read_policies
from iaclint.analyses.aws.iam.language.policy import Effect, Policy, join
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.named_principals import GuestList
from iaclint.analyses.aws.iam.requests.request_space import Applied, Space
from iaclint.symbolic.values import ABSENT, Value

TOO_LARGE = "the policy is too large to follow"


class Statements(Struct, frozen=True):
    """A policy's statements, as what they apply to among the requests of a space."""

    space: Space
    policy: Policy
    grants: Sequence[Applied]
    denies: Sequence[Applied]


def read_statements(policy: Value, service: Service, *, named: bool = False) -> Statements:
    """Read a policy in which choices are settled, or that is not declared.

    With ``named`` the values that only somebody named can bring are told apart as well.
    """
    values = (policy, *(ABSENT for _ in service.further))
    return apply_statements(read_policies(values, service), service, named=named)


def apply_statements(
    policy: Policy, service: Service, guests: GuestList | None = None, *, named: bool = False
) -> Statements:
    """Apply statements to the requests of strangers, or of guests."""
    (statements,) = apply_together([policy], service, guests, named=named)
    return statements


def apply_together(
    policies: Sequence[Policy],
    service: Service,
    guests: GuestList | None = None,
    *,
    named: bool = False,
) -> list[Statements]:
    """Apply the statements of several policies to the same requests, those of each apart."""
    together = join(policies)
    try:
        space = Space(together, service, guests, named=named)
        return [_apply(space, policy) for policy in policies]
    except TooComplex:
        unread = Policy(faults=together.faults, unread=TOO_LARGE)
        space = Space(unread, service, guests, named=named)
        return [_apply(space, unread) for _ in policies]


def _apply(space: Space, policy: Policy) -> Statements:
    """Tell a policy's grants from its denies.

    A statement whose effect is not known is possibly either, as is a policy of which
    nothing is known.
    """
    if policy.unread is not None:
        unread = [space.apply_unread(policy.unread)]
        return Statements(space, policy, unread, unread)
    grants: list[Applied] = []
    denies: list[Applied] = []
    for statement in policy.statements:
        applied = space.apply(statement)
        if statement.effect is Effect.UNKNOWN:
            applied = Applied(None, applied.possible, statement, applied.blockers)
        if statement.effect is not Effect.DENY:
            grants.append(applied)
        if statement.effect is not Effect.ALLOW:
            denies.append(applied)
    return Statements(space, policy, grants, denies)
