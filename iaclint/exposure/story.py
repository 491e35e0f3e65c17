"""The reasoning in words: what lets strangers in, and what would have kept them out.

The first step is the cause. Sentences are for readers who know their bucket, not AWS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iaclint.exposure.actions import Deed
from iaclint.exposure.addresses import SOURCE_IP
from iaclint.exposure.block import Block, read_block
from iaclint.exposure.callers import TRUSTED, Caller, Who
from iaclint.exposure.conditions import ConditionTest
from iaclint.exposure.outcome import Facts, Step
from iaclint.exposure.patterns import RESOURCE_KEYS
from iaclint.exposure.policy import Effect, Statement
from iaclint.exposure.s3 import ACL_FIELDS, Branch, Channel, Exposure
from iaclint.exposure.space import names_everybody
from iaclint.values import ABSENT, Truth, Unknown, symbols

_DEEDS = {
    Deed.READ: "read objects",
    Deed.LIST: "list what is in the bucket",
    Deed.WRITE: "write objects",
    Deed.ACL: "see or change the ACL",
    Deed.OTHER: "use administrative actions",
}
_ANYONE = {
    Who.ANONYMOUS: "anyone on the internet",
    Who.ACCOUNT: "anyone with an AWS account",
    Who.SERVICE: "anyone who makes an AWS service act for them",
}
_NEW_BUCKET = (
    "AWS's defaults since April 2023 make a bucket created since then refuse this; "
    "a bucket from before is open"
)


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
    declared = bool(branch.space.policy.statements) or branch.space.policy.unread is not None
    return acl > policy or (acl == policy and (bool(branch.grants) or not declared))


# ACLs


def _tell_acl(exposure: Exposure, branch: Branch, facts: Facts) -> Iterator[Step]:
    if not branch.grants:
        yield _no_public_acl(facts)
        return
    yield from _tell_grants(branch)
    opening = branch.acl.opening
    if opening.truth is Truth.FALSE:
        yield from _tell_denies(branch)
        return
    yield _tell_ownership(exposure)
    if exposure.settings.acls_disabled is not Truth.TRUE:
        yield from _tell_block(exposure.settings.ignore_acls, "ACLs", facts)
        yield from _tell_new_bucket(branch.acl, exposure.settings.ignore_acls, facts)


def _tell_grants(branch: Branch) -> Iterator[Step]:
    channel = branch.acl
    by_text: dict[str, list[int]] = {}
    for n in sorted({way.grant for way in channel.opening.ways.values()}) or [0]:
        by_text.setdefault(branch.grants[n].text, []).append(n)
    for text, numbers in by_text.items():
        grant = branch.grants[numbers[0]]
        who = _ANYONE[Who.ANONYMOUS if Who.ANONYMOUS in grant.who else Who.ACCOUNT]
        word = "lets" if grant.sure else "may let"
        if channel.truth is Truth.FALSE:
            word = "would let" if grant.sure else "could let"
        deeds = _list_deeds(channel, numbers) or "use the bucket"
        yield Step(f"{text} {word} {who} {deeds}", grant.field, grant.path)


def _no_public_acl(facts: Facts) -> Step:
    for field in ACL_FIELDS:
        value = facts.get(field)
        if value is not ABSENT and value is not None:
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
    channel = branch.policy
    policy = branch.space.policy
    if policy.unread is not None:
        known = isinstance(policy.unread, str)
        yield Step(str(policy.unread) if known else "the bucket policy is not known", "policy")
    elif channel.opening.truth is Truth.FALSE:
        yield from _tell_closed_policy(branch)
        return
    else:
        yield from _tell_openings(branch)
    yield from _tell_block(exposure.settings.restrict_policy, "policies", facts)
    yield from _tell_new_bucket(channel, exposure.settings.restrict_policy, facts)


def _tell_openings(branch: Branch) -> Iterator[Step]:
    opening = branch.policy.opening
    allows = [s for s in branch.space.policy.statements if s.effect is not Effect.DENY]
    found = {way.grant: way.caller for way in opening.ways.values()}
    if opening.first and not found:
        found = {opening.first.grant: opening.first.caller}
    for n in sorted(found):
        yield from _tell_statement(branch.policy, allows[n], n, found[n])
    for applied in branch.denies:
        statement = applied.statement
        if statement and statement.effect is Effect.DENY and applied.possible:
            word = "may deny" if opening.truth is Truth.UNKNOWN else "does not deny all of"
            yield Step(f"{statement.name} {word} this", "policy", statement.path)


def _tell_statement(
    channel: Channel, statement: Statement, number: int, caller: Caller
) -> Iterator[Step]:
    if statement.effect is Effect.UNKNOWN:
        text = f"what {statement.name} of the bucket policy allows or denies is not known"
        yield Step(text, "policy", statement.path)
        return
    sure = _opens_surely(channel, number)
    word = "lets" if sure else "may let"
    if channel.truth is Truth.FALSE:
        word = "would let"
    deeds = _list_deeds(channel, [number]) or "do something that is not known"
    text = f"{statement.name} of the bucket policy {word} {_describe(caller)} {deeds}"
    yield Step(text, "policy", statement.path)
    yield from (_tell_weak_test(test, sure) for test in statement.tests)
    if any(isinstance(p.value, Unknown) for p in statement.principals):
        element = "NotPrincipal" if statement.excludes else "Principal"
        text = f"whom {statement.name} names is not known"
        yield Step(text, "policy", (*statement.path, element))


def _opens_surely(channel: Channel, grant: int) -> bool:
    opening = channel.opening
    first = opening.first
    if opening.truth is Truth.TRUE and first is not None and first.grant == grant:
        return True
    return any(
        way.grant == grant and opening.deeds[deed] is Truth.TRUE
        for deed, way in opening.ways.items()
    )


def _describe(caller: Caller) -> str:
    if caller.by_endpoint:
        return "anyone who comes through a VPC endpoint of their own"
    return _ANYONE[caller.who]


def _tell_weak_test(test: ConditionTest, sure: bool) -> Step:
    if not test.key:
        return Step("whether its condition keeps them out is not known", "policy", test.path)
    key = str(test.path[-1])
    if not sure and symbols(list(test.values)):
        text = f"whether the condition on {key} keeps them out is not known"
        return Step(text, "policy", test.path)
    if test.key in RESOURCE_KEYS:
        why = "it is the same for every caller"
    elif test.key == SOURCE_IP:
        why = "it passes more than a narrow range"
    elif test.key in TRUSTED:
        why = "it accepts a stranger's own value, or none"
    else:
        why = "it does not say who may call"
    return Step(f"the condition on {key} does not keep them out: {why}", "policy", test.path)


def _tell_closed_policy(branch: Branch) -> Iterator[Step]:
    statements = branch.space.policy.statements
    if not statements:
        yield Step("no bucket policy is declared", "policy")
        return
    allows = [s for s in statements if s.effect is Effect.ALLOW]
    wide = [s for s in allows if _reaches_everybody(s)]
    if not allows:
        yield Step("the bucket policy allows nothing by itself", "policy")
    elif not wide:
        yield Step("the bucket policy lets in only callers that it names", "policy")
    denied = False
    for statement in wide:
        step = _tell_narrowing(statement)
        denied = denied or step is None
        text = f"{statement.name} of the bucket policy names everyone"
        yield step or Step(text, "policy", statement.path)
    if denied:
        yield from _tell_denies(branch)


def _reaches_everybody(statement: Statement) -> bool:
    if statement.excludes:
        return True
    return any(names_everybody(p) is not Truth.FALSE for p in statement.principals)


def _tell_narrowing(statement: Statement) -> Step | None:
    """Say which conditions limit a statement, if they are of a kind that can."""
    limits = [t for t in statement.tests if t.key in TRUSTED or t.key == SOURCE_IP]
    if not limits:
        return None
    keys = " and ".join(str(test.path[-1]) for test in limits)
    text = f"{statement.name} of the bucket policy is limited by its condition on {keys}"
    return Step(text, "policy", limits[0].path)


def _tell_denies(branch: Branch) -> Iterator[Step]:
    for applied in branch.denies:
        statement = applied.statement
        if applied.certain and statement:
            text = f"{statement.name} of the bucket policy denies it to strangers"
            yield Step(text, "policy", statement.path)


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
    refusing = read_block(facts, "block_public_acls" if what == "ACLs" else "block_public_policy")
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


def _tell_new_bucket(channel: Channel, block: Block, facts: Facts) -> Iterator[Step]:
    """Say what the defaults do, where the configuration leaves the bucket's block to them."""
    if channel.truth is Truth.FALSE or facts.get(block.flags[0].field) not in (ABSENT, None):
        return
    yield Step(_NEW_BUCKET)


def _list_deeds(channel: Channel, grants: Sequence[int]) -> str:
    ways = channel.opening.ways
    found = [_DEEDS[deed] for deed in Deed if deed in ways and ways[deed].grant in grants]
    named = [text for text in found if text != _DEEDS[Deed.OTHER]] or found
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
