"""What a deployment is told besides its template."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from iaclint.symbolic.values import Value


class Options(Struct, frozen=True):
    """Parameter values and the place of deployment, as far as they are known."""

    parameters: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    """By name; a value has precedence over the parameter's default, and so has None: not known."""
    region: str | None = None
    account: str | None = None
    partition: str | None = None
