"""Whether a bucket receives logs: from a resource in the configuration, or from S3 as it allows.

Source: *Enabling Amazon S3 server access logging*.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.aws.iam.language.parser import read_policy
from iaclint.analyses.aws.iam.language.policy import Effect, Statement
from iaclint.analyses.aws.services.s3 import SERVICE as S3
from iaclint.symbolic.branches import branches
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import is_known, symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Unknown, Value

_SOURCES = "log_sources"
CANNED_ACL = "log-delivery-write"
GROUP = "http://acs.amazonaws.com/groups/s3/LogDelivery"
SERVICE = "logging.s3.amazonaws.com"


def analyse(facts: Facts) -> AnalysisResult:
    """Return a bool from the fields of a bucket.

    Reads ``log_sources``, ``acl``, ``grants`` and ``policy``.
    """
    delivered = find_source(facts, _SOURCES)
    if delivered.value is True:
        return delivered
    undecided = [] if delivered.value is False else [delivered.value]
    for field, test in (("acl", _is_for_logs), ("grants", _has_grant), ("policy", _has_statement)):
        value = facts.get(field)
        truth = _settle(value, test)
        if truth is Truth.TRUE:
            return AnalysisResult(
                True, (Step("the bucket allows S3 to deliver access logs", field),)
            )
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
    if not isinstance(grants, tuple):
        return Truth.of(False) if is_known(grants) else Truth.UNKNOWN
    grantees = [grant.get("uri") if isinstance(grant, Mapping) else grant for grant in grants]
    return Truth.any(is_same(grantee, GROUP) for grantee in grantees)


def _has_statement(policy: Value) -> Truth:
    read = read_policy(policy, S3)
    unread = Truth.FALSE if is_known(read.unread) else Truth.UNKNOWN
    return unread | Truth.any(map(_allows_delivery, read.statements))


def _allows_delivery(statement: Statement) -> Truth:
    if statement.effect is Effect.DENY or statement.excludes:
        return Truth.FALSE
    services = [p.value for p in statement.principals if p.type in (None, "Service")]
    named = Truth.any(is_same(service, SERVICE) for service in services)
    return named & (Truth.TRUE if statement.effect is Effect.ALLOW else Truth.UNKNOWN)
