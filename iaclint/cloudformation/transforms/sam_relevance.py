"""Whether what SAM makes of a template matters, so that it has to be translated.

Most templates with the transform have functions and a few plain resources, which SAM leaves as
they are. The translator takes longer to load than all the rest of a run over them.

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

_MADE_OF: Final = {
    "AWS::DynamoDB::Table": frozenset(("AWS::Serverless::SimpleTable",)),
    "AWS::SQS::Queue": frozenset(("DeadLetterConfig", "SqsSubscription", "EventInvokeConfig")),
    "AWS::SQS::QueuePolicy": frozenset(("DeadLetterConfig", "SqsSubscription")) | _CONNECTORS,
    "AWS::SNS::Topic": frozenset(("EventInvokeConfig",)),
    "AWS::SNS::TopicPolicy": _CONNECTORS,
}
"""Stores that SAM makes, and the resource types and keys of which it makes them."""

_OTHERS: Final = frozenset(
    f"AWS::{service}::{name}"
    for service, names in {
        "ApiGateway": "Account ApiKey BasePathMapping BasePathMappingV2 Deployment DomainName "
        "DomainNameAccessAssociation DomainNameV2 RestApi Stage UsagePlan UsagePlanKey",
        "ApiGatewayV2": "Api ApiMapping Authorizer DomainName Integration Route Stage",
        "AppSync": "ApiCache ApiKey DataSource DomainName DomainNameApiAssociation "
        "FunctionConfiguration GraphQLApi GraphQLSchema Resolver",
        "CodeDeploy": "Application DeploymentGroup",
        "Cognito": "UserPool",
        "Events": "Rule",
        "IAM": "ManagedPolicy Role",
        "IoT": "TopicRule",
        "Lambda": "Alias CapacityProvider EventInvokeConfig EventSourceMapping Function "
        "LayerVersion MicrovmImage NetworkConnector Permission Url Version WebFunction "
        "WebFunctionEndpoint WebFunctionRevision",
        "Logs": "SubscriptionFilter",
        "Route53": "RecordSetGroup",
        "SNS": "Subscription",
        "Scheduler": "Schedule",
        "StepFunctions": "StateMachine StateMachineAlias StateMachineVersion",
    }.items()
    for name in names.split()
)
"""What SAM makes of functions, interfaces and state machines: a user's rule may ask for them."""

_NESTS: Final = "AWS::Serverless::Application"


def without_sam(
    template: Template, root: Mapping, wanted: Container[str] | None
) -> Template | None:
    """Return a template as it is without SAM, None where what SAM makes of it matters.

    It does where SAM makes a resource of the ``wanted`` types (of any type, if None), nests a
    template, or makes a name that the template refers to.
    """
    if wanted is None or any(kind in wanted for kind in _OTHERS):
        return None
    words = frozenset((_NESTS,)).union(*(_MADE_OF[kind] for kind in _MADE_OF if kind in wanted))
    if _mentions(root, words):
        return None
    transforms = tuple(name for name in template.transforms if name != SAM)
    is_partial = is_partial_template(template.source, transforms, template.resources)
    plain = replace(template, transforms=transforms, is_partial=is_partial)
    return None if check(plain) else plain


def _mentions(node: Node, words: frozenset[str]) -> bool:
    """Tell whether one of some words is a key or a value below a node."""
    if isinstance(node, Scalar):
        return node.text in words
    if isinstance(node, Sequence):
        return any(_mentions(item, words) for item in node.items)
    return any(key in words or _mentions(entry.value, words) for key, entry in node.entries.items())
