"""The policies of Amazon EventBridge event buses.

CloudFormation sets one statement with each ``AWS::Events::EventBusPolicy``. Every request is
signed, so none is anonymous.

Source: *Permissions for event buses in Amazon EventBridge*, *PutPermission* of its API, *Actions,
resources, and condition keys for Amazon EventBridge* (Service Authorization Reference).
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service

_ACTIONS = {
    AccessLevel.LIST: "DescribeRule ListRules ListTargetsByRule ListTagsForResource",
    AccessLevel.WRITE: "PutEvents",
    AccessLevel.OTHER: """
        PutRule PutTargets DeleteRule RemoveTargets EnableRule DisableRule TagResource UntagResource
        DescribeEventBus""",
}

SERVICE = Service(
    prefix="events",
    policy="the event bus policy",
    actions=index_actions("events", ResourceScope.WHOLE, _ACTIONS),
    descriptions={
        AccessLevel.LIST: "list rules and their targets",
        AccessLevel.WRITE: "send events",
        AccessLevel.OTHER: "create and change rules",
    },
    signed_only=True,
    single_statement=True,
)
