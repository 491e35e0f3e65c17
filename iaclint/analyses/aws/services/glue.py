"""The resource policy of the AWS Glue Data Catalog: one per account and region.

It gives other accounts access to metadata: databases, tables, partitions, connections. Glue
rejects unsigned requests. In a statement, ``Resource`` names parts of the catalog of the account
itself.

Source: *Actions, resources, and condition keys for AWS Glue* (Service Authorization Reference),
*Resource-based policies within AWS Glue*, *Granting cross-account access* (AWS Glue Developer
Guide).
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.account_resources import AccountResources

_ACTIONS = {
    AccessLevel.READ: """
        GetDatabase GetDatabases GetTable GetTables GetTableVersion GetTableVersions GetPartition
        GetPartitions BatchGetPartition GetPartitionIndexes GetUserDefinedFunction
        GetUserDefinedFunctions GetConnection GetConnections GetColumnStatisticsForTable
        GetColumnStatisticsForPartition GetCatalogImportStatus SearchTables""",
    AccessLevel.WRITE: """
        CreateDatabase UpdateDatabase DeleteDatabase CreateTable UpdateTable DeleteTable
        BatchDeleteTable DeleteTableVersion BatchDeleteTableVersion CreatePartition
        BatchCreatePartition UpdatePartition BatchUpdatePartition DeletePartition
        BatchDeletePartition CreatePartitionIndex DeletePartitionIndex CreateUserDefinedFunction
        UpdateUserDefinedFunction DeleteUserDefinedFunction CreateConnection UpdateConnection
        DeleteConnection BatchDeleteConnection UpdateColumnStatisticsForTable
        UpdateColumnStatisticsForPartition DeleteColumnStatisticsForTable
        DeleteColumnStatisticsForPartition ImportCatalogToGlue""",
}

SERVICE = Service(
    prefix="glue",
    policy="the resource policy",
    actions=index_actions("glue", ResourceScope.PART, _ACTIONS),
    descriptions={
        AccessLevel.READ: "read databases, tables and connections of the Data Catalog",
        AccessLevel.WRITE: "change or delete databases, tables and connections",
    },
    resources=AccountResources,
    signed_only=True,
    resource_required=True,
)
