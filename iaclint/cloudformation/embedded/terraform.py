"""What deploys resources of CloudFormation from Terraform: stacks, awscc, Cloud Control API."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from iaclint.resource import Configuration, Resource
from iaclint.symbolic.values import ABSENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.cloudformation.embedded.loader import EmbeddedTemplate
    from iaclint.files.selection import Discovery
    from iaclint.files.source import SourceFile
    from iaclint.symbolic.values import Value

_STACK_SETS: Final = ("aws_cloudformation_stack_set", "awscc_cloudformation_stack_set")
_STACKS: Final = ("aws_cloudformation_stack", "awscc_cloudformation_stack", *_STACK_SETS)
_BODY: Final = "template_body"
_AWSCC: Final = "awscc_"
_CLOUD_CONTROL: Final = "aws_cloudcontrolapi_resource"
_TYPE: Final = "type_name"
_WORD: Final = r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"


def with_stacks(wanted: frozenset[str]) -> frozenset[str]:
    """Return wanted types with those of Terraform that deploy resources of CloudFormation."""
    kinds = (_in_awscc(kind) for kind in wanted if kind.startswith("AWS::"))
    return wanted.union(_STACKS, (_CLOUD_CONTROL,), kinds)


def _in_awscc(kind: str) -> str:
    """Return a type of CloudFormation as the provider awscc names it: ``awscc_rds_db_instance``."""
    _, service, *names = kind.split("::")
    return "_".join(
        [_AWSCC + service.lower(), *(re.sub(_WORD, "_", name).lower() for name in names)]
    )


def load_stacks(
    evaluated: Mapping[str, Sequence[Configuration]],
    discovery: Discovery,
    wanted: frozenset[str],
) -> dict[str, tuple[Configuration, ...]]:
    """Return the configurations of each environment, with those of the stacks in Terraform."""
    found = {
        name: [r for c in loaded for r in c.resources if _is_deploying(r, wanted)]
        for name, loaded in evaluated.items()
    }
    if not any(found.values()):
        return {name: tuple(loaded) for name, loaded in evaluated.items()}
    files = {
        file.text: file
        for selection in discovery.selections.get("cloudformation", ())
        for file in selection.files
    }
    return {
        name: (*loaded, _load(found[name], files, wanted)) for name, loaded in evaluated.items()
    }


def _is_deploying(resource: Resource, wanted: frozenset[str]) -> bool:
    """Return whether a resource deploys a stack, or may deploy a resource of a wanted type."""
    if resource.type == _CLOUD_CONTROL:
        kind = resource.body.get(_TYPE)
        return not isinstance(kind, str) or kind in wanted
    return resource.type in _STACKS or resource.type.startswith(_AWSCC)


def _load(
    resources: Sequence[Resource], files: Mapping[str, SourceFile], wanted: frozenset[str]
) -> Configuration:
    """Return what stacks deploy; templates in a bucket, and single resources, are not loaded."""
    from iaclint.cloudformation.embedded.loader import load_embedded

    stacks = [r for r in resources if r.type in _STACKS and _is_set(r.body.get(_BODY))]
    loaded = load_embedded(map(_template, stacks), files, wanted)
    others = (f"{r.address} ({_source(r)})" for r in resources if r not in stacks)
    return replace(loaded, not_loaded=(*loaded.not_loaded, *others))


def _template(resource: Resource) -> EmbeddedTemplate:
    from iaclint.cloudformation.embedded.loader import EmbeddedTemplate

    text, place = resource.body.get(_BODY), resource.body.locate((_BODY,))
    is_set = resource.type in _STACK_SETS
    # Each instance of a stack set can have other values.
    given = None if is_set else resource.body.get("parameters")
    passed = given if isinstance(given, Mapping) else None
    parameters = {} if not (is_set or _is_set(given)) else passed
    return EmbeddedTemplate(resource, place, text, parameters, is_set)


def _is_set(value: Value) -> bool:
    return value is not ABSENT and value is not None


def _source(resource: Resource) -> str:
    """Return what coverage lists of something that is not loaded: its type, or its template."""
    if resource.type in _STACKS:
        return _text(resource, "template_url")
    return _text(resource, _TYPE) if resource.type == _CLOUD_CONTROL else resource.type


def _text(resource: Resource, name: str) -> str:
    """Return an attribute, or its name if it is unknown."""
    value = resource.body.get(name)
    return value if isinstance(value, str) else name
