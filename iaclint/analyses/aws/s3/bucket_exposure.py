"""What strangers can do with a bucket, and by which way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from msgspec import Struct

from iaclint.analyses.aws.iam.evaluation import Opening
from iaclint.analyses.aws.iam.language.access_levels import Deed
from iaclint.analyses.aws.iam.language.policy import Fault
from iaclint.analyses.aws.iam.requests.statements import Statements
from iaclint.analyses.aws.s3.acl import AclGrant, acls_enabled
from iaclint.analyses.aws.s3.public_access_block import Block
from iaclint.analyses.branches import agree, branches
from iaclint.symbolic.values import Truth, Value, symbols

ACL_FIELDS = ("acl", "grants", "object_acl", "object_grants")
WRITING = (Deed.WRITE, Deed.ACL)
"""What changes a bucket, rather than giving away what is in it."""

UNDECIDED = "what the configuration leaves open"


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
        return tuple(dict.fromkeys((*found, *self.test_symbols))) or (UNDECIDED,)


def _any(truths: Iterable[Truth]) -> Truth:
    return reduce(or_, truths, Truth.FALSE)


def _is_partly_unknown(channel: Channel) -> bool:
    return any(channel.deed(deed) is Truth.UNKNOWN for deed in Deed)
