"""What a caller can do to a bucket or an object in Amazon S3.

Source: *Actions, resources, and condition keys for Amazon S3* (Service Authorization
Reference), *Access control list (ACL) overview*.
"""

from __future__ import annotations

from enum import Enum


class Deed(Enum):
    """What an action amounts to, in the words of a reader."""

    READ = "read"
    LIST = "list"
    WRITE = "write"
    ACL = "acl"
    OTHER = "other"


class Level(Enum):
    """What an action is done to."""

    BUCKET = "bucket"
    OBJECT = "object"


_OBJECT = {
    Deed.READ: "GetObject GetObjectVersion",
    Deed.WRITE: "PutObject DeleteObject DeleteObjectVersion AbortMultipartUpload",
    Deed.ACL: "GetObjectAcl PutObjectAcl GetObjectVersionAcl PutObjectVersionAcl",
    Deed.OTHER: """
        GetObjectAttributes GetObjectVersionAttributes GetObjectTagging PutObjectTagging
        DeleteObjectTagging GetObjectVersionTagging PutObjectVersionTagging
        DeleteObjectVersionTagging GetObjectTorrent GetObjectVersionTorrent
        GetObjectRetention PutObjectRetention GetObjectLegalHold PutObjectLegalHold
        BypassGovernanceRetention RestoreObject ListMultipartUploadParts ReplicateObject
        ReplicateDelete ReplicateTags GetObjectVersionForReplication InitiateReplication
        ObjectOwnerOverrideToBucketOwner UpdateObjectEncryption""",
}
_BUCKET = {
    Deed.LIST: "ListBucket ListBucketVersions ListBucketMultipartUploads",
    Deed.ACL: "GetBucketAcl PutBucketAcl",
    Deed.OTHER: """
        CreateBucket DeleteBucket GetBucketPolicy PutBucketPolicy DeleteBucketPolicy
        GetBucketPolicyStatus GetBucketPublicAccessBlock PutBucketPublicAccessBlock
        GetBucketOwnershipControls PutBucketOwnershipControls GetBucketLocation
        GetBucketVersioning PutBucketVersioning GetBucketLogging PutBucketLogging
        GetBucketTagging PutBucketTagging GetBucketWebsite PutBucketWebsite
        DeleteBucketWebsite GetBucketCORS PutBucketCORS GetBucketNotification
        PutBucketNotification GetBucketObjectLockConfiguration
        PutBucketObjectLockConfiguration GetBucketRequestPayment PutBucketRequestPayment
        GetEncryptionConfiguration PutEncryptionConfiguration GetLifecycleConfiguration
        PutLifecycleConfiguration GetReplicationConfiguration PutReplicationConfiguration
        GetAccelerateConfiguration PutAccelerateConfiguration GetAnalyticsConfiguration
        PutAnalyticsConfiguration GetInventoryConfiguration PutInventoryConfiguration
        GetMetricsConfiguration PutMetricsConfiguration GetIntelligentTieringConfiguration
        PutIntelligentTieringConfiguration CreateBucketMetadataTableConfiguration
        GetBucketMetadataTableConfiguration DeleteBucketMetadataTableConfiguration""",
}


def _index(level: Level, table: dict[Deed, str]) -> dict[str, tuple[Level, Deed]]:
    return {
        f"s3:{name.lower()}": (level, deed)
        for deed, names in table.items()
        for name in names.split()
    }


S3_ACTIONS = _index(Level.BUCKET, _BUCKET) | _index(Level.OBJECT, _OBJECT)
"""Each action, in lower case, with what it is done to and what it amounts to."""
