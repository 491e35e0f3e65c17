"""The types of resources of the provider azapi, which are those of Azure Resource Manager.

All of them have one Terraform type, and an argument that names the type and a version:
``Microsoft.Storage/storageAccounts@2023-05-01``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iaclint.resource import Body

TYPES: Final = frozenset({"azapi_resource", "azapi_update_resource"})


def full_type(kind: str, body: Body) -> str:
    """Return the type of a resource; one of azapi has that of Azure after a slash.

    ``azapi_resource/Microsoft.Storage/storageAccounts``, or ``azapi_resource`` if it is unknown.
    """
    named = body.get("type") if kind in TYPES else None
    return f"{kind}/{named.partition('@')[0]}" if isinstance(named, str) else kind
