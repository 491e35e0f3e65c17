"""The instances of a model: resources with their companions, and companions without an owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from iaclint.limits import MAX_COMPANIONS
from iaclint.models.chains import Chains
from iaclint.models.ownership import Link, OwnerLookup, equality_key, without_suffix
from iaclint.models.paths import follow, parse_path
from iaclint.models.projection import ModelInstance, View, no_views
from iaclint.symbolic.choices import choose
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, Identity, Unknown, Value

if TYPE_CHECKING:
    from iaclint.models.model import Companion, Model
    from iaclint.models.model import Mapping as ModelMapping
    from iaclint.resource import Resource

Resources = Mapping[tuple[str, str], Sequence["Resource"]]
"""The resources of a configuration, by language and type."""

_NO_MODELS: Mapping[str, Model] = MappingProxyType({})

_Links = dict[str, list[Link]]
"""Links by the companion's name."""


def by_type(resources: Sequence[Resource]) -> Resources:
    """Return resources by language and type, as ``project`` takes them."""
    arranged: dict[tuple[str, str], list[Resource]] = defaultdict(list)
    # In the order of their keys, so that no result depends on the order of the files.
    for resource in sorted(resources, key=lambda resource: resource.key):
        arranged[resource.language, resource.type].append(resource)
    return arranged


def project(
    model: Model, resources: Resources, models: Mapping[str, Model] = _NO_MODELS
) -> Iterator[ModelInstance]:
    """Yield the instances of a model, the external ones last in each language.

    ``models`` are those that companions may have, by id.
    """
    for mapping in model.mappings.values():
        views = _Views(mapping.language, resources, models)
        yield from _Projection(model, mapping, resources, views.find).instances()


class _Views:
    """The instances of the models of companions; made when first asked for."""

    def __init__(self, language: str, resources: Resources, models: Mapping[str, Model]) -> None:
        self._language = language
        self._resources = resources
        self._models = models
        self._projections: dict[str, _Projection] = {}
        self._found: dict[tuple[str, str], tuple[ModelInstance, ...]] = {}

    def find(self, name: str, resource: Resource) -> tuple[ModelInstance, ...]:
        """Return the instances of a model that a resource makes, none without such a model."""
        if name not in self._models or self._language not in self._models[name].mappings:
            return ()
        key = (name, resource.key)
        if key not in self._found:
            self._found[key] = tuple(self._project(name).instances_of(resource))
        return self._found[key]

    def _project(self, name: str) -> _Projection:
        # Companions of these have no model themselves, so that no model leads back to itself.
        if name not in self._projections:
            model = self._models[name]
            mapping = model.mappings[self._language]
            self._projections[name] = _Projection(model, mapping, self._resources)
        return self._projections[name]


