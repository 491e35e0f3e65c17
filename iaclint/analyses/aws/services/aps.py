"""The policies of Amazon Managed Service for Prometheus workspaces.

Every request is signed, so none is anonymous. Other accounts can only be allowed the
Prometheus-compatible actions, whatever the policy says.

Source: *PutResourcePolicy* of its API, *Prometheus-compatible APIs* (User Guide).
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service

_ACTIONS = {
    AccessLevel.READ: "QueryMetrics GetSeries GetLabels GetMetricMetadata",
    AccessLevel.WRITE: "RemoteWrite",
}

SERVICE = Service(
    prefix="aps",
    policy="the workspace policy",
    actions=index_actions("aps", ResourceScope.WHOLE, _ACTIONS),
    descriptions={AccessLevel.READ: "query metrics", AccessLevel.WRITE: "write metrics"},
    only_listed_actions=True,
    signed_only=True,
)
