"""The types of resources of the provider azapi, which are those of Azure Resource Manager.

All of them have one Terraform type, and an argument that names the type and a version:
``Microsoft.Storage/storageAccounts@2023-05-01``. Case does not matter in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iaclint.resource import Body

TYPES: Final = frozenset({"azapi_resource", "azapi_update_resource"})

NAMES: Final = (
    "Microsoft.ContainerRegistry/registries",
    "Microsoft.ContainerRegistry/registries/replications",
    "Microsoft.DBforMySQL/flexibleServers",
    "Microsoft.DBforMySQL/flexibleServers/configurations",
    "Microsoft.DBforMySQL/flexibleServers/firewallRules",
    "Microsoft.DBforPostgreSQL/flexibleServers",
    "Microsoft.DBforPostgreSQL/flexibleServers/configurations",
    "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules",
    "Microsoft.DBforPostgreSQL/serverGroupsv2",
    "Microsoft.DBforPostgreSQL/serverGroupsv2/firewallRules",
    "Microsoft.DocumentDB/databaseAccounts",
    "Microsoft.DocumentDB/mongoClusters",
    "Microsoft.DocumentDB/mongoClusters/firewallRules",
    "Microsoft.Insights/diagnosticSettings",
    "Microsoft.KeyVault/vaults",
    "Microsoft.Network/privateEndpoints",
    "Microsoft.Sql/servers",
    "Microsoft.Sql/servers/auditingSettings",
    "Microsoft.Sql/servers/firewallRules",
    "Microsoft.Sql/servers/securityAlertPolicies",
    "Microsoft.Storage/storageAccounts",
    "Microsoft.Storage/storageAccounts/blobServices",
    "Microsoft.Storage/storageAccounts/blobServices/containers",
    "Microsoft.Storage/storageAccounts/fileServices/shares",
)
"""The types that models have, as Azure Resource Manager spells them."""

_SPELLINGS: Final = {name.casefold(): name for name in NAMES}


def full_type(kind: str, body: Body) -> str:
    """Return the type of a resource; one of azapi has that of Azure after a slash.

    ``azapi_resource/Microsoft.Storage/storageAccounts``, or ``azapi_resource`` if it is unknown.
    """
    named = body.get("type") if kind in TYPES else None
    if not isinstance(named, str):
        return kind
    name = named.partition("@")[0]
    return f"{kind}/{_SPELLINGS.get(name.casefold(), name)}"
