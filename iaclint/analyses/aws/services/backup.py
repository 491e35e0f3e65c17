"""The access policies of AWS Backup vaults.

From other accounts AWS Backup accepts nothing but copies into a vault, whatever its policy
grants.

Source: *Vault access policies* (AWS Backup Developer Guide).
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Outcome
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level, index_actions
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.resource_policy import analyse_policy

SERVICE = Service(
    prefix="backup",
    policy="the vault access policy",
    actions=index_actions("backup", Level.WHOLE, {Deed.WRITE: "CopyIntoBackupVault"}),
    words={Deed.WRITE: "copy backups into it"},
    only_listed=True,
    signed=True,
)


def analyse(facts: Facts) -> Outcome:
    """Return what strangers can do with a vault."""
    return analyse_policy(SERVICE, facts)
