"""The companions that are linked to each resource, certainly or possibly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.files.faults import Tell, attempt, ignore
from iaclint.limits import MAX_POSSIBLE_COMPANIONS
from iaclint.models.companions.forms import takes
from iaclint.models.companions.links import Link
from iaclint.models.companions.lookups import refers_elsewhere
from iaclint.models.companions.names import equality_key, without_suffix
from iaclint.models.companions.naming import (
    attribute_of,
    counting,
    first_set,
    is_ignored,
    is_set,
    naming,
)
from iaclint.models.companions.ownership import OwnerLookup, TooManyOwners, beyond
from iaclint.models.companions.unchecked import unchecked
from iaclint.models.paths import parse_path
from iaclint.regions import COMMERCIAL
from iaclint.symbolic.choices import choose, map_choice
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.unsettled import NOT_TAKEN, unsettled_first
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    Identity,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from iaclint.models.model import Companion
    from iaclint.models.model import Mapping as ModelMapping
    from iaclint.resource import Placement, Resource

Resources = Mapping[tuple[str, str], Sequence["Resource"]]
"""The resources of a configuration, by language and type."""

Links = dict[str, list[Link]]
"""Links by the companion's name."""


class _Reference(Struct, frozen=True):
    """How a companion refers to its owner."""

    companion: Companion
    attribute: str
    resource: Resource
    owner: Value
    blocker: str
    """The symbol that blocks the link if the attribute does not take the reference, else empty."""


