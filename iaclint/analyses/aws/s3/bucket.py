"""Which public access a bucket allows: ACLs, ownership, policy and Block Public Access together.

Source: *Blocking public access to your Amazon S3 storage*, *How Amazon S3 authorizes a
request*, *Default settings for new S3 buckets FAQ*.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.analysis import UNDECIDED, AnalysisResult, Facts
from iaclint.analyses.aws.iam.evaluation import GrantedAccess, find_access
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.other_resources import Owner
from iaclint.analyses.aws.iam.requests.owner import read_owner
from iaclint.analyses.aws.iam.requests.request_space import RequestSpace, StatementMatch
from iaclint.analyses.aws.iam.requests.resources import BucketResources
from iaclint.analyses.aws.iam.requests.statements import (
    PolicyMatch,
    match_together,
    read_statements,
)
from iaclint.analyses.aws.s3.acl import AclGrant, list_grants
from iaclint.analyses.aws.s3.bucket_exposure import (
    ACL_FIELDS,
    WRITING,
    BucketCase,
    BucketExposure,
    EffectiveAccess,
    Settings,
)
from iaclint.analyses.aws.s3.explain_bucket import describe, explain
from iaclint.analyses.aws.s3.public_access_block import read_block
from iaclint.analyses.aws.services.s3 import SERVICE
from iaclint.limits import MAX_CHOICES
from iaclint.symbolic.branches import branches, choice_symbols
from iaclint.symbolic.recall import Get, Recall
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import ABSENT, Unknown, Value


def evaluate_bucket(facts: Facts) -> BucketExposure:
    """Return which public access the bucket allows."""
    settings = Settings(
        facts.get("ownership"),
        read_block(facts, "ignore_public_acls"),
        read_block(facts, "restrict_public_buckets"),
    )
    acls = tuple(facts.get(field) for field in ACL_FIELDS)
    policy = facts.get("policy")
    lists = [option for option in branches(acls) if isinstance(option, tuple)]
    policies = branches(policy)
    if len(lists) * len(policies) > MAX_CHOICES:
        tests = choice_symbols(policy)
        policies = [Unknown(tests[0] if tests else UNDECIDED)]
    owner = read_owner(facts, [policy], SERVICE)
    found = tuple(_case(settings, acl, option, owner) for acl, option in product(lists, policies))
    return BucketExposure(settings, found, (*choice_symbols(acls), *choice_symbols(policy)))


class _Access(Struct, frozen=True):
    """What the ACLs and the policy of a bucket allow, whatever its settings are."""

    read: PolicyMatch
    grants: tuple[AclGrant, ...]
    by_acl: GrantedAccess
    by_policy: GrantedAccess


def _case(
    settings: Settings, acls: Sequence[Value], policy: Value, owner: Owner | None
) -> BucketCase:
    """Return the access in one case: most buckets of a configuration have the same few."""
    values = {**dict(zip(ACL_FIELDS, acls, strict=True)), "policy": policy}

    def evaluate(get: Get) -> _Access:
        return _evaluate_case([get(f) for f in ACL_FIELDS], get("policy"), owner)

    try:
        recalled = _recalled(owner)
    except TypeError:  # an owner that has no hash
        found = evaluate(values.__getitem__)
    else:
        found = recalled.result(evaluate, values.__getitem__)
    return BucketCase(
        found.read,
        found.grants,
        EffectiveAccess(found.by_acl, (settings.acls_disabled, settings.ignore_acls.truth)),
        EffectiveAccess(found.by_policy, (settings.restrict_policy.truth,)),
    )


@lru_cache(maxsize=256)
def _recalled(owner: Owner | None) -> Recall[_Access]:
    return Recall(with_unknowns=True)


def _evaluate_case(acls: Sequence[Value], policy: Value, owner: Owner | None) -> _Access:
    grants = [*list_grants(acls[0], acls[1]), *list_grants(acls[2], acls[3], "object_")]
    read = read_statements(policy, SERVICE, owner)
    by_acl, *_ = match_grants(grants, [read], SERVICE)
    return _Access(read, tuple(grants), find_access(by_acl), find_access(read))


def match_grants(
    grants: Sequence[AclGrant], policies: Sequence[PolicyMatch], service: Service
) -> list[PolicyMatch]:
    """Return the matches of some policies, the first with the grants of ACLs in place of its own.

    The request space distinguishes the objects of the grants.
    """
    keys = [grant.key for grant in grants if grant.key is not ABSENT]
    if keys:
        named = replace(service, resources=partial(BucketResources, keys=keys))
        policies = match_together([statements.policy for statements in policies], named)
    first, *others = policies
    granted = [_match_grant(first.space, grant) for grant in grants]
    return [replace(first, grants=granted), *others]


def _match_grant(space: RequestSpace, grant: AclGrant) -> StatementMatch:
    if not grant.actions:
        return space.match_unknown_grant(grant.callers)
    resources = space.resources
    if isinstance(resources, BucketResources) and grant.key is not ABSENT:
        named = resources.key(grant.key)
    else:
        named = resources.of(grant.scope)
    matched = space.match_grant(grant.callers, grant.actions, named, sure=grant.sure)
    # The key only matters if a Deny may apply to it.
    return replace(matched, blockers=symbols(grant.key) if grant.sure else grant.blockers)


def analyse(facts: Facts) -> AnalysisResult:
    """Return which public access the bucket allows, with the reasons."""
    exposure = evaluate_bucket(facts)
    value = {
        "public": exposure.value(exposure.public),
        **{level.value: exposure.value(exposure.allows(level), level) for level in AccessLevel},
        "only_writing": exposure.value(exposure.only_writing),
        "opens": describe(exposure, [level for level in AccessLevel if level not in WRITING]),
        "opens_writing": describe(exposure, WRITING),
    }
    return AnalysisResult(value, tuple(explain(exposure, facts)))
