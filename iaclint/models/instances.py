"""The instances of a model: resources with their companions, and companions without an owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.faults import Tell, attempt, ignore
from iaclint.limits import MAX_COMPANIONS, MAX_OVERRIDES
from iaclint.models.companions.chains import Chains
from iaclint.models.companions.linking import CompanionLinks, Links, Resources
from iaclint.models.companions.links import Link
from iaclint.models.companions.unchecked import unchecked
from iaclint.models.mapped_fields import View, no_views
from iaclint.models.projection import ModelInstance
from iaclint.models.shared_elements import SharedElements
from iaclint.symbolic.values import Choice, Unknown

if TYPE_CHECKING:
    from iaclint.models.model import Mapping as ModelMapping
    from iaclint.models.model import Model
    from iaclint.resource import Resource

_NO_MODELS: Mapping[str, Model] = MappingProxyType({})


def by_type(resources: Sequence[Resource]) -> Resources:
    """Return resources by language and type, as ``project`` takes them."""
    arranged: dict[tuple[str, str], list[Resource]] = defaultdict(list)
    # In the order of their keys, so that no result depends on the order of the files.
    for resource in sorted(resources, key=lambda resource: resource.key):
        arranged[resource.language, resource.type].append(resource)
    return arranged


def project(
    model: Model,
    resources: Resources,
    models: Mapping[str, Model] = _NO_MODELS,
    tell: Tell = ignore,
) -> Iterator[ModelInstance]:
    """Yield the instances of a model, the external ones last in each language.

    ``models`` are those that companions may have, by id. ``tell`` takes diagnostics about
    resources whose companions cannot be found.
    """
    for mapping in model.mappings.values():
        views = _Views(mapping.language, resources, models)
        yield from _Projection(model, mapping, resources, views.find, tell).instances()


_MORE_OVERRIDES: Final = Choice(Unknown(f"more than {MAX_OVERRIDES} companions"), (True, False))
_BEYOND: Final = Choice(Unknown(f"more than {MAX_COMPANIONS} companions"), (True, False))
"""Whether a companion beyond the limit exists: it is not checked."""

RIVALS: Final = "several-policies"
_HINT: Final = "only one of them takes effect: join their statements in one policy"


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
        self,
        model: Model,
        mapping: ModelMapping,
        resources: Resources,
        views: View = no_views,
        tell: Tell = ignore,
    ) -> None:
        self._tell = tell
        self._model = model
        self._mapping = mapping
        self._views = views
        self._companions = CompanionLinks(mapping, resources, tell)
        self._chains = Chains(mapping, self._companions.of_types)
        self._shared = SharedElements()

    def instances(self) -> Iterator[ModelInstance]:
        for resource in self._companions.own:
            make = partial(self._listed, resource)
            yield from attempt(make, self._tell, resource.address, resource.span) or ()
        external = self._listed_external
        yield from attempt(external, self._tell, f"companions of {self._model.title}") or ()

    def _listed(self, resource: Resource) -> list[ModelInstance]:
        return list(self.instances_of(resource))

    def _listed_external(self) -> list[ModelInstance]:
        return list(self._external())

    def _external(self) -> Iterator[ModelInstance]:
        for found in self._companions.external():
            first = next(iter(found.values()))[0].resource
            for links in self._variants(found):
                yield self._instance(None, first, links)

    def instances_of(self, resource: Resource) -> Iterator[ModelInstance]:
        """Yield the instances of a resource; several if companions exclude each other."""
        found = self._companions.of(resource)
        self._warn_of_rivals(resource, found)
        for links in self._variants(found):
            yield self._instance(resource, resource, links)

    def _warn_of_rivals(self, resource: Resource, found: Links) -> None:
        """Warn about policies of one resource that replace each other."""
        for names in self._policies:
            certain = [link.resource for _, link in _list_certain(found, names)]
            if len(certain) > 1:
                both = " and ".join(policy.address for policy in certain[:2])
                message = f"{resource.address} has more than one policy: {both}"
                self._tell(Diagnostic(Level.WARNING, RIVALS, message, certain[1].span, _HINT))

    @cached_property
    def _policies(self) -> tuple[tuple[str, ...], ...]:
        """For each policy of a resource, the companions that set it."""
        fields = [self._mapping.fields.get(name) for name in self._model.resource_policies]
        found = [[source.companion for source in field.sources] for field in fields if field]
        apart = self._mapping.concatenated
        return tuple(
            tuple(dict.fromkeys(name for name in names if name and name not in apart))
            for names in found
        )

    @cached_property
    def _groups(self) -> tuple[tuple[str, ...], ...]:
        """The companions that replace each other; all others are groups of their own."""
        policies = {name for names in self._policies for name in names}
        others = (name for name in self._mapping.companions if name not in policies)
        return (*self._policies, *((name,) for name in others))

    def _variants(self, links: Links) -> Iterator[Mapping[str, list[Link]]]:
        """Yield the links of each instance: all that make lists, and one of several rivals."""
        together, overriding = self._mapping.concatenated, self._mapping.overriding
        rest = {name: found for name, found in links.items() if name in together}
        for name in overriding:
            if len(links.get(name, ())) > MAX_OVERRIDES:
                rest[name] = _limited(links[name])
        rivals = {name: found for name, found in links.items() if name not in rest}
        for variant in _variants(rivals, self._groups, overriding):
            yield {**variant, **rest}

    def _instance(
        self, resource: Resource | None, shown: Resource, links: Mapping[str, list[Link]]
    ) -> ModelInstance:
        everywhere = self._companions.reaching(shown)
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
            shared=self._shared,
        )


def _limited(overrides: Sequence[Link]) -> list[Link]:
    """Return companions that override attributes, and before them one for those beyond the limit.

    Any of those can come last, and then overrides the others.
    """
    more = unchecked(overrides[MAX_OVERRIDES].resource, _MORE_OVERRIDES.test.symbol)
    return [Link(more, _MORE_OVERRIDES), *overrides[:MAX_OVERRIDES]]


def _list_certain(links: Links, names: Iterable[str]) -> list[tuple[str, Link]]:
    """Return the certain links of some companions, each with the name of the companion."""
    return [(name, link) for name in names for link in links.get(name, ()) if link.holds is True]


def _variants(
    links: Links, groups: Sequence[tuple[str, ...]], overriding: Collection[str]
) -> Iterator[Mapping[str, list[Link]]]:
    """Yield one set of links for each of several rivals, such as two policies of one bucket.

    The cloud keeps only one of a group; which one is unknown. Of those that override attributes, it
    keeps all; which one comes last is unknown.
    """
    undecided = {name: [k for k in found if k.holds is not True] for name, found in links.items()}
    beside = {name: links[name] if name in overriding else undecided[name] for name in links}
    first, turns = dict(undecided), []
    for names in groups:
        certain = _list_certain(links, names)
        for name, link in certain[:1]:
            first[name] = [link, *beside[name]]
        rest = {name: undecided[name] for name in names if name in links}
        turns += [(rest, name, rival) for name, rival in certain[1:]]
    yield first
    for rest, name, rival in turns[:MAX_COMPANIONS]:
        yield {**first, **rest, name: [rival, *beside[name]]}
    if len(turns) > MAX_COMPANIONS:
        rest, name, rival = turns[MAX_COMPANIONS]
        beyond = Link(unchecked(rival.resource, _BEYOND.test.symbol), _BEYOND)
        yield {**first, **rest, name: [beyond, *undecided[name]]}