class CompanionLinks:
    """The links of the companions of one model in one language."""

    def __init__(self, mapping: ModelMapping, resources: Resources, tell: Tell = ignore) -> None:
        self._mapping = mapping
        self._tell = tell
        self._resources = resources
        self.own = [each for each in self.of_types(mapping.resources) if each.is_managed]
        """The resources that are instances of the model."""
        self._by_key = {resource.key: resource for resource in self.own}
        self._others = {
            resource.key: attribute_of(resource, name)
            for type_, name in mapping.also_owned_by.items()
            for resource in self.of_types((type_,))
        }
        self._linked: dict[str, Links] = defaultdict(lambda: defaultdict(list))
        self._possible: dict[str, Links] = defaultdict(lambda: defaultdict(list))
        self._beyond: dict[str, dict[str, Link]] = defaultdict(dict)
        """By scope, what stands for companions that are not compared with their owners."""
        self._external: dict[Hashable, Links] = defaultdict(lambda: defaultdict(list))
        self._everywhere: dict[str, Links] = defaultdict(lambda: defaultdict(list))
        self._reaching: dict[Hashable, Links] = {}
        """What reaches a place, by scope, account and region."""
        self._link()

    def of(self, resource: Resource) -> Links:
        """Return the links of a resource, with those that are only possible.

        A companion that is certain excludes possible ones, except for lists and for those that
        override; so does what the resource sets itself.
        """
        linked = self._linked.get(resource.key, {})
        links = {name: self._in_force(name, found) for name, found in linked.items()}
        for name, possible in self._possibly(resource).items():
            certain = links.get(name, [])
            together = name in self._mapping.concatenated | self._mapping.overriding
            if together or not (certain or self._sets_itself(resource, name)):
                links[name] = [*certain, *possible]
        return links

    def _in_force(self, name: str, links: list[Link]) -> list[Link]:
        """Return links without those that a managed companion certainly replaces."""
        managed = [link for link in links if link.resource.is_managed]
        is_replaced = any(link.holds is True for link in managed)
        return managed if is_replaced and name not in self._mapping.concatenated else links

    def _possibly(self, resource: Resource) -> Links:
        """Return the links of a resource that are only possible."""
        beyond = self._beyond.get(resource.scope, {})
        found = self._possible.get(resource.key, {})
        named = dict.fromkeys((*found, *beyond))
        return {
            name: _limited([*found.get(name, ()), *filter(None, [beyond.get(name)])])
            for name in named
        }

    def _sets_itself(self, resource: Resource, companion: str) -> bool:
        """Whether a resource certainly sets what a companion of that name would set."""
        paths = self._mapping.own_paths.get(companion, ())
        return any(is_set(attribute_of(resource, ".".join(path))) for path in paths)

    def reaching(self, resource: Resource) -> Links:
        """Return the settings of the account and region that a resource is in."""
        everywhere = self._everywhere.get(resource.scope)
        if not everywhere:
            return {}
        here = resource.placement()
        place = (resource.scope, equality_key(here.account), equality_key(here.region))
        if place not in self._reaching:
            self._reaching[place] = {
                name: self._reach_all(name, links, here) for name, links in everywhere.items()
            }
        return self._reaching[place]

    def _reach_all(self, name: str, links: list[Link], here: Placement) -> list[Link]:
        regional = self._mapping.companions[name].regional
        found = [_reach(link, here, regional) for link in links]
        return [link for link in found if link is not None]

    def external(self) -> Iterable[Links]:
        """Return the links of each owner that is not in the configuration, but configured by it."""
        return [
            {name: self._in_force(name, links) for name, links in found.items()}
            for found in self._external.values()
            if any(link.resource.is_managed for links in found.values() for link in links)
        ]

    def of_types(self, types: Sequence[str]) -> list[Resource]:
        """Return the resources of some types, in the language of the mapping."""
        language = self._mapping.language
        return [r for type_ in types for r in self._resources.get((language, type_), ())]

    def _link(self) -> None:
        owners = OwnerLookup(self.own, self._mapping.identity, self._name_of, self._aliases())
        for companion in self._mapping.companions.values():
            for resource in self.of_types(companion.resources):
                link = partial(self._link_one, companion, resource, owners)
                attempt(link, self._tell, resource.address, resource.span)

    def _link_one(self, companion: Companion, resource: Resource, owners: OwnerLookup) -> None:
        if is_ignored(companion, resource) or not refers_elsewhere(companion, resource):
            return
        if companion.is_account_wide:
            self._link_everywhere(companion, resource)
        elif companion.owner and not companion.is_chained:
            self._link_to_owner(companion, resource, owners)

    def _aliases(self) -> dict[Identity, Callable[[], Value]]:
        return {
            Identity(resource.key, attribute): partial(_owner_of, companion, resource)
            for companion in self._mapping.companions.values()
            if companion.owner and not companion.is_chained
            for attribute in companion.identity
            for resource in self.of_types(companion.resources)
        }

    def _link_everywhere(self, companion: Companion, resource: Resource) -> None:
        # What is created elsewhere may be of an instance, or of something else.
        link = replace(Link.conditional(resource), is_certain=not companion.created_elsewhere)
        self._everywhere[resource.scope][companion.name].append(link)

    def _link_to_owner(self, companion: Companion, resource: Resource, owners: OwnerLookup) -> None:
        attribute, named = naming(companion, resource)
        for value in counting(companion, resource, named):
            given = without_suffix(value, companion.suffixes)
            owner = owners.resolve(given)
            written = owner if isinstance(given, Unknown) else given
            blocker = ""
            if not takes(companion, written, self._by_key):
                refused = f"{resource.address}.{attribute}, {NOT_TAKEN}"
                blocker = written.test.symbol if isinstance(written, Choice) else refused
            self._link_to(_Reference(companion, attribute, resource, owner, blocker), owners)

    def _link_to(self, reference: _Reference, owners: OwnerLookup) -> None:
        companion, resource, owner = reference.companion, reference.resource, reference.owner
        try:
            found = self._fitting(companion, owners.links(resource, owner))
        except TooManyOwners:
            self._beyond[resource.scope].setdefault(companion.name, beyond(resource))
            return
        links = self._disambiguate(found, resource, reference.attribute)
        for key, link in links.items():
            if reference.blocker:
                refused = Link.possible(resource, self._by_key[key], reference.blocker)
                self._possible[key][companion.name].append(refused)
                continue
            linked = self._linked if link.is_assumed is None else self._possible
            linked[key][companion.name].append(link)
        if links or companion.is_mention or self._is_of_another(owner):
            return
        self._link_possibly(companion, resource, owners, owner)
        if companion.external:
            nameless = owner is ABSENT or owner is None
            group = (resource.scope, resource.key if nameless else equality_key(owner))
            self._external[group][companion.name].append(Link(resource))

    def _link_possibly(
        self, companion: Companion, resource: Resource, owners: OwnerLookup, owner: Value
    ) -> None:
        """Link a companion to each resource that it may configure."""
        try:
            possible = self._fitting(companion, owners.possible_links(resource, owner))
        except TooManyOwners:
            self._beyond[resource.scope].setdefault(companion.name, beyond(resource))
            return
        for key, link in possible.items():
            self._possible[key][companion.name].append(link)

    def _fitting(self, companion: Companion, links: dict[str, Link]) -> dict[str, Link]:
        """Return the links to owners of a type that the companion can have."""
        if not companion.of:
            return links
        return {key: link for key, link in links.items() if self._by_key[key].type in companion.of}

    def _is_of_another(self, owner: Value) -> bool:
        """Whether a companion belongs to a declared resource that is no instance of the model."""
        if isinstance(owner, Unknown) and owner.identity and owner.identity.owner in self._others:
            return True
        return equality_key(owner) in {equality_key(name) for name in self._others.values()}

    def _disambiguate(
        self, links: dict[str, Link], companion: Resource, attribute: str
    ) -> dict[str, Link]:
        """Return only the owner that a shared name was taken from.

        A literal name could be that of any of them.
        """
        if len(links) < 2:
            return links
        sharing = [self._by_key[key] for key in links]
        if any(o.presence is not None or links[o.key].holds is not True for o in sharing):
            return links
        origins = {related.span for related in companion.body.trail(parse_path(attribute))}
        return {o.key: links[o.key] for o in sharing if o.span in origins}

    def _name_of(self, resource: Resource) -> Value:
        return first_set(resource, self._mapping.names)[1] if self._mapping.names else None


