"""What deploys resources of CloudFormation from Terraform: stacks, and the provider awscc."""

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

_STACK: Final = "aws_cloudformation_stack"
_STACK_SET: Final = "aws_cloudformation_stack_set"
_STACKS: Final = (_STACK, _STACK_SET)
_BODY: Final = "template_body"
_AWSCC: Final = "awscc_"
_WORD: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def with_stacks(wanted: frozenset[str]) -> frozenset[str]:
    """Return wanted types with those of Terraform that deploy resources of CloudFormation."""
    return wanted.union(_STACKS, (_in_awscc(t) for t in wanted if t.startswith("AWS::")))


def _in_awscc(kind: str) -> str:
    """Return a type of CloudFormation as the provider awscc names it: ``awscc_rds_db_instance``."""
    _, service, *names = kind.split("::")
    return "_".join([_AWSCC + service.lower(), *(_WORD.sub("_", name).lower() for name in names)])


def load_stacks(
    evaluated: Mapping[str, Sequence[Configuration]],
    discovery: Discovery,
    wanted: frozenset[str],
) -> dict[str, tuple[Configuration, ...]]:
    """Return the configurations of each environment, with those of the stacks in Terraform."""
    found = {
        name: [r for c in loaded for r in c.resources if r.type in _STACKS or _is_awscc(r)]
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


def _load(
    resources: Sequence[Resource], files: Mapping[str, SourceFile], wanted: frozenset[str]
) -> Configuration:
    """Return what stacks deploy; templates in a bucket, and awscc, are not loaded."""
    from iaclint.cloudformation.embedded.loader import load_embedded

    stacks = [r for r in resources if not _is_awscc(r) and r.body.get(_BODY) is not ABSENT]
    loaded = load_embedded(map(_template, stacks), files, wanted)
    others = (f"{r.address} ({_source(r)})" for r in resources if r not in stacks)
    return replace(loaded, not_loaded=(*loaded.not_loaded, *others))


def _is_awscc(resource: Resource) -> bool:
    return resource.language == "terraform" and resource.type.startswith(_AWSCC)


def _template(resource: Resource) -> EmbeddedTemplate:
    from iaclint.cloudformation.embedded.loader import EmbeddedTemplate

    text, place = resource.body.get(_BODY), resource.body.locate((_BODY,))
    is_set = resource.type == _STACK_SET
    # Each instance of a stack set can have other values.
    given = None if is_set else resource.body.get("parameters")
    parameters = {} if given is ABSENT else given if isinstance(given, Mapping) else None
    return EmbeddedTemplate(resource, place, text, parameters, is_set)


def _source(resource: Resource) -> str:
    """Return what coverage lists of something that is not loaded: its type, or its template."""
    url = resource.type if _is_awscc(resource) else resource.body.get("template_url")
    return url if isinstance(url, str) else "template_url"
