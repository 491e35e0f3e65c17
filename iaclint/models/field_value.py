"""Field values: the value of a field, and the places that it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from iaclint.analyses.analysis import Step
from iaclint.models.paths import (
    EVERY,
    Found,
    elements_of,
    follow,
    pick,
)
from iaclint.models.words import translate, translate_given
from iaclint.resource import Path, Related, Resource
from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.unsettled import PROVIDER_VERSION
from iaclint.symbolic.values import ABSENT, Choice, Identity, Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World
from iaclint.version_constraints import is_before

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.models.model import FieldSource

Items: TypeAlias = Mapping[str, tuple[str, ...]]


class FieldPlace(Struct, frozen=True):
    """A path in a resource, whether the configuration sets it or not."""

    resource: Resource
    path: Path
    world: World = ANYWHERE
    """The world in which the path leads there."""

    def span(self) -> Span:
        """Return where the value is written, else the header of the deepest block there."""
        return self.resource.body.locate(self.path, self.world)

    def trail(self) -> tuple[Related, ...]:
        """Return where the value came from, nearest first."""
        return self.resource.body.trail(self.path, self.world)


class Element(Struct, frozen=True):
    """Where an element of a list comes from; its parts may have other names there."""

    path: Path
    parts: Mapping[str, Path]
    resource: Resource | None = None
    """Where it is, if not where the list as a whole is."""
    field_values: Mapping[str, FieldValue] = field(default_factory=dict)
    """The parts that are fields of another model."""


class FieldValue(Struct, frozen=True, eq=False):
    """A field of an instance: its value and its place."""

    field: str
    value: Value
    place: FieldPlace
    elements: tuple[Element, ...] = ()
    """For a list: where each element is."""
    written: bool = True
    """False for a default."""
    steps: tuple[Step, ...] = ()
    """For a computed field: the reasoning."""
    reads: frozenset[str] = frozenset()
    """For a computed field: the fields that it was computed from."""

    def at(self, path: Path) -> FieldPlace:
        """Return the place of a part of the value."""
        if not path or self.steps:
            return self.place
        index, *rest = path
        if not self.elements or not isinstance(index, int) or index >= len(self.elements):
            return replace(self.place, path=(*self.place.path, *path))
        element = self.elements[index]
        start = element.path
        if rest and rest[0] in element.field_values:
            return element.field_values[str(rest[0])].at(tuple(rest[1:]))
        if rest and isinstance(rest[0], str):
            start, rest = element.parts.get(rest[0], (*start, rest[0])), rest[1:]
        resource = element.resource or self.place.resource
        return FieldPlace(resource, (*start, *rest), self.place.world)


def read_source(
    field: str, source: FieldSource, resource: Resource, world: World = ANYWHERE
) -> FieldValue:
    """Return a field as one of its sources sets it in a world; ``ABSENT`` where it does not."""
    name, *names = source.path
    if source.parts is not None:
        names.append(EVERY)
    given = world.settle(resource.body.get(name))
    default = _default(source, resource)
    found = follow(given, tuple(names), (name,), default)
    if source.parts is not None:
        value = _map_elements(found.value, source)
    else:
        value = translate_given(found.value, source.values, default)
    elements = tuple(_element(each, source.parts or {}) for each in found.elements or ())
    written = value is not default or _is_written(resource, found.path)
    return FieldValue(field, value, FieldPlace(resource, found.path, world), elements, written)


def _default(source: FieldSource, resource: Resource) -> Value:
    """Return the default of the provider, unknown if it differs between the allowed versions."""
    if not source.previous_defaults:
        return source.default
    possible = list(_possible_defaults(source, resource))
    _, last = possible[-1]
    for version, value in possible:
        if value != last:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            earlier = f"before {version}, the default was {text}"
            return Unknown(f"{PROVIDER_VERSION}: {earlier}")
    return last


def _possible_defaults(source: FieldSource, resource: Resource) -> Iterator[tuple[str, Value]]:
    """Yield the defaults of the allowed versions, each with the version that changed it."""
    for version, value in source.previous_defaults.items():
        truth = is_before(resource.versions(), version)
        if truth is not Truth.FALSE:
            yield version, value
        if truth is Truth.TRUE:
            return
    yield "", source.default


def list_elements(
    field: str,
    source: FieldSource,
    resource: Resource,
    world: World,
    identity: Collection[str] = (),
) -> Iterator[tuple[Value, Element]]:
    """Yield the elements that a source adds to a list, each with its place.

    ``identity`` are the attributes by which others refer to the resource.
    """
    if not source.path:
        items = source.parts or {}
        names = dict.fromkeys(name for name, *_ in items.values())
        attributes = {n: world.settle(_attribute(resource, n, identity)) for n in names}
        element = _element(Found(attributes, ()), items)
        yield _parts(attributes, source), replace(element, resource=resource)
        return
    field_value = read_source(field, source, resource, world)
    places = field_value.elements
    for n, value in enumerate(elements_of(field_value.value)):
        element = places[n] if n < len(places) else Element(field_value.place.path, {})
        yield value, replace(element, resource=resource)


def _attribute(resource: Resource, name: str, identity: Collection[str]) -> Value:
    """Return an attribute; one that others refer to and that is not set is known by its owner."""
    value = resource.body.get(name)
    if value is ABSENT and name in identity:
        return Unknown(f"{resource.address}.{name}", Identity(resource.key, name), not_null=True)
    return value


def _is_written(resource: Resource, path: Path) -> bool:
    value = pick(resource.body.get(str(path[0])), path[1:])
    return value is not ABSENT and value is not None


def _element(found: Found, items: Items) -> Element:
    paths = {part: follow(found.value, names, found.path).path for part, names in items.items()}
    return Element(found.path, paths)


def _map_elements(value: Value, source: FieldSource) -> Value:
    """Return a list whose elements have the model's names for their parts, and its values."""
    if isinstance(value, Choice):
        return map_choice(value, lambda option: _map_elements(option, source))
    if isinstance(value, tuple):
        return tuple(_parts(element, source) for element in value)
    return value


def _parts(element: Value, source: FieldSource) -> Value:
    """Return the parts of an element by name; those that are not set are left out."""
    if isinstance(element, Unknown) or element is None:
        return element
    if isinstance(element, Choice):
        return map_choice(element, lambda option: _parts(option, source))
    found = {part: follow(element, path).value for part, path in (source.parts or {}).items()}
    read = {part: translate(value, source.values) for part, value in found.items()}
    return {part: value for part, value in read.items() if value is not ABSENT}
