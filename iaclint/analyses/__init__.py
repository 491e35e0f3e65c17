"""Named analyses: what plain fields of a model add up to, the same for every language.

An analysis is a pure function over the fields of one model instance. A model names it under
``computed``; adding one is one module here and one line in ``ANALYSES``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.analyses.analysis import Analysis

ANALYSES = {
    "s3_log_delivery": "iaclint.analyses.aws.s3.log_delivery",
    "name_varies": "iaclint.analyses.name_entropy",
    "s3_exposure": "iaclint.analyses.aws.s3.bucket",
    "s3_access_point_exposure": "iaclint.analyses.aws.s3.access_point",
    "policy_requires_tls": "iaclint.analyses.aws.s3.transport",
    "policy_sharing": "iaclint.analyses.aws.cross_account",
    "security_groups": "iaclint.analyses.network.reachability",
    "backup_exposure": "iaclint.analyses.aws.services.backup",
    "ecr_exposure": "iaclint.analyses.aws.services.ecr",
    "efs_exposure": "iaclint.analyses.aws.services.elasticfilesystem",
    "glacier_exposure": "iaclint.analyses.aws.services.glacier",
    "kinesis_exposure": "iaclint.analyses.aws.services.kinesis",
    "kms_exposure": "iaclint.analyses.aws.services.kms",
    "opensearch_exposure": "iaclint.analyses.aws.services.es",
    "secretsmanager_exposure": "iaclint.analyses.aws.services.secretsmanager",
    "sns_exposure": "iaclint.analyses.aws.services.sns",
    "sqs_exposure": "iaclint.analyses.aws.services.sqs",
    "azure_blob_exposure": "iaclint.analyses.azure.storage_account",
    "bigquery_exposure": "iaclint.analyses.gcp.bigquery",
    "firewall_exposure": "iaclint.analyses.network.firewall",
    "gcs_exposure": "iaclint.analyses.gcp.gcs",
    "google_iam_exposure": "iaclint.analyses.gcp.iam",
}
"""Where each analysis lives: a module with a function ``analyse``."""


def find_analysis(name: str) -> Analysis:
    """Return the analysis of a name, importing it only now; raises ``KeyError``."""
    analysis: Analysis = import_module(ANALYSES[name]).analyse
    return analysis
