"""Settings besides a policy that limit who can use it: a network, a login, Block Public Access."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from iaclint.analyses.analysis import Step
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel
from iaclint.symbolic.truth import Truth


class Restriction(Struct, frozen=True):
    """A setting that blocks public access, whatever the policy allows."""

    truth: Truth
    """Whether it blocks public access."""
    step: Step | None = None
    blockers: tuple[str, ...] = ()
    """The symbols that leave it undecided."""
    levels: Mapping[AccessLevel, Truth] = field(default_factory=dict)
    """Whether it blocks single access levels, where they differ."""

    def blocks(self, level: AccessLevel) -> Truth:
        """Return whether it blocks public access at this level."""
        return self.levels.get(level, self.truth)
