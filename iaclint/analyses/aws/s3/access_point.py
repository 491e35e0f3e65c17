"""Which public access an access point allows to the data of its bucket.

Both the access point and the bucket have to allow a request through it. The strictest Block Public
Access setting of the access point, the bucket and the account applies. The settings of an access
point are enabled by default, and cannot be changed after its creation. One that is restricted to a
VPC is never public. The access point is the same for every caller, so a condition on it restricts
nobody. A Multi-Region Access Point is one with a bucket in each of its Regions.

A bucket that is not in the configuration is unknown. The access point is then evaluated by itself,
as Amazon S3 does to decide which access points are public.

Source: *Managing access with Amazon S3 access points*, *Managing public access to access points
for general purpose buckets*, *Configuring IAM policies for using access points*, *Multi-Region
Access Point permissions*, *Blocking public access to your Amazon S3 storage* (The meaning of
"public", access points).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.aws.iam.explain_policy import (
    UNKNOWN_ACTIONS,
    describe_actions,
    describe_caller,
)
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel
from iaclint.analyses.aws.iam.language.patterns import ANY
from iaclint.analyses.aws.iam.language.policy import Policy
from iaclint.analyses.aws.iam.language.restriction import Restriction
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.policy_exposure import (
    PolicyExposure,
    evaluate_policy,
    list_policies,
    list_policy_cases,
    to_result,
)
from iaclint.analyses.aws.s3.access_point_bucket import restrict_by_bucket
from iaclint.analyses.aws.s3.access_point_resources import list_accounts, translate_resources
from iaclint.analyses.aws.s3.public_access_block import POLICIES_RESTRICTED
from iaclint.analyses.aws.services.s3 import SERVICE as BUCKET
from iaclint.analyses.tristate import is_on, is_set
from iaclint.symbolic.branches import choice_symbols
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, Unknown, Value

SERVICE = replace(
    BUCKET,
    policy="the access point policy",
    fixed_keys={
        "s3:dataaccesspointarn": ANY,
        "s3:dataaccesspointaccount": ANY,
        "s3:accesspointnetworkorigin": "Internet",
    },
)

_FLAG = "restrict_public_buckets"
_UNSEEN = Restriction(
    Truth.FALSE,
    Step("its bucket, which also has to allow the access, is not in this configuration"),
)


def analyse(facts: Facts) -> AnalysisResult:
    """Return which public access an access point allows, with the reasons."""
    values = list_policies(SERVICE, facts)
    policies = list(list_policy_cases(SERVICE, values, facts))
    service = _with_known_arn(facts, policies)
    found = tuple(evaluate_policy(service, translate_resources(policy)) for policy in policies)
    restrictions = (_network(facts), _own_flag(facts), *_account_flag(facts))
    point = PolicyExposure(service, found, choice_symbols(tuple(values)), restrictions)
    if point.public is Truth.FALSE:
        return _to_result(point)
    bucket = _restrict_by_buckets(facts, point)
    rest = ", if its bucket also allows it" if bucket == _UNSEEN else ""
    return _to_result(replace(point, restrictions=(*restrictions, bucket)), rest)


def _restrict_by_buckets(facts: Facts, point: PolicyExposure) -> Restriction:
    """Return whether all buckets block what the access point allows; the least strict decides."""
    buckets = facts.get("buckets")
    listed = enumerate(buckets if isinstance(buckets, tuple) else ())
    found = [
        _restrict_by_bucket(facts, n, bucket, point) for n, bucket in listed if bucket is not None
    ]
    if not found:
        return _UNSEEN
    # A bucket in the configuration explains more than one that is not.
    first = min(found, key=lambda restriction: (restriction.truth.value, restriction == _UNSEEN))
    blockers = [symbol for restriction in found for symbol in restriction.blockers]
    levels = {level: Truth.all(c.blocks(level) for c in found) for level in AccessLevel}
    return replace(first, blockers=tuple(blockers), levels=levels) if found[1:] else first


def _restrict_by_bucket(facts: Facts, n: int, bucket: Value, point: PolicyExposure) -> Restriction:
    if isinstance(bucket, Choice):
        step = Step("its bucket is unknown", "buckets", (n,))
        return Restriction(Truth.UNKNOWN, step, symbols(bucket))
    return restrict_by_bucket(facts, n, bucket, point) if isinstance(bucket, Mapping) else _UNSEEN


def _to_result(point: PolicyExposure, rest: str = "") -> AnalysisResult:
    result = to_result(point)
    assert isinstance(result.value, dict)
    return replace(result, value={**result.value, "opens": _describe(point) + rest})


def _describe(point: PolicyExposure) -> str:
    """Return who can do what: ``anyone on the internet to read objects``."""
    certain = [level for level in AccessLevel if point.allows(level) is Truth.TRUE]
    does = describe_actions(certain, point.service.descriptions)
    paths = [case.granted.first for case in point.cases if case.granted.first]
    who = describe_caller(paths[0].caller) if paths else "anyone"
    return f"{who} to {does or UNKNOWN_ACTIONS}"


def _with_known_arn(facts: Facts, policies: list[Policy]) -> Service:
    """Return the service with what is known of the access point's ARN and account."""
    accounts = {account for policy in policies for account in list_accounts(policy)}
    account = accounts.pop() if len(accounts) == 1 else ANY
    name = facts.get("name")
    called = name if isinstance(name, str) else ANY
    region, resource = (ANY, called) if is_set(facts.get("regions")) is Truth.FALSE else ("", ANY)
    arn = f"arn:{ANY}:s3:{region}:{account}:accesspoint/{resource}"
    keys = {"s3:dataaccesspointarn": arn, "s3:dataaccesspointaccount": account}
    return replace(SERVICE, fixed_keys={**SERVICE.fixed_keys, **keys})


