"""Transforms and modules that may add resources to a template, and are not expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.cloudformation.template.template import (
    TRANSFORM,
    is_registry_module,
    items_of,
    name_of_transform,
    transforms_of,
    type_of,
)
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as MappingABC

    from iaclint.syntax.tree import Entry, Node

INCLUDE: Final = "AWS::Include"


def adding_transforms(root: Mapping) -> Iterator[Node]:
    """Yield the transforms of a whole template, and that of its resources."""
    yield from items_of(root.get("Transform"))
    for section in (root, root.get("Resources")):
        added = section.get(TRANSFORM) if isinstance(section, Mapping) else None
        yield from items_of(added)


def not_expanded(root: Mapping) -> Iterator[str]:
    """Yield the included files and the macros of a template, as coverage lists them."""
    for node in adding_transforms(root):
        if name_of_transform(node) == INCLUDE:
            location = location_of(node)
            text = (literal_text(location) if location is not None else None) or INCLUDE
            yield f"Transform ({text})"
    for name in filter(None, map(name_of_transform, transforms_of(root))):
        if not name.startswith("AWS::"):
            yield f"Transform (macro {name})"


def registry_modules(resources: MappingABC[str, Entry]) -> Iterator[str]:
    """Yield the modules of the CloudFormation registry, as coverage lists them."""
    for name, entry in resources.items():
        if is_registry_module(entry):
            yield f"{name} ({type_of(entry)})"


def location_of(transform: Node | None) -> Node | None:
    """Return the location of ``AWS::Include``; None for any other transform."""
    if not isinstance(transform, Mapping) or name_of_transform(transform) != INCLUDE:
        return None
    parameters = transform.get("Parameters")
    return parameters.get("Location") if isinstance(parameters, Mapping) else None
