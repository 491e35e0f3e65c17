"""What the resource policies of one service speak of: a module each, named by its prefix."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.analyses.aws.iam.language.service import Service

SERVICES = ("backup", "dynamodb", "ecr", "elasticfilesystem", "es", "glacier", "kinesis", "kms",
            "s3", "secretsmanager", "sns", "sqs")  # fmt: skip
"""The services whose policies can be read, by the prefix of their actions."""


def find_service(name: str) -> Service:
    """Return a service by the prefix of its actions, importing it only now."""
    service: Service = import_module(f"{__name__}.{name}").SERVICE
    return service
