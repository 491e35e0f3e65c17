"""Values of a planned instance that are known after apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.plan.configuration import references
from iaclint.plan.origins import BY_CALL, is_own
from iaclint.symbolic.natures import Form
from iaclint.symbolic.values import ABSENT, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from iaclint.plan.change import Change
    from iaclint.plan.configuration import Target
    from iaclint.plan.plan_index import PlanIndex
    from iaclint.resource import Path


class UnknownValues:
    """Says what unknown values of an instance are, by the references of their expressions."""

    def __init__(self, change: Change, index: PlanIndex, read: Callable[[Target], Value]) -> None:
        """``read`` returns an attribute as far as its arguments decide it; else ``ABSENT``."""
        self._change = change
        self._index = index
        self._attribute = read
        self._policies: dict[str, Mapping[str | int, Target]] = {}

    def get(self, written: object, path: Path) -> Value:
        """Return the value at a path; ``written`` is its configuration, None if that is unknown."""
        origin = self._index.origin(self._change, written)
        if origin is None or origin == BY_CALL:
            return self._index.unknown(self._change, path, origin)
        target = self._target(written, path)
        if target is None:
            return self._index.unknown(self._change, path, origin)
        if len(path) > 1 and not self._is_whole(target, path):
            # In a nested value, the reference may be only a part of a string.
            symbol = self._index.symbol(target)
            return Unknown(origin.symbol if is_own(symbol) else symbol)
        value = self._attribute(target)
        if value is not ABSENT:
            return value
        if target.path:
            return self._index.unknown(self._change, path, origin)
        return self._named(target, path)

    def _target(self, written: object, path: Path) -> Target | None:
        """Return the attribute that an unknown value is, by the references of its expression."""
        names = references(written)
        name = str(path[0])
        if len(path) == 2 and name not in self._policies:
            self._policies[name] = self._policies_in(name, names)
        return self._policy_at(path) or self._index.target(self._change, names)

    def _policy_at(self, path: Path) -> Target | None:
        return self._policies.get(str(path[0]), {}).get(path[1]) if len(path) == 2 else None

    def _policies_in(self, name: str, names: Sequence[str]) -> Mapping[str | int, Target]:
        """Return the policies that the unknown elements of a list are, if each one is a policy."""
        marks = self._change.unknown.get(name)
        if not isinstance(marks, list):
            return {}
        unknown = self._index.unknown_references(self._change, names)
        targets = [self._index.target(self._change, [each]) for each in unknown]
        found = [each for each in targets if each is not None and self._index.is_policy(each)]
        places = [n for n, mark in enumerate(marks) if mark is True]
        is_each = len(found) == len(targets) == len(places)
        return dict(zip(places, found, strict=True)) if is_each else {}

    def _is_whole(self, target: Target, path: Path) -> bool:
        """Return whether an element of a list is an attribute as it is: an only id, or a policy."""
        whole = self._change.after.get(str(path[0]))
        if len(path) != 2 or not isinstance(whole, list) or not self._index.is_unknown(target):
            return False
        is_only_id = len(whole) == 1 and self._index.identity(target).nature.form is Form.ID
        return is_only_id or self._policy_at(path) is not None

    def _named(self, target: Target, path: Path) -> Unknown:
        symbol = self._index.symbol(target)
        if not self._index.is_unknown(target):
            return Unknown(symbol)
        identity = self._index.identity(target)
        among = self._index.among(self._change, target)
        if among:
            symbol = f"the instance in {self._change.address}.{path[0]} (see --source)"
        return Unknown(symbol, replace(identity, among=among))
