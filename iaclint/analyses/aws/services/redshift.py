"""The policies of Amazon Redshift namespaces and Redshift Serverless snapshots.

They say who may replicate data into a warehouse (zero-ETL integrations), or restore a snapshot.
Every request is signed, so none is anonymous.

Source: *Configure authorization for your Amazon Redshift data warehouse* (Amazon Redshift
Management Guide), *PutResourcePolicy* of the APIs of both.
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.account_resources import AccountResources

_WAREHOUSE = {AccessLevel.WRITE: "CreateInboundIntegration AuthorizeInboundIntegration"}
_SERVERLESS = {
    AccessLevel.READ: "RestoreFromSnapshot",
    **_WAREHOUSE,
}

SERVICE = Service(
    prefix="redshift",
    policy="the resource policy",
    actions={
        **index_actions("redshift", ResourceScope.WHOLE, _WAREHOUSE),
        **index_actions("redshift-serverless", ResourceScope.WHOLE, _SERVERLESS),
    },
    descriptions={
        AccessLevel.READ: "restore the snapshot",
        AccessLevel.WRITE: "replicate data into the warehouse",
    },
    resources=AccountResources,
    signed_only=True,
)
