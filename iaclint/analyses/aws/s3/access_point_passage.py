"""What an access point and its bucket allow alike.

A request is let through where both policies allow it and neither denies it: of what each of them
allows, what they share. So a bucket policy that leaves it to its access points who may come is
not public by itself, and opens with the first access point that lets everybody in.

Source: *Configuring IAM policies for using access points* (Delegating access control to access
points).
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.aws.iam.evaluation import Opening, find_opening
from iaclint.analyses.aws.iam.language.access_levels import Deed
from iaclint.analyses.aws.iam.language.policy import Policy, Statement
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.statements import Statements, apply_together
from iaclint.analyses.aws.s3.bucket import apply_grants
from iaclint.analyses.aws.s3.bucket_exposure import Branch
from iaclint.symbolic.values import Truth


class Passage(Struct, frozen=True):
    """What comes through, in one branch of the configuration."""

    bucket: Statements
    """The bucket's."""
    by_policy: Opening
    by_acl: Opening

    @property
    def truth(self) -> Truth:
        """Whether anything does."""
        return self.by_policy.truth | self.by_acl.truth

    def deed(self, deed: Deed) -> Truth:
        """Whether strangers can do this."""
        return self.by_policy.deeds[deed] | self.by_acl.deeds[deed]

    @property
    def statement(self) -> Statement | None:
        """The statement of the bucket policy that lets somebody through first."""
        first = self.by_policy.first
        return self.bucket.grants[first.grant].statement if first else None


def pass_through(service: Service, point: Policy, bucket: Branch, ignored: Truth) -> Passage:
    """Work out what the policy of an access point and its bucket, in one branch, allow alike.

    ``ignored`` says whether the access point ignores public ACLs.
    """
    # The name of the bucket is in its own policy, which comes first.
    both = apply_together([bucket.statements.policy, point], service)
    for closed in bucket.acl.closed_by:
        ignored |= closed
    granted, *outer = apply_grants(bucket.grants, both, service)
    if ignored is not Truth.FALSE:
        unsure = [replace(grant, certain=None) for grant in granted.grants]
        granted = replace(granted, grants=[] if ignored is Truth.TRUE else unsure)
    return Passage(both[0], _pass(*both), _pass(granted, *outer))


def _pass(inner: Statements, outer: Statements) -> Opening:
    """Tell what of the inner grants the outer ones let strangers use, in spite of all denies."""
    return find_opening(replace(inner, denies=(*inner.denies, *outer.denies)), outer.grants)
