"""What an access point and its bucket allow alike.

A request is let through where both policies allow it and neither denies it: of what each of them
allows, what they share. So a bucket policy that leaves it to its access points who may come is
not public by itself, and opens with the first access point that lets everybody in.

Source: *Configuring IAM policies for using access points* (Delegating access control to access
points).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from iaclint.exposure.access import Opening, find_opening, split_statements
from iaclint.exposure.actions import Deed
from iaclint.exposure.boxes import Box, intersect
from iaclint.exposure.policy import Policy, Statement
from iaclint.exposure.s3 import Branch, apply_grants
from iaclint.exposure.service import Service
from iaclint.exposure.space import Applied, Space
from iaclint.values import Truth


@dataclass(frozen=True, slots=True)
class Passage:
    """What comes through, in one branch of the configuration."""

    policy: Policy
    """The bucket's."""
    grants: Sequence[Applied]
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
        return self.grants[first.grant].statement if first else None


def pass_through(service: Service, point: Policy, bucket: Branch, ignored: Truth) -> Passage:
    """Work out what the policy of an access point and its bucket, in one branch, allow alike.

    ``ignored`` says whether the access point ignores public ACLs.
    """
    policy = bucket.space.policy
    # The name of the bucket is in its own policy.
    both = replace(
        policy,
        statements=(*policy.statements, *point.statements),
        variables=policy.variables or point.variables,
    )
    space = Space(both, service)
    allows, _ = split_statements(space, policy)
    grants, by_policy = _share(space, allows, point, policy)
    for closed in bucket.acl.closed_by:
        ignored |= closed
    space, granted = apply_grants(both, bucket.grants, service)
    if ignored is not Truth.FALSE:
        granted = [replace(grant, certain=None) for grant in granted]
    _, by_acl = _share(space, [] if ignored is Truth.TRUE else granted, point, policy)
    return Passage(policy, grants, by_policy, by_acl)


def _share(
    space: Space, inner: Sequence[Applied], point: Policy, bucket: Policy
) -> tuple[list[Applied], Opening]:
    """Return what is granted on both sides, and what of it strangers can use."""
    outer, outer_denies = split_statements(space, point)
    _, inner_denies = split_statements(space, bucket)
    shared = [_intersect(left, right) for left, right in product(inner, outer)]
    grants = [grant for grant in shared if grant.possible]
    return grants, find_opening(space, grants, [*inner_denies, *outer_denies])


def _intersect(bucket: Applied, point: Applied) -> Applied:
    return Applied(
        _both(bucket.certain, point.certain),
        _both(bucket.possible, point.possible),
        bucket.statement,
        (*bucket.blockers, *point.blockers),
    )


def _both(left: Box | None, right: Box | None) -> Box | None:
    return intersect(left, right) if left and right else None
