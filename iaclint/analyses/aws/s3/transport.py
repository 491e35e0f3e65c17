"""Whether a resource policy denies requests over plain HTTP: that of a bucket, queue or topic.

AWS documents a minimum for ``s3:TlsVersion`` as a way to deny HTTPS requests of older versions. A
request over plain HTTP has no TLS version, and a test on a missing key does not hold, so a minimum
alone does not deny it.

Source: *Protecting data in transit with encryption*, *IAM JSON policy elements: Condition
operators*, *Amazon SQS security best practices*, *Amazon SNS security best practices*; that the key
is missing over plain HTTP is our reading, no page says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.aws.iam.budget import Budget, TooComplex
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel, ResourceScope
from iaclint.analyses.aws.iam.language.policy import FIELD, Statement
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.callers import ALL_CALLERS
from iaclint.analyses.aws.iam.requests.other_resources import Owner
from iaclint.analyses.aws.iam.requests.owner import read_owner
from iaclint.analyses.aws.iam.requests.request_sets import (
    FIRST_CONDITION_KEY,
    Difference,
    RequestSet,
)
from iaclint.analyses.aws.iam.requests.request_space import RequestSpace, StatementMatch
from iaclint.analyses.aws.iam.requests.statements import read_statements
from iaclint.analyses.aws.services import find_service
from iaclint.limits import MAX_GRANT_STEPS
from iaclint.symbolic.branches import branches, choice_symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.unsettled import TOO_COMPLEX
from iaclint.symbolic.values import ABSENT, Unknown, Value

_SECURE, _TLS = "aws:securetransport", "s3:tlsversion"
_DATA = {"sns": (AccessLevel.WRITE,), "sqs": (AccessLevel.READ, AccessLevel.WRITE)}
"""The requests with messages, by service; of other services, all requests count."""
_TRUE_STEP = "{} denies every request over plain HTTP"


def analyse(facts: Facts) -> AnalysisResult:
    """Return whether every request for data over plain HTTP is denied, with the reasons."""
    policy = facts.get("policy")
    service = find_service(facts.service(FIELD))
    if policy is ABSENT or policy is None:
        name = service.policy.removeprefix("the ")
        return AnalysisResult(False, (Step(f"no {name} is declared", "policy"),))
    owner = read_owner(facts, [policy], service)
    results = [_evaluate(option, service, owner) for option in branches(policy)]
    values = [result.value for result in results]
    if all(value is values[0] for value in values):
        return results[0]
    unknown = next((v for v in values if isinstance(v, Unknown)), None)
    symbol = next(iter(choice_symbols(policy)), unknown.symbol if unknown else "the policy")
    return AnalysisResult(
        Unknown(symbol), (Step(f"whether plain HTTP is denied depends on {symbol}", "policy"),)
    )


def _evaluate(policy: Value, service: Service, owner: Owner | None) -> AnalysisResult:
    read = read_statements(policy, service, owner, all_callers=True)
    space, denies = read.space, read.denies
    has_parts = any(scope is ResourceScope.PART for scope, _ in service.actions.values())
    levels = _DATA.get(service.prefix, tuple(AccessLevel))
    scope = ResourceScope.PART if has_parts else ResourceScope.WHOLE
    truth = _is_covered(_plain_requests(space, scope, levels), denies)
    if truth is Truth.TRUE:
        steps = _explain_denied(space, denies, service)
        return AnalysisResult(True, (*steps, *_explain_whole(space, denies, has_parts)))
    if truth is Truth.FALSE:
        return AnalysisResult(False, (_explain_missing(space, service),))
    blockers = [symbol for deny in denies for symbol in deny.blockers]
    symbol = blockers[0] if blockers else TOO_COMPLEX
    return AnalysisResult(
        Unknown(symbol), (Step(f"whether plain HTTP is denied depends on {symbol}", "policy"),)
    )


def _plain_requests(
    space: RequestSpace, scope: ResourceScope, levels: Sequence[AccessLevel]
) -> RequestSet:
    """Return all requests of some levels without TLS."""
    actions = sum(space.actions.of(level, scope) for level in levels)
    request_set = list(space.full(ALL_CALLERS, actions, space.resources.of(scope)))
    for n, (key, candidates) in enumerate(space.keys.candidates.items()):
        if key in (_SECURE, _TLS):
            wanted = "false" if key == _SECURE else ABSENT
            request_set[FIRST_CONDITION_KEY + n] = sum(
                1 << i for i, c in enumerate(candidates.values) if c == wanted
            )
    return tuple(request_set)


def _is_covered(requests: RequestSet, denies: Sequence[StatementMatch]) -> Truth:
    if _leaves_nothing(requests, [d.certain for d in denies]):
        return Truth.TRUE
    if not _leaves_nothing(requests, [d.possible for d in denies], if_too_complex=True):
        return Truth.FALSE
    return Truth.UNKNOWN


def _leaves_nothing(
    requests: RequestSet, denies: Sequence[RequestSet | None], *, if_too_complex: bool = False
) -> bool:
    left = Difference([requests], [deny for deny in denies if deny], Budget(MAX_GRANT_STEPS))
    try:
        return not left.leaves([requests])
    except TooComplex:
        return if_too_complex


def _explain_denied(
    space: RequestSpace, denies: Sequence[StatementMatch], service: Service
) -> list[Step]:
    return [
        Step(_TRUE_STEP.format(deny.statement.name), "policy", deny.statement.path)
        for deny in denies
        if deny.statement and _mentions_transport(deny.statement)
    ] or [Step(f"{service.policy} denies every request for data", "policy")]


def _explain_whole(
    space: RequestSpace, denies: Sequence[StatementMatch], has_parts: bool
) -> Iterator[Step]:
    """Yield what is certain of requests for a bucket itself, if it is not covered."""
    requests = _plain_requests(space, ResourceScope.WHOLE, tuple(AccessLevel))
    whole = _is_covered(requests, denies) if has_parts else Truth.TRUE
    if whole is Truth.FALSE:
        yield Step("it covers the objects, but not the bucket itself", "policy")
    elif whole is Truth.UNKNOWN:
        yield Step("it is unknown whether it also covers the bucket itself", "policy")


def _explain_missing(space: RequestSpace, service: Service) -> Step:
    for statement in space.policy.statements:
        if _mentions_transport(statement):
            text = f"{statement.name} does not deny all requests over plain HTTP"
            return Step(text, "policy", statement.path)
    return Step(f"no statement of {service.policy} denies plain HTTP", "policy")


def _mentions_transport(statement: Statement) -> bool:
    return any(test.key == _SECURE for test in statement.tests)