class _Projection:
    """The instances of one model in one language."""

    def __init__(
        self, model: Model, mapping: ModelMapping, resources: Resources, views: View = no_views
    ) -> None:
        self._model = model
        self._mapping = mapping
        self._resources = resources
        self._views = views
        self._own = self._of_types(mapping.resources)
        self._by_key = {resource.key: resource for resource in self._own}
        self._chains = Chains(mapping, self._of_types)
        self._others = {
            resource.key: _attribute(resource, name)
            for type_, name in mapping.also_owned_by.items()
            for resource in self._of_types((type_,))
        }
        self._linked: dict[str, _Links] = defaultdict(lambda: defaultdict(list))
        self._possible: dict[str, _Links] = defaultdict(lambda: defaultdict(list))
        self._external: dict[Hashable, _Links] = defaultdict(lambda: defaultdict(list))
        self._everywhere: dict[str, _Links] = defaultdict(lambda: defaultdict(list))
        self._link()

    def instances(self) -> Iterator[ModelInstance]:
        for resource in self._own:
            yield from self.instances_of(resource)
        for found in self._external.values():
            first = next(iter(found.values()))[0].resource
            for links in self._variants(found):
                yield self._instance(None, first, links)

    def instances_of(self, resource: Resource) -> Iterator[ModelInstance]:
        """Yield the instances of a resource; several if companions exclude each other."""
        for links in self._variants(self._links_of(resource)):
            yield self._instance(resource, resource, links)

    def _links_of(self, resource: Resource) -> _Links:
        """Return the links of a resource, with those that are only possible.

        A companion that is certain excludes possible ones, except for lists.
        """
        links = dict(self._linked.get(resource.key, {}))
        for name, possible in self._possible.get(resource.key, {}).items():
            certain = links.get(name, [])
            if not certain or name in self._mapping.concatenated():
                links[name] = [*certain, *possible]
        return links

    def _variants(self, links: _Links) -> Iterator[Mapping[str, list[Link]]]:
        """Yield the links of each instance: all that make lists, and one of several rivals."""
        together = self._mapping.concatenated()
        rest = {name: found for name, found in links.items() if name in together}
        rivals = {name: found for name, found in links.items() if name not in together}
        for variant in _variants(rivals):
            yield {**variant, **rest}

    def _of_types(self, types: Sequence[str]) -> list[Resource]:
        language = self._mapping.language
        return [r for type_ in types for r in self._resources.get((language, type_), ())]

    def _instance(
        self, resource: Resource | None, shown: Resource, links: Mapping[str, list[Link]]
    ) -> ModelInstance:
        everywhere = self._reaching(shown)
        together = {name: tuple(found) for name, found in (*links.items(), *everywhere.items())}
        chained, undeclared = self._chains.follow(resource, together) if resource else ({}, {})
        links_of_all = {**together, **chained}
        return ModelInstance(
            self._model,
            self._mapping,
            resource,
            links_of_all,
            undeclared=undeclared,
            views=self._views,
        )

    def _reaching(self, resource: Resource) -> _Links:
        """Return the settings of the account and region that a resource is in."""
        reaching: _Links = {}
        for name, links in self._everywhere.get(resource.scope, {}).items():
            regional = self._mapping.companions[name].regional
            found = [_reach(link, resource, regional) for link in links]
            reaching[name] = [link for link in found if link is not None]
        return reaching

    def _link(self) -> None:
        owners = OwnerLookup(self._own, self._mapping.identity, self._name_of, self._aliases())
        for companion in self._mapping.companions.values():
            for resource in self._of_types(companion.resources):
                if _is_ignored(companion, resource):
                    continue
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
            for resource in self._of_types(companion.resources)
        }

    def _link_everywhere(self, companion: Companion, resource: Resource) -> None:
        link = Link.conditional(resource)
        self._everywhere[resource.scope][companion.name].append(link)

    def _link_to_owner(self, companion: Companion, resource: Resource, owners: OwnerLookup) -> None:
        attribute, named = _naming(companion, resource)
        for value in named if isinstance(named, tuple) else (named,):
            owner = owners.resolve(without_suffix(value, companion.suffixes))
            self._link_to(companion, attribute, resource, owners, owner)

    def _link_to(
        self,
        companion: Companion,
        attribute: str,
        resource: Resource,
        owners: OwnerLookup,
        owner: Value,
    ) -> None:
        links = self._disambiguate(owners.links(resource, owner), resource, attribute)
        for key, link in links.items():
            self._linked[key][companion.name].append(link)
        if not companion.external:
            return
        if not links and not self._is_of_another(owner):
            for key, link in owners.possible_links(resource, owner).items():
                self._possible[key][companion.name].append(link)
            nameless = owner is ABSENT or owner is None
            group = (resource.scope, resource.key if nameless else equality_key(owner))
            self._external[group][companion.name].append(Link(resource))

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
        return _first_set(resource, self._mapping.names)[1] if self._mapping.names else None


def _reach(link: Link, resource: Resource, regional: bool) -> Link | None:
    """Return the link of an account's setting to a resource; None for another account's."""
    here, there = resource.placement, link.resource.placement
    pairs = [(here.account, there.account)]
    if regional:
        pairs.append((here.region, there.region))
    truths = {is_same(*pair): pair for pair in reversed(pairs)}
    if Truth.FALSE in truths:
        return None
    if Truth.UNKNOWN in truths:
        decider = Unknown(symbols(truths[Truth.UNKNOWN])[0])
        return Link(link.resource, choose(decider, [link.holds, False]))
    return link


def _variants(links: Mapping[str, list[Link]]) -> Iterator[Mapping[str, list[Link]]]:
    """Yield one set of links for each of several rivals, such as two policies of one bucket.

    The cloud keeps only one of them; which one is unknown.
    """
    certain = {name: [k for k in found if k.holds is True] for name, found in links.items()}
    undecided = {name: [k for k in found if k.holds is not True] for name, found in links.items()}
    first = {name: [*certain[name][:1], *undecided[name]] for name in links}
    yield first
    turns = [(name, rival) for name, found in certain.items() for rival in found[1:]]
    for name, rival in turns[:MAX_COMPANIONS]:
        yield {**first, name: [rival, *undecided[name]]}


def _naming(companion: Companion, resource: Resource) -> tuple[str, Value]:
    """Return the attribute of a companion that refers to its owner, and its value."""
    return _first_set(resource, companion.owner)


def _first_set(resource: Resource, paths: Sequence[str]) -> tuple[str, Value]:
    found = [(path, _attribute(resource, path)) for path in paths]
    return next((n for n in found if n[1] is not ABSENT and n[1] is not None), found[0])


def _is_ignored(companion: Companion, resource: Resource) -> bool:
    """Whether a companion certainly has no effect."""
    return bool(companion.ignore_when) and all(
        _has_no_effect(_attribute(resource, path), words)
        for path, words in companion.ignore_when.items()
    )


def _has_no_effect(value: Value, words: Sequence[str]) -> bool:
    if isinstance(value, Choice):
        return all(_has_no_effect(option, words) for option in value.options)
    return value is ABSENT or value is None or value in ("", (), *words)


def _owner_of(companion: Companion, resource: Resource) -> Value:
    return _naming(companion, resource)[1]


def _attribute(resource: Resource, path: str) -> Value:
    name, *names = parse_path(path)
    return follow(resource.body.get(name), tuple(names)).value
