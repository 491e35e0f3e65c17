"""Sketch resources whose attributes give the fields of a model their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from iaclint.frontends import front_end_of
from iaclint.models.model import Companion, Field, FieldSource
from iaclint.models.model import Mapping as ModelMapping
from iaclint.models.paths import EVERY
from iaclint.scaffold.attribute_values import as_object, in_language, named
from iaclint.sketch import Reference, SketchedResource
from iaclint.symbolic.values import ABSENT

SUBJECT = "example"


def sketch(mapping: ModelMapping, fields: Mapping[str, object]) -> list[SketchedResource]:
    """Return resources that give fields their values; the first one is the instance.

    Raises ``KeyError`` if the language does not have a field.
    """
    sources = {name: current_source(mapping, mapping.fields[name]) for name in fields}
    drawn = _Sketch(mapping, _resource_type(mapping, sources.values()))
    for name, value in fields.items():
        if value is not ABSENT:
            drawn.set(sources[name], value)
    return drawn.resources()


def current_source(mapping: ModelMapping, field: Field) -> FieldSource:
    """Return the source of a field to set in a new configuration.

    This is the first source with a default, which every resource has, else the first one in the
    current provider version.
    """
    current = [source for source in field.sources if not _is_gone(mapping, source)]
    with_default = (source for source in current if source.default is not ABSENT)
    return next(with_default, (current or field.sources)[0])


def _is_gone(mapping: ModelMapping, source: FieldSource) -> bool:
    companion = mapping.companions.get(source.companion or "")
    return bool(source.removed_in or (companion and companion.removed_in))


def _resource_type(mapping: ModelMapping, sources: Iterable[FieldSource]) -> str:
    """Return the first resource type with all attributes, as far as known."""
    own = [source.path for source in sources if source.companion is None]
    find = front_end_of(mapping.language).find_attribute
    having = (type_ for type_ in mapping.resources if all(find(type_, path) for path in own))
    return next(having, mapping.resources[0])


class _Sketch:
    def __init__(self, mapping: ModelMapping, type_: str) -> None:
        self._mapping = mapping
        self._find = front_end_of(mapping.language).find_attribute
        self._subject = SketchedResource(type_, SUBJECT)
        self._companions: dict[str, SketchedResource] = {}

    def resources(self) -> list[SketchedResource]:
        return [self._subject, *self._companions.values()]

    def set(self, source: FieldSource, value: object) -> None:
        """Set the attributes of a source so that its value is ``value``."""
        resource = self._holder(source.companion)
        if source.parts is None:
            self._put(resource, source.path, in_language(value, source))
            return
        elements = value if isinstance(value, (list, tuple)) else ()
        for parts in elements or ({},):
            self._add_element(resource, source, parts if isinstance(parts, Mapping) else {})

    def _add_element(
        self, resource: SketchedResource, source: FieldSource, parts: Mapping[str, object]
    ) -> None:
        if source.path:
            self._put(resource, source.path, [{}])
        for name, value in parts.items():
            path = (*source.path, *(source.parts or {})[name])
            self._put(resource, path, in_language(value, source))

    def _holder(self, name: str | None) -> SketchedResource:
        if name is None:
            return self._subject
        if name not in self._companions:
            companion = self._mapping.companions[name]
            self._companions[name] = SketchedResource(companion.resources[0], name)
            self._link(companion)
        return self._companions[name]

    def _link(self, companion: Companion) -> None:
        resource = self._companions[companion.name]
        if companion.referenced_by:
            source = companion.referenced_by[0]
            link = _refer(resource, companion.identity, source.path[-1])
            self._put(self._holder(source.companion), source.path, link)
        elif companion.owner:
            owner = self._holder(companion.parent)
            parent = self._mapping.companions.get(companion.parent or "")
            identity = parent.identity if parent else self._mapping.identity
            path = tuple(companion.owner[0].split("."))
            self._put(resource, path, _refer(owner, identity, path[-1]))

    def _put(self, resource: SketchedResource, path: Sequence[str], value: object) -> None:
        names = [name for name in path if name != EVERY]
        level = resource.attributes
        for n, name in enumerate(names[:-1], 1):
            level = _enter(level, name, self._is_list(resource, names[:n]))
        schema = self._find(resource.type, names)
        if schema and schema.is_object:
            value = as_object(value)
        is_link = isinstance(level.get(names[-1]), Reference)
        if not is_link and not (value == [{}] and names[-1] in level):
            wrap = self._is_list(resource, names) and not isinstance(value, (list, tuple))
            level[names[-1]] = named([value] if wrap else value, names[-1])

    def _is_list(self, resource: SketchedResource, path: Sequence[str]) -> bool:
        schema = self._find(resource.type, tuple(path))
        return schema is not None and schema.is_list


def _enter(level: dict[str, object], name: str, is_list: bool) -> dict[str, object]:
    """Return the mapping at a name, which is created if it does not exist."""
    new: dict[str, object] = {}
    inner = level.setdefault(name, [new] if is_list else new)
    found = inner[0] if isinstance(inner, list) else inner
    assert isinstance(found, dict)
    return found


def _refer(to: SketchedResource, identity: Sequence[str], attribute: str) -> Reference:
    """Return a reference to a resource for an attribute by its suffix: ``owner_arn``."""
    meant = [name for name in identity if name != attribute and _ends_with(attribute, name)]
    return Reference(to.type, to.name, (meant or identity)[0])


def _ends_with(attribute: str, name: str) -> bool:
    return attribute.endswith((f"_{name}", name) if name[:1].isupper() else f"_{name}")
