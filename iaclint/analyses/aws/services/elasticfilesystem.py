"""The policies of Amazon EFS file systems.

Without a policy, any client that can reach a mount target can mount the file system. The network
limits that, so it is not public.

Source: *Actions, resources, and condition keys for Amazon Elastic File System* (Service
Authorization Reference), *Blocking public access to EFS file systems*.
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service

_ACTIONS = {
    AccessLevel.READ: "ClientMount",
    AccessLevel.WRITE: "ClientWrite",
    AccessLevel.OTHER: """
        ClientRootAccess Backup Restore CreateAccessPoint CreateMountTarget
        CreateReplicationConfiguration DeleteReplicationConfiguration DeleteFileSystem
        DeleteFileSystemPolicy DescribeAccessPoints DescribeBackupPolicy DescribeFileSystems
        DescribeFileSystemPolicy DescribeLifecycleConfiguration DescribeMountTargets
        DescribeReplicationConfigurations ListTagsForResource PutBackupPolicy
        PutFileSystemPolicy PutLifecycleConfiguration ReplicationRead ReplicationWrite
        TagResource UntagResource UpdateFileSystem UpdateFileSystemProtection""",
}

SERVICE = Service(
    prefix="elasticfilesystem",
    policy="the file system policy",
    actions=index_actions("elasticfilesystem", ResourceScope.WHOLE, _ACTIONS),
    descriptions={
        AccessLevel.READ: "mount the file system and read files",
        AccessLevel.WRITE: "write files",
        AccessLevel.OTHER: "use root access or perform administrative actions",
    },
)
