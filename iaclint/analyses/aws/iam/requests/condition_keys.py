"""The condition keys that a policy tests, and the values of each that it can tell apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from iaclint.analyses.aws.iam.budget import Effort
from iaclint.analyses.aws.iam.language.conditions import Candidate, ConditionTest
from iaclint.analyses.aws.iam.language.patterns import ANY, RESOURCE_KEYS
from iaclint.analyses.aws.iam.language.policy import Policy, Statement
from iaclint.analyses.aws.iam.language.service import Bits
from iaclint.analyses.aws.iam.requests.callers import (
    TRUSTED,
    Caller,
    brings,
    list_candidates,
    list_own,
)
from iaclint.analyses.aws.iam.requests.condition_values import Candidates
from iaclint.analyses.aws.iam.requests.opaque_names import settle_names
from iaclint.analyses.aws.iam.requests.source_addresses import (
    SOURCE_IP,
    cut_addresses,
    select_addresses,
)
from iaclint.symbolic.values import symbols


class KeySet:
    """A dimension of source addresses, and one for each other key."""

    def __init__(
        self,
        policy: Policy,
        effort: Effort,
        own_keys: Mapping[str, str],
        *,
        named: bool = False,
        more: Mapping[str, Sequence[Candidate]] = MappingProxyType({}),
    ) -> None:
        self._own = {**dict.fromkeys(RESOURCE_KEYS, ANY), **own_keys}
        self._named = named
        by_key: dict[str, list[ConditionTest]] = {}
        for statement in policy.statements:
            for test in statement.tests:
                if test.key and "${" not in test.key:
                    by_key.setdefault(test.key, []).append(self._settled(test))
        self.addresses = cut_addresses(by_key.pop(SOURCE_IP, ()))
        self.candidates = {
            key: Candidates(
                list_own(tests, policy.variables, self._own[key])
                if key in self._own
                else list_candidates(key, tests, policy.variables, more.get(key, ()), named=named),
                policy.variables,
                effort,
            )
            for key, tests in by_key.items()
        }
        self._slots = {SOURCE_IP: 0, **{key: n + 1 for n, key in enumerate(self.candidates)}}
        everything = (found.everything for found in self.candidates.values())
        self.full = (self.addresses.everything, *everything)
        """All values of every dimension."""

    def _settled(self, test: ConditionTest) -> ConditionTest:
        """Return a test on what a stranger brings, who is nobody that AWS has given a name here."""
        trusted = test.key in TRUSTED and test.key not in self._own
        return settle_names(test) if trusted and not self._named else test

    def limits(self, caller: Caller) -> Iterator[int]:
        """Yield what a caller's requests can hold in each dimension."""
        yield 1 if caller.by_endpoint else self.addresses.everything & ~1
        yield from self.holding(lambda key, candidate: brings(caller, key, candidate))

    def holding(self, holds: Callable[[str, Candidate], bool]) -> Iterator[int]:
        """Yield what requests can hold in each dimension save that of source addresses."""
        for key, candidates in self.candidates.items():
            free = key in self._own
            values = enumerate(candidates.values)
            yield sum(1 << n for n, value in values if free or holds(key, value))

    def apply(self, statement: Statement) -> tuple[list[Bits], bool, list[str]]:
        """Return for what a statement's conditions hold.

        Also whether that is all that there is to know of them, and what blocks it if not.
        """
        found: list[Bits] = [(bits, bits) for bits in self.full]
        blockers: list[str] = []
        sure = True
        for test in statement.tests:
            slot, bits = self._test(self._settled(test))
            if slot is None:
                sure = False
            else:
                was = found[slot]
                found[slot] = (was[0] & bits[0], was[1] & bits[1])
            if slot is None or bits[0] != bits[1]:
                blockers += symbols(list(test.values)) or [f"the condition on {test.path[-1]}"]
        return found, sure, blockers

    def _test(self, test: ConditionTest) -> tuple[int | None, Bits]:
        slot = self._slots.get(test.key)
        if slot is None:
            return None, (0, 0)
        if slot == 0:
            return 0, select_addresses(self.addresses, test)
        return slot, self.candidates[test.key].passing(test)
