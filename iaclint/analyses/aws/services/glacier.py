"""The access policies of Amazon S3 Glacier vaults, and the policies that lock them.

A vault lock policy is a second policy of the vault, and cannot be changed once it is locked. Both
policies can allow and deny. A lock that is not completed expires after 24 hours, so its policy is
not evaluated.

Source: *Actions, resources, and condition keys for Amazon S3 Glacier* (Service Authorization
Reference), *Vault Access Policies*, *Vault Lock Policies*, *S3 Glacier Vault Lock*.
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service

_ACTIONS = {
    AccessLevel.READ: "InitiateJob GetJobOutput",
    AccessLevel.LIST: "DescribeJob DescribeVault ListJobs ListMultipartUploads ListParts",
    AccessLevel.WRITE: """
        UploadArchive DeleteArchive InitiateMultipartUpload UploadMultipartPart
        CompleteMultipartUpload AbortMultipartUpload""",
    AccessLevel.OTHER: """
        CreateVault DeleteVault GetVaultAccessPolicy SetVaultAccessPolicy
        DeleteVaultAccessPolicy GetVaultLock InitiateVaultLock CompleteVaultLock
        AbortVaultLock GetVaultNotifications SetVaultNotifications DeleteVaultNotifications
        AddTagsToVault RemoveTagsFromVault ListTagsForVault""",
}

SERVICE = Service(
    prefix="glacier",
    policy="the vault access policy",
    actions=index_actions("glacier", ResourceScope.WHOLE, _ACTIONS),
    descriptions={
        AccessLevel.READ: "read archives",
        AccessLevel.LIST: "list jobs and uploads",
        AccessLevel.WRITE: "upload or delete archives",
        AccessLevel.OTHER: "perform administrative actions",
    },
    other_policies={"lock_policy": "the vault lock policy"},
    policy_switches={"lock_policy": "lock_complete"},
)
