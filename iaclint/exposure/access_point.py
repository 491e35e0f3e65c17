"""Who can come through an access point of a bucket, as far as the access point goes.

A request through it has to be allowed by the access point and by the bucket alike, and the
strictest of their public access blocks and the account's counts. Those of an access point are on
unless they are turned off when it is made, and cannot be changed after. One for a VPC alone is
never public. The access point itself is the same for every caller, so that a condition on it
keeps nobody out.

Source: *Managing access with Amazon S3 access points*, *Blocking public access to your Amazon S3
storage* (The meaning of "public", access points).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from iaclint.exposure.access_point_resources import AccessPointResources
from iaclint.exposure.outcome import Facts, Outcome, Step
from iaclint.exposure.resource_policy import Closure, analyse_policy
from iaclint.exposure.services.s3 import SERVICE as BUCKET
from iaclint.exposure.switches import is_on, is_set
from iaclint.values import ABSENT, Truth, symbols

SERVICE = replace(
    BUCKET,
    policy="the access point policy",
    resources=AccessPointResources,
    own_keys=frozenset(("s3:dataaccesspointarn", "s3:dataaccesspointaccount")),
)

_FLAG = "restrict_public_buckets"
_OUTER = {"bucket": "bucket_public_access_block", "account": "account_public_access_block"}


def analyse(facts: Facts) -> Outcome:
    """Return what strangers can do through an access point, where its bucket lets them."""
    outcome = analyse_policy(SERVICE, facts, [_network(facts), _own_flag(facts), *_outer(facts)])
    public = outcome.value["public"] if isinstance(outcome.value, dict) else None
    if public is False:
        return outcome
    last = Step("what comes through it has to be allowed by the policy of the bucket as well")
    return replace(outcome, steps=(*outcome.steps, last))


def _network(facts: Facts) -> Closure:
    value = facts.get("vpc")
    inside = is_set(value)
    if inside is Truth.TRUE:
        return Closure(inside, Step("it can be reached from one VPC only", "vpc"))
    if inside is Truth.UNKNOWN:
        step = Step("whether it can be reached from one VPC only is not known", "vpc")
        return Closure(inside, step, symbols(value))
    return Closure(inside, Step("it can be reached from the internet: it is in no VPC", "vpc"))


def _own_flag(facts: Facts) -> Closure:
    """Read the access point's own flag, which is on where nothing is said of it."""
    field = f"public_access_block.{_FLAG}"
    value, block = facts.get(field), facts.get("public_access_block")
    if value is ABSENT or value is None:
        # What AWS makes of a flag that a template leaves out of a block is not documented.
        blank = is_set(block)
        if blank is Truth.FALSE:
            step = Step(f"{_FLAG} is on for an access point that does not turn it off", field)
            return Closure(Truth.TRUE, step)
        step = Step(f"its public access block does not say whether {_FLAG} is on", field)
        return Closure(Truth.UNKNOWN, step, symbols(block) or (_FLAG,))
    restricts = is_on(value)
    text = {
        Truth.TRUE: f"{_FLAG} is on for the access point: a public policy has no effect",
        Truth.FALSE: f"{_FLAG} is turned off for the access point",
        Truth.UNKNOWN: f"whether {_FLAG} is on for the access point is not known",
    }
    return Closure(restricts, Step(text[restricts], field), symbols(value))


def _outer(facts: Facts) -> Iterator[Closure]:
    for level, block in _OUTER.items():
        field = f"{block}.{_FLAG}"
        value = facts.get(field)
        restricts = is_on(value)
        if restricts is Truth.TRUE:
            text = f"{_FLAG} is on for the {level}: a public policy has no effect"
            yield Closure(restricts, Step(text, field))
        elif restricts is Truth.UNKNOWN:
            text = f"whether {_FLAG} is on for the {level} is not known"
            yield Closure(restricts, Step(text, field), symbols(value))
