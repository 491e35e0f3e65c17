"""The types of resources of the provider azapi, which are those of Azure Resource Manager.

All of them have one Terraform type, and an argument that names the type and a version:
``Microsoft.Storage/storageAccounts@2023-05-01``. Case does not matter in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import ABSENT, DEFERRED, Unknown, Value
from iaclint.symbolic.worlds import leaves_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iaclint.resource import Body

_ACTION: Final = "azapi_resource_action"
_UPDATE: Final = "azapi_update_resource"
TYPES: Final = frozenset({"azapi_resource", _UPDATE, _ACTION})

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


_OF_UPDATES: Final[Mapping[str, tuple[Value, ...]]] = {
    "method": ("PATCH", "PUT"),
    "action": (ABSENT, None, ""),
    "when": (ABSENT, None, "apply"),
}
"""The arguments of an action that sends its body to the resource itself, with their values."""


def full_type(kind: str, body: Body) -> str:
    """Return the type of a resource; one of azapi has that of Azure after a slash.

    ``azapi_resource/Microsoft.Storage/storageAccounts``, or ``azapi_resource`` if it is unknown.
    An action that may send its body to the resource itself is an ``azapi_update_resource``.
    """
    named = body.get("type") if kind in TYPES else None
    if not isinstance(named, str):
        return kind
    name = named.partition("@")[0]
    as_update = kind == _ACTION and _updates(body) is not False
    return f"{_UPDATE if as_update else kind}/{_SPELLINGS.get(name.casefold(), name)}"


def presence_of(kind: str, body: Body) -> Unknown | None:
    """Return what decides whether an action is an update; None if that is known."""
    found = _updates(body) if kind == _ACTION else None
    return found if isinstance(found, Unknown) else None


def _updates(action: Body) -> bool | Unknown:
    """Return whether an action sends its body to the resource itself, as an update does."""
    decider: Unknown | None = None
    for name, values in _OF_UPDATES.items():
        given = action.get(name)
        options = [leaf for _, leaf in leaves_of(given)]
        unknown = [option for option in options if isinstance(option, DEFERRED)]
        fitting = [option for option in options if option in values]
        if not unknown and not fitting:
            return False
        if len(fitting) < len(options):
            decider = Unknown(symbols(given)[0])
    return decider or True
