"""Whether a bucket blocks the public access that one of its access points allows, and why."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from msgspec import Struct

from iaclint.analyses.analysis import Facts, Step
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel
from iaclint.analyses.aws.iam.language.restriction import Restriction
from iaclint.analyses.aws.iam.policy_exposure import PolicyExposure
from iaclint.analyses.aws.s3.bucket import evaluate_bucket
from iaclint.analyses.aws.s3.bucket_exposure import ACL_FIELDS
from iaclint.analyses.aws.s3.joint_access import JointAccess, find_joint_access
from iaclint.analyses.aws.s3.public_access_block import POLICIES_RESTRICTED
from iaclint.analyses.aws.services.s3 import SERVICE as BUCKET
from iaclint.analyses.tristate import is_on
from iaclint.limits import MAX_CHOICES
from iaclint.resource import Path
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

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

    @property
    def trusted_accounts(self) -> frozenset[str]:
        """The AWS accounts that may have access."""
        return self._facts.trusted_accounts


def restrict_by_bucket(
    facts: Facts, n: int, fields: Mapping[str, Value], point: PolicyExposure
) -> Restriction:
    """Return whether a bucket blocks the public access that the access point allows.

    ``fields`` are those of the bucket's model, and ``n`` is its index in the list of buckets.
    """
    bucket = evaluate_bucket(_BucketFacts(facts, fields))
    explain = _Explanation(n, fields)
    restricts = is_on(fields.get(_RESTRICT, ABSENT))
    if restricts is Truth.TRUE:
        return Restriction(restricts, explain.restricted())
    ignored = is_on(facts.get(_IGNORE_ACLS), default=Truth.TRUE)
    if len(point.cases) * len(bucket.cases) > MAX_CHOICES:
        step = explain.step(
            "it is unknown which access both its policy and its bucket allow", "policy"
        )
        return Restriction(Truth.UNKNOWN, step, bucket.test_symbols)
    joints = [
        find_joint_access(point.service, outer.policy, inner, ignored)
        for outer, inner in product(point.cases, bucket.cases)
    ]
    allowed = Truth.agree([joint.truth for joint in joints])
    levels = {
        level: ~Truth.agree([joint.allows(level) for joint in joints]) | restricts
        for level in AccessLevel
    }
    blockers = [s for p in joints for s in (*p.by_policy.blockers, *p.by_acl.blockers)]
    blockers += symbols(fields.get(_RESTRICT))
    if allowed is Truth.UNKNOWN:
        blockers += [*bucket.blockers(), *symbols(facts.get(_IGNORE_ACLS))]
    step = explain.joint(max(joints, key=lambda joint: joint.truth.value), restricts)
    return Restriction(~allowed | restricts, step, tuple(blockers), levels)


class _Explanation(Struct, frozen=True):
    """The texts about a bucket; they name it if its name is known."""

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
        text = f"restrict_public_buckets is enabled for {self.name}: {POLICIES_RESTRICTED}"
        return self.step(text, _RESTRICT)

    def joint(self, joint: JointAccess, restricts: Truth) -> Step:
        if joint.truth is not Truth.FALSE and restricts is Truth.UNKNOWN:
            text = f"it is unknown whether restrict_public_buckets is enabled for {self.name}"
            return self.step(text, _RESTRICT)
        if joint.by_acl.truth.value > joint.by_policy.truth.value:
            return self._acl(joint.by_acl.truth)
        if joint.by_policy.truth is Truth.FALSE:
            declared = bool(joint.bucket.policy.statements)
            why = "its policy does not allow it" if declared else "it has no policy"
            return self.step(f"{self.name} blocks the access: {why}", "policy")
        return self._statement(joint)

    def _statement(self, joint: JointAccess) -> Step:
        statement = joint.statement
        path = statement.path if statement else ()
        if joint.by_policy.truth is Truth.UNKNOWN:
            text = f"it is unknown whether {self.policy} allows the access"
            return self.step(text, "policy", path)
        name = statement.name if statement else "a statement"
        return self.step(f"{name} of {self.policy} allows the access", "policy", path)

    def _acl(self, truth: Truth) -> Step:
        field = next((field for field in ACL_FIELDS if self.fields.get(field)), ACL_FIELDS[0])
        if truth is Truth.UNKNOWN:
            return self.step("it is unknown whether an ACL allows the access", field)
        return self.step("an ACL of the bucket or of its objects allows the access", field)
