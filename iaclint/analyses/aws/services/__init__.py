"""AWS services with resource policies, as data: a module each, named by the prefix of its actions.

A service needs its module here, an entry in ``SERVICES``, and a model whose ``policies`` name it;
the analyses ``resource_policy`` and ``cross_account_access`` work for all of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.analyses.aws.iam.language.service import Service

SERVICES = ("aps", "backup", "cloudsearch", "cloudtrail", "codeartifact", "dynamodb", "ecr",
            "ecr_registry", "elasticfilesystem", "es", "events", "glacier", "glue", "kafka",
            "kinesis", "kms", "redshift", "s3", "sagemaker", "secretsmanager", "sns",
            "sqs")  # fmt: skip
"""The services whose policies can be read, by the prefix of their actions.

ECR has two kinds of policies: those of repositories and that of the registry.
"""


def find_service(name: str) -> Service:
    """Return a service by the prefix of its actions; its module is imported on first use."""
    service: Service = import_module(f"{__name__}.{name}").SERVICE
    return service
