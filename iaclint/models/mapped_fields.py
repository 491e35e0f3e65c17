"""The fields that a mapping reads from attributes of a resource and of its companions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec import field as struct_field
from msgspec.structs import replace

from iaclint.models.alternatives import if_holds, may_be_unset, nameless, or_else
from iaclint.models.companions.links import Link, in_either_order
from iaclint.models.field_value import (
    Element,
    FieldPlace,
    FieldValue,
    Items,
    list_elements,
    read_source,
)
from iaclint.models.shared_elements import Elements, SharedElements, elements
from iaclint.resource import Resource
from iaclint.symbolic.values import ABSENT, Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World

if TYPE_CHECKING:
    from iaclint.models.model import FieldSource, Model
    from iaclint.models.model import Mapping as ModelMapping


_NOTHING: Mapping[str, tuple[Value, ...]] = MappingProxyType({})


class Shown(Protocol):
    """An instance of a model of its own that a companion makes."""

    def within(self, world: World) -> Shown:
        """Return the instance in a world."""

    def show(self, items: Items) -> tuple[Value, Element]:
        """Return some fields as the parts of an element."""


View = Callable[[str, Resource], Sequence[Shown]]
"""Returns the instances of a model that a resource makes."""


def no_views(model: str, resource: Resource) -> Sequence[Shown]:
    """Return no instances: companions of a companion's model have no models."""
    return ()


class MappedFields(Struct, eq=False):
    """The fields of one instance of a model that its language sets by attributes."""

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
    is_new: bool = False
    """Whether it is as after the first apply, which updates companions after their owner."""
    shared: SharedElements = struct_field(default_factory=SharedElements)
    """The elements that companions of several instances add to lists."""

    def read_mapped(self, field: str) -> FieldValue:
        """Return the value of a field that the mapping has, with its place."""
        if self.mapping.fields[field].concatenated:
            return self._concat(field)
        return self._settle(field, self._candidates(field))

    def keys_of(self, field: str) -> tuple[str, ...]:
        """Return the keys of the resource, and of companions whose attribute a field certainly is.

        Those are the companions that it is read from, up to the first source that may set it.
        """
        keys = [self.resource.key] if self.resource is not None else []
        for source, link in self._certain(field):
            keys.append(link.resource.key)
            if self._source(field, source, link).value is not ABSENT:
                break
        return tuple(dict.fromkeys(keys))

    def _certain(self, field: str) -> Iterator[tuple[FieldSource, Link]]:
        """Yield the sources of a field, up to the first whose resource is not certain."""
        for candidate in self._candidates(field) if field in self.mapping.fields else ():
            if candidate.link is None or self.world.settle(candidate.link.holds) is not True:
                return
            yield candidate.source, candidate.link

    def header(self) -> FieldPlace:
        """Return where the instance is declared."""
        resource = self.resource or next(iter(self.owned_companions().values()))
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
        if self._would_be_declared(source) or self._is_of_another_type(source):
            return False
        return self._may_be_elsewhere(field)

    def _may_be_elsewhere(self, field: str) -> bool:
        """Whether a resource outside of the configuration may set a field."""
        seen = self.is_alone and field not in self.model.secure_unless_set
        seen |= self.is_unmitigated and field in self.model.mitigations
        return self.resource is None and not seen

    def _would_be_declared(self, source: FieldSource) -> bool:
        """Whether a source would be in this configuration: a setting of the whole account.

        So would what overrides an attribute that the configuration sets.
        """
        companion = self.mapping.companions.get(source.companion or "")
        return companion is not None and (companion.is_account_wide or bool(companion.sets))

    def _is_of_another_type(self, source: FieldSource) -> bool:
        """Whether a source is of other owners than the companions of an external instance."""
        of = self._owners_of(source.companion or "")
        linked = (self._owners_of(name) for name in self.links)
        return any(of.isdisjoint(owners) for owners in linked if of and owners)

    def _owners_of(self, name: str) -> frozenset[str]:
        """Return the types of owners that a companion has, if it has not all of the model."""
        companion = self.mapping.companions.get(name)
        return frozenset(companion.of if companion is not None else ())

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
                return self._or_restored(field_value, link, candidates[n + 1 :])
            rest = self._settle(field, candidates[n + 1 :])
            value = or_else(field_value.value, rest.value)
            value = if_holds(holds, value, rest.value)
            return replace(field_value, value=value)
        return FieldValue(field, ABSENT, self._place_of_unset(unset), written=False)

    def _or_restored(
        self, found: FieldValue, link: Link, others: Sequence[_Candidate]
    ) -> FieldValue:
        """Return the value of a companion; or that of the resource, if an apply restores it."""
        own = self.resource
        if own is None or self.is_new:
            return found
        for source, other in ((c.source, c.link) for c in others):
            if other is None or other.resource is not own or not source.is_restored:
                continue
            restored = self._source(found.field, source, other).value
            if self.restores(source.path[0]) and restored is not ABSENT and restored is not None:
                value = in_either_order(found.value, restored, link.resource, own)
                return replace(found, value=value)
        return found

    def restores(self, attribute: str) -> bool:
        """Return whether an apply restores an attribute that a companion has set since."""
        return self.resource is not None and self.resource.restores(attribute)

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
        found: list[Elements] = []
        for source in self.mapping.fields[field].sources:
            for link in self._links(source):
                listed = self._elements(field, source, link.resource)
                holds = self.world.settle(link.holds)
                if holds is not True:
                    values = tuple([if_holds(holds, value, None) for value in listed.values])
                    listed = replace(listed, values=values)
                found.append(listed)
            for name in self.undeclared.get(source.companion or "", ()):
                found.append(elements([(nameless(name), Element((), {}, self.resource))]))
        if self._may_be_elsewhere(field) or self._unparsed():
            found.append(elements([(self._undeclared(), Element((), {}, self.header().resource))]))
        joined = self.shared.join(found)
        written = bool(joined.values)
        return FieldValue(field, joined.values, self.header(), joined.places, written)

    def _elements(self, field: str, source: FieldSource, resource: Resource) -> Elements:
        """Return the elements of a source; a companion with a model has the fields of that."""
        companion = self.mapping.companions.get(source.companion or "")
        if resource.is_unparsed:
            return elements([(Unknown(resource.unparsed[0]), Element((), {}, resource))])
        if companion is None or companion.model is None or source.path:
            return self._listed(field, source, resource)
        views = self.views(companion.model, resource)
        if not views:
            return elements([(Unknown(resource.address), Element((), {}, resource))])
        return elements(view.within(self.world).show(source.parts or {}) for view in views)

    def _listed(self, field: str, source: FieldSource, resource: Resource) -> Elements:
        companion = self.mapping.companions.get(source.companion or "")
        identity = () if companion is None else companion.identity

        def read(world: World) -> Iterable[tuple[Value, Element]]:
            return list_elements(field, source, resource, world, identity)

        if resource is self.resource:
            return elements(read(self.world))
        return self.shared.read(source, resource.key, self.world, read)

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

    def owned_companions(self) -> dict[str, Resource]:
        """Return the first companion of each name that names this instance as its owner."""
        return {
            name: self.links[name][0].resource
            for name, companion in self.mapping.companions.items()
            if companion.owner and self.links.get(name)
        }


class _Candidate(Struct, frozen=True):
    source: FieldSource
    link: Link | None
    """Where to read it; None for a companion that may be managed elsewhere."""
