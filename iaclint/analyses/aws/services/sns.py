"""The policies of Amazon SNS topics.

Source: *Actions, resources, and condition keys for Amazon SNS* (Service Authorization
Reference), *Example cases for Amazon SNS access control*.
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service

_ACTIONS = {
    AccessLevel.READ: "Subscribe Receive",
    AccessLevel.WRITE: "Publish",
    AccessLevel.OTHER: """
        GetTopicAttributes SetTopicAttributes AddPermission RemovePermission DeleteTopic
        ListSubscriptionsByTopic GetDataProtectionPolicy PutDataProtectionPolicy
        ListTagsForResource TagResource UntagResource""",
}

SERVICE = Service(
    prefix="sns",
    policy="the topic policy",
    actions=index_actions("sns", ResourceScope.WHOLE, _ACTIONS),
    descriptions={
        AccessLevel.READ: "subscribe to messages",
        AccessLevel.WRITE: "publish messages",
        AccessLevel.OTHER: "perform administrative actions",
    },
)
