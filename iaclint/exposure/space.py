"""The requests that a policy can tell apart, and each statement as boxes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from iaclint.exposure.actions import S3_ACTIONS, Deed, Level
from iaclint.exposure.addresses import SOURCE_IP, cut_addresses, select_addresses
from iaclint.exposure.boxes import Box
from iaclint.exposure.callers import (
    EVERYBODY,
    STRANGERS,
    Caller,
    Who,
    brings,
    list_candidates,
)
from iaclint.exposure.conditions import ConditionTest, holds_for_each
from iaclint.exposure.patterns import ANY, is_fixed, matches, read_pattern
from iaclint.exposure.policy import Effect, Names, Policy, Principal, Statement
from iaclint.exposure.resources import ARN, is_arn, list_objects, name_bucket, read_resource
from iaclint.values import Truth, Unknown, Value, is_same, symbols

Bits = tuple[int, int]
"""A set of things that is certain, and the set of those that are possible."""


@dataclass(frozen=True, slots=True)
class Applied:
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

    Dimensions are: who calls, the action, the resource, and each condition key.
    """

    def __init__(self, policy: Policy, *, named: bool = False) -> None:
        self.policy = policy
        self._patterns: dict[str, int] = {}
        self._limits: dict[Caller, Box] = {}
        self._list_actions()
        self._list_resources()
        self._list_keys(named)

    # Building the dimensions

    def _list_actions(self) -> None:
        known = {name: (frozenset((level,)), deed) for name, (level, deed) in S3_ACTIONS.items()}
        for statement in self.policy.statements:
            for value in statement.actions.values:
                name = value.lower() if isinstance(value, str) else "*"
                if name.startswith("s3:") and not set("*?") & set(name):
                    known.setdefault(name, (frozenset(Level), Deed.OTHER))
        self.actions = known
        self._action_index = {name: n for n, name in enumerate(known)}
        self._some_action = 1 << len(known)

    def _list_resources(self) -> None:
        policy = self.policy
        self.bucket = name_bucket(policy)
        read = {
            id(value): read_resource(value, self.bucket, policy.variables)
            for statement in policy.statements
            for value in statement.resources.values
        }
        self._resource_patterns = read
        objects = list_objects((sure for sure, _ in read.values() if sure), self.bucket)
        self.resources = [ARN + self.bucket, *objects]
        self._resource_index = {name: n for n, name in enumerate(self.resources)}
        self._some_resource = 1 << len(self.resources)
        self._fitting_resource = self._some_resource << 1

    def _list_keys(self, named: bool) -> None:
        by_key: dict[str, list[ConditionTest]] = {}
        for statement in self.policy.statements:
            for test in statement.tests:
                if test.key and "${" not in test.key:
                    by_key.setdefault(test.key, []).append(test)
        self.addresses = cut_addresses(by_key.pop(SOURCE_IP, ()))
        variables = self.policy.variables
        self.candidates = {
            key: list_candidates(key, tests, variables, named=named)
            for key, tests in by_key.items()
        }
        self._slots = {key: n + 4 for n, key in enumerate(self.candidates)}

    # Boxes

    def full(self, who: Who, actions: int, resources: int) -> Box:
        """Return a box of all requests of some callers for some actions on some resources."""
        keys = ((1 << len(found)) - 1 for found in self.candidates.values())
        return (who.value, actions, resources, self.addresses.everything, *keys)

    def targets(self) -> Iterator[tuple[Deed | None, Box]]:
        """Yield the requests for each deed; None stands for a deed that is not known.

        What an action is done to may be unknown as well: whatever it is, it fits the action.
        """
        for deed in Deed:
            for level in Level:
                actions = self.actions_of(deed, level)
                if actions:
                    yield deed, self.full(EVERYBODY, actions, self.resources_of(level))
                    yield deed, self.full(EVERYBODY, actions, self._fitting_resource)
        yield None, self.full(EVERYBODY, self._some_action, self._some_resource)

    def actions_of(self, deed: Deed, level: Level) -> int:
        """Return the set of actions of a kind."""
        return sum(
            1 << n
            for n, (levels, kind) in enumerate(self.actions.values())
            if kind is deed and level in levels
        )

    def resources_of(self, level: Level) -> int:
        """Return the set of resources of a level."""
        return 1 if level is Level.BUCKET else self._some_resource - 2

    def restrict(self, box: Box, caller: Caller) -> Box:
        """Keep of a box what a caller's requests can be."""
        limits = self._limits.get(caller)
        if limits is None:
            limits = self._limits[caller] = self._limit(caller)
        return tuple(a & b for a, b in zip(box, limits, strict=True))

    def _limit(self, caller: Caller) -> Box:
        keys = (
            sum(1 << n for n, c in enumerate(candidates) if brings(caller, key, c))
            for key, candidates in self.candidates.items()
        )
        addresses = 1 if caller.by_endpoint else self.addresses.everything & ~1
        return (caller.who.value, -1, -1, addresses, *keys)

    def distinct_callers(self, callers: Sequence[Caller]) -> list[Caller]:
        """Return callers without those whom this policy cannot tell from another."""
        whole = self.full(EVERYBODY, 1, 1)
        found = {self.restrict(whole, caller): caller for caller in reversed(callers)}
        return [caller for caller in callers if caller in found.values()]

    def addresses_of(self, box: Box) -> int:
        """Return the source addresses in a box."""
        return box[3]

    def is_broad(self, addresses: int) -> bool:
        """Hold when source addresses are more than anybody's own network."""
        return addresses != 0 and self.addresses.is_broad(addresses)

    # Statements

    def apply(self, statement: Statement) -> Applied:
        """Return what a statement applies to, whatever its effect."""
        parts: list[Bits] = [
            self._who(statement),
            self._named(statement.actions, self._action_bits, self._some_action),
            self._named(statement.resources, self._resource_bits, self._some_resource),
        ]
        blockers = self._blockers(statement, parts)
        if statement.effect is not Effect.ALLOW or _is_something(statement, parts):
            fits = statement.effect is not Effect.ALLOW or self._is_exact(statement.actions)
            more = self._some_resource | (self._fitting_resource if fits else 0)
            parts[1] = (parts[1][0] | self._some_action, parts[1][1] | self._some_action)
            parts[2] = (parts[2][0] | more, parts[2][1] | more)
        keys, sure, unsettled = self._conditions(statement)
        certain = (*(part[0] for part in parts), *(bits[0] for bits in keys))
        possible = (*(part[1] for part in parts), *(bits[1] for bits in keys))
        return Applied(
            certain if sure and 0 not in certain else None,
            possible if 0 not in possible else None,
            statement,
            tuple(dict.fromkeys((*blockers, *unsettled))),
        )

    def grant(self, who: Who, actions: Iterable[str], level: Level, *, sure: bool) -> Applied:
        """Return what a grant outside of the policy applies to."""
        bits = sum(1 << self._action_index[name] for name in actions)
        box = self.full(who, bits, self.resources_of(level))
        return Applied(box if sure else None, box)

    def grant_something(self, who: Who) -> Applied:
        """Return what a grant applies to that certainly permits something, whatever it is."""
        return Applied(self.full(who, self._some_action, self._some_resource), None)

    def _is_exact(self, names: Names) -> bool:
        """Hold when actions are all written out: each then goes with some resource."""
        return all(isinstance(v, str) and v.lower() in self._action_index for v in names.values)

    def apply_unread(self) -> Applied:
        """Return what a policy of which nothing is known applies to."""
        everything = self.full(EVERYBODY, self._some_action * 2 - 1, self._fitting_resource * 2 - 1)
        unread = self.policy.unread
        blockers = (unread,) if isinstance(unread, str) else symbols(unread)
        return Applied(None, everything, None, blockers)

    def _blockers(self, statement: Statement, parts: list[Bits]) -> list[str]:
        values = (
            [p.value for p in statement.principals],
            statement.actions.values,
            statement.resources.values,
        )
        found = [
            symbol
            for (certain, possible), names in zip(parts, values, strict=True)
            if certain != possible
            for symbol in symbols(list(names))
        ]
        return [*symbols(statement.unknown_effect), *found]

    def _who(self, statement: Statement) -> Bits:
        truth = Truth.FALSE
        for principal in statement.principals:
            truth |= names_everybody(principal)
        if not statement.excludes:
            return (
                EVERYBODY.value if truth is Truth.TRUE else 0,
                0 if truth is Truth.FALSE else EVERYBODY.value,
            )
        certain = STRANGERS.value if truth is Truth.FALSE else 0
        return certain, 0 if truth is Truth.TRUE else STRANGERS.value

    def _named(self, names: Names, read: Callable[[Value], Bits], some: int) -> Bits:
        certain = possible = 0
        for value in names.values:
            bits = read(value)
            certain, possible = certain | bits[0], possible | bits[1]
        if names.negated:
            return (some - 1) & ~possible, (some - 1) & ~certain
        return certain, possible

    def _action_bits(self, value: Value) -> Bits:
        if not isinstance(value, str):
            return 0, self._some_action - 1
        name = value.lower()
        if name in self._action_index:
            bits = 1 << self._action_index[name]
            return bits, bits
        bits = self._patterns.get(name, -1)
        if bits < 0:
            pattern = read_pattern(name, variables=False)
            found = (n for known, n in self._action_index.items() if matches(pattern, known))
            bits = self._patterns[name] = sum(1 << n for n in found)
        return bits, bits

    def _resource_bits(self, value: Value) -> Bits:
        sure, most = self._resource_patterns[id(value)]
        certain = self._matching(sure) if sure else 0
        return certain, certain if most == sure else self._matching(most)

    def _matching(self, pattern: str) -> int:
        if pattern in self._resource_index:
            return 1 << self._resource_index[pattern]
        start = pattern[:-1]
        if pattern.endswith(ANY) and is_fixed(start):
            return sum(1 << n for n, name in enumerate(self.resources) if name.startswith(start))
        return sum(1 << n for n, name in enumerate(self.resources) if matches(pattern, name))

    def _conditions(self, statement: Statement) -> tuple[list[Bits], bool, list[str]]:
        everywhere = self.addresses.everything
        whole = [everywhere, *((1 << len(found)) - 1 for found in self.candidates.values())]
        found: list[Bits] = [(bits, bits) for bits in whole]
        blockers: list[str] = []
        sure = True
        for test in statement.tests:
            slot, bits = self._test(test)
            if slot is None:
                sure = False
            else:
                was = found[slot]
                found[slot] = (was[0] & bits[0], was[1] & bits[1])
            if slot is None or bits[0] != bits[1]:
                blockers += symbols(list(test.values)) or [f"the condition on {test.path[-1]}"]
        return found, sure, blockers

    def _test(self, test: ConditionTest) -> tuple[int | None, Bits]:
        if test.key == SOURCE_IP:
            return 0, select_addresses(self.addresses, test)
        slot = self._slots.get(test.key)
        if slot is None:
            return None, (0, 0)
        certain = possible = 0
        truths = holds_for_each(test, self.candidates[test.key], self.policy.variables)
        for n, truth in enumerate(truths):
            certain |= (truth is Truth.TRUE) << n
            possible |= (truth is not Truth.FALSE) << n
        return slot - 3, (certain, possible)


def _is_something(statement: Statement, parts: Sequence[Bits]) -> bool:
    """Hold when a statement applies to something, though it is not known to what.

    AWS refuses a statement whose actions do not go with its resources.
    """
    names = (statement.actions, statement.resources)
    if any(part.negated or not part.values for part in names):
        return False
    return any(certain != possible for certain, possible in parts[1:3])


def names_everybody(principal: Principal) -> Truth:
    """Tell whether a principal is everybody, anonymous callers included."""
    value = principal.value
    if isinstance(value, Unknown) and is_one_thing(value):
        return Truth.FALSE
    same = is_same(value, "*")
    if principal.type != "AWS" and same is Truth.TRUE:
        return Truth.UNKNOWN
    return same


def is_one_thing(value: Unknown) -> bool:
    """Hold for an attribute that is the ARN or the id of one thing, hence no wildcard."""
    return is_arn(value) or (
        value.identity is not None and value.identity.attribute.lower().endswith("id")
    )

