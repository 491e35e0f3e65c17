"""The policies of Amazon S3 buckets.

Source: *Actions, resources, and condition keys for Amazon S3* (Service Authorization
Reference), *Access control list (ACL) overview*.
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.resources import BucketResources

_OBJECT = {
    AccessLevel.READ: "GetObject GetObjectVersion",
    AccessLevel.WRITE: "PutObject DeleteObject DeleteObjectVersion AbortMultipartUpload",
    AccessLevel.READ_ACL: "GetObjectAcl GetObjectVersionAcl",
    AccessLevel.WRITE_ACL: "PutObjectAcl PutObjectVersionAcl",
    AccessLevel.OTHER: """
        GetObjectAttributes GetObjectVersionAttributes GetObjectTagging PutObjectTagging
        DeleteObjectTagging GetObjectVersionTagging PutObjectVersionTagging
        DeleteObjectVersionTagging GetObjectTorrent GetObjectVersionTorrent
        GetObjectRetention PutObjectRetention GetObjectLegalHold PutObjectLegalHold
        BypassGovernanceRetention RestoreObject ListMultipartUploadParts ReplicateObject
        ReplicateDelete ReplicateTags GetObjectVersionForReplication InitiateReplication
        ObjectOwnerOverrideToBucketOwner UpdateObjectEncryption""",
}
_BUCKET = {
    AccessLevel.LIST: "ListBucket ListBucketVersions ListBucketMultipartUploads",
    AccessLevel.READ_ACL: "GetBucketAcl",
    AccessLevel.WRITE_ACL: "PutBucketAcl",
    AccessLevel.OTHER: """
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

SERVICE = Service(
    prefix="s3",
    policy="the bucket policy",
    actions=index_actions("s3", ResourceScope.WHOLE, _BUCKET)
    | index_actions("s3", ResourceScope.PART, _OBJECT),
    descriptions={
        AccessLevel.READ: "read objects",
        AccessLevel.LIST: "list the bucket's objects",
        AccessLevel.WRITE: "write objects",
        AccessLevel.READ_ACL: "read the ACL",
        AccessLevel.WRITE_ACL: "change the ACL",
        AccessLevel.OTHER: "perform administrative actions",
    },
    resources=BucketResources,
    has_public_access_block=True,
    resource_required=True,
)
