"""What the CDK writes into its templates beside the resources: where they come from."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from iaclint.cloudformation.template.calls import literal
from iaclint.files.source_tree import Unreadable
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC

    from iaclint.cloudformation.template.documents import Library
    from iaclint.cloudformation.template.template import Template
    from iaclint.files.source import SourceFile
    from iaclint.symbolic.values import Value
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


class Artifact(Struct, frozen=True):
    """What a ``cdk.out`` says of the stack that a template becomes."""

    name: str | None = None
    account: str | None = None
    region: str | None = None
    parameters: MappingABC[str, Value] = field(default_factory=dict)


def artifact_of(template: SourceFile, library: Library) -> Artifact:
    """Return what the manifest beside a template says of it, as far as that is certain.

    The environment is ``aws://123456789012/eu-west-1``; a stack without a name of its own has
    that of its artifact (documentation page "AwsCloudFormationStackProperties" of the CDK's
    cloud assembly schema). The stacks of a stage are an assembly with its own manifest.
    """
    if not template.path.endswith(".template.json"):
        return Artifact()
    name = posixpath.basename(template.path)
    try:
        manifest = json.loads(library.source_beside(template, "manifest.json").data)
        found = [
            _artifact(key, artifact)
            for key, artifact in manifest["artifacts"].items()
            if artifact.get("properties", {}).get("templateFile") == name
        ]
    except (Unreadable, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Artifact()  # no assembly, then
    return found[0] if len(found) == 1 else Artifact()


def _artifact(key: str, artifact: MappingABC[str, Any]) -> Artifact:
    place = _ENVIRONMENT.fullmatch(artifact["environment"])
    properties = artifact["properties"]
    name = properties.get("stackName", key)
    return Artifact(
        name=name if isinstance(name, str) else None,
        account=place[1] if place else None,
        region=place[2] if place else None,
        parameters={
            parameter: value
            for parameter, value in (properties.get("parameters") or {}).items()
            if isinstance(value, str)
        },
    )


def metadata(resource: Node, key: str) -> str | None:
    """Return a text of a resource's metadata."""
    found = resource.get("Metadata") if isinstance(resource, Mapping) else None
    node = found.get(key) if isinstance(found, Mapping) else None
    return None if node is None else literal(node)
