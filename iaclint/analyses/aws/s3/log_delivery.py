"""Whether a bucket receives logs of S3 or of load balancers, as configured or as it allows.

Source: *Enabling Amazon S3 server access logging*, *Access logs for your Application Load
Balancer*.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.aws.iam.language.parser import read_policy
from iaclint.analyses.aws.iam.language.policy import Effect, Principal, Statement
from iaclint.analyses.aws.iam.requests.named_principals import (
    LOAD_BALANCING,
    read_named_principal,
)
from iaclint.analyses.aws.services.s3 import SERVICE as S3
from iaclint.symbolic.branches import branches
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import is_known, symbols, unknowns
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Unknown, Value

_SOURCES = "log_sources"
CANNED_ACL = "log-delivery-write"
GROUP = "http://acs.amazonaws.com/groups/s3/LogDelivery"
SERVICE = "logging.s3.amazonaws.com"
LOAD_BALANCER = "elasticloadbalancing"
SERVICES = (
    SERVICE,
    "logdelivery.elasticloadbalancing.amazonaws.com",
    "logdelivery.elb.amazonaws.com",
)


def analyse(facts: Facts) -> AnalysisResult:
    """Return a bool from the fields of a bucket.

    Reads ``log_sources``, ``acl``, ``grants`` and ``policy``.
    """
    delivered = find_source(facts, _SOURCES)
    if delivered.value is True:
        return delivered
    tests = (("acl", _is_for_logs), ("grants", _has_grant), ("policy", _has_statement))
    return find_permission(facts, tests, delivered, "the bucket allows the delivery of access logs")


def find_permission(
    facts: Facts,
    tests: Sequence[tuple[str, Callable[[Value], Truth]]],
    delivered: AnalysisResult,
    words: str,
) -> AnalysisResult:
    """Return whether one of some fields allows the delivery of logs, or anything delivers them."""
    undecided = [] if delivered.value is False else [delivered.value]
    for field, test in tests:
        value = facts.get(field)
        truth = _settle(value, test)
        if truth is Truth.TRUE:
            return AnalysisResult(True, (Step(words, field),))
        if truth is Truth.UNKNOWN:
            undecided.append(value)
    return AnalysisResult(_unknown(undecided) if undecided else False)


def _settle(value: Value, test: Callable[[Value], Truth]) -> Truth:
    """Return the result of a test for every case of a value, unknown if they differ."""
    if value is ABSENT or value is None:
        return Truth.FALSE
    return Truth.agree(test(case) for case in branches(value))


def _unknown(undecided: list[Value]) -> Unknown:
    blocking = [symbol for value in undecided for symbol in symbols(value)]
    return Unknown(blocking[0] if blocking else "the bucket's ACL or policy")


def find_source(facts: Facts, field: str) -> AnalysisResult:
    """Return whether something in the configuration delivers logs to the bucket."""
    sources = facts.get(field)
    delivers = _settle(sources, _has_source)
    if delivers is Truth.TRUE:
        return AnalysisResult(True, (Step("logs are delivered to the bucket", field, (0,)),))
    return AnalysisResult(_unknown([sources]) if delivers is Truth.UNKNOWN else False)


def _has_source(sources: Value) -> Truth:
    listed = sources if isinstance(sources, tuple) else (sources,)
    named = [source for source in listed if source is not None]
    return Truth.any(Truth.of(True) if isinstance(s, Mapping) else Truth.UNKNOWN for s in named)


def _is_for_logs(acl: Value) -> Truth:
    return is_same(acl, CANNED_ACL)


def _has_grant(grants: Value) -> Truth:
    return any_grant(grants, lambda grant: is_same(grant.get("uri", ABSENT), GROUP))


def any_grant(grants: Value, test: Callable[[Mapping[str, Value]], Truth]) -> Truth:
    """Return whether one of the grants of an ACL passes a test."""
    if not isinstance(grants, tuple):
        return Truth.of(False) if is_known(grants) else Truth.UNKNOWN
    return Truth.any(
        test(grant) if isinstance(grant, Mapping) else is_same(grant, GROUP) for grant in grants
    )


def _has_statement(policy: Value) -> Truth:
    return allows_delivery(policy, SERVICES, _is_load_balancing)


def allows_delivery(
    policy: Value,
    services: Sequence[str],
    is_account: Callable[[Value], bool] = lambda account: False,
) -> Truth:
    """Return whether a bucket policy allows some services, or an account of theirs, anything."""
    read = read_policy(policy, S3)
    unread = Truth.FALSE if is_known(read.unread) else Truth.UNKNOWN
    return unread | Truth.any(_allows(each, services, is_account) for each in read.statements)


def _allows(
    statement: Statement, services: Sequence[str], is_account: Callable[[Value], bool]
) -> Truth:
    if statement.effect is Effect.DENY or statement.excludes:
        return Truth.FALSE
    named = Truth.any(_is_one_of(each, services, is_account) for each in statement.principals)
    return named & (Truth.TRUE if statement.effect is Effect.ALLOW else Truth.UNKNOWN)


def _is_one_of(
    principal: Principal, services: Sequence[str], is_account: Callable[[Value], bool]
) -> Truth:
    if principal.type == "AWS":
        return Truth.of(is_account(principal.value))
    if principal.type in (None, "Service"):
        return Truth.any(is_same(principal.value, service) for service in services)
    return Truth.FALSE


def _is_load_balancing(name: Value) -> bool:
    return read_named_principal(name).account in LOAD_BALANCING or is_of(name, LOAD_BALANCER)


def is_of(name: Value, service: str) -> bool:
    """Return whether a name is of the account or user that delivers the logs of a service."""
    return any(unknown.nature.delivers_for == service for unknown in unknowns(name))
