"""The policies of Amazon EFS file systems.

Without a policy, whoever reaches a mount target may mount the file system: that is a matter
of the network, and not public.

Source: *Actions, resources, and condition keys for Amazon Elastic File System* (Service
Authorization Reference), *Blocking public access to EFS file systems*.
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Outcome
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level, index_actions
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.resource_policy import analyse_policy

_ACTIONS = {
    Deed.READ: "ClientMount",
    Deed.WRITE: "ClientWrite",
    Deed.OTHER: """
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
    actions=index_actions("elasticfilesystem", Level.WHOLE, _ACTIONS),
    words={
        Deed.READ: "mount it and read files",
        Deed.WRITE: "write files",
        Deed.OTHER: "use it as root, or administrative actions",
    },
)


def analyse(facts: Facts) -> Outcome:
    """Return what strangers can do with a file system, as far as its policy goes."""
    return analyse_policy(SERVICE, facts)
