"""Whether a bucket keeps out the strangers whom one of its access points lets in, and why."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from msgspec import Struct

from iaclint.analyses.analysis import Facts, Step
from iaclint.analyses.aws.iam.language.access_levels import Deed
from iaclint.analyses.aws.iam.resource_policy import Closure, PolicyExposure
from iaclint.analyses.aws.s3.access_point_passage import Passage, pass_through
from iaclint.analyses.aws.s3.bucket import judge
from iaclint.analyses.aws.s3.bucket_exposure import ACL_FIELDS
from iaclint.analyses.aws.services.s3 import SERVICE as BUCKET
from iaclint.analyses.branches import agree
from iaclint.analyses.tristate import is_on
from iaclint.limits import MAX_CHOICES
from iaclint.resource import Path
from iaclint.symbolic.values import (
    ABSENT,
    Truth,
    Value,
    symbols,
)

_BUCKETS = "buckets"
_IGNORE_ACLS = "public_access_block.ignore_public_acls"
_RESTRICT = "public_access_block.restrict_public_buckets"


class _BucketFacts:
    """The fields of one of an access point's buckets, and of its account."""

    def __init__(self, facts: Facts, bucket: Mapping[str, Value]) -> None:
        self._facts = facts
        self._bucket = bucket

    def get(self, field: str) -> Value:
        """Return a field of the bucket, or of its account."""
        if field.startswith("account_"):
            return self._facts.get(field)
        return self._bucket.get(field, ABSENT)

    def service(self, field: str) -> str:
        """Return the service of its policy."""
        return BUCKET.prefix


def judge_bucket(
    facts: Facts, n: int, fields: Mapping[str, Value], point: PolicyExposure
) -> Closure:
    """Tell whether a bucket keeps out whom the access point lets in.

    ``fields`` are what the model of buckets says of it, and ``n`` is its place in the list.
    """
    bucket = judge(_BucketFacts(facts, fields))
    tell = _Story(n, fields)
    restricts = is_on(fields.get(_RESTRICT, ABSENT))
    if restricts is Truth.TRUE:
        return Closure(restricts, tell.restricted())
    ignored = is_on(facts.get(_IGNORE_ACLS), default=Truth.TRUE)
    if len(point.branches) * len(bucket.branches) > MAX_CHOICES:
        step = tell.step("what its policy and its bucket allow alike is not known", "policy")
        return Closure(Truth.UNKNOWN, step, bucket.test_symbols)
    passages = [
        pass_through(point.service, outer.policy, inner, ignored)
        for outer, inner in product(point.branches, bucket.branches)
    ]
    through = agree([passage.truth for passage in passages])
    deeds = {
        deed: ~agree([passage.deed(deed) for passage in passages]) | restricts for deed in Deed
    }
    blockers = [s for p in passages for s in (*p.by_policy.blockers, *p.by_acl.blockers)]
    blockers += symbols(fields.get(_RESTRICT))
    if through is Truth.UNKNOWN:
        blockers += [*bucket.blockers(), *symbols(facts.get(_IGNORE_ACLS))]
    step = tell.passage(max(passages, key=lambda passage: passage.truth.value), restricts)
    return Closure(~through | restricts, step, tuple(blockers), deeds)


class _Story(Struct, frozen=True):
    """What to say of a bucket; of several, its name tells which."""

    n: int
    fields: Mapping[str, Value]

    def step(self, text: str, field: str, path: Path = ()) -> Step:
        return Step(text, _BUCKETS, (self.n, field, *path))

    @property
    def name(self) -> str:
        name = self.fields.get("name")
        return f"bucket {name}" if isinstance(name, str) else "the bucket"

    @property
    def policy(self) -> str:
        return "the bucket policy" if self.name == "the bucket" else f"the policy of {self.name}"

    def restricted(self) -> Step:
        text = f"restrict_public_buckets is on for {self.name}: a public policy has no effect"
        return self.step(text, _RESTRICT)

    def passage(self, passage: Passage, restricts: Truth) -> Step:
        if passage.truth is not Truth.FALSE and restricts is Truth.UNKNOWN:
            text = f"whether restrict_public_buckets is on for {self.name} is not known"
            return self.step(text, _RESTRICT)
        if passage.by_acl.truth.value > passage.by_policy.truth.value:
            return self._acl(passage.by_acl.truth)
        if passage.by_policy.truth is Truth.FALSE:
            declared = bool(passage.bucket.policy.statements)
            why = "its policy does not allow it" if declared else "it has no policy"
            return self.step(f"{self.name} lets none of them through: {why}", "policy")
        return self._statement(passage)

    def _statement(self, passage: Passage) -> Step:
        statement = passage.statement
        path = statement.path if statement else ()
        if passage.by_policy.truth is Truth.UNKNOWN:
            text = f"whether {self.policy} lets them through is not known"
            return self.step(text, "policy", path)
        name = statement.name if statement else "a statement"
        return self.step(f"{name} of {self.policy} lets them through", "policy", path)

    def _acl(self, truth: Truth) -> Step:
        field = next((field for field in ACL_FIELDS if self.fields.get(field)), ACL_FIELDS[0])
        if truth is Truth.UNKNOWN:
            return self.step("whether an ACL lets them through is not known", field)
        return self.step("an ACL of the bucket or of its objects lets them through", field)
