"""Sketches of resources, which a front end can write in its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field


class Reference(Struct, frozen=True):
    """A reference to another resource of the sketch."""

    type: str
    name: str
    attribute: str


class Given(Struct, frozen=True):
    """A value given at deployment: a variable or a parameter without a default."""

    like: object
    """A value of the same type."""
    name: str = ""


class Perhaps(Struct, frozen=True):
    """A value that is set or not, depending on a variable or a parameter."""

    value: object
    name: str = ""


class SketchedResource(Struct, frozen=True):
    """A resource in a configuration to write."""

    type: str
    name: str
    """In lower case with underscores, unique in the sketch."""
    attributes: dict[str, object] = field(default_factory=dict)
    """Plain data and the types above; mappings are blocks."""


class WrittenSketch(Struct, frozen=True):
    """A configuration that declares the resources of a sketch."""

    text: str
    addresses: tuple[str, ...]
    """Addresses of the resources, in their order."""


class AttributeSchema(Struct, frozen=True):
    """The schema of an attribute of a resource type."""

    is_list: bool = False
    is_object: bool = False
    values: tuple[str, ...] = ()
    """The allowed values, if they are limited."""


def undecided(content: object) -> Iterator[Given | Perhaps]:
    """Yield the values given at deployment, each name once."""
    yield from {found.name: found for found in _undecided(content)}.values()


def _undecided(content: object) -> Iterator[Given | Perhaps]:
    if isinstance(content, (Given, Perhaps)):
        yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from _undecided(value)
    elif isinstance(content, (list, tuple)):
        for item in content:
            yield from _undecided(item)
