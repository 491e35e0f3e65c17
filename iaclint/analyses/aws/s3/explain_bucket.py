"""The reasoning in words: what allows public access, and what could have blocked it.

The first step is the cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iaclint.analyses.analysis import Facts, Step, explain_cases, explain_unknown
from iaclint.analyses.aws.iam.explain_policy import (
    ANYONE,
    UNKNOWN_ACTIONS,
    PolicyExplanation,
    describe_actions,
    describe_caller,
    describe_levels,
    enumerate_words,
)
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel
from iaclint.analyses.aws.iam.requests.callers import CALLERS, Caller, CallerKind
from iaclint.analyses.aws.s3.acl import AclGrant
from iaclint.analyses.aws.s3.bucket_exposure import (
    ACL_FIELDS,
    BucketCase,
    BucketExposure,
    EffectiveAccess,
)
from iaclint.analyses.aws.s3.public_access_block import (
    ACLS_IGNORED,
    POLICIES_RESTRICTED,
    Block,
    read_block,
)
from iaclint.analyses.aws.services.s3 import SERVICE
from iaclint.analyses.tristate import is_set
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT


def explain(exposure: BucketExposure, facts: Facts) -> Iterator[Step]:
    """Yield the steps that lead to the result."""
    case = max(exposure.cases, key=lambda b: (b.acl.truth | b.policy.truth).value)
    acl = list(_explain_acl(exposure, case, facts))
    policy = list(_explain_policy(exposure, case, facts))
    yield from (acl + policy if _matters_more(case) else policy + acl)
    if len(exposure.cases) > 1:
        yield explain_cases(exposure.test_symbols)
    if exposure.public is Truth.UNKNOWN:
        yield explain_unknown(exposure.blockers())
    if exposure.public is Truth.TRUE and is_set(facts.get("website")) is Truth.TRUE:
        yield Step("website hosting also serves public objects over HTTP", "website")


def _matters_more(case: BucketCase) -> bool:
    """Return whether the ACL comes before the policy: public ones first, then declared ones.

    A public policy comes before the ACLs of single objects.
    """
    acl, policy = case.acl.truth.value, case.policy.truth.value
    if case.policy.truth is Truth.TRUE and all(g.key is not ABSENT for g in case.grants):
        return False
    read = case.statements.policy
    declared = bool(read.statements) or read.unread is not None
    return acl > policy or (acl == policy and (bool(case.grants) or not declared))


# ACLs


def _explain_acl(exposure: BucketExposure, case: BucketCase, facts: Facts) -> Iterator[Step]:
    if not case.grants:
        yield _no_public_acl(facts)
        return
    yield from _explain_grants(case)
    granted = case.acl.granted
    explanation = _explanation(case)
    if granted.truth is Truth.FALSE:
        yield from explanation.explain_denies()
        return
    if explanation.is_private:
        yield from explanation.explain_partial_denies(granted.truth)
    yield _explain_ownership(exposure)
    if exposure.settings.acls_disabled is not Truth.TRUE:
        yield from _explain_block(exposure.settings.ignore_acls, "ACLs", facts)
        yield from _explain_defaults(case.acl, "ACL", facts)


def _explain_grants(case: BucketCase) -> Iterator[Step]:
    effective = case.acl
    by_text: dict[str, list[int]] = {}
    for n in sorted({grant_path.grant for grant_path in effective.granted.paths.values()}) or [0]:
        by_text.setdefault(case.grants[n].text, []).append(n)
    for text, numbers in by_text.items():
        grant = case.grants[numbers[0]]
        who = ANYONE[
            CallerKind.ANONYMOUS if CallerKind.ANONYMOUS in grant.callers else CallerKind.ACCOUNT
        ]
        verb = "allows" if grant.sure else "may allow"
        if effective.truth is Truth.FALSE:
            verb = "would allow" if grant.sure else "could allow"
        does = describe_levels(effective.granted, numbers, SERVICE.descriptions)
        does = does or _list_granted(grant)
        yield Step(f"{text} {verb} {who} to {does}", grant.field, grant.path)


def _list_granted(grant: AclGrant) -> str:
    """Return what a grant would allow if nothing blocked it."""
    words = dict.fromkeys(SERVICE.descriptions[SERVICE.actions[name][1]] for name in grant.actions)
    return enumerate_words(list(words)) or "access the bucket"


def _no_public_acl(facts: Facts) -> Step:
    for field in ACL_FIELDS:
        value = facts.get(field)
        if value not in (ABSENT, None, ()):
            name = f' "{value}"' if isinstance(value, str) else ""
            return Step(f"the ACL{name} grants no public access", field)
    return Step("no ACL grants access", "acl")


def _explain_ownership(exposure: BucketExposure) -> Step:
    ownership = exposure.settings.ownership
    disabled = exposure.settings.acls_disabled
    if disabled is Truth.TRUE:
        return Step("object ownership is BucketOwnerEnforced: ACLs are disabled", "ownership")
    if disabled is Truth.UNKNOWN:
        return Step("it is unknown whether object ownership disables ACLs", "ownership")
    if isinstance(ownership, str):
        return Step(f"object ownership is {ownership}: ACLs are enabled", "ownership")
    return Step("object ownership is not configured, so it does not disable ACLs", "ownership")


# Policy


def _explain_policy(exposure: BucketExposure, case: BucketCase, facts: Facts) -> Iterator[Step]:
    explanation = _explanation(case)
    yield from explanation.explain()
    if not explanation.is_private:
        yield from _explain_block(exposure.settings.restrict_policy, "policies", facts)
        yield from _explain_defaults(case.policy, "policy", facts)


def _explanation(case: BucketCase) -> PolicyExplanation:
    effective = case.policy
    policy, denies = case.statements.policy, case.statements.denies
    return PolicyExplanation(SERVICE, policy, denies, effective.granted, effective.truth)


# Blocks


def _explain_block(block: Block, what: str, facts: Facts) -> Iterator[Step]:
    declared = list(block.declared())
    for flag in declared:
        if flag.truth is Truth.TRUE:
            text = f"{block.name} is enabled for the {flag.level}: {_BLOCKED[what]}"
            yield Step(text, flag.field)
        elif flag.truth is Truth.UNKNOWN:
            yield Step(
                f"it is unknown whether {block.name} is enabled for the {flag.level}", flag.field
            )
    if block.truth is not Truth.FALSE:
        return
    yield _explain_missing_block(block, [flag.level for flag in declared])
    refusing = read_block(facts, _FLAGS["ACL" if what == "ACLs" else "policy"][1])
    if refusing.truth is Truth.TRUE:
        flag = next(flag for flag in refusing.flags if flag.truth is Truth.TRUE)
        text = f"{refusing.name} only rejects new public {what}: existing ones stay in effect"
        yield Step(text, flag.field)


def _explain_missing_block(block: Block, levels: list[str]) -> Step:
    first = block.flags[0].field
    if not levels:
        return Step("Block Public Access is not configured for the bucket or the account", first)
    off = " and ".join(f"the {level}" for level in levels)
    missing = [f"the {flag.level}" for flag in block.flags if flag.level not in levels]
    rest = f", and is not configured for {missing[0]}" if missing else ""
    field = next(flag.field for flag in block.flags if flag.level == levels[0])
    return Step(f"Block Public Access of {off} does not enable {block.name}{rest}", field)


def _explain_defaults(effective: EffectiveAccess, what: str, facts: Facts) -> Iterator[Step]:
    """Yield what AWS's defaults do with a grant, on a new bucket and on an older one."""
    if effective.truth is Truth.FALSE:
        return
    kept = []
    if what == "ACL" and not _is_declared(facts, "ownership"):
        kept.append("has ACLs disabled")
    settles, refuses = _FLAGS[what]
    if not _is_declared(facts, f"public_access_block.{settles}"):
        kept.append("blocks public access")
    elif not kept and read_block(facts, refuses).truth is not Truth.FALSE:
        return
    if kept:
        yield Step(
            f"by default, a bucket created since April 2023 {' and '.join(kept)}, so it rejects"
            f" this {what}; on an older bucket the {what} takes effect"
        )
    else:
        yield Step(
            f"the defaults since April 2023 would reject this {what}, but this bucket disables"
            " them, so it takes effect on new and older buckets"
        )


