"""The requests that a policy can tell apart, and each statement as boxes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial, reduce
from operator import or_

from msgspec import Struct

from iaclint.analyses.aws.iam.budget import Effort
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level
from iaclint.analyses.aws.iam.language.policy import (
    Effect,
    Names,
    Policy,
    Statement,
)
from iaclint.analyses.aws.iam.language.service import Bits, Service
from iaclint.analyses.aws.iam.requests.actions import ActionSet
from iaclint.analyses.aws.iam.requests.callers import (
    CALLERS,
    EVERYBODY,
    Caller,
    Who,
)
from iaclint.analyses.aws.iam.requests.condition_keys import KeySet
from iaclint.analyses.aws.iam.requests.named_principals import Guest, GuestList, brings
from iaclint.analyses.aws.iam.requests.principals import read_principals
from iaclint.analyses.aws.iam.requests.request_sets import Box
from iaclint.analyses.aws.iam.requests.resources import OneResource, is_arn
from iaclint.limits import MAX_POLICY_STEPS
from iaclint.symbolic.values import Value, symbols, unknowns

_ADDRESSES = 3
"""The dimension of source addresses."""


class Applied(Struct, frozen=True):
    """What a statement, or a grant of an ACL, applies to."""

    certain: Box | None
    possible: Box | None
    statement: Statement | None = None
    blockers: tuple[str, ...] = ()
    """What keeps the two apart: symbols."""

    @property
    def is_settled(self) -> bool:
        """Hold when nothing unknown matters."""
        return self.certain == self.possible


class Space:
    """The dimensions of the requests that matter for one policy.

    Dimensions are: who calls, the action, the resource, the source address, and each other
    condition key. Among resources are two that are not known: one that actions happen to be
    done to, and one that fits the action, as AWS refuses a statement whose do not.
    """

    def __init__(
        self,
        policy: Policy,
        service: Service,
        guests: GuestList | None = None,
        *,
        named: bool = False,
    ) -> None:
        effort = Effort(MAX_POLICY_STEPS)
        self.policy = policy
        self.actions = ActionSet(service, policy, effort)
        self.resources = (service.resources or OneResource)(policy, effort)
        more = guests.mentioned if guests else {}
        self.keys = KeySet(policy, effort, service.own_keys, named=named, more=more)
        self._read_principals = guests.read if guests else read_principals
        self._some_resource = self.resources.known + 1
        self._fitting_resource = self._some_resource << 1
        self._signed = service.signed
        self._only_listed = service.only_listed
        self._limits: dict[Caller, Box] = {}

    # Boxes

    def full(self, who: Who, actions: int, resources: int) -> Box:
        """Return a box of all requests of some callers for some actions on some resources."""
        return (who.value, actions, resources, *self.keys.full)

    def targets(self) -> Iterator[tuple[Deed | None, Box]]:
        """Yield the requests for each deed; None stands for a deed that is not known.

        What an action is done to may be unknown as well: whatever it is, it fits the action.
        """
        for deed in Deed:
            for level in Level:
                actions = self.actions.of(deed, level)
                if actions:
                    yield deed, self.full(EVERYBODY, actions, self.resources.of(level))
                    yield deed, self.full(EVERYBODY, actions, self._fitting_resource)
        yield None, self.full(EVERYBODY, self.actions.some, self._some_resource)

    def requests_of(self, guest: Guest, number: int) -> Iterator[Box]:
        """Yield what a guest, counted from 0, can do."""
        limits = (self.keys.addresses.everything, *self.keys.holding(partial(brings, guest)))
        for level in Level:
            actions = reduce(or_, [self.actions.of(deed, level) for deed in Deed])
            for resources in (self.resources.of(level), self._fitting_resource):
                yield (1 << number, actions, resources, *limits)
        yield (1 << number, self.actions.some, self._some_resource, *limits)

    def restrict(self, box: Box, caller: Caller) -> Box:
        """Keep of a box what a caller's requests can be."""
        limits = self._limits.get(caller)
        if limits is None:
            limits = (caller.who.value, -1, -1, *self.keys.limits(caller))
            self._limits[caller] = limits
        return tuple([a & b for a, b in zip(box, limits, strict=True)])

    def strangers(self) -> list[Caller]:
        """Return the ways for a stranger to come that this policy can tell from another."""
        callers = [c for c in CALLERS if c.who is not Who.ANONYMOUS or not self._signed]
        whole = self.full(EVERYBODY, 1, 1)
        found = {self.restrict(whole, caller): caller for caller in reversed(callers)}
        return [caller for caller in callers if caller in found.values()]

    def addresses_of(self, box: Box) -> int:
        """Return the source addresses in a box."""
        return box[_ADDRESSES]

    def is_broad(self, addresses: int) -> bool:
        """Hold when source addresses are more than anybody's own network."""
        return addresses != 0 and self.keys.addresses.is_broad(addresses)

    # Statements

    def apply(self, statement: Statement) -> Applied:
        """Return what a statement applies to, whatever its effect."""
        parts: list[Bits] = [
            self._read_principals(statement),
            _named(statement.actions, self.actions.read, self.actions.known),
            _named(statement.resources, self.resources.read, self.resources.known),
        ]
        blockers = _blockers(statement, parts)
        if statement.effect is not Effect.ALLOW or _is_something(statement, parts):
            fits = statement.effect is not Effect.ALLOW or self.actions.are_exact(statement.actions)
            more = self._some_resource | (self._fitting_resource if fits else 0)
            # Of some services, an action that is not known may be one that strangers never get.
            sure = 0 if self._only_listed else self.actions.some
            parts[1] = (parts[1][0] | sure, parts[1][1] | self.actions.some)
            parts[2] = (parts[2][0] | more, parts[2][1] | more)
        keys, settled, unsettled = self.keys.apply(statement)
        certain = tuple([bits[0] for bits in (*parts, *keys)])
        possible = tuple([bits[1] for bits in (*parts, *keys)])
        return Applied(
            certain if settled and 0 not in certain else None,
            possible if 0 not in possible else None,
            statement,
            tuple(dict.fromkeys((*blockers, *unsettled))),
        )

    def grant(self, who: Who, actions: tuple[str, ...], resources: int, *, sure: bool) -> Applied:
        """Return what a grant outside of the policy applies to."""
        box = self.full(who, self.actions.named(actions), resources)
        return Applied(box if sure else None, box)

    def grant_something(self, who: Who) -> Applied:
        """Return what a grant applies to that certainly permits something, whatever it is."""
        return Applied(self.full(who, self.actions.some, self._some_resource), None)

    def apply_unread(self, unread: Value) -> Applied:
        """Return what a policy of which nothing is known applies to."""
        actions, resources = self.actions.some * 2 - 1, self._fitting_resource * 2 - 1
        blockers = (unread,) if isinstance(unread, str) else symbols(unread)
        return Applied(None, self.full(EVERYBODY, actions, resources), None, blockers)


def _named(names: Names, read: Callable[[Value], Bits], everything: int) -> Bits:
    certain = possible = 0
    for value in names.values:
        bits = read(value)
        certain, possible = certain | bits[0], possible | bits[1]
    if names.negated:
        return everything & ~possible, everything & ~certain
    return certain, possible


def _blockers(statement: Statement, parts: Sequence[Bits]) -> list[str]:
    values = (
        [p.value for p in statement.principals],
        statement.actions.values,
        statement.resources.values,
    )
    found = [
        unknown.symbol
        for (certain, possible), names in zip(parts, values, strict=True)
        if certain != possible
        for unknown in unknowns(list(names))
        # The ARN of one thing leaves nothing open: it is this one, or somebody who is named.
        if not is_arn(unknown)
    ]
    return [*symbols(statement.unknown_effect), *found]


def _is_something(statement: Statement, parts: Sequence[Bits]) -> bool:
    """Hold when a statement applies to something, though it is not known to what.

    AWS refuses a statement whose actions do not go with its resources.
    """
    names = (statement.actions, statement.resources)
    if any(part.negated or not part.values for part in names):
        return False
    return any(certain != possible for certain, possible in parts[1:3])
