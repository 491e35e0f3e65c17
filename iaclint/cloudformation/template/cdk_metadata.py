"""Metadata that the CDK writes into its templates and its cloud assembly."""

from __future__ import annotations

import json
import posixpath
import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.files.source_tree import Unreadable
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import ItemsView
    from collections.abc import Mapping as MappingABC

    from iaclint.cloudformation.template.documents import DocumentReader
    from iaclint.cloudformation.template.template import Template
    from iaclint.files.source import SourceFile
    from iaclint.symbolic.values import Value
    from iaclint.syntax.tree import Node

CONSTRUCT_PATH: Final = "aws:cdk:path"
"""The path of the construct that creates a resource, below the app: ``Shop/Media/Resource``."""

ASSET_PATH: Final = "aws:asset:path"
"""The template file of a nested stack, whose TemplateURL is known only at deployment."""

MANIFEST: Final = "manifest.json"
"""The name of the file that describes a cloud assembly (``cdk.out``), in its folder."""

_TEMPLATE: Final = ".template.json"
_ENVIRONMENT: Final = re.compile(r"aws://(?:unknown-account|([^/]+))/(?:unknown-region|([^/]+))")


def construct_paths(template: Template) -> MappingABC[str, str]:
    """Return construct paths by logical ID, where the metadata has them.

    If several resources have the same path, only the first keeps it: paths are addresses.
    """
    if CONSTRUCT_PATH.encode() not in template.source.data:
        return {}
    names: dict[str, str] = {}
    for name, entry in template.resources.items():
        path = metadata(entry.value, CONSTRUCT_PATH)
        if path and path not in template.resources:
            names.setdefault(path, name)
    return {name: path for path, name in names.items()}


class Artifact(Struct, frozen=True):
    """The stack artifact of a template in a cloud assembly (``cdk.out``)."""

    name: str | None = None
    account: str | None = None
    region: str | None = None
    parameters: MappingABC[str, Value] = field(default_factory=dict)


NONE: Final = Artifact()
"""What is known without an artifact."""


def cdk_artifacts(template: SourceFile, reader: DocumentReader) -> list[Artifact]:
    """Return the stack artifacts of a template, in the manifest next to it and those that name it.

    Each deploys the template once. The environment is ``aws://123456789012/eu-west-1``; a stack
    without a name has the name of its artifact (documentation page
    "AwsCloudFormationStackProperties" of the CDK's cloud assembly schema). The stacks of a stage
    are an assembly with its own manifest.
    """
    manifests = {each.path: each for each in reader.manifests.get(template, ())}
    if template.path.endswith(_TEMPLATE):
        with suppress(Unreadable):
            beside = reader.relative_source(template, MANIFEST)
            manifests.setdefault(beside.path, beside)
    return [
        _artifact(key, artifact)
        for manifest in manifests.values()
        for key, artifact in _artifacts(manifest)
        if _names(manifest, _template_file(artifact), template.path)
    ]


def template_files(manifest: SourceFile) -> list[str]:
    """Return the paths of templates that only a manifest leads to; nothing for any other file.

    They have another suffix than those that the CDK writes, or are in another folder.
    """
    if posixpath.basename(manifest.path) != MANIFEST:
        return []
    written = [_template_file(artifact) for _, artifact in _artifacts(manifest)]
    found = (posixpath.normpath(path) for path in written if isinstance(path, str) and path)
    return list(dict.fromkeys(p for p in found if "/" in p or not p.endswith(_TEMPLATE)))


def _artifacts(manifest: SourceFile) -> ItemsView[str, Any]:
    """Return the artifacts of a cloud assembly; nothing for any other file."""
    return _parsed(manifest.data).items()


@lru_cache(maxsize=4)
def _parsed(manifest: bytes) -> dict[str, Any]:
    try:
        artifacts = json.loads(manifest)["artifacts"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}
    return artifacts if isinstance(artifacts, dict) else {}


def _template_file(artifact: object) -> object:
    properties = artifact.get("properties") if isinstance(artifact, dict) else None
    return properties.get("templateFile") if isinstance(properties, dict) else None


def _names(manifest: SourceFile, file: object, path: str) -> bool:
    """Return whether a path in a manifest, relative to it, is that of a template."""
    folder = posixpath.dirname(manifest.path)
    return isinstance(file, str) and posixpath.normpath(posixpath.join(folder, file)) == path


def _artifact(key: str, artifact: MappingABC[str, Any]) -> Artifact:
    environment, properties = artifact.get("environment"), artifact["properties"]
    place = _ENVIRONMENT.fullmatch(environment) if isinstance(environment, str) else None
    name, parameters = properties.get("stackName", key), properties.get("parameters")
    return Artifact(
        name=name if isinstance(name, str) else None,
        account=place[1] if place else None,
        region=place[2] if place else None,
        parameters={
            parameter: value
            for parameter, value in (parameters if isinstance(parameters, dict) else {}).items()
            if isinstance(value, str)
        },
    )


def metadata(resource: Node, key: str) -> str | None:
    """Return a string in the metadata of a resource."""
    found = resource.get("Metadata") if isinstance(resource, Mapping) else None
    node = found.get(key) if isinstance(found, Mapping) else None
    return None if node is None else literal_text(node)
