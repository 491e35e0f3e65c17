"""Which public access a bucket allows, and by which of its ACLs and policies."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from iaclint.analyses.analysis import UNDECIDED, as_value
from iaclint.analyses.aws.iam.evaluation import GrantedAccess
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel
from iaclint.analyses.aws.iam.language.policy import Fault
from iaclint.analyses.aws.iam.requests.statements import PolicyMatch
from iaclint.analyses.aws.s3.acl import AclGrant, acls_enabled
from iaclint.analyses.aws.s3.public_access_block import Block
from iaclint.symbolic.branches import branches
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown, Value

ACL_FIELDS = ("acl", "grants", "object_acl", "object_grants")
WRITING = (AccessLevel.WRITE, AccessLevel.WRITE_ACL)
"""Access levels that change a bucket, rather than disclose its data."""


class EffectiveAccess(Struct, frozen=True):
    """The access that ACLs or a policy grant, and what blocks them as a whole."""

    granted: GrantedAccess
    blocked_by: tuple[Truth, ...]
    """Whether each of the settings that can block them does."""

    @property
    def truth(self) -> Truth:
        """Whether they allow any public access."""
        return self._block(self.granted.truth)

    def allows(self, level: AccessLevel) -> Truth:
        """Return whether they allow public access at this level."""
        return self._block(self.granted.levels[level])

    def _block(self, truth: Truth) -> Truth:
        for blocked in self.blocked_by:
            truth &= ~blocked
        return truth


class Settings(Struct, frozen=True):
    """The settings that block ACLs or policies as a whole."""

    ownership: Value
    ignore_acls: Block
    restrict_policy: Block

    @property
    def acls_disabled(self) -> Truth:
        """Whether object ownership disables ACLs."""
        return Truth.agree(~acls_enabled(option) for option in branches(self.ownership))


class BucketCase(Struct, frozen=True):
    """The public access in one case of the configuration."""

    statements: PolicyMatch
    """The bucket policy."""
    grants: tuple[AclGrant, ...]
    acl: EffectiveAccess
    policy: EffectiveAccess


class BucketExposure(Struct, frozen=True):
    """Which public access a bucket allows."""

    settings: Settings
    cases: tuple[BucketCase, ...]
    test_symbols: tuple[str, ...]
    """The symbols that decide between the cases."""

    @property
    def public(self) -> Truth:
        """Whether the bucket allows any public access."""
        return Truth.agree([b.acl.truth | b.policy.truth for b in self.cases])

    @property
    def by_acl(self) -> Truth:
        """Whether an ACL allows any."""
        return Truth.agree([b.acl.truth for b in self.cases])

    @property
    def by_policy(self) -> Truth:
        """Whether the bucket policy allows any."""
        return Truth.agree([b.policy.truth for b in self.cases])

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What AWS would reject in the bucket policy."""
        found = (fault for b in self.cases for fault in b.statements.policy.faults)
        return tuple(dict.fromkeys(found))

    def allows(self, level: AccessLevel) -> Truth:
        """Return whether the bucket allows public access at this level."""
        return Truth.agree([b.acl.allows(level) | b.policy.allows(level) for b in self.cases])

    @property
    def only_writing(self) -> Truth:
        """Whether public callers can write or change the ACL, and nothing else.

        False unless write access is certain, so that a bucket that is certainly public is
        reported, even if the access level is unknown.
        """
        writing = _any(self.allows(level) for level in WRITING)
        only = writing & ~_any(self.allows(level) for level in AccessLevel if level not in WRITING)
        return only if writing is Truth.TRUE else Truth.FALSE

    def value(self, truth: Truth, level: AccessLevel | None = None) -> bool | Unknown:
        """Return one of its truths as a value that rules can test."""
        return as_value(truth, self.blockers(level) if truth is Truth.UNKNOWN else ())

    def blockers(self, level: AccessLevel | None = None) -> tuple[str, ...]:
        """Return the symbols that leave something undecided, first those of an access level."""
        ways = [way for case in self.cases if level for way in (case.acl, case.policy)]
        found = [symbol for way in ways if level for symbol in way.granted.blockers_of(level)]
        for case in self.cases:
            if case.acl.truth is Truth.UNKNOWN or _is_partly_unknown(case.acl):
                found += case.acl.granted.blockers
                found += self.settings.ignore_acls.blockers
                if self.settings.acls_disabled is Truth.UNKNOWN:
                    found += symbols(self.settings.ownership)
            if case.policy.truth is Truth.UNKNOWN or _is_partly_unknown(case.policy):
                found += case.policy.granted.blockers
                found += self.settings.restrict_policy.blockers
        return tuple(dict.fromkeys((*found, *self.test_symbols))) or (UNDECIDED,)


def _any(truths: Iterable[Truth]) -> Truth:
    return Truth.any(truths)


def _is_partly_unknown(effective: EffectiveAccess) -> bool:
    found = (*effective.granted.levels.values(), *effective.blocked_by)
    return Truth.UNKNOWN in found and any(
        effective.allows(level) is Truth.UNKNOWN for level in AccessLevel
    )
