"""Whether the keys and passwords of a storage account work from the internet.

Source: *Prevent authorization with Shared Key* and *SSH File Transfer Protocol (SFTP) support for
Azure Blob Storage*. A shared access signature is signed with an access key, unless it is that of a
user delegation, which Microsoft Entra ID authorizes. Local users of SFTP have passwords or SSH keys
of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.azure import storage_network
from iaclint.analyses.azure.storage_network import blocked, with_private_endpoints
from iaclint.analyses.grants import Fields, Grant, GrantSummary, evaluate_cases
from iaclint.analyses.tristate import is_on
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth

FIELDS = ("shared_keys", "sftp", "local_users", *storage_network.FIELDS)


def analyse(facts: Facts) -> AnalysisResult:
    """Return whether anyone with a key or password can connect from anywhere, with the reasons."""
    return with_private_endpoints(facts, evaluate_cases(facts, FIELDS, _evaluate))


def _evaluate(fields: Fields) -> GrantSummary:
    grants = list(_grants(fields))
    if grants:
        return blocked(grants, fields)
    return GrantSummary((), [Step("the account does not accept its access keys", "shared_keys")])


def _grants(fields: Fields) -> Iterator[Grant]:
    keys = is_on(fields["shared_keys"], Truth.TRUE)
    if keys is not Truth.FALSE:
        opens = "anyone with an access key or a shared access signature to connect from anywhere"
        blockers = symbols(fields["shared_keys"])
        yield Grant(keys, "the account", opens, "shared_keys", blockers=blockers)
    users = is_on(fields["sftp"]) & is_on(fields["local_users"], Truth.TRUE)
    if users is not Truth.FALSE:
        opens = "anyone with the password or SSH key of a local user to connect from anywhere"
        blockers = symbols((fields["sftp"], fields["local_users"]))
        yield Grant(users, "its SFTP endpoint", opens, "sftp", blockers=blockers)
