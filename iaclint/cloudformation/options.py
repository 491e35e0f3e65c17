"""The options of a deployment."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from iaclint.symbolic.values import Value


class Options(Struct, frozen=True):
    """Parameter values, region, account and partition of a deployment, where known."""

    parameters: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    """By name. A value overrides the parameter's default; None means unknown."""
    region: str | None = None
    account: str | None = None
    partition: str | None = None
    trusted_accounts: frozenset[str] = frozenset()
    """The AWS accounts that may have access, besides the one of the deployment."""

    @property
    def known_accounts(self) -> frozenset[str]:
        """The AWS accounts that may have access."""
        return self.trusted_accounts | {self.account or ""} - {""}
