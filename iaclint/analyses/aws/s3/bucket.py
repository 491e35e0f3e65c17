"""Who can reach a bucket's data: ACL, ownership, policy and public access blocks together.

Source: *Blocking public access to your Amazon S3 storage*, *How Amazon S3 authorizes a
request*, *Default settings for new S3 buckets FAQ*.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import product

from msgspec.structs import replace

from iaclint.analyses.analysis import Facts, Outcome, lower
from iaclint.analyses.aws.iam.evaluation import find_opening
from iaclint.analyses.aws.iam.language.access_levels import Deed
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.request_space import Applied, Space
from iaclint.analyses.aws.iam.requests.resources import BucketResources
from iaclint.analyses.aws.iam.requests.statements import Statements, apply_together, read_statements
from iaclint.analyses.aws.s3.acl import AclGrant, list_grants
from iaclint.analyses.aws.s3.bucket_exposure import (
    ACL_FIELDS,
    UNDECIDED,
    WRITING,
    Branch,
    Channel,
    Exposure,
    Settings,
)
from iaclint.analyses.aws.s3.explain_bucket import describe, tell
from iaclint.analyses.aws.s3.public_access_block import read_block
from iaclint.analyses.aws.services.s3 import SERVICE
from iaclint.analyses.branches import branches, choice_symbols
from iaclint.limits import MAX_CHOICES
from iaclint.symbolic.values import (
    ABSENT,
    Unknown,
    Value,
    symbols,
)


def judge(facts: Facts) -> Exposure:
    """Work out what strangers can do with the bucket that the facts are about."""
    settings = Settings(
        facts.get("ownership"),
        read_block(facts, "ignore_public_acls"),
        read_block(facts, "restrict_public_buckets"),
    )
    acls = [facts.get(field) for field in ACL_FIELDS]
    policy = facts.get("policy")
    lists = [option for option in branches(acls) if isinstance(option, (list, tuple))]
    policies = branches(policy)
    if len(lists) * len(policies) > MAX_CHOICES:
        tests = choice_symbols(policy)
        policies = [Unknown(tests[0] if tests else UNDECIDED)]
    found = tuple(_judge_branch(settings, acl, option) for acl, option in product(lists, policies))
    return Exposure(settings, found, (*choice_symbols(acls), *choice_symbols(policy)))


def _judge_branch(settings: Settings, acls: Sequence[Value], policy: Value) -> Branch:
    grants = [*list_grants(acls[0], acls[1]), *list_grants(acls[2], acls[3], "object_")]
    read = read_statements(policy, SERVICE)
    by_acl, *_ = apply_grants(grants, [read], SERVICE)
    return Branch(
        read,
        tuple(grants),
        Channel(find_opening(by_acl), (settings.acls_disabled, settings.ignore_acls.truth)),
        Channel(find_opening(read), (settings.restrict_policy.truth,)),
    )


def apply_grants(
    grants: Sequence[AclGrant], policies: Sequence[Statements], service: Service
) -> list[Statements]:
    """Put what ACLs grant in the place of what the first of some policies does.

    The requests are such that the objects that the grants are about can be told apart.
    """
    keys = [grant.key for grant in grants if grant.key is not ABSENT]
    if keys:
        named = replace(service, resources=partial(BucketResources, keys=keys))
        policies = apply_together([statements.policy for statements in policies], named)
    first, *others = policies
    granted = [_apply_grant(first.space, grant) for grant in grants]
    return [replace(first, grants=granted), *others]


def _apply_grant(space: Space, grant: AclGrant) -> Applied:
    if not grant.actions:
        return space.grant_something(grant.who)
    resources = space.resources
    if isinstance(resources, BucketResources) and grant.key is not ABSENT:
        named = resources.key(grant.key)
    else:
        named = resources.of(grant.level)
    applied = space.grant(grant.who, grant.actions, named, sure=grant.sure)
    # Of the key matters only what a Deny leaves undecided.
    return replace(applied, blockers=symbols(grant.key) if grant.sure else grant.blockers)


def analyse(facts: Facts) -> Outcome:
    """Return who can reach the bucket's data, with the reasons."""
    exposure = judge(facts)
    blockers = exposure.blockers()
    value = {
        "public": lower(exposure.public, blockers),
        **{deed.value: lower(exposure.deed(deed), blockers) for deed in Deed},
        "only_writing": lower(exposure.only_writing, blockers),
        "opens": describe(exposure, [deed for deed in Deed if deed not in WRITING]),
        "opens_writing": describe(exposure, WRITING),
    }
    return Outcome(value, tuple(tell(exposure, facts)))
