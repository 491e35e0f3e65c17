"""The policies of private Amazon ECR repositories.

Every request needs an authorization token of an AWS account, so none is anonymous.

Source: *Actions, resources, and condition keys for Amazon Elastic Container Registry*
(Service Authorization Reference), *Private repository policies in Amazon ECR*.
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service

_ACTIONS = {
    AccessLevel.READ: "BatchGetImage GetDownloadUrlForLayer BatchCheckLayerAvailability",
    AccessLevel.LIST: "DescribeImages ListImages",
    AccessLevel.WRITE: """
        PutImage InitiateLayerUpload UploadLayerPart CompleteLayerUpload BatchDeleteImage
        ReplicateImage BatchImportUpstreamImage""",
    AccessLevel.OTHER: """
        DescribeRepositories DeleteRepository GetRepositoryPolicy SetRepositoryPolicy
        DeleteRepositoryPolicy GetLifecyclePolicy PutLifecyclePolicy DeleteLifecyclePolicy
        GetLifecyclePolicyPreview StartLifecyclePolicyPreview PutImageTagMutability
        PutImageScanningConfiguration StartImageScan DescribeImageScanFindings
        DescribeImageReplicationStatus ListTagsForResource TagResource UntagResource
        BatchGetRepositoryScanningConfiguration""",
}

SERVICE = Service(
    prefix="ecr",
    policy="the repository policy",
    actions=index_actions("ecr", ResourceScope.WHOLE, _ACTIONS),
    descriptions={
        AccessLevel.READ: "pull images",
        AccessLevel.LIST: "list images",
        AccessLevel.WRITE: "push or delete images",
        AccessLevel.OTHER: "perform administrative actions",
    },
    signed_only=True,
)
