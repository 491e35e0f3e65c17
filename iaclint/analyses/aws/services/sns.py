"""The policies of Amazon SNS topics.

Source: *Actions, resources, and condition keys for Amazon SNS* (Service Authorization
Reference), *Example cases for Amazon SNS access control*.
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Outcome
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level, index_actions
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.resource_policy import analyse_policy

_ACTIONS = {
    Deed.READ: "Subscribe Receive",
    Deed.WRITE: "Publish",
    Deed.OTHER: """
        GetTopicAttributes SetTopicAttributes AddPermission RemovePermission DeleteTopic
        ListSubscriptionsByTopic GetDataProtectionPolicy PutDataProtectionPolicy
        ListTagsForResource TagResource UntagResource""",
}

SERVICE = Service(
    prefix="sns",
    policy="the topic policy",
    actions=index_actions("sns", Level.WHOLE, _ACTIONS),
    words={
        Deed.READ: "subscribe to messages",
        Deed.WRITE: "publish messages",
        Deed.OTHER: "use administrative actions",
    },
)


def analyse(facts: Facts) -> Outcome:
    """Return what strangers can do with a topic."""
    return analyse_policy(SERVICE, facts)
