"""The policies of AWS KMS keys.

Every request is signed, so none is anonymous. Other accounts can use a key and its grants, and
cannot manage it otherwise, whatever its policy says. A statement without ``Resource`` has no
effect.

Source: *CreateKey* of the API of AWS KMS, *Actions, resources, and condition keys for AWS Key
Management Service* (Service Authorization Reference), *Allowing users in other accounts to use
a KMS key*.
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service

_ACTIONS = {
    AccessLevel.READ: "Decrypt ReEncryptFrom CreateGrant",
    AccessLevel.WRITE: """
        Encrypt ReEncryptTo GenerateDataKey GenerateDataKeyPair GenerateDataKeyWithoutPlaintext
        GenerateDataKeyPairWithoutPlaintext GenerateMac Sign DeriveSharedSecret""",
    AccessLevel.OTHER: """
        DescribeKey GetKeyRotationStatus GetPublicKey ListGrants RetireGrant RevokeGrant Verify
        VerifyMac""",
}

SERVICE = Service(
    prefix="kms",
    policy="the key policy",
    actions=index_actions("kms", ResourceScope.WHOLE, _ACTIONS),
    descriptions={
        AccessLevel.READ: "decrypt with the key",
        AccessLevel.WRITE: "encrypt or sign with the key",
        AccessLevel.OTHER: "perform administrative actions",
    },
    only_listed_actions=True,
    signed_only=True,
    resource_required=True,
)
