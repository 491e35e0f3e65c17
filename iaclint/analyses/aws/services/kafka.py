"""The policies of Amazon MSK clusters.

They let other accounts connect through private connections to the cluster, and use its topics
with IAM access control. A statement names the cluster, its topics and groups.

Source: *Amazon MSK resource-based policies*, *Attach a cluster policy to the MSK cluster* (Amazon
MSK Developer Guide), *Actions, resources, and condition keys for Apache Kafka APIs for Amazon MSK
clusters* (Service Authorization Reference).
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.account_resources import AccountResources

_DATA = {
    AccessLevel.READ: "ReadData",
    AccessLevel.LIST: "DescribeTopic DescribeGroup",
    AccessLevel.WRITE: """
        WriteData WriteDataIdempotently CreateTopic AlterTopic DeleteTopic AlterGroup DeleteGroup
        AlterTransactionalId""",
    AccessLevel.OTHER: """
        Connect DescribeCluster AlterCluster DescribeClusterDynamicConfiguration
        AlterClusterDynamicConfiguration DescribeTopicDynamicConfiguration
        AlterTopicDynamicConfiguration DescribeTransactionalId""",
}
_CONTROL = {
    AccessLevel.OTHER: """
        CreateVpcConnection GetBootstrapBrokers DescribeCluster DescribeClusterV2""",
}

SERVICE = Service(
    prefix="kafka",
    policy="the cluster policy",
    actions={
        **index_actions("kafka-cluster", ResourceScope.WHOLE, _DATA),
        **index_actions("kafka", ResourceScope.WHOLE, _CONTROL),
    },
    descriptions={
        AccessLevel.READ: "read records",
        AccessLevel.LIST: "list topics and groups",
        AccessLevel.WRITE: "write records, or change topics and groups",
        AccessLevel.OTHER: "connect to the cluster",
    },
    resources=AccountResources,
    signed_only=True,
)
