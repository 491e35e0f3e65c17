"""Projection: the fields of one instance of a model, read from all that configures it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.models.alternatives import (
    if_holds,
    may_be_unset,
    nameless,
    or_else,
)
from iaclint.models.computing import compute
from iaclint.models.field_value import (
    Element,
    FieldPlace,
    FieldValue,
    Items,
    list_elements,
    read_source,
)
from iaclint.models.ownership import Link
from iaclint.models.paths import follow, parse_path
from iaclint.resource import Resource
from iaclint.symbolic.values import ABSENT, Unknown, Value
from iaclint.symbolic.worlds import (
    ANYWHERE,
    World,
    branches_of,
    existence,
    forks,
)

if TYPE_CHECKING:
    from iaclint.models.model import FieldSource, Model
    from iaclint.models.model import Mapping as ModelMapping
    from iaclint.symbolic.path_conditions import PathCondition
    from iaclint.symbolic.worlds import Branch


_NOTHING: Mapping[str, tuple[Value, ...]] = MappingProxyType({})

View = Callable[[str, Resource], tuple["ModelInstance", ...]]
"""Returns the instances of a model that a resource makes."""


def no_views(model: str, resource: Resource) -> tuple[ModelInstance, ...]:
    """Find nothing: for instances that are a view themselves."""
    return ()


class ModelInstance:
    """One thing that a model speaks of: a resource with its companions.

    ``resource`` is None for an external instance, of which only companions are in the
    configuration: what would stand in the rest of it is unknown.
    """

    __slots__ = (
        "_readings",
        "_worlds",
        "links",
        "mapping",
        "model",
        "resource",
        "sees_all",
        "unseen",
        "views",
        "world",
    )

    def __init__(
        self,
        model: Model,
        mapping: ModelMapping,
        resource: Resource | None,
        links: Mapping[str, tuple[Link, ...]],
        sees_all: bool = False,
        world: World = ANYWHERE,
        unseen: Mapping[str, tuple[Value, ...]] = _NOTHING,
        views: View = no_views,
    ) -> None:
        self.model = model
        self.mapping = mapping
        self.resource = resource
        self.links = links
        self.sees_all = sees_all
        """Whether the model's mitigations fields are not set where they are not in sight."""
        self.world = world
        """What is taken to be so of what only deployment can settle."""
        self.unseen = unseen
        """The names of companions that are not in this configuration, by companion."""
        self.views = views
        """What finds the instances that a companion makes of a model of its own."""
        self._readings: dict[str, FieldValue] = {}
        self._worlds: dict[PathCondition, ModelInstance] = {}

    def alone(self) -> ModelInstance:
        """Return the instance as if nothing outside of the configuration mended it."""
        return ModelInstance(self.model, self.mapping, self.resource, self.links, sees_all=True)

    def where(self, case: PathCondition) -> ModelInstance:
        """Return the instance in the world in which a case is so as well."""
        if case not in self._worlds:
            self._worlds[case] = self.within(self.world.where(case))
        return self._worlds[case]

    def within(self, world: World) -> ModelInstance:
        """Return the instance as it is in a world."""
        if world is self.world:
            return self
        return ModelInstance(
            self.model,
            self.mapping,
            self.resource,
            self.links,
            self.sees_all,
            world,
            self.unseen,
            self.views,
        )

    def existing(self) -> ModelInstance:
        """Return the instance in the worlds in which it exists."""
        resource = self.header().resource
        if resource.presence is None:
            return self
        return self.where(branches_of(existence(resource.presence, resource.address))[0].case)

    def forks(self, fields: Iterable[str]) -> Iterator[list[Branch]]:
        """Yield the branches of all in some fields that can turn out in a few ways.

        For computed fields, that is all in what they are computed from.
        """
        for field in fields:
            reading = self.read(field)
            yield from forks(reading.value)
            yield from self.forks(sorted(reading.reads))

    def may_vary(self, fields: Iterable[str]) -> bool:
        """Tell whether there are worlds to be told apart for some fields."""
        return next(self.forks(fields), None) is not None

    @property
    def companions(self) -> tuple[Resource, ...]:
        """The resources that configure it beside its own."""
        return tuple(link.resource for links in self.links.values() for link in links)

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses of all that makes it up."""
        own = () if self.resource is None else (self.resource,)
        return frozenset(resource.address for resource in (*own, *self.companions))

    def get(self, field: str) -> Value:
        """Return a field's value; ``ABSENT`` when it is not set."""
        return self.read(field).value

    def read(self, field: str) -> FieldValue:
        """Return a field's value with its place.

        A field that the language's mapping does not have is not set. ``exposure.public`` is
        a part of the computed field ``exposure``.
        """
        reading = self._readings.get(field)
        if reading is None:
            reading = self._readings[field] = self._read(field)
        return reading

    def _read(self, field: str) -> FieldValue:
        if field in self.mapping.fields:
            if self.mapping.fields[field].concatenated:
                return self._concat(field)
            return self._settle(field, self._candidates(field))
        if field in self.model.computed:
            return compute(self, field)
        whole, _, part = field.partition(".")
        if part and whole in self.model.computed:
            reading = self.read(whole)
            value = follow(reading.value, parse_path(part)).value
            return replace(reading, field=field, value=value)
        return FieldValue(field, ABSENT, self.header(), written=False)

    def speaks_of(self, fields: Iterable[str]) -> bool:
        """Tell whether the language can set any of some fields at all."""
        return any(
            field in self.mapping.fields or field.partition(".")[0] in self.model.computed
            for field in fields
        )

    def shown_by(self, fields: Iterable[str]) -> Resource | None:
        """Return the resource to report under for a rule on some fields.

        That is the instance's own. For an external one it is the first companion that the
        fields are read from, or None where the rule would look only at what is not there.
        """
        if self.resource is not None:
            return self.resource
        owned = self._owned_companions()
        names = {source.companion for field in fields for source in self._sources(field)}
        return next((owned[name] for name in owned if name in names), None)

    def _owned_companions(self) -> dict[str, Resource]:
        """Return the first companion of each name that names this instance as its owner."""
        return {
            name: self.links[name][0].resource
            for name, companion in self.mapping.companions.items()
            if companion.owner and self.links.get(name)
        }

    def _sources(self, field: str) -> Iterator[FieldSource]:
        """Yield all sources of a field, or of the fields that it is computed from."""
        if field in self.mapping.fields:
            yield from self.mapping.fields[field].sources
        else:
            for read in self.read(field).reads:
                yield from self._sources(read)

    def header(self) -> FieldPlace:
        """Return where the instance itself is written."""
        resource = self.resource or next(iter(self._owned_companions().values()))
        return FieldPlace(resource, (), self.world)

    def _candidates(self, field: str) -> list[_Candidate]:
        candidates = []
        may_be_elsewhere = self._may_be_elsewhere(field)
        for source in self.mapping.fields[field].sources:
            links = self.links.get(source.companion, ()) if source.companion else self._own()
            candidates += [_Candidate(source, link) for link in links]
            if may_be_elsewhere and not links and not self._is_in_sight(source):
                candidates.append(_Candidate(source, None))
        return candidates

    def _may_be_elsewhere(self, field: str) -> bool:
        """Tell whether what is not in sight may set a field, too."""
        seen = self.sees_all and field in self.model.mitigations
        return self.resource is None and not seen

    def _is_in_sight(self, source: FieldSource) -> bool:
        """Tell a source that would be in this configuration: a setting of the whole account."""
        companion = self.mapping.companions.get(source.companion or "")
        return companion is not None and companion.is_account_wide

    def _own(self) -> tuple[Link, ...]:
        return () if self.resource is None else (Link(self.resource),)

    def _settle(self, field: str, candidates: Sequence[_Candidate]) -> FieldValue:
        """Return the first candidate that is set; where one may be, both it and the rest."""
        unset: list[FieldValue] = []
        for n, (source, link) in enumerate((c.source, c.link) for c in candidates):
            if link is None:
                return FieldValue(field, self._unseen(), self.header())
            reading = self._known_owner(source, self._source(field, source, link))
            if reading.value is ABSENT:
                unset.append(reading)
                continue
            holds = self.world.settle(link.holds)
            if holds is False:
                continue
            if holds is True and not may_be_unset(reading.value):
                return reading
            rest = self._settle(field, candidates[n + 1 :])
            value = or_else(reading.value, rest.value)
            value = if_holds(holds, value, rest.value)
            return replace(reading, value=value)
        return FieldValue(field, ABSENT, self._place_of_unset(unset), written=False)

    def _source(self, field: str, source: FieldSource, link: Link) -> FieldValue:
        return read_source(field, source, link.resource, self.world)

    def _concat(self, field: str) -> FieldValue:
        """Return what all sources give; what is named but not in sight is one unknown thing.

        So is what there may be beside it, of a thing that is made elsewhere.
        """
        values: list[Value] = []
        elements: list[Element] = []
        for source in self.mapping.fields[field].sources:
            links = self.links.get(source.companion, ()) if source.companion else self._own()
            for link in links:
                holds = self.world.settle(link.holds)
                for value, element in self._elements(field, source, link.resource):
                    values.append(if_holds(holds, value, None))
                    elements.append(element)
            for name in self.unseen.get(source.companion or "", ()):
                values.append(nameless(name))
                elements.append(Element((), {}, self.resource))
        if self._may_be_elsewhere(field):
            values.append(self._unseen())
            elements.append(Element((), {}, self.header().resource))
        return FieldValue(field, tuple(values), self.header(), tuple(elements), bool(values))

    def _elements(
        self, field: str, source: FieldSource, resource: Resource
    ) -> Iterator[tuple[Value, Element]]:
        """Yield the things that a source gives; a companion with a model is seen through it."""
        companion = self.mapping.companions.get(source.companion or "")
        if companion is None or companion.model is None or source.path:
            yield from list_elements(field, source, resource, self.world)
            return
        views = self.views(companion.model, resource)
        for view in views:
            yield view.within(self.world).show(source.parts or {})
        if not views:
            yield Unknown(resource.address), Element((), {}, resource)

    def show(self, items: Items) -> tuple[Value, Element]:
        """Return some fields as the parts of one thing; those that are not set are left out."""
        readings = {part: self.read(".".join(path)) for part, path in items.items()}
        parts = {part: r.value for part, r in readings.items() if r.value is not ABSENT}
        return parts, Element((), {}, self.resource, readings)

    def _known_owner(self, source: FieldSource, reading: FieldValue) -> FieldValue:
        """Rule null out for what links a companion to its owner, and for what identifies.

        The name or id of one database, as the source of another, is not known but there.
        """
        if not isinstance(reading.value, Unknown):
            return reading
        companion = self.mapping.companions.get(source.companion or "")
        links = companion is not None and ".".join(source.path) in companion.owner
        identity = reading.value.identity
        identifies = identity is not None and identity.attribute in self.mapping.identity
        if links or identifies:
            return replace(reading, value=replace(reading.value, not_null=True))
        return reading

    def _place_of_unset(self, unset: Sequence[FieldValue]) -> FieldPlace:
        """Point at the companion that could set it, else at the deepest block on the way."""
        for reading in unset:
            if reading.place.resource is not self.resource:
                return reading.place
        for reading in unset:
            if reading.place.span() != reading.place.resource.span:
                return reading.place
        return self.header()

    def _unseen(self) -> Unknown:
        seen = self.header().resource.address
        return Unknown(f"the {self.model.title} of {seen}, which is not in this configuration")


class _Candidate(Struct, frozen=True):
    source: FieldSource
    link: Link | None
    """Where to read it; None for what an external instance has outside of sight."""
