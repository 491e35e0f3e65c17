"""The policies of private Amazon ECR repositories.

Every call needs an authorization token of some AWS account, so nobody is anonymous.

Source: *Actions, resources, and condition keys for Amazon Elastic Container Registry*
(Service Authorization Reference), *Private repository policies in Amazon ECR*.
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Outcome
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level, index_actions
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.resource_policy import analyse_policy

_ACTIONS = {
    Deed.READ: "BatchGetImage GetDownloadUrlForLayer BatchCheckLayerAvailability",
    Deed.LIST: "DescribeImages ListImages",
    Deed.WRITE: """
        PutImage InitiateLayerUpload UploadLayerPart CompleteLayerUpload BatchDeleteImage
        ReplicateImage BatchImportUpstreamImage""",
    Deed.OTHER: """
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
    actions=index_actions("ecr", Level.WHOLE, _ACTIONS),
    words={
        Deed.READ: "pull images",
        Deed.LIST: "list images",
        Deed.WRITE: "push or delete images",
        Deed.OTHER: "use administrative actions",
    },
    signed=True,
)


def analyse(facts: Facts) -> Outcome:
    """Return what strangers can do with a repository."""
    return analyse_policy(SERVICE, facts)
