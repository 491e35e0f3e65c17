"""Projection: the fields of one instance of a model, read from its resource and companions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from msgspec import field as struct_field
from msgspec.structs import replace

from iaclint.analyses.analysis import OWN_RESOURCE, SOURCES
from iaclint.models.companions.in_modules import may_be_in
from iaclint.models.companions.links import Link
from iaclint.models.computing import compute
from iaclint.models.field_value import (
    Element,
    FieldValue,
    Items,
)
from iaclint.models.mapped_fields import MappedFields
from iaclint.models.module_calls import sets_any
from iaclint.models.paths import follow, parse_path
from iaclint.resource import Resource
from iaclint.symbolic.values import ABSENT, Value
from iaclint.symbolic.worlds import (
    World,
    branches_of,
    existence,
    forks,
)

if TYPE_CHECKING:
    from iaclint.models.model import FieldSource
    from iaclint.symbolic.path_conditions import PathCondition
    from iaclint.symbolic.worlds import Branch


class ModelInstance(MappedFields, eq=False):
    """One instance of a model: a resource with its companions.

    ``resource`` is None for an external instance: only its companions are in the
    configuration, and what the resource itself sets is unknown.
    """

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

    def as_assumed(self) -> ModelInstance | None:
        """Return the instance as it is first deployed; None if nothing is assumed for that.

        Companions are of those that are assumed, and set what each later apply restores.
        """
        every = [link for found in self.links.values() for link in found]
        is_restored = not self.is_new and any(map(self.restores, self.mapping.restored))
        if not is_restored and all(link.is_assumed is None for link in every):
            return None
        settled = {name: map(Link.as_assumed, found) for name, found in self.links.items()}
        links = {name: tuple(filter(None, f)) for name, f in settled.items()}
        return self._derive(links=links, is_new=True)

    def passed_on(self) -> ModelInstance | None:
        """Return the instance as if modules that are not loaded configure it; None if none may."""
        resource = self.resource
        if resource is None or not self.mapping.passed_on:
            return None
        taken = ("", *self.mapping.passed_on)
        calls = dict.fromkeys(p.call for p in resource.passed_on() if p.attribute in taken)
        links = {**self.links}
        for call, companion in product(calls, self.mapping.companions.values()):
            name = companion.name
            is_free = name in self.mapping.concatenated or not self.links.get(name)
            if companion.configures_owner and is_free:
                links[name] = (*links.get(name, ()), may_be_in(call, companion, resource))
        return self._derive(links=links) if calls else None

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
            return self.read_mapped(field)
        if field in self.model.computed:
            return compute(self, field)
        if field == OWN_RESOURCE and self.resource is not None:
            return FieldValue(field, (self.resource.type, self.resource.key), self.header())
        if field.startswith(SOURCES):
            return FieldValue(field, self.keys_of(field.removeprefix(SOURCES)), self.header())
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
        owned = self.owned_companions()
        sources = (source for field in fields for source in self._sources(field))
        names = {source.companion for source in sources if self._concerns(source)}
        return next((owned[name] for name in owned if name in names), None)

    def _concerns(self, source: FieldSource) -> bool:
        """Whether the configuration is about what a source reads.

        A companion that overrides attributes is only about those that it has.
        """
        if source.companion not in self.mapping.overriding:
            return True
        links = self.links.get(source.companion, ())
        return any(self._source("", source, link).value is not ABSENT for link in links)

    def _sources(self, field: str) -> Iterator[FieldSource]:
        """Yield all sources of a field, or of the fields that it is computed from."""
        if field in self.mapping.fields:
            yield from self.mapping.fields[field].sources
        else:
            for read in self.read(field).reads:
                yield from self._sources(read)

    def show(self, items: Items) -> tuple[Value, Element]:
        """Return some fields as the parts of an element; those that are not set are left out."""
        field_values = {part: self.read(".".join(path)) for part, path in items.items()}
        parts = {part: r.value for part, r in field_values.items() if r.value is not ABSENT}
        return parts, Element((), {}, self.resource, field_values)
