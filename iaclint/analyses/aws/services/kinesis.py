"""The policies of Amazon Kinesis data streams and their consumers.

Every request is signed, so none is anonymous.

Source: *Actions, resources, and condition keys for Amazon Kinesis Data Streams* (Service
Authorization Reference), *Share access using resource-based policies*.
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service

_ACTIONS = {
    AccessLevel.READ: "GetRecords GetShardIterator SubscribeToShard",
    AccessLevel.LIST: "ListShards",
    AccessLevel.WRITE: "PutRecord PutRecords",
    AccessLevel.OTHER: "DescribeStream DescribeStreamSummary DescribeStreamConsumer",
}

SERVICE = Service(
    prefix="kinesis",
    policy="the stream policy",
    actions=index_actions("kinesis", ResourceScope.WHOLE, _ACTIONS),
    descriptions={
        AccessLevel.READ: "read records",
        AccessLevel.LIST: "list shards",
        AccessLevel.WRITE: "write records",
        AccessLevel.OTHER: "perform administrative actions",
    },
    signed_only=True,
)
