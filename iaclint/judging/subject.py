"""The resource that a user asks to explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.address import find_instances, without_keys
from iaclint.errors import UsageError
from iaclint.files.diagnostics import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.resource import Resource


def find_subject(address: str, resources: Sequence[Resource]) -> frozenset[str]:
    """Return the addresses of the resources that an address refers to.

    Without an instance key, an address refers to all instances. Raises ``UsageError`` if no
    resource has it, or if several resources do that are deployed separately.
    """
    addresses = find_instances(address, (resource.address for resource in resources))
    if not addresses:
        raise _not_found(address, resources)
    found = [resource for resource in resources if resource.address in addresses]
    if len({resource.scope for resource in found}) > 1:
        places = ", ".join(dict.fromkeys(str(resource.span) for resource in found))
        hint = f"say in which file or folder: {places}"
        raise UsageError(f"several resources are named '{address}'", hint)
    return addresses


_ENDINGS = (".tf", ".tofu", ".json", ".yaml", ".yml", ".template")
"""What shows that a name is probably that of a file; a resource can have it, too."""


def _not_found(address: str, resources: Sequence[Resource]) -> UsageError:
    known = {resource.address for resource in resources}
    names = sorted({*known, *map(without_keys, known)})
    deeper = [name for name in names if name.endswith(f".{address}")]
    hint = f"did you mean '{deeper[0]}'?" if deeper else did_you_mean(address, names)
    other = "`iaclint check --show all` lists what is checked"
    kinds = "file or checked resource" if address.endswith(_ENDINGS) else "checked resource"
    return UsageError(f"no {kinds} is named '{address}'", hint or other)
