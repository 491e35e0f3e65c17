"""Transforms that may add resources to a template, and are not expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.cloudformation.template.template import items_of, name_of_transform
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.syntax.tree import Node

INCLUDE: Final = "AWS::Include"
TRANSFORM: Final = "Fn::Transform"


def adding_transforms(root: Mapping) -> Iterator[Node]:
    """Yield the transforms of a whole template, and that of its resources."""
    yield from items_of(root.get("Transform"))
    for section in (root, root.get("Resources")):
        added = section.get(TRANSFORM) if isinstance(section, Mapping) else None
        yield from items_of(added)


def not_expanded(root: Mapping) -> Iterator[str]:
    """Yield the macros and the included files that a template has, as coverage lists them."""
    for node in adding_transforms(root):
        name = name_of_transform(node) or ""
        location = location_of(node)
        if name == INCLUDE:
            text = (literal_text(location) if location is not None else None) or INCLUDE
            yield f"Transform ({text})"
        elif name and not name.startswith("AWS::"):
            yield f"Transform (macro {name})"


def location_of(transform: Node | None) -> Node | None:
    """Return the location of ``AWS::Include``; None for any other transform."""
    if not isinstance(transform, Mapping) or name_of_transform(transform) != INCLUDE:
        return None
    parameters = transform.get("Parameters")
    return parameters.get("Location") if isinstance(parameters, Mapping) else None
