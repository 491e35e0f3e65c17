"""Named analyses: what follows from the plain fields of a model, the same for every language.

An analysis is a pure function of the fields of one model instance. A model names it under
``computed``; a new one is a module here and a line in ``ANALYSES``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.analyses.analysis import Analysis

ANALYSES = {
    "azure_blob_exposure": "iaclint.analyses.azure.storage_account",
    "azure_key_exposure": "iaclint.analyses.azure.storage_keys",
    "bigquery_exposure": "iaclint.analyses.gcp.bigquery",
    "bucket_exposure": "iaclint.analyses.buckets.exposure",
    "bucket_requires_tls": "iaclint.analyses.buckets.transport",
    "cloud_sql_exposure": "iaclint.analyses.gcp.cloud_sql",
    "cross_account_access": "iaclint.analyses.aws.cross_account",
    "firewall_exposure": "iaclint.analyses.network.firewall",
    "gcp_org_policies": "iaclint.analyses.gcp.org_policies",
    "gcs_exposure": "iaclint.analyses.gcp.gcs",
    "gcs_logs_to_itself": "iaclint.analyses.gcp.usage_logs",
    "google_iam_exposure": "iaclint.analyses.gcp.iam",
    "kafka_security_groups": "iaclint.analyses.network.kafka",
    "name_entropy": "iaclint.analyses.name_entropy",
    "policy_breadth": "iaclint.analyses.aws.policy_breadth",
    "policy_requires_tls": "iaclint.analyses.aws.s3.transport",
    "resource_policy": "iaclint.analyses.aws.resource_policy",
    "s3_access_point_exposure": "iaclint.analyses.aws.s3.access_point",
    "s3_data_events": "iaclint.analyses.aws.s3.data_events",
    "s3_exposure": "iaclint.analyses.aws.s3.bucket",
    "s3_log_delivery": "iaclint.analyses.aws.s3.log_delivery",
    "s3_log_target": "iaclint.analyses.aws.s3.log_target",
    "s3_service_logs": "iaclint.analyses.aws.s3.service_logs",
    "security_groups": "iaclint.analyses.network.reachability",
}
"""Where each analysis is: a module with a function ``analyse``."""


def find_analysis(name: str) -> Analysis:
    """Return the analysis of a name; its module is imported on first use. Raises ``KeyError``."""
    analysis: Analysis = import_module(ANALYSES[name]).analyse
    return analysis
