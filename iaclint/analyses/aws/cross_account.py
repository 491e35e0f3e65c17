"""Which other AWS accounts a policy allows by name.

Services, identity providers and organizations are not accounts, and a principal that is taken from
another resource counts as one of the same account, and so do the accounts that the user trusts. An
account that a Deny blocks has no access, and neither has any other account if S3 restricts a public
policy to the bucket's account.

Source: *AWS JSON policy elements: Principal*, *AWS global condition context keys*, *Policy
evaluation logic*, *Blocking public access to your Amazon S3 storage*.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.aws.iam.budget import Budget, TooComplex
from iaclint.analyses.aws.iam.evaluation import find_access
from iaclint.analyses.aws.iam.language.elements import is_unknown
from iaclint.analyses.aws.iam.language.policy import (
    FIELD,
    Effect,
    Policy,
    Statement,
)
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.policy_exposure import list_policies, list_policy_cases
from iaclint.analyses.aws.iam.requests.named_principals import (
    CALLER_KEYS,
    SOURCE_KEYS,
    NamedPrincipal,
    NamedPrincipals,
    read_named_principal,
)
from iaclint.analyses.aws.iam.requests.principals import can_apply_to_everyone, names_everyone
from iaclint.analyses.aws.iam.requests.request_sets import Difference, RequestSet, intersect
from iaclint.analyses.aws.iam.requests.request_space import RequestSpace, StatementMatch
from iaclint.analyses.aws.iam.requests.statements import match_statements
from iaclint.analyses.aws.s3.public_access_block import POLICIES_RESTRICTED, read_block
from iaclint.analyses.aws.services import find_service
from iaclint.limits import MAX_GRANT_STEPS, MAX_NAMED_PRINCIPALS
from iaclint.resource import Path
from iaclint.symbolic.branches import choice_symbols
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.unsettled import TOO_COMPLEX, TOO_LARGE
from iaclint.symbolic.values import ABSENT, Unknown, Value

_FLAG = "restrict_public_buckets"


class Share(Struct, frozen=True):
    """A statement that names a principal."""

    principal: NamedPrincipal
    statement: Statement
    path: Path
    """Where in the policy the name is."""
    foreign: Truth
    """Whether it gives access to another account."""
    blockers: tuple[str, ...] = ()


class _PolicyShares(Struct, frozen=True):
    """The shares of one of the possible policies."""

    shares: tuple[Share, ...]
    unread: Value
    restricted: Truth

    @property
    def foreign(self) -> Truth:
        """Whether it gives access to any other account."""
        unread = Truth.FALSE if self.unread is None else Truth.UNKNOWN
        return (unread | Truth.any(share.foreign for share in self.shares)) & ~self.restricted


def analyse(facts: Facts) -> AnalysisResult:
    """Return which other accounts the policies of a resource allow, with the reasons."""
    service = find_service(facts.service(FIELD))
    policies = list_policies(service, facts)
    if all(policy is ABSENT or policy is None for policy in policies):
        return AnalysisResult({"foreign": False}, (Step("no policy is declared", FIELD),))
    options = list_policy_cases(service, policies, facts)
    found = [_evaluate(facts, service, option) for option in options]
    shares = [share for option in found for share in option.shares]
    truth = Truth.agree([option.foreign for option in found])
    if truth is Truth.TRUE:
        accounts = dict.fromkeys(s.principal.account for s in shares if s.foreign is Truth.TRUE)
        return AnalysisResult(
            {"foreign": True, "accounts": tuple(accounts)}, _explain(shares, Truth.TRUE)
        )
    if truth is Truth.FALSE:
        return AnalysisResult({"foreign": False}, tuple(_explain_closed(facts, found)))
    blockers = [blocker for share in shares for blocker in share.blockers]
    blockers += [s for option in found for s in _unread(option.unread)]
    blockers += [*choice_symbols(tuple(policies)), *read_block(facts, _FLAG).blockers]
    symbol = blockers[0] if blockers else TOO_COMPLEX
    return AnalysisResult({"foreign": Unknown(symbol)}, _explain(shares, Truth.UNKNOWN))


def _unread(value: Value) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else symbols(value)


def _evaluate(facts: Facts, service: Service, policy: Policy) -> _PolicyShares:
    named = [_trusting(share, facts.trusted_accounts) for share in list_shares(policy)]
    shares = tuple(_evaluate_shares(policy, service, named))
    if all(share.foreign is Truth.FALSE for share in shares):
        return _PolicyShares(shares, policy.unread, Truth.FALSE)
    return _PolicyShares(shares, policy.unread, _restricted(facts, service, policy))


def _trusting(share: Share, accounts: frozenset[str]) -> Share:
    """Return a share, which gives nothing to another account if the user trusts the account."""
    is_trusted = share.principal.account in accounts
    return replace(share, foreign=Truth.FALSE, blockers=()) if is_trusted else share


def _restricted(facts: Facts, service: Service, policy: Policy) -> Truth:
    """Return whether S3 restricts the policy to the account of the bucket."""
    restricts = read_block(facts, _FLAG).truth if service.has_public_access_block else Truth.FALSE
    if restricts is Truth.FALSE:
        return restricts
    return restricts & find_access(match_statements(policy, service)).truth


def list_shares(policy: Policy) -> Iterator[Share]:
    """Yield the principals that the statements of a policy name, but for Deny statements."""
    for statement in policy.statements:
        if statement.effect is Effect.DENY:
            continue
        for principal, path in _named_principals(statement):
            blockers = (principal.blocker,) if principal.blocker else ()
            allows = Truth.TRUE if statement.effect is Effect.ALLOW else Truth.UNKNOWN
            blockers = (*blockers, *symbols(statement.unknown_effect))
            yield Share(principal, statement, path, principal.foreign & allows, blockers)


def _named_principals(statement: Statement) -> Iterator[tuple[NamedPrincipal, Path]]:
    if not statement.excludes:
        for principal in statement.principals:
            known = names_everyone(principal) is Truth.TRUE
            if principal.type in (None, "AWS") and not known:
                yield read_named_principal(principal.value), (*statement.path, "Principal")
    for test in statement.tests:
        by_service = test.key in SOURCE_KEYS and can_apply_to_everyone(statement)
        if test.key in CALLER_KEYS or by_service:
            if test.operator and not test.operator.negated:
                principals = (
                    read_named_principal(value, by_service=by_service) for value in test.values
                )
                yield from ((principal, test.path) for principal in principals)
        elif not test.key and can_apply_to_everyone(statement):
            yield from ((read_named_principal(v), test.path) for v in test.values if is_unknown(v))


def _evaluate_shares(policy: Policy, service: Service, shares: list[Share]) -> Iterator[Share]:
    """Yield shares with the access that the conditions and the denies allow."""
    wanted = [share for share in shares if share.foreign is not Truth.FALSE]
    if not wanted:
        yield from shares
        return
    if len(wanted) > MAX_NAMED_PRINCIPALS:
        yield from (replace(s, foreign=Truth.UNKNOWN, blockers=(TOO_LARGE,)) for s in wanted)
        return
    principals = NamedPrincipals(share.principal for share in wanted)
    read = match_statements(policy, service, principals, all_callers=True)
    by_statement = {id(grant.statement): grant for grant in read.grants}
    certain = _not_denied([deny.possible for deny in read.denies], read.space)
    possible = _not_denied([deny.certain for deny in read.denies], read.space)
    blockers = tuple(symbol for deny in read.denies for symbol in deny.blockers)
    numbers = {id(share): n for n, share in enumerate(wanted)}
    for share in shares:
        grant = by_statement.get(id(share.statement))
        if id(share) not in numbers:
            yield share
            continue
        if grant is None:
            yield replace(share, foreign=Truth.UNKNOWN, blockers=(TOO_LARGE,))
            continue
        requests = list(read.space.requests_of(share.principal, numbers[id(share)]))
        allowed = _between(certain, possible, grant, requests)
        more = (*share.blockers, *grant.blockers, *blockers)
        yield replace(share, foreign=share.foreign & allowed, blockers=more)


def _not_denied(denies: list[RequestSet | None], space: RequestSpace) -> Difference:
    """Return the difference of all requests and some denies."""
    return Difference(
        [space.everything()], [deny for deny in denies if deny], Budget(MAX_GRANT_STEPS)
    )


def _between(
    certain: Difference, possible: Difference, grant: StatementMatch, requests: list[RequestSet]
) -> Truth:
    try:
        if _allows(certain, grant.certain, requests):
            return Truth.TRUE
        return Truth.UNKNOWN if _allows(possible, grant.possible, requests) else Truth.FALSE
    except TooComplex:
        return Truth.UNKNOWN


def _allows(left: Difference, grant: RequestSet | None, requests: list[RequestSet]) -> bool:
    matching = [intersect(grant, request_set) for request_set in requests] if grant else []
    return left.leaves(request_set for request_set in matching if request_set)


def _explain(shares: list[Share], wanted: Truth) -> tuple[Step, ...]:
    return tuple(
        Step(_describe(share), share.statement.field, share.path)
        for share in shares
        if share.foreign is wanted
    )


def _describe(share: Share) -> str:
    if share.foreign is Truth.TRUE:
        return f"{share.statement.name} of the policy allows AWS account {share.principal.account}"
    undecided = share.blockers[0] if share.blockers else "the policy"
    return f"the principals of {share.statement.name} of the policy depend on {undecided}"


def _explain_closed(facts: Facts, found: list[_PolicyShares]) -> Iterator[Step]:
    if any(option.restricted is Truth.TRUE for option in found):
        on = [flag for flag in read_block(facts, _FLAG).flags if flag.truth is Truth.TRUE]
        text = f"{_FLAG} is enabled: {POLICIES_RESTRICTED}"
        yield Step(text, on[0].field)
        return
    shares = [share for option in found for share in option.shares]
    other = [share for share in shares if share.principal.foreign is Truth.TRUE]
    for account in dict.fromkeys(s.principal.account for s in other):
        if account in facts.trusted_accounts:
            yield Step(f"AWS account {account} is allowed to have access", FIELD)
    denied = [share for share in other if share.principal.account not in facts.trusted_accounts]
    for share in denied:
        name, account = share.statement.name, share.principal.account
        text = f"{name} of the policy names AWS account {account}, but gives it no access"
        yield Step(text, share.statement.field, share.path)
    if not other:
        yield Step("the policy names no other AWS account", FIELD)