def _limited(possible: list[Link]) -> list[Link]:
    """Return links, of which one stands for all beyond the limit."""
    if len(possible) <= MAX_POSSIBLE_COMPANIONS:
        return possible
    possible = sorted(possible, key=lambda link: not link.is_assumed)
    first = possible[MAX_POSSIBLE_COMPANIONS]
    rest = replace(first, resource=unchecked(first.resource, symbols(first.holds)[0]))
    return [*possible[:MAX_POSSIBLE_COMPANIONS], rest]


def _reach(link: Link, here: Placement, regional: bool) -> Link | None:
    """Return the link of an account's setting to a place; None for another account's."""
    there = link.resource.placement()
    pairs = [
        (here.account, there.account),
        (here.endpoint, there.endpoint),
        (_taken(here.partition, there.partition), _taken(there.partition, here.partition)),
    ]
    if regional:
        pairs.append((here.region, there.region))
    truths = {is_same(*pair): pair for pair in reversed(pairs)}
    if Truth.FALSE in truths:
        return None
    if Truth.UNKNOWN in truths:
        decider = Unknown(unsettled_first(symbols(truths[Truth.UNKNOWN])))
        return replace(link, holds=choose(decider, [link.holds, False]))
    return link


def _taken(partition: Value, beside: Value) -> Value:
    """Return a partition; one that is not known is taken to be the commercial one beside it."""
    if isinstance(partition, Choice):
        return map_choice(partition, partial(_taken, beside=beside))
    return beside if isinstance(partition, Unknown) and beside == COMMERCIAL else partition


def _owner_of(companion: Companion, resource: Resource) -> Value:
    return naming(companion, resource)[1]
