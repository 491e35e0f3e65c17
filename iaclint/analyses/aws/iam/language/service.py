"""What the machinery of policies has to know of a service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct, field

from iaclint.analyses.aws.iam.language.access_levels import Deed, Level
from iaclint.analyses.aws.iam.language.policy import FIELD

if TYPE_CHECKING:
    from iaclint.analyses.aws.iam.budget import Effort
    from iaclint.analyses.aws.iam.language.policy import Policy
    from iaclint.symbolic.values import Value


Bits: TypeAlias = tuple[int, int]
"""A set of things that is certain, and the set of those that are possible."""


class Resources(Protocol):
    """The resources that a policy can tell apart, as sets of bits."""

    known: int
    """All of them."""

    def of(self, level: Level) -> int:
        """Return those of a level."""

    def read(self, value: Value) -> Bits:
        """Return those that an element certainly, and possibly, names."""


class Service(Struct, frozen=True, eq=False):
    """A service whose things have policies: buckets, queues, domains."""

    prefix: str
    """What its actions begin with: ``sqs``."""
    policy: str
    """How to speak of such a policy: ``the queue policy``."""
    actions: Mapping[str, tuple[Level, Deed]]
    """Each action, in lower case, with what it is done to and what it amounts to."""
    words: Mapping[Deed, str]
    """What strangers can do, to readers: ``send messages``."""
    resources: Callable[[Policy, Effort], Resources] | None = None
    """How its policies name resources; None where the thing itself is all there is."""
    only_listed: bool = False
    """Whether a policy can grant strangers no other actions than those listed."""
    signed: bool = False
    """Whether it refuses anonymous callers, whatever a policy says."""
    own_keys: Mapping[str, str] = field(default_factory=dict)
    """Condition keys that say by which way somebody comes, the same for every caller here.

    Each with a pattern of what it holds.
    """
    further: Mapping[str, str] = field(default_factory=dict)
    """Fields with further policies for the same thing, and how to speak of them."""
    switches: Mapping[str, str] = field(default_factory=dict)
    """For each of those fields that has one, the field that says whether its policy is to stay."""
    has_public_access_block: bool = False
    """Whether Block Public Access can limit its public policies to the account of the thing."""
    resource_required: bool = False
    """Whether it refuses statements that name no resource; else they are about the thing."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that hold its policies."""
        return (FIELD, *self.further)

    def policy_in(self, name: str) -> str:
        """Return how to speak of the policy in a field of that name."""
        return self.further.get(name, self.policy)
