"""Who can come through an access point to the data of its bucket.

A request through it has to be allowed by the access point and by the bucket alike, and the
strictest of their public access blocks and the account's counts. Those of an access point are on
unless they are turned off one by one when it is made, and cannot be changed after. One for a VPC
alone is never public. The access point itself is the same for every caller, so that a condition
on it keeps nobody out. A Multi-Region Access Point is one with a bucket in each of its regions.

Of a bucket that is not in the configuration nothing is known, and the access point is judged as
far as it goes, as Amazon S3 does when it tells which access points are public.

Source: *Managing access with Amazon S3 access points*, *Managing public access to access points
for general purpose buckets*, *Configuring IAM policies for using access points*, *Multi-Region
Access Point permissions*, *Blocking public access to your Amazon S3 storage* (The meaning of
"public", access points).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import and_

from msgspec.structs import replace

from iaclint.analyses.analysis import Facts, Outcome, Step
from iaclint.analyses.aws.iam.explain_policy import describe_caller, enumerate_words
from iaclint.analyses.aws.iam.language.access_levels import Deed
from iaclint.analyses.aws.iam.language.patterns import ANY
from iaclint.analyses.aws.iam.language.policy import Policy
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.resource_policy import (
    Closure,
    PolicyExposure,
    conclude,
    judge_branch,
    list_policies,
    read_branches,
)
from iaclint.analyses.aws.s3.access_point_bucket import judge_bucket
from iaclint.analyses.aws.s3.access_point_resources import list_accounts, speak_of_bucket
from iaclint.analyses.aws.services.s3 import SERVICE as BUCKET
from iaclint.analyses.branches import choice_symbols
from iaclint.analyses.tristate import is_on, is_set
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    Truth,
    Value,
    symbols,
)

SERVICE = replace(
    BUCKET,
    policy="the access point policy",
    own_keys={
        "s3:dataaccesspointarn": ANY,
        "s3:dataaccesspointaccount": ANY,
        "s3:accesspointnetworkorigin": "Internet",
    },
)

_FLAG = "restrict_public_buckets"
_UNSEEN = Closure(
    Truth.FALSE,
    Step(
        "what comes through it has to be allowed by its bucket as well, which is not in this"
        " configuration"
    ),
)


def analyse(facts: Facts) -> Outcome:
    """Return what strangers can do through an access point with the data of its bucket."""
    values = list_policies(SERVICE, facts)
    policies = list(read_branches(SERVICE, values))
    service = _name_itself(facts, policies)
    found = tuple(judge_branch(service, speak_of_bucket(policy)) for policy in policies)
    closures = (_network(facts), _own_flag(facts), *_account_flag(facts))
    point = PolicyExposure(service, found, choice_symbols(values), closures)
    if point.public is Truth.FALSE:
        return _conclude(point)
    bucket = _judge_buckets(facts, point)
    rest = ", as far as its bucket lets them" if bucket == _UNSEEN else ""
    return _conclude(replace(point, closures=(*closures, bucket)), rest)


def _judge_buckets(facts: Facts, point: PolicyExposure) -> Closure:
    """Tell whether all buckets keep out whom the access point lets in: the most open one counts."""
    buckets = facts.get("buckets")
    listed = enumerate(buckets if isinstance(buckets, tuple) else ())
    found = [_judge_bucket(facts, n, bucket, point) for n, bucket in listed if bucket is not None]
    if not found:
        return _UNSEEN
    # What is in sight tells more than what is not.
    first = min(found, key=lambda closure: (closure.truth.value, closure == _UNSEEN))
    blockers = [symbol for closure in found for symbol in closure.blockers]
    deeds = {deed: reduce(and_, [c.deed(deed) for c in found]) for deed in Deed}
    return replace(first, blockers=tuple(blockers), deeds=deeds) if found[1:] else first


def _judge_bucket(facts: Facts, n: int, bucket: Value, point: PolicyExposure) -> Closure:
    if isinstance(bucket, Choice):
        step = Step("which bucket it belongs to is not known", "buckets", (n,))
        return Closure(Truth.UNKNOWN, step, symbols(bucket))
    return judge_bucket(facts, n, bucket, point) if isinstance(bucket, Mapping) else _UNSEEN


def _conclude(point: PolicyExposure, rest: str = "") -> Outcome:
    outcome = conclude(point)
    assert isinstance(outcome.value, dict)
    return replace(outcome, value={**outcome.value, "opens": _describe(point) + rest})


def _describe(point: PolicyExposure) -> str:
    """Say who comes in and what they can do: ``anyone on the internet read objects``."""
    certain = [deed for deed in Deed if point.deed(deed) is Truth.TRUE]
    words = [point.service.words[deed] for deed in certain if deed is not Deed.OTHER]
    words = words or [point.service.words[deed] for deed in certain]
    ways = [branch.opening.first for branch in point.branches if branch.opening.first]
    who = describe_caller(ways[0].caller) if ways else "strangers"
    return f"{who} {enumerate_words(words) if words else 'do something that is not known'}"


def _name_itself(facts: Facts, policies: list[Policy]) -> Service:
    """Fill in what is known of how the access point is called in conditions."""
    accounts = {account for policy in policies for account in list_accounts(policy)}
    account = accounts.pop() if len(accounts) == 1 else ANY
    name = facts.get("name")
    called = name if isinstance(name, str) else ANY
    region, resource = (ANY, called) if is_set(facts.get("regions")) is Truth.FALSE else ("", ANY)
    arn = f"arn:{ANY}:s3:{region}:{account}:accesspoint/{resource}"
    keys = {"s3:dataaccesspointarn": arn, "s3:dataaccesspointaccount": account}
    return replace(SERVICE, own_keys={**SERVICE.own_keys, **keys})


def _network(facts: Facts) -> Closure:
    value = facts.get("vpc")
    inside = is_set(value)
    if inside is Truth.TRUE:
        return Closure(inside, Step("it can be reached from one private network (VPC) only", "vpc"))
    if inside is Truth.UNKNOWN:
        step = Step("whether it can be reached from one private network only is not known", "vpc")
        return Closure(inside, step, symbols(value))
    text = "it can be reached from the internet: it belongs to no private network (VPC)"
    return Closure(inside, Step(text, "vpc"))


def _own_flag(facts: Facts) -> Closure:
    """Read the access point's own flag, which is on where nothing is said of it."""
    field = f"public_access_block.{_FLAG}"
    value = facts.get(field)
    restricts = is_on(value, default=Truth.TRUE)
    text = {
        Truth.TRUE: f"{_FLAG} is on for the access point: a public policy has no effect",
        Truth.FALSE: f"{_FLAG} is turned off for the access point",
        Truth.UNKNOWN: f"whether {_FLAG} is on for the access point is not known",
    }
    if value is ABSENT or value is None:
        text[Truth.TRUE] = f"{_FLAG} is on for an access point that does not turn it off"
    return Closure(restricts, Step(text[restricts], field), symbols(value))


def _account_flag(facts: Facts) -> Iterator[Closure]:
    field = f"account_public_access_block.{_FLAG}"
    value = facts.get(field)
    restricts = is_on(value)
    if restricts is Truth.TRUE:
        text = f"{_FLAG} is on for the account: a public policy has no effect"
        yield Closure(restricts, Step(text, field))
    elif restricts is Truth.UNKNOWN:
        text = f"whether {_FLAG} is on for the account is not known"
        yield Closure(restricts, Step(text, field), symbols(value))
