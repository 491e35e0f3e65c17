"""What deploys resources of CloudFormation from Terraform: stacks, awscc, Cloud Control API."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from iaclint.resource import Configuration, Resource
from iaclint.symbolic.values import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.cloudformation.embedded.loader import EmbeddedTemplate
    from iaclint.files.selection import Discovery
    from iaclint.files.source import SourceFile
    from iaclint.symbolic.values import Value

_STACK_SETS: Final = ("aws_cloudformation_stack_set", "awscc_cloudformation_stack_set")
_STACKS: Final = ("aws_cloudformation_stack", "awscc_cloudformation_stack", *_STACK_SETS)
INSTANCES: Final = ("aws_cloudformation_stack_set_instance", "aws_cloudformation_stack_instances")
"""The types of resources that deploy a stack set to accounts and regions."""
_OTHERS: Final = (
    "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_servicecatalog_provisioned_product",
    "azurerm_management_group_template_deployment",
    "azurerm_resource_group_template_deployment",
    "azurerm_subscription_template_deployment",
    "azurerm_template_deployment",
    "azurerm_tenant_template_deployment",
    "azapi_resource/Microsoft.Resources/deployments",
    "google_deployment_manager_deployment",
    "alicloud_ros_stack",
    "oci_resourcemanager_stack",
)
"""The types of resources that deploy a template which is elsewhere, or of another language."""
_BODY: Final = "template_body"
_AWSCC: Final = "awscc_"
_CLOUD_CONTROL: Final = "aws_cloudcontrolapi_resource"
_TYPE: Final = "type_name"
_WORD: Final = r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"


def with_stacks(wanted: frozenset[str]) -> frozenset[str]:
    """Return wanted types with those of Terraform that deploy resources of CloudFormation."""
    kinds = (_in_awscc(kind) for kind in wanted if kind.startswith("AWS::"))
    return wanted.union(_STACKS, INSTANCES, _OTHERS, (_CLOUD_CONTROL,), kinds)


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
    files: dict[str, list[SourceFile]] = {}
    for selection in discovery.selections.get("cloudformation", ()):
        for file in selection.files:
            files.setdefault(file.text, []).append(file)
    return {
        name: (*loaded, _load(found[name], files, wanted)) for name, loaded in evaluated.items()
    }


def _is_deploying(resource: Resource, wanted: frozenset[str]) -> bool:
    """Return whether a resource deploys a stack, or may deploy a resource of a wanted type."""
    if resource.type == _CLOUD_CONTROL:
        kind = resource.body.get(_TYPE)
        return not isinstance(kind, str) or kind in wanted
    return resource.type in (*_STACKS, *INSTANCES, *_OTHERS) or resource.type.startswith(_AWSCC)


def _load(
    resources: Sequence[Resource], files: Mapping[str, Sequence[SourceFile]], wanted: frozenset[str]
) -> Configuration:
    """Return what stacks deploy; other templates, and single resources, are not loaded."""
    from iaclint.cloudformation.embedded.loader import load_embedded

    instances = [r for r in resources if r.type in INSTANCES]
    stacks = [r for r in resources if r.type in _STACKS and _is_set(r.body.get(_BODY))]
    templates = (template for stack in stacks for template in _templates(stack, instances))
    loaded = load_embedded(templates, files, wanted)
    left = (r for r in resources if r not in stacks and r not in instances)
    others = (f"{r.address} ({_source(r)})" for r in left)
    return replace(loaded, not_loaded=(*loaded.not_loaded, *others))


def _templates(resource: Resource, instances: Sequence[Resource]) -> Iterator[EmbeddedTemplate]:
    """Yield the template of a stack, and that of a stack set with all values that it has."""
    from iaclint.cloudformation.embedded.loader import EmbeddedTemplate
    from iaclint.cloudformation.embedded.stack_set_values import stack_set_values, values_in

    text, place = resource.body.get(_BODY), resource.body.locate((_BODY,))
    if resource.type not in _STACK_SETS:
        yield EmbeddedTemplate(resource, place, text, values_in(resource.body.get("parameters")))
        return
    for number, values in enumerate(stack_set_values(resource, instances)):
        yield EmbeddedTemplate(resource, place, text, values, True, number)


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
