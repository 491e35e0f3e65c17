"""Companions that an instance refers to, and companions of companions: rules of security groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.models.companions.links import Link
from iaclint.models.companions.lookups import is_looked_up
from iaclint.models.companions.names import equality_key
from iaclint.models.companions.naming import is_ignored, naming
from iaclint.models.companions.ownership import OwnerLookup, TooManyOwners
from iaclint.models.paths import follow, parse_path
from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import ABSENT, Choice, PartialString, Unknown, Value

if TYPE_CHECKING:
    from iaclint.models.model import Companion
    from iaclint.models.model import Mapping as ModelMapping
    from iaclint.resource import Path, Resource

OfTypes = Callable[[Sequence[str]], Sequence["Resource"]]

Links = Mapping[str, tuple[Link, ...]]
"""By companion."""

Names = Mapping[str, tuple[Value, ...]]
"""References to resources that are not in the configuration, by companion."""

_SHARED = "which of those named {} it is"
"""What blocks a link by a name that several resources have, such as security groups of VPCs."""


class Chain:
    """One companion with a parent or a reference to it, for all instances of a model."""

    def __init__(self, companion: Companion, mapping: ModelMapping, of_types: OfTypes) -> None:
        self.name = companion.name
        self._companion = companion
        every = of_types(companion.resources)
        self._resources = [each for each in every if not is_ignored(companion, each)]
        self._parent = mapping.companions.get(companion.parent or "")
        self._of_types = of_types
        self._not_compared: set[str] = set()
        self._of_any: set[str] = set()
        """The keys of companions whose owner is not known."""

    def links(
        self, owner: Resource, found: Links, outside: Names
    ) -> tuple[tuple[Link, ...], tuple[Value, ...]]:
        """Return the links of one owner, and its references to undeclared resources.

        ``found`` are the links of companions before this one, and ``outside`` are the references
        to undeclared resources by companion: a rule may name such a security group, too.
        """
        links: list[Link] = []
        undeclared: list[Value] = []
        for name in outside.get(self._companion.parent or "", ()):
            links += self._of_undeclared.get((owner.scope, equality_key(name)), ())
        for parent in found.get(self._companion.parent or "", ()):
            links += [_where(parent, link) for link in self._owned.get(parent.resource.key, ())]
            undeclared += self._unplaced.get(parent.resource.scope, ())
        for source in self._companion.referenced_by:
            for parent in found.get(source.companion, ()) if source.companion else (Link(owner),):
                for path, name in _each(source.path, _attribute(parent.resource, source.path)):
                    named = self._named_by(parent, path, name)
                    links += named
                    is_declared = any(link.is_certain for link in named)
                    undeclared += [] if is_declared or not self._companion.external else [name]
        return _one_of_each(links), tuple(undeclared)

    @cached_property
    def _unplaced(self) -> Mapping[str, list[Value]]:
        """By scope, references that are not compared with the owners: each could be to any."""
        found: dict[str, list[Value]] = defaultdict(list)
        if self._parent is not None and self._companion.owner:
            for resource in self._resources:
                if resource.key in self._not_compared:
                    found[resource.scope].append(naming(self._companion, resource)[1])
        return found

    def _named_by(self, parent: Link, path: Path, name: Value) -> list[Link]:
        try:
            holders = self._names.owners_of(parent.resource.scope, name)
        except TooManyOwners:
            return []
        if len(holders) > 1:
            origins = {related.span for related in parent.resource.body.trail(path)}
            taken_from = {key: v for key, v in holders.items() if self._by_key[key].span in origins}
            holders = taken_from or holders  # a literal name could be that of any of them
        presence = parent.resource.presence
        links = [
            Link.conditional(self._by_key[key], holds, presence) for key, holds in holders.items()
        ]
        if is_looked_up(name):
            links = [replace(link, is_certain=holders[link.resource.key] is True) for link in links]
        return [_where(parent, link) for link in links]

    @cached_property
    def _by_key(self) -> Mapping[str, Resource]:
        return {resource.key: resource for resource in self._resources}

    @cached_property
    def _names(self) -> OwnerLookup:
        return OwnerLookup(self._resources, self._companion.identity, _reads_name(self._companion))

    @cached_property
    def _owned(self) -> Mapping[str, list[Link]]:
        """The links by owner, where the companion refers to its owner."""
        found: dict[str, list[Link]] = defaultdict(list)
        if self._parent is not None and self._companion.owner:
            parents = self._of_types(self._parent.resources)
            owners = OwnerLookup(parents, self._parent.identity, _reads_name(self._parent))
            for resource in self._resources:
                named = naming(self._companion, resource)[1]
                links = self._links_to(owners, resource, named)
                is_shared = sum(link.holds is True for link in links.values()) > 1
                for key, link in links.items():
                    owner = owners.resource(key)
                    symbol = _SHARED.format(next(iter(symbols(named)), named))
                    possible = Link.possible(resource, owner, symbol)
                    found[key].append(possible if is_shared else link)
        return found

    def _links_to(self, owners: OwnerLookup, resource: Resource, named: Value) -> dict[str, Link]:
        try:
            links = owners.links(resource, named)
            if not links:
                links = owners.possible_links(resource, _unfollowed(named))
                self._of_any.update(link.resource.key for link in links.values())
            return links
        except TooManyOwners:
            self._not_compared.add(resource.key)
            return {}

    @cached_property
    def _placed(self) -> frozenset[str]:
        """The keys of the companions whose owner is declared."""
        links = (link for links in self._owned.values() for link in links)
        return frozenset(link.resource.key for link in links if self._is_placed(link))

    def _is_placed(self, link: Link) -> bool:
        if link.is_certain:
            return True
        is_found = is_looked_up(naming(self._companion, link.resource)[1])
        return not is_found and link.resource.key not in self._of_any

    @cached_property
    def _of_undeclared(self) -> Mapping[tuple[str, Hashable], list[Link]]:
        """The links of companions whose owner is not declared, by scope and reference to it."""
        found: dict[tuple[str, Hashable], list[Link]] = defaultdict(list)
        for resource in self._resources if self._companion.owner else ():
            if resource.key not in self._placed:
                name = equality_key(naming(self._companion, resource)[1])
                found[resource.scope, name].append(Link.conditional(resource))
        return found


class Chains:
    """All such companions of a mapping, each after those that it depends on."""

    def __init__(self, mapping: ModelMapping, of_types: OfTypes) -> None:
        self._chains = [
            Chain(companion, mapping, of_types)
            for companion in mapping.companions.values()
            if companion.is_chained
        ]

    def follow(self, owner: Resource, found: Links) -> tuple[Links, Names]:
        """Return the links of an owner, and its references to undeclared resources.

        ``found`` are the links of companions that name it themselves.
        """
        found = dict(found)
        undeclared: dict[str, tuple[Value, ...]] = {}
        for chain in self._chains:
            found[chain.name], undeclared[chain.name] = chain.links(owner, found, undeclared)
        return found, undeclared


def _reads_name(companion: Companion) -> Callable[[Resource], Value]:
    """Return a function that reads the name of a resource where the configuration sets it."""

    def read(resource: Resource) -> Value:
        named = (_attribute(resource, parse_path(path)) for path in companion.identity)
        return next((name for name in named if name is not ABSENT), None)

    return read


def _unfollowed(owner: Value) -> Value:
    """Return a reference as far as it may be to any owner: data sources find some or none."""
    if isinstance(owner, Choice):
        return map_choice(owner, _unfollowed)
    if isinstance(owner, PartialString):
        return Unknown(symbols(owner)[0])
    return ABSENT if is_looked_up(owner) else owner


def _one_of_each(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return a link to each resource, a certain one if there is one."""
    found: dict[str, Link] = {}
    for link in links:
        known = found.get(link.resource.key)
        is_better = known is not None and known.holds is not True
        if known is None or (is_better and link.is_certain >= known.is_certain):
            found[link.resource.key] = link
    return tuple(found.values())


def _where(parent: Link, link: Link) -> Link:
    """Return a link that holds only where the link of its owner does."""
    if parent.holds is True:
        return link
    return Link(link.resource, _both(parent.holds, link.holds), link.is_certain)


def _both(outer: Value, inner: Value) -> Value:
    if isinstance(outer, Choice):
        return map_choice(outer, lambda held: _both(held, inner))
    return inner if outer is True else False


def _each(path: Path, value: Value) -> Iterator[tuple[Path, Value]]:
    """Yield each element of a list, or a single value, with its path; empty names are left out."""
    items = enumerate(value) if isinstance(value, tuple) else ()
    elements = [((*path, n), item) for n, item in items] or [(path, value)]
    yield from (each for each in elements if each[1] not in (ABSENT, None, "", ()))


def _attribute(resource: Resource, path: tuple[str, ...]) -> Value:
    return follow(resource.body.get(path[0]), path[1:]).value
