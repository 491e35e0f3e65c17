"""What the Rules of a template make certain of its parameters."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final

from msgspec import Struct

from iaclint.limits import MAX_CONDITION_SIZE
from iaclint.symbolic.path_conditions import PathCondition, size
from iaclint.symbolic.possibility import Connected, PossibleValues, connected_to
from iaclint.symbolic.values import Identity


class RuleConditions(Struct, frozen=True):
    """The conditions that the rules of a template make certain."""

    granted: Connected
    values: Mapping[Hashable, PossibleValues]

    def possible(self, parameter: Identity | None) -> PossibleValues | None:
        """Return the values that a parameter can have; None if no rule names it."""
        return self.values.get(parameter)

    def about(self, condition: PathCondition) -> tuple[PathCondition, ...]:
        """Return what is certain of the things that a condition names, if it is not too much."""
        found = connected_to(condition, self.granted)
        return found if sum(map(size, found)) <= MAX_CONDITION_SIZE else ()


NO_RULES: Final = RuleConditions({}, {})
