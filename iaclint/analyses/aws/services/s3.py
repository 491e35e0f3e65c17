"""The policies of Amazon S3 buckets.

Source: *Actions, resources, and condition keys for Amazon S3* (Service Authorization
Reference), *Access control list (ACL) overview*.
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import Deed, Level, index_actions
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.resources import BucketResources

_OBJECT = {
    Deed.READ: "GetObject GetObjectVersion",
    Deed.WRITE: "PutObject DeleteObject DeleteObjectVersion AbortMultipartUpload",
    Deed.SEE_ACL: "GetObjectAcl GetObjectVersionAcl",
    Deed.ACL: "PutObjectAcl PutObjectVersionAcl",
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
    Deed.SEE_ACL: "GetBucketAcl",
    Deed.ACL: "PutBucketAcl",
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

SERVICE = Service(
    prefix="s3",
    policy="the bucket policy",
    actions=index_actions("s3", Level.WHOLE, _BUCKET) | index_actions("s3", Level.PART, _OBJECT),
    words={
        Deed.READ: "read objects",
        Deed.LIST: "list what is in the bucket",
        Deed.WRITE: "write objects",
        Deed.SEE_ACL: "see the ACL",
        Deed.ACL: "change the ACL",
        Deed.OTHER: "use administrative actions",
    },
    resources=BucketResources,
    has_public_access_block=True,
    resource_required=True,
)
