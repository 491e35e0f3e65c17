"""The actions of a policy, as bit sets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from iaclint.analyses.aws.iam.budget import Budget
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel, ResourceScope
from iaclint.analyses.aws.iam.language.patterns import read_pattern
from iaclint.analyses.aws.iam.requests.string_sets import StringSet
from iaclint.symbolic.values import Value

if TYPE_CHECKING:
    from iaclint.analyses.aws.iam.language.policy import Names, Policy
    from iaclint.analyses.aws.iam.language.service import Bounds, Service


@lru_cache(maxsize=64)
def _listed(
    service: Service,
) -> tuple[Mapping[str, int], Mapping[tuple[AccessLevel, ResourceScope], int]]:
    """Return the index of each action of a service, and the actions of each kind."""
    kinds: dict[tuple[AccessLevel, ResourceScope], int] = {}
    for n, (scope, level) in enumerate(service.actions.values()):
        kinds[level, scope] = kinds.get((level, scope), 0) | 1 << n
    return {name: n for n, name in enumerate(service.actions)}, kinds


class ActionSet:
    """The actions that a policy can distinguish, and one that represents any other action."""

    def __init__(self, service: Service, policy: Policy, budget: Budget) -> None:
        index, kinds = _listed(service)
        self._index, self._kinds = dict(index), dict(kinds)
        if not service.only_listed_actions:
            self._add_unlisted(service.prefix, policy)
        self._names = StringSet(self._index, budget)
        self.known = (1 << len(self._index)) - 1
        self.some = 1 << len(self._index)
        """The action that represents any other."""

    def _add_unlisted(self, prefix: str, policy: Policy) -> None:
        for statement in policy.statements:
            for value in statement.actions.values:
                name = value.lower() if isinstance(value, str) else "*"
                if name.startswith(f"{prefix}:") and not set("*?") & set(name):
                    self._add(name)

    def _add(self, name: str) -> None:
        """Add an action that the service does not list."""
        if name not in self._index:
            bit = 1 << len(self._index)
            self._index[name] = len(self._index)
            for scope in ResourceScope:
                self._kinds[AccessLevel.OTHER, scope] = (
                    self._kinds.get((AccessLevel.OTHER, scope), 0) | bit
                )

    def of(self, level: AccessLevel, scope: ResourceScope) -> int:
        """Return the set of actions of a kind."""
        return self._kinds.get((level, scope), 0)

    def named(self, names: tuple[str, ...]) -> int:
        """Return the actions of some names."""
        return sum(1 << self._index[name] for name in names)

    def read(self, value: Value) -> Bounds:
        """Return the actions that an element certainly, and possibly, names."""
        if not isinstance(value, str):
            return 0, self.known
        bits = self._names.matching(read_pattern(value.lower(), variables=False))
        return bits, bits

    def are_exact(self, names: Names) -> bool:
        """Return whether no action has a wildcard: each then fits some resource."""
        return all(isinstance(v, str) and v.lower() in self._index for v in names.values)
