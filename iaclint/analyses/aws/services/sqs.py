"""The policies of Amazon SQS queues.

Source: *Actions, resources, and condition keys for Amazon SQS* (Service Authorization
Reference), *Basic examples of Amazon SQS policies*.
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service

_ACTIONS = {
    AccessLevel.READ: "ReceiveMessage",
    AccessLevel.WRITE: "SendMessage DeleteMessage PurgeQueue ChangeMessageVisibility",
    AccessLevel.OTHER: """
        GetQueueAttributes SetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues
        AddPermission RemovePermission DeleteQueue TagQueue UntagQueue ListQueueTags
        StartMessageMoveTask CancelMessageMoveTask ListMessageMoveTasks""",
}

SERVICE = Service(
    prefix="sqs",
    policy="the queue policy",
    actions=index_actions("sqs", ResourceScope.WHOLE, _ACTIONS),
    descriptions={
        AccessLevel.READ: "receive messages",
        AccessLevel.WRITE: "send or delete messages",
        AccessLevel.OTHER: "perform administrative actions",
    },
)
