"""The statements of policies, as the sets of requests that they apply to."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from iaclint.analyses.aws.iam.budget import TooComplex
from iaclint.analyses.aws.iam.language.parser import read_policies
from iaclint.analyses.aws.iam.language.policy import Effect, Policy, join
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.named_principals import NamedPrincipals
from iaclint.analyses.aws.iam.requests.other_resources import Owner
from iaclint.analyses.aws.iam.requests.owner import without_others
from iaclint.analyses.aws.iam.requests.request_space import RequestSpace, StatementMatch
from iaclint.symbolic.unsettled import TOO_LARGE
from iaclint.symbolic.values import ABSENT, Value


class PolicyMatch(Struct, frozen=True):
    """The requests of a space that a policy's statements apply to."""

    space: RequestSpace
    policy: Policy
    grants: Sequence[StatementMatch]
    denies: Sequence[StatementMatch]


def read_statements(
    policy: Value, service: Service, owner: Owner | None = None, *, all_callers: bool = False
) -> PolicyMatch:
    """Read and match a policy without choices, or one that is not declared.

    ``owner`` is the resource that it is attached to, if a statement depends on it. With
    ``all_callers``, the requests of named principals are distinguished as well.
    """
    values = (policy, *(ABSENT for _ in service.other_policies))
    read = without_others(read_policies(values, service), owner)
    return match_statements(read, service, all_callers=all_callers)


def match_statements(
    policy: Policy,
    service: Service,
    principals: NamedPrincipals | None = None,
    *,
    all_callers: bool = False,
) -> PolicyMatch:
    """Match statements with the requests of public callers, or of named principals."""
    (statements,) = match_together([policy], service, principals, all_callers=all_callers)
    return statements


def match_together(
    policies: Sequence[Policy],
    service: Service,
    principals: NamedPrincipals | None = None,
    *,
    all_callers: bool = False,
) -> list[PolicyMatch]:
    """Match several policies with the same requests; return one match for each."""
    together = join(policies)
    try:
        space = RequestSpace(together, service, principals, all_callers=all_callers)
        return [_match(space, policy) for policy in policies]
    except TooComplex:
        unread = Policy(faults=together.faults, unread=TOO_LARGE)
        space = RequestSpace(unread, service, principals, all_callers=all_callers)
        return [_match(space, unread) for _ in policies]


def _match(space: RequestSpace, policy: Policy) -> PolicyMatch:
    """Return a policy's grants and denies.

    A statement with an unknown effect is possibly either, and so is an unknown policy.
    """
    if policy.unread is not None:
        unread = [space.match_unread(policy.unread)]
        return PolicyMatch(space, policy, unread, unread)
    grants: list[StatementMatch] = []
    denies: list[StatementMatch] = []
    for statement in policy.statements:
        matched = space.match(statement)
        if statement.effect is Effect.UNKNOWN:
            matched = StatementMatch(None, matched.possible, statement, matched.blockers)
        if statement.effect is not Effect.DENY:
            grants.append(matched)
        if statement.effect is not Effect.ALLOW:
            denies.append(matched)
    return PolicyMatch(space, policy, grants, denies)
