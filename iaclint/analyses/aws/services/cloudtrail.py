"""The policies of CloudTrail Lake event data stores, channels and dashboards.

Every request is signed, so none is anonymous.

Source: *AWS CloudTrail resource-based policy examples* (AWS CloudTrail User Guide), *Actions,
resources, and condition keys for AWS CloudTrail* and *for AWS CloudTrail Data* (Service
Authorization Reference).
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service

_ACTIONS = {
    AccessLevel.READ: "StartQuery GetQueryResults GenerateQuery GetEventDataStoreData",
    AccessLevel.LIST: "DescribeQuery ListQueries GetEventDataStore",
    AccessLevel.OTHER: """
        CancelQuery StartDashboardRefresh UpdateEventDataStore DeleteEventDataStore
        RestoreEventDataStore StartEventDataStoreIngestion StopEventDataStoreIngestion""",
}
_DATA = {AccessLevel.WRITE: "PutAuditEvents"}

SERVICE = Service(
    prefix="cloudtrail",
    policy="the resource policy",
    actions={
        **index_actions("cloudtrail", ResourceScope.WHOLE, _ACTIONS),
        **index_actions("cloudtrail-data", ResourceScope.WHOLE, _DATA),
    },
    descriptions={
        AccessLevel.READ: "query events",
        AccessLevel.LIST: "list queries",
        AccessLevel.WRITE: "send events",
        AccessLevel.OTHER: "perform administrative actions",
    },
    signed_only=True,
)
