"""What suppressions in the source may do."""

from __future__ import annotations

from msgspec import Struct


class SuppressionPolicy(Struct, frozen=True):
    """What suppressions in the source may do."""

    allowed: bool = True
    """Whether they have an effect at all."""
    require_reason: bool = False
    """Whether one without a reason has no effect."""
    max_days: int | None = None
    """How many days from today one may apply at most; with a limit, each needs a last day."""
    forbidden_rules: tuple[str, ...] = ()
    """Ids of rules whose findings cannot be suppressed; ``*`` in an id matches any text."""
    other_tools: bool = True
    """Whether those of other tools have an effect."""
