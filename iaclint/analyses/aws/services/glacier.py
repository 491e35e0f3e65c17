"""The access policies of Amazon S3 Glacier vaults, and the policies that lock them.

The lock is a second policy of the vault that cannot be changed any more. What it allows is
allowed, and what it denies is denied whatever the access policy says. A lock that is not
completed is a test, and gone after a day: it counts as none.

Source: *Actions, resources, and condition keys for Amazon S3 Glacier* (Service Authorization
Reference), *Vault Access Policies*, *Vault Lock Policies*, *S3 Glacier Vault Lock*.
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Outcome
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level, index_actions
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.resource_policy import analyse_policy

_ACTIONS = {
    Deed.READ: "InitiateJob GetJobOutput",
    Deed.LIST: "DescribeJob DescribeVault ListJobs ListMultipartUploads ListParts",
    Deed.WRITE: """
        UploadArchive DeleteArchive InitiateMultipartUpload UploadMultipartPart
        CompleteMultipartUpload AbortMultipartUpload""",
    Deed.OTHER: """
        CreateVault DeleteVault GetVaultAccessPolicy SetVaultAccessPolicy
        DeleteVaultAccessPolicy GetVaultLock InitiateVaultLock CompleteVaultLock
        AbortVaultLock GetVaultNotifications SetVaultNotifications DeleteVaultNotifications
        AddTagsToVault RemoveTagsFromVault ListTagsForVault""",
}

SERVICE = Service(
    prefix="glacier",
    policy="the vault access policy",
    actions=index_actions("glacier", Level.WHOLE, _ACTIONS),
    words={
        Deed.READ: "read archives",
        Deed.LIST: "list what is in the vault",
        Deed.WRITE: "upload or delete archives",
        Deed.OTHER: "use administrative actions",
    },
    further={"lock_policy": "the vault lock policy"},
    switches={"lock_policy": "lock_complete"},
)


def analyse(facts: Facts) -> Outcome:
    """Return what strangers can do with a vault."""
    return analyse_policy(SERVICE, facts)
