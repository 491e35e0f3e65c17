"""The policy of a private Amazon ECR registry: one per account and region.

It is evaluated for every request to a repository, and allows all actions of ECR.

Source: *Private registry permissions in Amazon ECR*.
"""

from __future__ import annotations

from msgspec.structs import replace

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.requests.account_resources import AccountResources
from iaclint.analyses.aws.services.ecr import SERVICE as REPOSITORY

_MORE_ACTIONS = index_actions(
    "ecr", ResourceScope.WHOLE, {AccessLevel.OTHER: "CreateRepository GetRegistryPolicy"}
)

SERVICE = replace(
    REPOSITORY,
    policy="the registry policy",
    actions={**REPOSITORY.actions, **_MORE_ACTIONS},
    resources=AccountResources,
)
