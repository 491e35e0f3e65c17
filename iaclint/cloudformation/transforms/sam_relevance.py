"""Whether a run needs the SAM transform of a template.

Most templates with the transform have functions and a few plain resources, which SAM does not
change. Loading the translator takes longer than the rest of a run over them.

Source: *Generated CloudFormation resources for AWS SAM* (AWS SAM Developer Guide).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from iaclint.cloudformation.checks.references import check
from iaclint.cloudformation.template.template import Template, is_partial_template
from iaclint.cloudformation.transforms.sam_source_map import SAM
from iaclint.syntax.tree import (
    Mapping,
    Node,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    from collections.abc import Container

_CONNECTORS = frozenset(("AWS::Serverless::Connector", "Connectors"))

_GENERATED_FROM: Final = {
    "AWS::DynamoDB::Table": frozenset(("AWS::Serverless::SimpleTable",)),
    "AWS::SQS::Queue": frozenset(("DeadLetterConfig", "SqsSubscription", "EventInvokeConfig")),
    "AWS::SQS::QueuePolicy": frozenset(("DeadLetterConfig", "SqsSubscription")) | _CONNECTORS,
    "AWS::SNS::Topic": frozenset(("EventInvokeConfig",)),
    "AWS::SNS::TopicPolicy": _CONNECTORS,
    "AWS::SNS::Subscription": frozenset(("SNS",)),
    "AWS::AppSync::ApiCache": frozenset(("AWS::Serverless::GraphQLApi",)),
    "AWS::IoT::TopicRule": frozenset(("IoTRule",)),
    "AWS::Scheduler::Schedule": frozenset(("Schedule", "ScheduleV2")),
}
"""Storage resources that SAM generates, and the resource types and keys that cause it."""

_OTHER_TYPES: Final = frozenset(
    f"AWS::{service}::{name}"
    for service, names in {
        "ApiGateway": "Account ApiKey BasePathMapping BasePathMappingV2 Deployment DomainName "
        "DomainNameAccessAssociation DomainNameV2 RestApi Stage UsagePlan UsagePlanKey",
        "ApiGatewayV2": "Api ApiMapping Authorizer DomainName Integration Route Stage",
        "AppSync": "ApiKey DataSource DomainName DomainNameApiAssociation "
        "FunctionConfiguration GraphQLApi GraphQLSchema Resolver",
        "CodeDeploy": "Application DeploymentGroup",
        "Cognito": "UserPool",
        "Events": "Rule",
        "IAM": "ManagedPolicy Role",
        "Lambda": "Alias CapacityProvider EventInvokeConfig EventSourceMapping Function "
        "LayerVersion MicrovmImage NetworkConnector Permission Url Version WebFunction "
        "WebFunctionEndpoint WebFunctionRevision",
        "Logs": "SubscriptionFilter",
        "Route53": "RecordSetGroup",
        "StepFunctions": "StateMachine StateMachineAlias StateMachineVersion",
    }.items()
    for name in names.split()
)
"""Other resource types that SAM generates, which custom rules may check."""

_APPLICATION: Final = "AWS::Serverless::Application"


def without_sam(
    template: Template, root: Mapping, wanted: Container[str] | None
) -> Template | None:
    """Return a template without the SAM transform, None if the transform matters.

    It does if SAM generates a resource of the ``wanted`` types (None: any), a nested stack, or
    a name that the template refers to.
    """
    if wanted is None or any(kind in wanted for kind in _OTHER_TYPES):
        return None
    words = frozenset((_APPLICATION,)).union(
        *(_GENERATED_FROM[kind] for kind in _GENERATED_FROM if kind in wanted)
    )
    if _mentions(root, words):
        return None
    transforms = tuple(name for name in template.transforms if name != SAM)
    is_partial = is_partial_template(template.source, transforms, template.resources)
    plain = replace(template, transforms=transforms, is_partial=is_partial)
    return None if check(plain).diagnostics else plain


def _mentions(node: Node, words: frozenset[str]) -> bool:
    """Return whether a node contains one of some words as a key or a value."""
    if isinstance(node, Scalar):
        return node.text in words
    if isinstance(node, Sequence):
        return any(_mentions(item, words) for item in node.items)
    return any(key in words or _mentions(entry.value, words) for key, entry in node.entries.items())
