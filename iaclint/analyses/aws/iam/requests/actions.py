"""What callers can do, in the words of a reader, and the actions of a policy as bit sets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from iaclint.analyses.aws.iam.budget import Effort
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level
from iaclint.analyses.aws.iam.language.patterns import read_pattern
from iaclint.analyses.aws.iam.requests.string_sets import TextSet
from iaclint.symbolic.values import Value

if TYPE_CHECKING:
    from iaclint.analyses.aws.iam.language.policy import Names, Policy
    from iaclint.analyses.aws.iam.language.service import Bits, Service


@lru_cache(maxsize=64)
def _listed(service: Service) -> tuple[Mapping[str, int], Mapping[tuple[Deed, Level], int]]:
    """Return the numbers of the actions that a service lists, and which are of each kind."""
    kinds: dict[tuple[Deed, Level], int] = {}
    for n, (level, deed) in enumerate(service.actions.values()):
        kinds[deed, level] = kinds.get((deed, level), 0) | 1 << n
    return {name: n for n, name in enumerate(service.actions)}, kinds


class ActionSet:
    """The actions that a policy can tell apart, and one more that stands for any."""

    def __init__(self, service: Service, policy: Policy, effort: Effort) -> None:
        index, kinds = _listed(service)
        self._index, self._kinds = dict(index), dict(kinds)
        if not service.only_listed:
            self._add_unlisted(service.prefix, policy)
        self._names = TextSet(self._index, effort)
        self.known = (1 << len(self._index)) - 1
        self.some = 1 << len(self._index)
        """An action that is not known."""

    def _add_unlisted(self, prefix: str, policy: Policy) -> None:
        for statement in policy.statements:
            for value in statement.actions.values:
                name = value.lower() if isinstance(value, str) else "*"
                if name.startswith(f"{prefix}:") and not set("*?") & set(name):
                    self._add(name)

    def _add(self, name: str) -> None:
        """Add an action of which nothing is known but that there is one."""
        if name not in self._index:
            bit = 1 << len(self._index)
            self._index[name] = len(self._index)
            for level in Level:
                self._kinds[Deed.OTHER, level] = self._kinds.get((Deed.OTHER, level), 0) | bit

    def of(self, deed: Deed, level: Level) -> int:
        """Return the set of actions of a kind."""
        return self._kinds.get((deed, level), 0)

    def named(self, names: tuple[str, ...]) -> int:
        """Return the set of actions by their names."""
        return sum(1 << self._index[name] for name in names)

    def read(self, value: Value) -> Bits:
        """Return the actions that an element certainly, and possibly, names."""
        if not isinstance(value, str):
            return 0, self.known
        bits = self._names.matching(read_pattern(value.lower(), variables=False))
        return bits, bits

    def are_exact(self, names: Names) -> bool:
        """Hold when actions are all written out: each then goes with some resource."""
        return all(isinstance(v, str) and v.lower() in self._index for v in names.values)