_FLAGS = {
    "ACL": ("ignore_public_acls", "block_public_acls"),
    "policy": ("restrict_public_buckets", "block_public_policy"),
}
"""The flag that blocks existing ones, and the one that rejects new ones."""

_BLOCKED = {"ACLs": ACLS_IGNORED, "policies": POLICIES_RESTRICTED}
"""What the first of them does."""


def _is_declared(facts: Facts, field: str) -> bool:
    return facts.get(field) not in (ABSENT, None)


def describe(exposure: BucketExposure, levels: Sequence[AccessLevel]) -> str:
    """Return who can certainly do what: ``anyone on the internet to read objects``."""
    certain = [level for level in levels if exposure.allows(level) is Truth.TRUE]
    effectives = [effective for case in exposure.cases for effective in (case.acl, case.policy)]
    callers = [caller for c in effectives for caller in _callers(c, certain)]
    # Of several public callers, the first in their order includes the others.
    first = min(callers, key=CALLERS.index, default=CALLERS[0])
    does = describe_actions(certain, SERVICE.descriptions) or UNKNOWN_ACTIONS
    return f"{describe_caller(first)} to {does}"


def _callers(effective: EffectiveAccess, levels: Sequence[AccessLevel]) -> Iterator[Caller]:
    if effective.truth is Truth.FALSE:
        return
    granted = effective.granted
    paths = [granted.paths[level] for level in levels if level in granted.paths]
    if not paths and granted.first is not None:
        paths = [granted.first]
    yield from (grant_path.caller for grant_path in paths)
