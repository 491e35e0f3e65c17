"""The access policies of AWS Backup vaults.

AWS Backup lets other accounts copy backups into a vault and do nothing else, whatever its policy
allows.

Source: *Vault access policies* (AWS Backup Developer Guide).
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service

SERVICE = Service(
    prefix="backup",
    policy="the vault access policy",
    actions=index_actions(
        "backup", ResourceScope.WHOLE, {AccessLevel.WRITE: "CopyIntoBackupVault"}
    ),
    descriptions={AccessLevel.WRITE: "copy backups into the vault"},
    only_listed_actions=True,
    signed_only=True,
)
