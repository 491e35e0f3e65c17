"""The reasoning in words: what lets strangers in, and what would have kept them out.

The first step is the cause. Sentences are for readers who know their bucket, not AWS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iaclint.analyses.analysis import Facts, Step
from iaclint.analyses.aws.iam.explain_policy import (
    ANYONE,
    PolicyStory,
    describe_caller,
    enumerate_words,
    list_deeds,
)
from iaclint.analyses.aws.iam.language.access_levels import Deed
from iaclint.analyses.aws.iam.requests.callers import CALLERS, Caller, Who
from iaclint.analyses.aws.s3.acl import AclGrant
from iaclint.analyses.aws.s3.bucket_exposure import (
    ACL_FIELDS,
    Branch,
    Channel,
    Exposure,
)
from iaclint.analyses.aws.s3.public_access_block import Block, read_block
from iaclint.analyses.aws.services.s3 import SERVICE
from iaclint.symbolic.values import ABSENT, Truth


def tell(exposure: Exposure, facts: Facts) -> Iterator[Step]:
    """Yield the steps that lead to what an analysis says."""
    branch = max(exposure.branches, key=lambda b: (b.acl.truth | b.policy.truth).value)
    acl = list(_tell_acl(exposure, branch, facts))
    policy = list(_tell_policy(exposure, branch, facts))
    yield from (acl + policy if _matters_more(branch) else policy + acl)
    if len(exposure.branches) > 1:
        test = exposure.test_symbols[0]
        yield Step(f"this is so for one of the values that {test} decides between")
    if exposure.public is Truth.UNKNOWN:
        yield Step(f"not known before deployment: {', '.join(exposure.blockers())}")
    if exposure.public is Truth.TRUE and facts.get("website") not in (ABSENT, None):
        yield Step("website hosting also serves readable objects over plain HTTP", "website")


def _matters_more(branch: Branch) -> bool:
    """Hold when the ACL comes before the policy: what is open first, then what is declared."""
    acl, policy = branch.acl.truth.value, branch.policy.truth.value
    read = branch.statements.policy
    declared = bool(read.statements) or read.unread is not None
    return acl > policy or (acl == policy and (bool(branch.grants) or not declared))


# ACLs


def _tell_acl(exposure: Exposure, branch: Branch, facts: Facts) -> Iterator[Step]:
    if not branch.grants:
        yield _no_public_acl(facts)
        return
    yield from _tell_grants(branch)
    opening = branch.acl.opening
    story = _story(branch)
    if opening.truth is Truth.FALSE:
        yield from story.tell_denies()
        return
    if story.is_closed:
        yield from story.tell_weak_denies(opening.truth)
    yield _tell_ownership(exposure)
    if exposure.settings.acls_disabled is not Truth.TRUE:
        yield from _tell_block(exposure.settings.ignore_acls, "ACLs", facts)
        yield from _tell_defaults(branch.acl, "ACL", facts)


def _tell_grants(branch: Branch) -> Iterator[Step]:
    channel = branch.acl
    by_text: dict[str, list[int]] = {}
    for n in sorted({way.grant for way in channel.opening.ways.values()}) or [0]:
        by_text.setdefault(branch.grants[n].text, []).append(n)
    for text, numbers in by_text.items():
        grant = branch.grants[numbers[0]]
        who = ANYONE[Who.ANONYMOUS if Who.ANONYMOUS in grant.who else Who.ACCOUNT]
        word = "lets" if grant.sure else "may let"
        if channel.truth is Truth.FALSE:
            word = "would let" if grant.sure else "could let"
        deeds = list_deeds(channel.opening, numbers, SERVICE.words) or _list_granted(grant)
        yield Step(f"{text} {word} {who} {deeds}", grant.field, grant.path)


def _list_granted(grant: AclGrant) -> str:
    """Join what a grant would let strangers do if nothing stood in its way."""
    words = dict.fromkeys(SERVICE.words[SERVICE.actions[name][1]] for name in grant.actions)
    return enumerate_words(list(words)) or "use the bucket"


def _no_public_acl(facts: Facts) -> Step:
    for field in ACL_FIELDS:
        value = facts.get(field)
        if value not in (ABSENT, None, ()):
            name = f' "{value}"' if isinstance(value, str) else ""
            return Step(f"the ACL{name} grants nothing to strangers", field)
    return Step("no ACL that grants anything is declared", "acl")


def _tell_ownership(exposure: Exposure) -> Step:
    ownership = exposure.settings.ownership
    disabled = exposure.settings.acls_disabled
    if disabled is Truth.TRUE:
        return Step("object ownership is BucketOwnerEnforced: ACLs have no effect", "ownership")
    if disabled is Truth.UNKNOWN:
        return Step("whether object ownership disables ACLs is not known", "ownership")
    if isinstance(ownership, str):
        return Step(f'object ownership "{ownership}" keeps ACLs in effect', "ownership")
    return Step("no object ownership is declared that would disable ACLs", "ownership")


# Policy


def _tell_policy(exposure: Exposure, branch: Branch, facts: Facts) -> Iterator[Step]:
    story = _story(branch)
    yield from story.tell()
    if not story.is_closed:
        yield from _tell_block(exposure.settings.restrict_policy, "policies", facts)
        yield from _tell_defaults(branch.policy, "policy", facts)


def _story(branch: Branch) -> PolicyStory:
    channel = branch.policy
    policy, denies = branch.statements.policy, branch.statements.denies
    return PolicyStory(SERVICE, policy, denies, channel.opening, channel.truth)


# Blocks


def _tell_block(block: Block, what: str, facts: Facts) -> Iterator[Step]:
    declared = list(block.declared())
    for flag in declared:
        if flag.truth is Truth.TRUE:
            text = f"{block.name} is on for the {flag.level}: public {what} have no effect"
            yield Step(text, flag.field)
        elif flag.truth is Truth.UNKNOWN:
            yield Step(f"whether {block.name} is on for the {flag.level} is not known", flag.field)
    if block.truth is not Truth.FALSE:
        return
    yield _tell_missing_block(block, [flag.level for flag in declared])
    refusing = read_block(facts, _FLAGS["ACL" if what == "ACLs" else "policy"][1])
    if refusing.truth is Truth.TRUE:
        flag = next(flag for flag in refusing.flags if flag.truth is Truth.TRUE)
        text = f"{refusing.name} refuses new public {what} only: what is attached stays open"
        yield Step(text, flag.field)


def _tell_missing_block(block: Block, levels: list[str]) -> Step:
    first = block.flags[0].field
    if not levels:
        return Step("no public access block is declared for the bucket or the account", first)
    off = " and ".join(f"the {level}" for level in levels)
    missing = [f"the {flag.level}" for flag in block.flags if flag.level not in levels]
    rest = f"; none is declared for {missing[0]}" if missing else ""
    field = next(flag.field for flag in block.flags if flag.level == levels[0])
    return Step(f"the public access block of {off} leaves {block.name} off{rest}", field)


def _tell_defaults(channel: Channel, what: str, facts: Facts) -> Iterator[Step]:
    """Say what AWS's defaults do with a grant, on a bucket that is new and on one that is old."""
    if channel.truth is Truth.FALSE:
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
            f"by AWS's defaults, a bucket created since April 2023 {' and '.join(kept)}, so it"
            f" refuses this {what}; on an older bucket the {what} takes effect"
        )
    else:
        yield Step(
            f"AWS's defaults since April 2023 would refuse this {what} on a new bucket, but are"
            " turned off here: it takes effect on new and old buckets alike"
        )


