"""The reasoning in words: what lets strangers in, and what would have kept them out.

The first step is the cause. Sentences are for readers who know their bucket, not AWS.
"""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.exposure.acl import AclGrant
from iaclint.exposure.actions import Deed
from iaclint.exposure.addresses import SOURCE_IP
from iaclint.exposure.block import Block, read_block
from iaclint.exposure.callers import TRUSTED, Caller, Who
from iaclint.exposure.conditions import Test
from iaclint.exposure.outcome import Facts, Step
from iaclint.exposure.patterns import RESOURCE_KEYS
from iaclint.exposure.policy import Effect, Statement
from iaclint.exposure.s3 import ACL_FIELDS, Branch, Channel, Exposure
from iaclint.exposure.space import names_everybody
from iaclint.values import ABSENT, Truth, Unknown, Value

_DEEDS = {
    Deed.READ: "read objects",
    Deed.LIST: "list what is in the bucket",
    Deed.WRITE: "write or delete objects",
    Deed.ACL: "see or change who has access (the ACL)",
    Deed.OTHER: "use other actions on it",
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
    if len(exposure.branches) > 1:
        decided_by = exposure.test_symbols[0]
    else:
        decided_by = ""
    truths = {"acl": branch.acl.truth, "policy": branch.policy.truth}
    # What is open comes before what is undecided, and that before what is closed.
    for name in sorted(truths, key=lambda key: -truths[key].value):
        yield from (_tell_acl if name == "acl" else _tell_policy)(exposure, branch, facts)
    if decided_by:
        yield Step(f"this is so for one of the values that {decided_by} decides between")
    if exposure.public is Truth.UNKNOWN:
        yield Step(f"not known before deployment: {', '.join(exposure.blockers())}")
    if exposure.public is Truth.TRUE and facts.get("website") not in (ABSENT, None):
        yield Step("website hosting also serves readable objects over plain HTTP", "website")


# ACLs


def _tell_acl(exposure: Exposure, branch: Branch, facts: Facts) -> Iterator[Step]:
    if not branch.grants:
        yield _no_public_acl(facts)
        return
    opening = branch.acl.opening
    shown = sorted({way.grant for way in opening.ways.values()}) or [0]
    for n in shown:
        grant = branch.grants[n]
        who = _ANYONE[Who.ACCOUNT if Who.ANONYMOUS not in grant.who else Who.ANONYMOUS]
        deeds = _list_deeds(branch.acl, n) or "reach the bucket"
        word = "lets" if grant.sure else "may let"
        if opening.truth is Truth.FALSE:
            word = "would let"
        yield Step(f"{grant.text} {word} {who} {deeds}", grant.field, grant.path)
    if opening.truth is Truth.FALSE:
        yield from _tell_denies(branch)
        return
    yield _tell_ownership(exposure)
    yield from _tell_block(exposure.settings.ignore_acls, "ACLs", facts)
    yield from _tell_new_bucket(branch.acl, exposure.settings.ignore_acls, facts)


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
        reason = policy.unread if isinstance(policy.unread, str) else "the policy is not known"
        yield Step(reason, "policy")
    elif channel.opening.truth is Truth.FALSE:
        yield from _tell_closed_policy(branch, facts)
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
        statement = allows[n]
        deeds = _list_deeds(branch.policy, n) or "do something that is not known"
        word = "lets" if _opens_surely(branch.policy, n) else "may let"
        text = f"{statement.name} of the bucket policy {word} {_describe(found[n])} {deeds}"
        yield Step(text, "policy", statement.path)
        yield from (_tell_weak_test(test) for test in statement.tests)
        yield from _tell_opaque_tests(statement)


def _opens_surely(channel: Channel, grant: int) -> bool:
    opening = channel.opening
    surely = any(
        way.grant == grant and opening.deeds[deed] is Truth.TRUE
        for deed, way in opening.ways.items()
    )
    first = opening.first
    return surely or (opening.truth is Truth.TRUE and bool(first) and first.grant == grant)  # type: ignore[union-attr]


def _tell_opaque_tests(statement: Statement) -> Iterator[Step]:
    if any(isinstance(p.value, Unknown) for p in statement.principals):
        yield Step(
            f"whom {statement.name} names is not known",
            "policy",
            (*statement.path, "NotPrincipal" if statement.excludes else "Principal"),
        )


def _describe(caller: Caller) -> str:
    text = _ANYONE[caller.who]
    return f"{text} (through a VPC endpoint of their own)" if caller.by_endpoint else text


def _tell_weak_test(test: Test) -> Step:
    key = str(test.path[-1])
    if any(not isinstance(v, (str, bool, int, float)) for v in test.values):
        why = "its value is not known"
    elif test.key in RESOURCE_KEYS:
        why = "it is the same for every caller"
    elif test.key == SOURCE_IP:
        why = "what it lets through is broader than anybody's own network"
    elif test.key in TRUSTED:
        why = "it is not limited to fixed values, or passes when the key is missing"
    else:
        why = "callers choose it"
    return Step(f"the condition on {key} does not keep them out: {why}", "policy", test.path)


def _tell_closed_policy(branch: Branch, facts: Facts) -> Iterator[Step]:
    statements = branch.space.policy.statements
    if not statements:
        yield Step("no bucket policy is declared", "policy")
        return
    allows = [s for s in statements if s.effect is Effect.ALLOW]
    if not allows:
        yield Step("the bucket policy allows nothing by itself", "policy")
    wide = [s for s in allows if _reaches_everybody(s)]
    if allows and not wide:
        yield Step("the bucket policy lets in only callers that it names", "policy")
    for statement in wide:
        yield _tell_narrowing(branch, statement)
    if wide:
        yield from _tell_denies(branch)


def _reaches_everybody(statement: Statement) -> bool:
    if statement.excludes:
        return True
    return any(names_everybody(p) is not Truth.FALSE for p in statement.principals)


def _tell_narrowing(branch: Branch, statement: Statement) -> Step:
    keys = [str(t.path[-1]) for t in statement.tests if t.key in TRUSTED or t.key == SOURCE_IP]
    if keys:
        text = f"{statement.name} is limited by its condition on {' and '.join(keys)}"
    else:
        text = f"{statement.name} names everyone, but what it allows is denied or does not exist"
    return Step(text, "policy", statement.path)


def _tell_denies(branch: Branch) -> Iterator[Step]:
    for applied in branch.denies:
        statement = applied.statement
        if applied.certain and statement:
            yield Step(f"{statement.name} of the bucket policy denies", "policy", statement.path)


# Blocks


def _tell_block(block: Block, what: str, facts: Facts) -> Iterator[Step]:
    declared = list(block.declared())
    for flag in declared:
        if flag.truth is Truth.TRUE:
            yield Step(f"{block.name} is on for the {flag.level}: public {what} have no effect", flag.field)
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


def _list_deeds(channel: Channel, grant: int) -> str:
    ways = channel.opening.ways
    found = [_DEEDS[deed] for deed in Deed if deed in ways and ways[deed].grant == grant]
    named = [text for text in found if text != _DEEDS[Deed.OTHER]] or found
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


__all__ = ["AclGrant", "Value", "tell"]
