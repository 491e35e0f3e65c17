"""Projection: the fields of one instance of a model, read from its resource and companions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec import field as struct_field
from msgspec.structs import replace

from iaclint.models.alternatives import (
    if_holds,
    may_be_unset,
    nameless,
    or_else,
)
from iaclint.models.companions.links import Link
from iaclint.models.computing import compute
from iaclint.models.field_value import (
    Element,
    FieldPlace,
    FieldValue,
    Items,
    list_elements,
    read_source,
)
from iaclint.models.module_calls import sets_any
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
    """Return no instances: companions of a companion's model have no models."""
    return ()


class ModelInstance(Struct, eq=False):
    """One instance of a model: a resource with its companions.

    ``resource`` is None for an external instance: only its companions are in the
    configuration, and what the resource itself sets is unknown.
    """

    model: Model
    mapping: ModelMapping
    resource: Resource | None
    links: Mapping[str, tuple[Link, ...]]
    """By companion."""
    undeclared: Mapping[str, tuple[Value, ...]] = _NOTHING
    """References to companions that are not in this configuration, by companion."""
    views: View = no_views
    """Returns the instances that a companion makes of a model of its own."""
    world: World = ANYWHERE
    """What is assumed about values that are unknown before deployment."""
    is_unmitigated: bool = False
    """Whether the model's mitigations count as not set unless this configuration has them."""
    is_alone: bool = False
    """Whether all that this configuration does not set counts as not set."""
    _field_values: dict[str, FieldValue] = struct_field(default_factory=dict)
    _worlds: dict[PathCondition, ModelInstance] = struct_field(default_factory=dict)

    def unmitigated(self) -> ModelInstance:
        """Return the instance as if no mitigation were managed elsewhere."""
        return self._derive(is_unmitigated=True)

    def is_set_by_call(self) -> bool:
        """Whether a module that is not loaded creates it, and its call sets a mitigation."""
        return sets_any(self.mapping, self.links, self.model.mitigations)

    def alone(self) -> ModelInstance:
        """Return the instance as if nothing of it were managed elsewhere."""
        return self._derive(is_alone=True)

    def where(self, condition: PathCondition) -> ModelInstance:
        """Return the instance in the world in which a condition holds as well."""
        if condition not in self._worlds:
            self._worlds[condition] = self.within(self.world.where(condition))
        return self._worlds[condition]

    def within(self, world: World) -> ModelInstance:
        """Return the instance in a world."""
        return self if world is self.world else self._derive(world=world)

    def _derive(self, **changes: Any) -> ModelInstance:
        """Return the instance with some attributes changed, and no field read yet."""
        return replace(self, _field_values={}, _worlds={}, **changes)

    def existing(self) -> ModelInstance:
        """Return the instance in the worlds in which it exists."""
        resource = self.header().resource
        if resource.presence is None:
            return self
        return self.where(branches_of(existence(resource.presence, resource.address))[0].condition)

    def forks(self, fields: Iterable[str]) -> Iterator[list[Branch[Value]]]:
        """Yield the branches of the values in some fields that have a few possible values.

        For computed fields, those are the values that they are computed from.
        """
        for field in fields:
            field_value = self.read(field)
            yield from forks(field_value.value)
            yield from self.forks(sorted(field_value.reads))

    def may_vary(self, fields: Iterable[str]) -> bool:
        """Whether some fields differ between worlds."""
        return next(self.forks(fields), None) is not None

    @property
    def companions(self) -> tuple[Resource, ...]:
        """The resources that configure it besides its own, without those that only may."""
        through = self.mapping.passed_through
        found = (links for name, links in self.links.items() if name not in through)
        return tuple(link.resource for links in found for link in links if link.is_certain)

    def types_not_linked(self, fields: Iterable[str]) -> frozenset[str]:
        """Return the types of companions that can set some fields, but of which it has none."""
        read = (self.mapping.fields[name] for name in fields if name in self.mapping.fields)
        names = {source.companion for field in read for source in field.sources}
        missing = [name for name in names if name is not None and not self.links.get(name)]
        return frozenset(t for name in missing for t in self.mapping.companions[name].resources)

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses of its resource and companions."""
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
        field_value = self._field_values.get(field)
        if field_value is None:
            field_value = self._field_values[field] = self._read(field)
        return field_value

    def _read(self, field: str) -> FieldValue:
        if field in self.mapping.fields:
            if self.mapping.fields[field].concatenated:
                return self._concat(field)
            return self._settle(field, self._candidates(field))
        if field in self.model.computed:
            return compute(self, field)
        whole, _, part = field.partition(".")
        if part and whole in self.model.computed:
            field_value = self.read(whole)
            value = follow(field_value.value, parse_path(part)).value
            return replace(field_value, field=field, value=value)
        return FieldValue(field, ABSENT, self.header(), written=False)

    def speaks_of(self, fields: Iterable[str]) -> bool:
        """Whether the language can set any of some fields."""
        return any(
            field in self.mapping.fields or field.partition(".")[0] in self.model.computed
            for field in fields
        )

    def shown_by(self, fields: Iterable[str]) -> Resource | None:
        """Return the resource to report under for a rule on some fields.

        That is the instance's own. For an external instance it is the first companion that the
        fields are read from, or None if no companion sets any of them.
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
        """Return where the instance is declared."""
        resource = self.resource or next(iter(self._owned_companions().values()))
        return FieldPlace(resource, (), self.world)

    def _candidates(self, field: str) -> list[_Candidate]:
        candidates = []
        for source in self.mapping.fields[field].sources:
            links = self._links(source)
            candidates += [_Candidate(source, link) for link in links]
            if not links and self._may_set(field, source):
                candidates.append(_Candidate(source, None))
        return candidates

    def _may_set(self, field: str, source: FieldSource) -> bool:
        """Whether a resource outside of the configuration may set a field by a source."""
        if self.resource is not None and not self.undeclared and not self.resource.unparsed:
            return False
        if self.undeclared.get(source.companion or ""):
            return True
        if source.companion and self._unparsed():
            return True
        return self._may_be_elsewhere(field) and not self._would_be_declared(source)

    def _may_be_elsewhere(self, field: str) -> bool:
        """Whether a resource outside of the configuration may set a field."""
        seen = self.is_alone or (self.is_unmitigated and field in self.model.mitigations)
        return self.resource is None and not seen

    def _would_be_declared(self, source: FieldSource) -> bool:
        """Whether a source would be in this configuration: a setting of the whole account."""
        companion = self.mapping.companions.get(source.companion or "")
        return companion is not None and companion.is_account_wide

    def _unparsed(self) -> tuple[str, ...]:
        """Return the files that may have further companions: they cannot be parsed."""
        return self.header().resource.unparsed

    def _links(self, source: FieldSource) -> Sequence[Link]:
        """Return the resources that a source is read from, each with what links it."""
        if source.companion is not None:
            return self.links.get(source.companion, ())
        if self.resource is None or (source.of and self.resource.type not in source.of):
            return ()
        return (Link(self.resource),)

    def _settle(self, field: str, candidates: Sequence[_Candidate]) -> FieldValue:
        """Return the first candidate that is set; if it only may be set, it or the rest."""
        unset: list[FieldValue] = []
        for n, (source, link) in enumerate((c.source, c.link) for c in candidates):
            if link is None:
                return FieldValue(field, self._elsewhere(source), self.header())
            field_value = self._known_owner(source, self._source(field, source, link))
            if field_value.value is ABSENT:
                unset.append(field_value)
                continue
            holds = self.world.settle(link.holds)
            if holds is False:
                continue
            if holds is True and not may_be_unset(field_value.value):
                return field_value
            rest = self._settle(field, candidates[n + 1 :])
            value = or_else(field_value.value, rest.value)
            value = if_holds(holds, value, rest.value)
            return replace(field_value, value=value)
        return FieldValue(field, ABSENT, self._place_of_unset(unset), written=False)

    def _source(self, field: str, source: FieldSource, link: Link) -> FieldValue:
        resource = link.resource
        if resource.is_unparsed:
            place = FieldPlace(resource, (), self.world)
            return FieldValue(field, Unknown(resource.unparsed[0]), place)
        return read_source(field, source, resource, self.world)

    def _concat(self, field: str) -> FieldValue:
        """Return the elements of all sources.

        A reference to an undeclared companion is one unknown element, and so are the companions
        that an external instance may have elsewhere.
        """
        values: list[Value] = []
        elements: list[Element] = []
        for source in self.mapping.fields[field].sources:
            for link in self._links(source):
                holds = self.world.settle(link.holds)
                for value, element in self._elements(field, source, link.resource):
                    values.append(if_holds(holds, value, None))
                    elements.append(element)
            for name in self.undeclared.get(source.companion or "", ()):
                values.append(nameless(name))
                elements.append(Element((), {}, self.resource))
        if self._may_be_elsewhere(field) or self._unparsed():
            values.append(self._undeclared())
            elements.append(Element((), {}, self.header().resource))
        return FieldValue(field, tuple(values), self.header(), tuple(elements), bool(values))

    def _elements(
        self, field: str, source: FieldSource, resource: Resource
    ) -> Iterator[tuple[Value, Element]]:
        """Yield the elements of a source; a companion with a model has the fields of that."""
        companion = self.mapping.companions.get(source.companion or "")
        if resource.is_unparsed:
            yield Unknown(resource.unparsed[0]), Element((), {}, resource)
            return
        if companion is None or companion.model is None or source.path:
            yield from list_elements(field, source, resource, self.world)
            return
        views = self.views(companion.model, resource)
        for view in views:
            yield view.within(self.world).show(source.parts or {})
        if not views:
            yield Unknown(resource.address), Element((), {}, resource)

    def show(self, items: Items) -> tuple[Value, Element]:
        """Return some fields as the parts of an element; those that are not set are left out."""
        field_values = {part: self.read(".".join(path)) for part, path in items.items()}
        parts = {part: r.value for part, r in field_values.items() if r.value is not ABSENT}
        return parts, Element((), {}, self.resource, field_values)

    def _known_owner(self, source: FieldSource, field_value: FieldValue) -> FieldValue:
        """Return an unknown reference to an owner, or to another instance, as certainly set.

        The id of a database that another one is restored from is unknown, but never null.
        """
        if not isinstance(field_value.value, Unknown):
            return field_value
        companion = self.mapping.companions.get(source.companion or "")
        links = companion is not None and ".".join(source.path) in companion.owner
        identity = field_value.value.identity
        identifies = identity is not None and identity.attribute in self.mapping.identity
        if links or identifies:
            return replace(field_value, value=replace(field_value.value, not_null=True))
        return field_value

    def _place_of_unset(self, unset: Sequence[FieldValue]) -> FieldPlace:
        """Return the place of the companion that could set it, else of the deepest block."""
        for field_value in unset:
            if field_value.place.resource is not self.resource:
                return field_value.place
        for field_value in unset:
            if field_value.place.span() != field_value.place.resource.span:
                return field_value.place
        return self.header()

    def _elsewhere(self, source: FieldSource) -> Value:
        names = self.undeclared.get(source.companion or "", ())
        return nameless(names[0]) if names else self._undeclared()

    def _undeclared(self) -> Unknown:
        if self.resource is not None:
            return Unknown(self._unparsed()[0])
        seen = self.header().resource.address
        return Unknown(f"the {self.model.title} of {seen}, which is not in this configuration")


class _Candidate(Struct, frozen=True):
    source: FieldSource
    link: Link | None
    """Where to read it; None for a companion that may be managed elsewhere."""