_FLAGS = {
    "ACL": ("ignore_public_acls", "block_public_acls"),
    "policy": ("restrict_public_buckets", "block_public_policy"),
}
"""The flag that takes the effect of what is attached, and the one that refuses new ones."""


def _is_declared(facts: Facts, field: str) -> bool:
    return facts.get(field) not in (ABSENT, None)


def describe(exposure: Exposure, deeds: Sequence[Deed]) -> str:
    """Say who can certainly do some things, and which: ``anyone on the internet read objects``."""
    certain = [deed for deed in deeds if exposure.deed(deed) is Truth.TRUE]
    words = [SERVICE.words[deed] for deed in certain if deed is not Deed.OTHER]
    words = words or [SERVICE.words[deed] for deed in certain]
    channels = [channel for branch in exposure.branches for channel in (branch.acl, branch.policy)]
    callers = [caller for c in channels for caller in _callers(c, certain)]
    # Of several kinds of strangers, the first in their order includes the others.
    first = min(callers, key=CALLERS.index, default=CALLERS[0])
    does = enumerate_words(words) or "do something that is not known"
    return f"{describe_caller(first)} {does}"


def _callers(channel: Channel, deeds: Sequence[Deed]) -> Iterator[Caller]:
    if channel.truth is Truth.FALSE:
        return
    opening = channel.opening
    ways = [opening.ways[deed] for deed in deeds if deed in opening.ways]
    if not ways and opening.first is not None:
        ways = [opening.first]
    yield from (way.caller for way in ways)
