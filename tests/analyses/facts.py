"""Fields for analyses, from a dictionary."""

from __future__ import annotations

from iaclint.symbolic.values import ABSENT, Value
from tests.values import Fields


class Facts(Fields):
    """The fields of an instance; its policies are for the service ``prefix``."""

    prefix = "s3"
    trusted_accounts: frozenset[str] = frozenset()

    def get(self, field: str) -> Value:  # type: ignore[override]
        """Return a field, ``ABSENT`` when it is not set."""
        return super().get(field, ABSENT)

    def service(self, field: str) -> str:
        """Return the service that the policies of any field are for."""
        return self.prefix
