"""Who can reach a bucket's data: ACL, ownership, policy and public access blocks together.

Source: *Blocking public access to your Amazon S3 storage*, *How Amazon S3 authorizes a
request*, *Default settings for new S3 buckets FAQ*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial, reduce
from itertools import product
from operator import or_

from msgspec import Struct
from msgspec.structs import replace

from iaclint.exposure.access import Opening, find_opening
from iaclint.exposure.acl import AclGrant, acls_enabled, list_grants
from iaclint.exposure.actions import Deed
from iaclint.exposure.block import Block, read_block
from iaclint.exposure.branches import agree, branches, choice_symbols
from iaclint.exposure.outcome import Facts, Outcome, lower
from iaclint.exposure.policy import Fault
from iaclint.exposure.resources import BucketResources
from iaclint.exposure.service import Service
from iaclint.exposure.services.s3 import SERVICE
from iaclint.exposure.space import Applied, Space
from iaclint.exposure.statements import Statements, apply_together, read_statements
from iaclint.values import ABSENT, MAX_CHOICES, Truth, Unknown, Value, symbols

ACL_FIELDS = ("acl", "grants", "object_acl", "object_grants")
WRITING = (Deed.WRITE, Deed.ACL)
"""What changes a bucket, rather than giving away what is in it."""

_UNDECIDED = "what the configuration leaves open"


class Channel(Struct, frozen=True):
    """One way into a bucket, in one branch of the configuration: its ACLs or its policy."""

    opening: Opening
    closed_by: tuple[Truth, ...]
    """What would close the channel as a whole."""

    @property
    def truth(self) -> Truth:
        """Whether strangers come in here."""
        return self._pass(self.opening.truth)

    def deed(self, deed: Deed) -> Truth:
        """Whether strangers can do this here."""
        return self._pass(self.opening.deeds[deed])

    def _pass(self, truth: Truth) -> Truth:
        for closed in self.closed_by:
            truth &= ~closed
        return truth


class Settings(Struct, frozen=True):
    """What closes channels as a whole."""

    ownership: Value
    ignore_acls: Block
    restrict_policy: Block

    @property
    def acls_disabled(self) -> Truth:
        """Whether object ownership turns ACLs off."""
        found = {~acls_enabled(option) for option in branches(self.ownership)}
        return found.pop() if len(found) == 1 else Truth.UNKNOWN


class Branch(Struct, frozen=True):
    """What one possible state of the configuration opens."""

    statements: Statements
    """The policy's."""
    grants: tuple[AclGrant, ...]
    acl: Channel
    policy: Channel


class Exposure(Struct, frozen=True):
    """What strangers can do with a bucket."""

    settings: Settings
    branches: tuple[Branch, ...]
    test_symbols: tuple[str, ...]
    """What decides between the branches."""

    @property
    def public(self) -> Truth:
        """Whether strangers can do anything at all."""
        return agree([b.acl.truth | b.policy.truth for b in self.branches])

    @property
    def by_acl(self) -> Truth:
        """Whether they come in by an ACL."""
        return agree([b.acl.truth for b in self.branches])

    @property
    def by_policy(self) -> Truth:
        """Whether they come in by the bucket policy."""
        return agree([b.policy.truth for b in self.branches])

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What AWS would refuse in the bucket policy."""
        found = (fault for b in self.branches for fault in b.statements.policy.faults)
        return tuple(dict.fromkeys(found))

    def deed(self, deed: Deed) -> Truth:
        """Whether strangers can do this."""
        return agree([b.acl.deed(deed) | b.policy.deed(deed) for b in self.branches])

    @property
    def only_writing(self) -> Truth:
        """Whether strangers can write or change the ACL, and nothing else.

        Where that they can write is not certain, this is not so: a bucket that is certainly
        open is said to be, even where it is not known for what.
        """
        writing = _any(self.deed(deed) for deed in WRITING)
        only = writing & ~_any(self.deed(deed) for deed in Deed if deed not in WRITING)
        return only if writing is Truth.TRUE else Truth.FALSE

    def blockers(self) -> tuple[str, ...]:
        """Return the symbols that leave something undecided."""
        found: list[str] = []
        for branch in self.branches:
            if branch.acl.truth is Truth.UNKNOWN or _is_partly_unknown(branch.acl):
                found += branch.acl.opening.blockers
                found += self.settings.ignore_acls.blockers
                if self.settings.acls_disabled is Truth.UNKNOWN:
                    found += symbols(self.settings.ownership)
            if branch.policy.truth is Truth.UNKNOWN or _is_partly_unknown(branch.policy):
                found += branch.policy.opening.blockers
                found += self.settings.restrict_policy.blockers
        return tuple(dict.fromkeys((*found, *self.test_symbols))) or (_UNDECIDED,)


def _any(truths: Iterable[Truth]) -> Truth:
    return reduce(or_, truths, Truth.FALSE)


def _is_partly_unknown(channel: Channel) -> bool:
    return any(channel.deed(deed) is Truth.UNKNOWN for deed in Deed)


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
        policies = [Unknown(tests[0] if tests else _UNDECIDED)]
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
    from iaclint.exposure.story import describe, tell

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
