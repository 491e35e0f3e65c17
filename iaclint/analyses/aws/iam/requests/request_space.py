"""The requests that a policy can distinguish, and the request sets that its statements match."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial, reduce
from operator import or_

from msgspec import Struct

from iaclint.analyses.aws.iam.budget import Budget
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel, ResourceScope
from iaclint.analyses.aws.iam.language.policy import (
    Effect,
    Names,
    Policy,
    Principal,
    Statement,
)
from iaclint.analyses.aws.iam.language.service import Bounds, Service
from iaclint.analyses.aws.iam.requests.actions import ActionSet
from iaclint.analyses.aws.iam.requests.callers import (
    ALL_CALLERS,
    CALLERS,
    Caller,
    CallerKind,
)
from iaclint.analyses.aws.iam.requests.condition_keys import ConditionKeys
from iaclint.analyses.aws.iam.requests.named_principals import (
    NamedPrincipal,
    NamedPrincipals,
    can_carry,
)
from iaclint.analyses.aws.iam.requests.principals import names_everyone, read_principals
from iaclint.analyses.aws.iam.requests.request_sets import (
    ACTION,
    FIRST_CONDITION_KEY,
    RESOURCE,
    SOURCE_ADDRESS,
    RequestSet,
)
from iaclint.analyses.aws.iam.requests.resources import OneResource, PossiblyOther, is_arn
from iaclint.limits import MAX_POLICY_STEPS
from iaclint.symbolic.structure import symbols, unknowns
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Value


class StatementMatch(Struct, frozen=True):
    """The requests that a statement, or a grant of an ACL, applies to."""

    certain: RequestSet | None
    possible: RequestSet | None
    statement: Statement | None = None
    blockers: tuple[str, ...] = ()
    """The symbols that make the two differ."""

    @property
    def is_settled(self) -> bool:
        """Whether no unknown value matters."""
        return self.certain == self.possible


class RequestSpace:
    """The dimensions of the requests that matter for one policy (see ``request_sets``).

    Among the resources are two that represent unknown ones: any resource, and one that fits the
    action, as AWS rejects statements whose actions and resources do not fit.
    """

    def __init__(
        self,
        policy: Policy,
        service: Service,
        principals: NamedPrincipals | None = None,
        *,
        all_callers: bool = False,
    ) -> None:
        budget = Budget(MAX_POLICY_STEPS)
        self.policy = policy
        self.actions = ActionSet(service, policy, budget)
        self.resources = (service.resources or OneResource)(policy, budget)
        more = principals.mentioned if principals else None
        self.keys = ConditionKeys(
            policy, budget, service.fixed_keys, all_callers=all_callers, more=more
        )
        self._read_principals = principals.read if principals else read_principals
        self._some_resource = self.resources.known + 1
        self._fitting_resource = self._some_resource << 1
        self._signed_only = service.signed_only
        self._only_listed_actions = service.only_listed_actions
        self._limits: dict[Caller, RequestSet] = {}

    # Request sets

    def full(self, callers: CallerKind, actions: int, resources: int) -> RequestSet:
        """Return all requests of some callers for some actions on some resources."""
        return (callers.value, actions, resources, *self.keys.full)

    def targets(self) -> Iterator[tuple[AccessLevel | None, RequestSet]]:
        """Yield the requests of each access level; None represents an unknown level.

        The resource may be unknown as well: whatever it is, it fits the action.
        """
        for level in AccessLevel:
            for scope in ResourceScope:
                actions = self.actions.of(level, scope)
                if actions:
                    yield level, self.full(ALL_CALLERS, actions, self.resources.of(scope))
                    yield level, self.full(ALL_CALLERS, actions, self._fitting_resource)
        yield None, self.full(ALL_CALLERS, self.actions.some, self._some_resource)

    def requests_of(self, principal: NamedPrincipal, number: int) -> Iterator[RequestSet]:
        """Yield the requests that a named principal, counted from 0, can make."""
        limits = (self.keys.addresses.everything, *self.keys.holding(partial(can_carry, principal)))
        for scope in ResourceScope:
            actions = reduce(or_, [self.actions.of(level, scope) for level in AccessLevel])
            for resources in (self.resources.of(scope), self._fitting_resource):
                yield (1 << number, actions, resources, *limits)
        yield (1 << number, self.actions.some, self._some_resource, *limits)

    def restrict(self, request_set: RequestSet, caller: Caller) -> RequestSet:
        """Return those of some requests that a caller can make."""
        limits = self._limits.get(caller)
        if limits is None:
            limits = (caller.kind.value, -1, -1, *self.keys.limits(caller))
            self._limits[caller] = limits
        return tuple([a & b for a, b in zip(request_set, limits, strict=True)])

    def public_callers(self) -> list[Caller]:
        """Return the public callers that this policy can distinguish."""
        callers = [
            c for c in CALLERS if c.kind is not CallerKind.ANONYMOUS or not self._signed_only
        ]
        whole = self.full(ALL_CALLERS, 1, 1)
        found = {self.restrict(whole, caller): caller for caller in reversed(callers)}
        return [caller for caller in callers if caller in found.values()]

    def everything(self) -> RequestSet:
        """Return all requests."""
        return (-1,) * (FIRST_CONDITION_KEY + len(self.keys.candidates))

    def addresses_of(self, request_set: RequestSet) -> int:
        """Return the source addresses of some requests."""
        return request_set[SOURCE_ADDRESS]

    def is_broad(self, addresses: int) -> bool:
        """Return whether source addresses are a broad range, not one network."""
        return addresses != 0 and self.keys.addresses.is_broad(addresses)

    # Statements

    def match(self, statement: Statement) -> StatementMatch:
        """Return the requests that a statement applies to, whatever its effect."""
        parts: list[Bounds] = [
            self._read_principals(statement),
            _named(statement.actions, self.actions.read, self.actions.known),
            _named(statement.resources, self.resources.read, self.resources.known),
        ]
        blockers = _blockers(statement, parts)
        if _applies_to_unknown(statement, parts):
            fits = statement.effect is not Effect.ALLOW or self.actions.are_exact(statement.actions)
            more = self._some_resource | (self._fitting_resource if fits else 0)
            # Some services never allow public callers the actions that they do not list.
            sure = 0 if self._only_listed_actions else self.actions.some
            parts[ACTION] = (parts[ACTION][0] | sure, parts[ACTION][1] | self.actions.some)
            parts[RESOURCE] = (parts[RESOURCE][0] | more, parts[RESOURCE][1] | more)
        keys, settled, unsettled = self.keys.match(statement)
        certain = tuple([bits[0] for bits in (*parts, *keys)])
        possible = tuple([bits[1] for bits in (*parts, *keys)])
        return StatementMatch(
            certain if settled and 0 not in certain else None,
            possible if 0 not in possible else None,
            statement,
            tuple(dict.fromkeys((*blockers, *unsettled))),
        )

    def match_grant(
        self, callers: CallerKind, actions: tuple[str, ...], resources: int, *, sure: bool
    ) -> StatementMatch:
        """Return the requests that a grant outside of the policy applies to."""
        request_set = self.full(callers, self.actions.named(actions), resources)
        return StatementMatch(request_set if sure else None, request_set)

    def match_unknown_grant(self, callers: CallerKind) -> StatementMatch:
        """Return the requests that a grant with an unknown permission applies to."""
        return StatementMatch(self.full(callers, self.actions.some, self._some_resource), None)

    def match_unread(self, unread: Value) -> StatementMatch:
        """Return the requests that an unknown policy applies to."""
        actions, resources = self.actions.some * 2 - 1, self._fitting_resource * 2 - 1
        blockers = (unread,) if isinstance(unread, str) else symbols(unread)
        return StatementMatch(None, self.full(ALL_CALLERS, actions, resources), None, blockers)


def _named(names: Names, read: Callable[[Value], Bounds], everything: int) -> Bounds:
    certain = possible = 0
    for value in names.values:
        bits = read(value)
        certain, possible = certain | bits[0], possible | bits[1]
    if names.negated:
        return everything & ~possible, everything & ~certain
    return certain, possible


def _blockers(statement: Statement, parts: Sequence[Bounds]) -> list[str]:
    values = (
        _undecided(statement.principals),
        statement.actions.values,
        statement.resources.values,
    )
    found = [
        unknown.symbol
        for (certain, possible), names in zip(parts, values, strict=True)
        if certain != possible
        for unknown in unknowns(tuple(names))
        # The ARN of one resource decides nothing: it is this one, or a named principal.
        if not is_arn(unknown)
    ]
    return [*symbols(statement.unknown_effect), *found]


def _undecided(principals: Sequence[Principal]) -> list[Value]:
    """Return the principals that may be everyone; if none may, all: it matters who they are."""
    values = [p.value for p in principals if names_everyone(p) is Truth.UNKNOWN]
    return values or [p.value for p in principals]


def _applies_to_unknown(statement: Statement, parts: Sequence[Bounds]) -> bool:
    """Return whether a statement applies to the requests that represent unknown ones."""
    if statement.effect is Effect.ALLOW:
        return _is_something(statement, parts)
    return not statement.resources.is_empty


def _is_something(statement: Statement, parts: Sequence[Bounds]) -> bool:
    """Return whether a statement applies to some request, though it is unknown to which.

    AWS rejects a statement whose actions do not fit its resources.
    """
    names = (statement.actions, statement.resources)
    if any(part.negated or not part.values for part in names):
        return False
    if all(isinstance(value, PossiblyOther) for value in statement.resources.values):
        return False
    return any(certain != possible for certain, possible in (parts[ACTION], parts[RESOURCE]))
