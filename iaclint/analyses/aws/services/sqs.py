"""The policies of Amazon SQS queues.

Source: *Actions, resources, and condition keys for Amazon SQS* (Service Authorization
Reference), *Basic examples of Amazon SQS policies*.
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Outcome
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level, index_actions
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.resource_policy import analyse_policy

_ACTIONS = {
    Deed.READ: "ReceiveMessage",
    Deed.WRITE: "SendMessage DeleteMessage PurgeQueue ChangeMessageVisibility",
    Deed.OTHER: """
        GetQueueAttributes SetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues
        AddPermission RemovePermission DeleteQueue TagQueue UntagQueue ListQueueTags
        StartMessageMoveTask CancelMessageMoveTask ListMessageMoveTasks""",
}

SERVICE = Service(
    prefix="sqs",
    policy="the queue policy",
    actions=index_actions("sqs", Level.WHOLE, _ACTIONS),
    words={
        Deed.READ: "receive messages",
        Deed.WRITE: "send or delete messages",
        Deed.OTHER: "use administrative actions",
    },
)


def analyse(facts: Facts) -> Outcome:
    """Return what strangers can do with a queue."""
    return analyse_policy(SERVICE, facts)
