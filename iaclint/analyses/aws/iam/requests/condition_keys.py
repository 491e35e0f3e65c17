"""The condition keys that a policy tests, and the values of each that it can distinguish."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from iaclint.analyses.aws.iam.budget import Budget
from iaclint.analyses.aws.iam.language.conditions import Candidate, ConditionTest
from iaclint.analyses.aws.iam.language.patterns import ANY, RESOURCE_KEYS
from iaclint.analyses.aws.iam.language.policy import Effect, Policy, Statement
from iaclint.analyses.aws.iam.language.service import Bounds
from iaclint.analyses.aws.iam.requests.callers import (
    TRUSTED,
    Caller,
    can_carry,
    is_resource_tag,
    names_caller,
)
from iaclint.analyses.aws.iam.requests.candidates import list_candidates, list_fixed_candidates
from iaclint.analyses.aws.iam.requests.condition_values import ValueSet
from iaclint.analyses.aws.iam.requests.opaque_names import replace_opaque_names
from iaclint.analyses.aws.iam.requests.source_addresses import (
    SOURCE_IP,
    cut_addresses,
    select_addresses,
)
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.unsettled import CONDITION


class ConditionKeys:
    """The source addresses, and the values of each other key that a policy tests."""

    def __init__(
        self,
        policy: Policy,
        budget: Budget,
        fixed_keys: Mapping[str, str],
        *,
        all_callers: bool = False,
        more: Mapping[str, Sequence[Candidate]] | None = None,
    ) -> None:
        self._has_owner = all_callers and more is None
        """Whether the owner of the resource is among the callers."""
        more = more or {}
        self._fixed = {**dict.fromkeys(RESOURCE_KEYS, ANY), **fixed_keys}
        self._all_callers = all_callers
        by_key: dict[str, list[ConditionTest]] = {}
        for statement in policy.statements:
            for test in statement.tests:
                if test.key and "${" not in test.key:
                    by_key.setdefault(test.key, []).append(self._settled(test))
        self.addresses = cut_addresses(by_key.pop(SOURCE_IP, ()))
        self.candidates = {
            key: ValueSet(
                list_fixed_candidates(tests, policy.variables, self._fixed[key])
                if key in self._fixed
                else list_candidates(
                    key, tests, policy.variables, more.get(key, ()), all_callers=all_callers
                ),
                policy.variables,
                budget,
            )
            for key, tests in by_key.items()
        }
        self._slots = {SOURCE_IP: 0, **{key: n + 1 for n, key in enumerate(self.candidates)}}
        everything = (found.everything for found in self.candidates.values())
        self.full = (self.addresses.everything, *everything)
        """All values of every dimension."""

    def _settled(self, test: ConditionTest) -> ConditionTest:
        """Return a test in which names and variables of single callers match no public caller."""
        is_tag = is_resource_tag(test.key) and not self._all_callers
        if is_tag or (test.key in self._fixed and not self._has_owner):
            return replace(test, values=tuple(v for v in test.values if not names_caller(v)))
        trusted = test.key in TRUSTED and test.key not in self._fixed
        return replace_opaque_names(test) if trusted and not self._all_callers else test

    def limits(self, caller: Caller) -> Iterator[int]:
        """Yield the values that a caller's requests can have in each dimension."""
        yield 1 if caller.by_endpoint else self.addresses.everything & ~1
        yield from self.holding(lambda key, candidate: can_carry(caller, key, candidate))

    def holding(self, holds: Callable[[str, Candidate], bool]) -> Iterator[int]:
        """Yield the values that requests can have in each dimension but the source address."""
        for key, candidates in self.candidates.items():
            fixed = key in self._fixed
            values = enumerate(candidates.values)
            yield sum(1 << n for n, value in values if fixed or holds(key, value))

    def match(self, statement: Statement) -> tuple[list[Bounds], bool, list[str]]:
        """Return the values for which a statement's conditions hold, in each dimension.

        Also whether all of its tests are among these dimensions, and the symbols that block it.
        """
        found: list[Bounds] = [(bits, bits) for bits in self.full]
        blockers: list[str] = []
        sure = True
        for test in statement.tests:
            settled = self._settled(test)
            slot, bits = self._test(settled, allows=statement.effect is Effect.ALLOW)
            if slot is None:
                sure = False
            else:
                was = found[slot]
                found[slot] = (was[0] & bits[0], was[1] & bits[1])
            if slot is None or bits[0] != bits[1]:
                blockers += symbols(tuple(settled.values)) or [f"{CONDITION} {test.path[-1]}"]
        return found, sure, blockers

    def _test(self, test: ConditionTest, *, allows: bool) -> tuple[int | None, Bounds]:
        slot = self._slots.get(test.key)
        if slot is None:
            return None, (0, 0)
        if slot == 0:
            return 0, select_addresses(self.addresses, test, allows=allows)
        return slot, self.candidates[test.key].passing(test)
