"""The policies of AWS KMS keys.

Every call is signed, so nobody is anonymous. Another account can use a key and handle its grants,
and manage nothing else of it, whatever its policy says.

Source: *Actions, resources, and condition keys for AWS Key Management Service* (Service
Authorization Reference), *Allowing users in other accounts to use a KMS key*.
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Outcome
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level, index_actions
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.resource_policy import analyse_policy

_ACTIONS = {
    Deed.READ: "Decrypt ReEncryptFrom CreateGrant",
    Deed.WRITE: """
        Encrypt ReEncryptTo GenerateDataKey GenerateDataKeyPair GenerateDataKeyWithoutPlaintext
        GenerateDataKeyPairWithoutPlaintext GenerateMac Sign DeriveSharedSecret""",
    Deed.OTHER: """
        DescribeKey GetKeyRotationStatus GetPublicKey ListGrants RetireGrant RevokeGrant Verify
        VerifyMac""",
}

SERVICE = Service(
    prefix="kms",
    policy="the key policy",
    actions=index_actions("kms", Level.WHOLE, _ACTIONS),
    words={
        Deed.READ: "decrypt with it",
        Deed.WRITE: "encrypt or sign with it",
        Deed.OTHER: "use administrative actions",
    },
    only_listed=True,
    signed=True,
)


def analyse(facts: Facts) -> Outcome:
    """Return what strangers can do with a key."""
    return analyse_policy(SERVICE, facts)