def _network(facts: Facts) -> Restriction:
    value = facts.get("vpc")
    inside = _names_vpc(value)
    if inside is Truth.TRUE:
        return Restriction(
            inside, Step("the access point only accepts requests from its VPC", "vpc")
        )
    if inside is Truth.UNKNOWN:
        step = Step("it is unknown whether the access point is restricted to a VPC", "vpc")
        return Restriction(inside, step, symbols(value))
    lacks = "VPC configuration" if is_set(value) is Truth.FALSE else "VPC in its VPC configuration"
    text = f"the access point accepts requests from the internet: it has no {lacks}"
    return Restriction(inside, Step(text, "vpc"))


def _names_vpc(configuration: Value) -> Truth:
    """Return whether a VPC configuration has a VPC: without one, it restricts nothing."""
    if isinstance(configuration, tuple):
        return Truth.any(map(_names_vpc, configuration))
    if isinstance(configuration, Choice):
        return Truth.agree(map(_names_vpc, configuration.options))
    if isinstance(configuration, Mapping):
        return Truth.any(map(_is_given, configuration.values()))
    return is_set(configuration)


def _is_given(vpc: Value) -> Truth:
    """Return whether the id of a VPC is set; no reference to one is empty."""
    if isinstance(vpc, Choice):
        return Truth.agree(map(_is_given, vpc.options))
    return Truth.TRUE if isinstance(vpc, Unknown) else is_set(vpc)


def _own_flag(facts: Facts) -> Restriction:
    """Return the access point's own setting, which is enabled by default."""
    field = f"public_access_block.{_FLAG}"
    value = facts.get(field)
    restricts = is_on(value, default=Truth.TRUE)
    text = {
        Truth.TRUE: f"{_FLAG} is enabled for the access point: {POLICIES_RESTRICTED}",
        Truth.FALSE: f"{_FLAG} is disabled for the access point",
        Truth.UNKNOWN: f"it is unknown whether {_FLAG} is enabled for the access point",
    }
    if value is ABSENT or value is None:
        text[Truth.TRUE] = f"{_FLAG} is enabled by default for an access point"
    return Restriction(restricts, Step(text[restricts], field), symbols(value))


def _account_flag(facts: Facts) -> Iterator[Restriction]:
    field = f"account_public_access_block.{_FLAG}"
    value = facts.get(field)
    restricts = is_on(value)
    if restricts is Truth.TRUE:
        text = f"{_FLAG} is enabled for the account: {POLICIES_RESTRICTED}"
        yield Restriction(restricts, Step(text, field))
    elif restricts is Truth.UNKNOWN:
        text = f"it is unknown whether {_FLAG} is enabled for the account"
        yield Restriction(restricts, Step(text, field), symbols(value))
