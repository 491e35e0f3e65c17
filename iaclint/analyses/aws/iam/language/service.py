"""The properties of an AWS service that the evaluation of its policies depends on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct, field

from iaclint.analyses.aws.iam.language.access_levels import AccessLevel, ResourceScope
from iaclint.analyses.aws.iam.language.policy import FIELD

if TYPE_CHECKING:
    from iaclint.analyses.analysis import Facts
    from iaclint.analyses.aws.iam.budget import Budget
    from iaclint.analyses.aws.iam.language.policy import Policy
    from iaclint.analyses.aws.iam.language.restriction import Restriction
    from iaclint.symbolic.values import Value


Bounds: TypeAlias = tuple[int, int]
"""A lower and an upper bound of a set of bits: what is certainly in it, and what possibly is."""


class Resources(Protocol):
    """The resources that a policy can distinguish, as sets of bits."""

    known: int
    """All of them."""

    def of(self, scope: ResourceScope) -> int:
        """Return those of a scope."""

    def read(self, value: Value) -> Bounds:
        """Return those that an element certainly, and possibly, names."""


def no_restrictions(_: Facts) -> Sequence[Restriction]:
    """Return nothing: for services where the policy alone decides."""
    return ()


class Service(Struct, frozen=True, eq=False):
    """A service whose resources have policies: buckets, queues, domains."""

    prefix: str
    """The prefix of its actions: ``sqs``."""
    policy: str
    """What such a policy is called in texts: ``the queue policy``."""
    actions: Mapping[str, tuple[ResourceScope, AccessLevel]]
    """Each action, in lower case, with its scope and its access level."""
    descriptions: Mapping[AccessLevel, str]
    """What callers can do at each access level, in words: ``send messages``."""
    resources: Callable[[Policy, Budget], Resources] | None = None
    """How its policies name resources; None if they are always about the resource itself."""
    only_listed_actions: bool = False
    """Whether a policy can grant other accounts no actions but those listed."""
    signed_only: bool = False
    """Whether it rejects unsigned (anonymous) requests, whatever a policy says."""
    fixed_keys: Mapping[str, str] = field(default_factory=dict)
    """Condition keys with one value for every request to the resource, and a pattern of it."""
    other_policies: Mapping[str, str] = field(default_factory=dict)
    """Fields with further policies of the same resource, and what each is called in texts."""
    policy_switches: Mapping[str, str] = field(default_factory=dict)
    """For some of those fields, the field that says whether the policy is in effect."""
    has_public_access_block: bool = False
    """Whether Block Public Access can restrict its public policies to the account."""
    resource_required: bool = False
    """Whether statements without a resource are rejected or without effect, not about it."""
    single_statement: bool = False
    """Whether one statement can stand for a policy."""
    restrictions: Callable[[Facts], Sequence[Restriction]] = no_restrictions
    """Settings besides the policy that can block public access."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that hold its policies."""
        return (FIELD, *self.other_policies)

    def policy_in(self, name: str) -> str:
        """Return what the policy in a field of that name is called in texts."""
        return self.other_policies.get(name, self.policy)
