"""Which access both an access point and its bucket allow.

A request is allowed if both policies allow it and neither denies it. So a bucket policy that
delegates access control to access points is not public by itself, but becomes public with the
first access point that allows everyone.

Source: *Configuring IAM policies for using access points* (Delegating access control to access
points).
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.aws.iam.evaluation import GrantedAccess, find_access
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel
from iaclint.analyses.aws.iam.language.policy import Policy, Statement
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.statements import PolicyMatch, match_together
from iaclint.analyses.aws.s3.bucket import match_grants
from iaclint.analyses.aws.s3.bucket_exposure import BucketCase
from iaclint.symbolic.truth import Truth


class JointAccess(Struct, frozen=True):
    """The public access that both allow, in one case of the configuration."""

    bucket: PolicyMatch
    """The bucket policy."""
    by_policy: GrantedAccess
    by_acl: GrantedAccess

    @property
    def truth(self) -> Truth:
        """Whether both allow any."""
        return self.by_policy.truth | self.by_acl.truth

    def allows(self, level: AccessLevel) -> Truth:
        """Return whether both allow access at this level."""
        return self.by_policy.levels[level] | self.by_acl.levels[level]

    @property
    def statement(self) -> Statement | None:
        """The first statement of the bucket policy that allows it."""
        first = self.by_policy.first
        return self.bucket.grants[first.grant].statement if first else None


def find_joint_access(
    service: Service, point: Policy, bucket: BucketCase, ignored: Truth
) -> JointAccess:
    """Return the access that both an access point's policy and its bucket, in one case, allow.

    ``ignored`` says whether the access point ignores public ACLs.
    """
    # The bucket's name is read from its own policy, which comes first.
    both = match_together([bucket.statements.policy, point], service)
    for blocked in bucket.acl.blocked_by:
        ignored |= blocked
    granted, *outer = match_grants(bucket.grants, both, service)
    if ignored is not Truth.FALSE:
        unsure = [replace(grant, certain=None) for grant in granted.grants]
        granted = replace(granted, grants=[] if ignored is Truth.TRUE else unsure)
    return JointAccess(both[0], _find_joint(*both), _find_joint(granted, *outer))


def _find_joint(inner: PolicyMatch, outer: PolicyMatch) -> GrantedAccess:
    """Return the access that inner and outer grants both allow, and no deny takes away."""
    return find_access(replace(inner, denies=(*inner.denies, *outer.denies)), outer.grants)
