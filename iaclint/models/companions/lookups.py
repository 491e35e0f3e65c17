"""The resources of the configuration that data sources find, by the arguments of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, product
from typing import TYPE_CHECKING

from iaclint.models.companions.names import equality_key, in_lower_case
from iaclint.models.companions.naming import attribute_of
from iaclint.models.paths import follow
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.natures import Form
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, PartialString, Unknown, Value

if TYPE_CHECKING:
    from iaclint.models.model import Companion
    from iaclint.resource import Resource
    from iaclint.symbolic.values import Criterion, Lookup

_VPC = ("vpc_id",)
_NAME = ("name",)


class LookupIndex:
    """The resources that data sources may find, by the values of their attributes."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self._by_key = {resource.key: resource for resource in resources}
        self._index = cache(partial(_index, resources))

    def tied(self, scope: str, lookup: Lookup) -> Iterator[Resource]:
        """Yield the resources that meet the criterion which the fewest meet.

        Criteria of unknown values that no resource has are left out: any resource may meet them.
        """
        found: list[list[Sequence[Resource]]] = []
        for each in lookup.criteria:
            tied = [self._with(scope, each, value) for value in each.values]
            if any(tied) or all(isinstance(value, str) for value in each.values):
                found.append(tied)
        fewest = min(found, key=lambda tied: sum(len(some) for some in tied), default=())
        return chain.from_iterable(fewest)

    def _with(self, scope: str, criterion: Criterion, value: Value) -> Sequence[Resource]:
        owner = _owner(value, criterion.path)
        if owner in self._by_key:
            return (self._by_key[owner],)
        return self._index(criterion.path).get((scope, _key(value)), ())


def is_looked_up(value: Value) -> bool:
    """Return whether a value is an attribute of what a data source finds, or may be one."""
    if isinstance(value, Choice):
        return any(map(is_looked_up, value.options))
    identity = value.identity if isinstance(value, Unknown) else None
    return identity is not None and identity.lookup is not None


def refers_elsewhere(companion: Companion, resource: Resource) -> bool:
    """Return whether what a companion refers to may be created elsewhere, where that matters."""
    return all(
        _may_be_elsewhere(attribute_of(resource, path), names)
        for path, names in companion.created_elsewhere.items()
    )


def _may_be_elsewhere(value: Value, names: Sequence[str]) -> bool:
    if isinstance(value, Choice):
        return any(_may_be_elsewhere(option, names) for option in value.options)
    if not isinstance(value, Unknown):
        return isinstance(value, (str, PartialString)) and value != ""
    lookup = value.identity.lookup if value.identity is not None else None
    by_name = [each for each in lookup.criteria if each.path == _NAME] if lookup else []
    pairs = [product(each.values, names) for each in by_name]
    has_other_name = any(all(is_same(*pair) is Truth.FALSE for pair in some) for some in pairs)
    return not value.nature.is_of_resource and not has_other_name


def meets(resource: Resource, lookup: Lookup) -> Truth:
    """Return whether a resource has what a data source looks for."""
    if resource.type not in lookup.types:
        return Truth.FALSE
    return Truth.all(_meets(resource, each) for each in lookup.criteria)


def _index(
    resources: Sequence[Resource], path: tuple[str, ...]
) -> Mapping[tuple[str, Hashable], Sequence[Resource]]:
    found: dict[tuple[str, Hashable], list[Resource]] = defaultdict(list)
    for resource in resources:
        for value in _elements(_attribute(resource, path)):
            found[resource.scope, _key(value)].append(resource)
    return found


def _meets(resource: Resource, criterion: Criterion) -> Truth:
    has = _elements(_attribute(resource, criterion.path)) or (ABSENT,)
    pairs = product(has, criterion.values)
    return Truth.any(_is(resource, criterion.path, *pair) for pair in pairs)


def _is(resource: Resource, path: tuple[str, ...], has: Value, wanted: Value) -> Truth:
    if _owner(wanted, path) == resource.key:
        return Truth.TRUE
    if has is not ABSENT:
        if _are_of_two_resources(has, wanted):
            return Truth.FALSE
        return is_same(in_lower_case(has), in_lower_case(wanted))
    # Without a VPC, it is in the default one, which is found otherwise.
    return Truth.UNKNOWN if path == _VPC else Truth.FALSE


def _are_of_two_resources(left: Value, right: Value) -> bool:
    """Return whether values are ids of two resources of the configuration, which differ."""
    owners = [
        value.identity.owner
        for value in (left, right)
        if isinstance(value, Unknown)
        and value.identity is not None
        and value.nature.form is Form.ID
        and value.nature.is_of_resource
    ]
    return len(set(owners)) > 1


def _owner(value: Value, path: tuple[str, ...]) -> str:
    """Return the key of the resource of which a value is the attribute at a path."""
    identity = value.identity if isinstance(value, Unknown) else None
    is_it = identity is not None and identity.attribute == ".".join(path)
    return identity.owner if identity is not None and is_it else ""


def _elements(value: Value) -> tuple[Value, ...]:
    """Return the elements of a list, or a single value, without those that are not set."""
    items = value if isinstance(value, tuple) else (value,)
    return tuple(item for item in items if item is not ABSENT and item is not None)


def _attribute(resource: Resource, path: tuple[str, ...]) -> Value:
    return follow(resource.body.get(path[0]), path[1:]).value


def _key(value: Value) -> Hashable:
    return equality_key(in_lower_case(value))
