"""What the CDK writes into its templates beside the resources: where they come from."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.calls import literal
from iaclint.discovery import Unreadable
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC

    from iaclint.cloudformation.documents import Library
    from iaclint.cloudformation.template import Template
    from iaclint.source import SourceFile
    from iaclint.syntax.tree import Node

PATH: Final = "aws:cdk:path"
"""The construct that a resource is made by, from the app down: ``Shop/Media/Resource``."""

ASSET: Final = "aws:asset:path"
"""The file that a nested stack's template is in; its TemplateURL is one of deployment."""

_ENVIRONMENT: Final = re.compile(r"aws://(?:unknown-account|([^/]+))/(?:unknown-region|([^/]+))")


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


def environment(template: SourceFile, library: Library) -> tuple[str | None, str | None]:
    """Return the account and the region that a ``cdk.out`` says a template is deployed to.

    Its ``manifest.json`` has them as ``aws://123456789012/eu-west-1`` (documentation page
    "AWS CDK cloud assembly schema").
    """
    if not template.path.endswith(".template.json"):
        return None, None
    name = posixpath.basename(template.path)
    try:
        manifest = json.loads(library.source_beside(template, "manifest.json").data)
        for artifact in manifest["artifacts"].values():
            if artifact.get("properties", {}).get("templateFile") == name:
                return _place(artifact["environment"])
    except (Unreadable, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass  # no assembly, then
    return None, None


def _place(written: str) -> tuple[str | None, str | None]:
    found = _ENVIRONMENT.fullmatch(written)
    return (found[1], found[2]) if found else (None, None)


def metadata(resource: Node, key: str) -> str | None:
    """Return a text of a resource's metadata."""
    found = resource.get("Metadata") if isinstance(resource, Mapping) else None
    node = found.get(key) if isinstance(found, Mapping) else None
    return None if node is None else literal(node)
