"""Which resource configures which: companions linked to their owners.

A companion names its owner by a value. That value is the owner's when it *is* one of the owner's
attributes (identity), or else when it equals the owner's name. A resource is never linked only
because it is the only candidate. What an unknown value may refer to is no more than a possible
owner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from msgspec.structs import replace

from iaclint.limits import MAX_OWNER_CHAIN, MAX_POSSIBLE_OWNERS
from iaclint.models.companions.links import Link
from iaclint.models.companions.lookups import LookupIndex, is_looked_up, meets
from iaclint.models.companions.names import (
    equality_key,
    ignores_case,
    in_lower_case,
    resource_part,
)
from iaclint.models.companions.unchecked import unchecked
from iaclint.symbolic.choices import choose
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import (
    ABSENT,
    DEFERRED,
    Choice,
    Identity,
    Lookup,
    PartialString,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from iaclint.resource import Resource

_FINDS = ("is of", "is not of")
_T = TypeVar("_T")
_Named: TypeAlias = "Mapping[str, Sequence[tuple[Resource, Value]]]"
"""Resources with their names, by scope."""


def beyond(companion: Resource) -> Link:
    """Return the link of a companion that is not compared with its possible owners."""
    decider = Unknown(f"more than {MAX_POSSIBLE_OWNERS} possible owners")
    resource = unchecked(companion, decider.symbol)
    return Link(resource, Choice(decider, (True, False)), is_certain=False)


class TooManyOwners(Exception):
    """More companions and possible owners than are compared."""


class OwnerLookup:
    """The possible owners of companions, found by identity or by known name.

    ``identity`` lists the attributes by which others refer to an owner; ``name_of`` reads its
    name and is asked only when a companion's owner is not found by identity. ``aliases``
    are the attributes of other resources that are their owners' too.
    """

    def __init__(
        self,
        resources: Sequence[Resource],
        identity: Collection[str],
        name_of: Callable[[Resource], Value],
        aliases: Mapping[Identity, Callable[[], Value]] | None = None,
    ) -> None:
        self._resources = resources
        self._by_key = {resource.key: resource for resource in resources}
        self._identity = frozenset(identity)
        self._read_name = name_of
        self._ignores_case = any(ignores_case(resource.type) for resource in resources)
        self._aliases = aliases or {}
        self._names: dict[Hashable, list[tuple[str, Value]]] | None = None
        self._left = MAX_POSSIBLE_OWNERS

    def resolve(self, owner: Value) -> Value:
        """Return the reference or name of an owner in a value, with aliases and ARNs resolved."""
        for _ in range(MAX_OWNER_CHAIN):
            owner = resource_part(owner)
            identity = owner.identity if isinstance(owner, Unknown) else None
            if identity is None or identity not in self._aliases:
                break
            owner = self._aliases[identity]()
        return self._comparable(owner)

    def resource(self, key: str) -> Resource:
        """Return the owner with a key."""
        return self._by_key[key]

    def links(self, companion: Resource, owner: Value) -> dict[str, Link]:
        """Return the links of a companion whose owner is given by a value, by owner's key.

        Raises ``TooManyOwners`` beyond the limit, if a data source finds the owner or it is
        only assumed.
        """
        if isinstance(owner, Unknown) and owner.identity is not None and owner.identity.among:
            return self._assumed_links(companion, owner.symbol, owner.identity)
        links = {}
        for key, holds in self.owners_of(companion.scope, owner).items():
            presence = self._by_key[key].presence
            link = Link.conditional(companion, _assume(holds, presence), presence)
            is_certain = holds is True or not is_looked_up(owner)
            links[key] = replace(link, is_certain=is_certain)
        return links

    def owners_of(self, scope: str, owner: Value) -> dict[str, Value]:
        """Return the keys of the owners that a value can refer to, each with whether it does."""
        owner = self.resolve(owner)
        if owner is None or owner is ABSENT:
            return {}
        if isinstance(owner, Unknown) and owner.identity is not None:
            identity = owner.identity
            if identity.owner in self._by_key and identity.attribute in self._identity:
                return {identity.owner: True}
            if identity.lookup is not None:
                return dict(self._looked_up(scope, owner.symbol, identity, identity.lookup))
        named = dict(self._by_name().get((scope, equality_key(owner)), ()))
        if named or not isinstance(owner, Choice):
            return named
        branches = [self.owners_of(scope, option) for option in owner.options]
        return {
            key: choose(owner.test, [branch.get(key, False) for branch in branches], owner.labels)
            for key in dict.fromkeys(key for branch in branches for key in branch)
        }

    def possible_links(self, companion: Resource, owner: Value) -> dict[str, Link]:
        """Return the links of a companion whose owner cannot be followed, by owner's key.

        Raises ``TooManyOwners`` beyond the limit.
        """
        owner = self.resolve(owner)
        links = {}
        for candidate in self._candidates(companion.scope, owner):
            symbol = symbols((owner, self._name_of(candidate)))[0]
            links[candidate.key] = Link.possible(companion, candidate, symbol)
        return links

    def _assumed_links(self, companion: Resource, symbol: str, of: Identity) -> dict[str, Link]:
        """Return the links to each possible owner, by its key."""
        if of.attribute not in self._identity:
            return {}
        owners = [self._by_key[key] for key in self._counted(of.among) if key in self._by_key]
        return {
            owner.key: replace(
                Link.possible(companion, owner, symbol), is_assumed=owner.key == of.owner
            )
            for owner in owners
        }

    def _looked_up(
        self, scope: str, symbol: str, of: Identity, lookup: Lookup
    ) -> Iterator[tuple[str, Value]]:
        """Yield what a data source finds, with whether it does."""
        for resource in self._counted(self._lookups.tied(scope, lookup)):
            truth = meets(resource, lookup)
            if truth is Truth.FALSE:
                continue
            decider = Unknown(symbol, Identity(of.owner, f"finds {resource.key}"))
            labels = tuple(f"{symbol} {how} {resource.address}" for how in _FINDS)
            is_certain = truth is Truth.TRUE and lookup.is_unique
            yield resource.key, True if is_certain else Choice(decider, (True, False), labels)

    @cached_property
    def _lookups(self) -> LookupIndex:
        return LookupIndex(self._resources)

    def _name_of(self, resource: Resource) -> Value:
        return self._comparable(self._read_name(resource))

    def _comparable(self, name: Value) -> Value:
        return in_lower_case(name) if self._ignores_case else name

    def _candidates(self, scope: str, owner: Value) -> Iterable[Resource]:
        """Yield the resources that an unknown or partly known value may refer to.

        A value that is derived from a resource refers to that resource or to none.
        """
        if isinstance(owner, Choice):
            found = [r for option in owner.options for r in self._candidates(scope, option)]
            yield from {resource.key: resource for resource in found}.values()
        elif isinstance(owner, Unknown):
            identity = owner.identity
            if identity is not None and identity.owner in self._by_key:
                yield self._by_key[identity.owner]
            elif identity is None or not identity.nature.is_of_resource:
                yield from self._counted(self._in_scope.get(scope, ()))
        elif isinstance(owner, (str, PartialString)):
            named = self._known_names.get(scope, ()) if isinstance(owner, PartialString) else ()
            for resource, name in self._counted((*named, *self._unknown_names.get(scope, ()))):
                if is_same(name, owner) is Truth.UNKNOWN:
                    yield resource

    def _counted(self, found: Iterable[_T]) -> Iterator[_T]:
        """Yield what is compared, up to the limit."""
        for each in found:
            if not self._left:
                raise TooManyOwners
            self._left -= 1
            yield each

    @cached_property
    def _in_scope(self) -> Mapping[str, Sequence[Resource]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for resource in self._resources:
            found[resource.scope].append(resource)
        return found

    @cached_property
    def _known_names(self) -> _Named:
        return self._named(str)

    @cached_property
    def _unknown_names(self) -> _Named:
        return self._named(DEFERRED)

    def _named(self, kind: type | tuple[type, ...]) -> _Named:
        """Return the resources whose name is of a kind, by scope."""
        found: dict[str, list[tuple[Resource, Value]]] = defaultdict(list)
        for resource in self._resources:
            name = self._name_of(resource)
            if isinstance(name, kind):
                found[resource.scope].append((resource, name))
        return found

    def _by_name(self) -> dict[Hashable, list[tuple[str, Value]]]:
        if self._names is None:
            names: dict[Hashable, list[tuple[str, Value]]] = defaultdict(list)
            for resource in self._resources:
                for name, holds in _alternatives(self._name_of(resource)):
                    names[resource.scope, equality_key(name)].append((resource.key, holds))
            self._names = dict(names)
        return self._names


def _alternatives(name: Value) -> Iterable[tuple[Value, Value]]:
    """Yield the possible values of a name, each with whether it has that value."""
    if name is None or name is ABSENT:
        return
    yield name, True
    if isinstance(name, Choice):
        for n, option in enumerate(name.options):
            if option is not None and option is not ABSENT:
                holds = [n == other for other in range(len(name.options))]
                yield option, choose(name.test, list(holds), name.labels)


def _assume(holds: Value, presence: Unknown | None) -> Value:
    """Return whether a link holds, given that its owner exists."""
    if isinstance(holds, Choice) and presence is not None and holds.test == presence:
        return True
    return holds
