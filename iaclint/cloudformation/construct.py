"""What the CDK writes into its templates beside the resources: where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.calls import literal
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC

    from iaclint.cloudformation.template import Template
    from iaclint.syntax.tree import Node

PATH: Final = "aws:cdk:path"
"""The construct that a resource is made by, from the app down: ``Shop/Media/Resource``."""

ASSET: Final = "aws:asset:path"
"""The file that a nested stack's template is in; its TemplateURL is one of deployment."""


def construct_paths(template: Template) -> MappingABC[str, str]:
    """Return the path of the construct that made each resource, as far as it is written.

    Of several resources with one path only the first keeps it: paths are addresses.
    """
    if PATH.encode() not in template.source.data:
        return {}
    names: dict[str, str] = {}
    for name, entry in template.resources.items():
        path = metadata(entry.value, PATH)
        if path and path not in template.resources:
            names.setdefault(path, name)
    return {name: path for path, name in names.items()}


def metadata(resource: Node, key: str) -> str | None:
    """Return a text of a resource's metadata."""
    found = resource.get("Metadata") if isinstance(resource, Mapping) else None
    node = found.get(key) if isinstance(found, Mapping) else None
    return None if node is None else literal(node)
