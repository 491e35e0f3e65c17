"""Sketches of resources, which a front end writes as a configuration in its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field


class Reference(Struct, frozen=True):
    """A reference to another resource of the sketch."""

    type: str
    name: str
    attribute: str


class Given(Struct, frozen=True):
    """A value that is only given at deployment: a variable or a parameter without a default."""

    like: object
    """A value of the same type."""
    name: str = ""


class Perhaps(Struct, frozen=True):
    """A value that is set or not, which is only decided at deployment."""

    value: object
    name: str = ""


class SketchedResource(Struct, frozen=True):
    """A resource of a configuration that is to be written."""

    type: str
    name: str
    """In lower case with underscores, unique in the sketch."""
    attributes: dict[str, object] = field(default_factory=dict)
    """Plain data, with the types above in it; mappings are blocks."""


class WrittenSketch(Struct, frozen=True):
    """A configuration that declares the resources of a sketch."""

    text: str
    addresses: tuple[str, ...]
    """Of the resources, in their order."""


class AttributeSchema(Struct, frozen=True):
    """What is known about an attribute of a resource type."""

    is_list: bool = False
    is_object: bool = False
    values: tuple[str, ...] = ()
    """The values that it can have, if there are only some."""


def undecided(content: object) -> Iterator[Given | Perhaps]:
    """Yield what is decided at deployment in some content, each name once."""
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
