"""The policies of Amazon Kinesis data streams and their consumers.

Every call is signed, so nobody is anonymous.

Source: *Actions, resources, and condition keys for Amazon Kinesis Data Streams* (Service
Authorization Reference), *Share access using resource-based policies*.
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Outcome
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level, index_actions
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.resource_policy import analyse_policy

_ACTIONS = {
    Deed.READ: "GetRecords GetShardIterator SubscribeToShard",
    Deed.LIST: "ListShards",
    Deed.WRITE: "PutRecord PutRecords",
    Deed.OTHER: "DescribeStream DescribeStreamSummary DescribeStreamConsumer",
}

SERVICE = Service(
    prefix="kinesis",
    policy="the stream policy",
    actions=index_actions("kinesis", Level.WHOLE, _ACTIONS),
    words={
        Deed.READ: "read records",
        Deed.LIST: "list shards",
        Deed.WRITE: "write records",
        Deed.OTHER: "use administrative actions",
    },
    signed=True,
)


def analyse(facts: Facts) -> Outcome:
    """Return what strangers can do with a stream."""
    return analyse_policy(SERVICE, facts)
