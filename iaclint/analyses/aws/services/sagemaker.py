"""The policies of Amazon SageMaker model groups.

Every request is signed, so none is anonymous. A statement names the group and its model packages.

Source: *Actions, resources, and condition keys for Amazon SageMaker* (Service Authorization
Reference), *PutModelPackageGroupPolicy* of its API, *Deploy a Model Version from a Different
Account*.
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
    AccessLevel.READ: "DescribeModelPackage BatchDescribeModelPackage CreateModel",
    AccessLevel.LIST: "ListModelPackages DescribeModelPackageGroup",
    AccessLevel.WRITE: "CreateModelPackage UpdateModelPackage DeleteModelPackage",
    AccessLevel.OTHER: """
        DeleteModelPackageGroup GetModelPackageGroupPolicy PutModelPackageGroupPolicy
        DeleteModelPackageGroupPolicy ListTags AddTags DeleteTags""",
}

SERVICE = Service(
    prefix="sagemaker",
    policy="the model group policy",
    actions=index_actions("sagemaker", ResourceScope.WHOLE, _ACTIONS),
    descriptions={
        AccessLevel.READ: "read and deploy models",
        AccessLevel.LIST: "list models",
        AccessLevel.WRITE: "create, approve or delete models",
        AccessLevel.OTHER: "perform administrative actions",
    },
    resources=AccountResources,
    signed_only=True,
)
