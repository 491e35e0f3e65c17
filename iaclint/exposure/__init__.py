"""Named analyses: what plain fields of a model add up to, the same for every language.

An analysis is a pure function over the fields of one model instance. A model names it under
``computed``; adding one is one module here and one line in ``ANALYSES``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.exposure.outcome import Analysis

ANALYSES = {
    "s3_log_delivery": "iaclint.exposure.log_delivery",
    "name_varies": "iaclint.exposure.naming",
    "s3_exposure": "iaclint.exposure.s3",
    "s3_access_point_exposure": "iaclint.exposure.access_point",
    "policy_requires_tls": "iaclint.exposure.transport",
    "policy_sharing": "iaclint.exposure.sharing",
    "security_groups": "iaclint.exposure.network",
    "backup_exposure": "iaclint.exposure.services.backup",
    "ecr_exposure": "iaclint.exposure.services.ecr",
    "efs_exposure": "iaclint.exposure.services.elasticfilesystem",
    "glacier_exposure": "iaclint.exposure.services.glacier",
    "kinesis_exposure": "iaclint.exposure.services.kinesis",
    "kms_exposure": "iaclint.exposure.services.kms",
    "opensearch_exposure": "iaclint.exposure.services.es",
    "secretsmanager_exposure": "iaclint.exposure.services.secretsmanager",
    "sns_exposure": "iaclint.exposure.services.sns",
    "sqs_exposure": "iaclint.exposure.services.sqs",
    "azure_blob_exposure": "iaclint.exposure.azure_blob",
    "bigquery_exposure": "iaclint.exposure.bigquery",
    "firewall_exposure": "iaclint.exposure.firewall",
    "gcs_exposure": "iaclint.exposure.gcs",
    "google_iam_exposure": "iaclint.exposure.google_iam",
}
"""Where each analysis lives: a module with a function ``analyse``."""


def find_analysis(name: str) -> Analysis:
    """Return the analysis of a name, importing it only now; raises ``KeyError``."""
    analysis: Analysis = import_module(ANALYSES[name]).analyse
    return analysis
