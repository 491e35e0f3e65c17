"""Instances whose number is not known."""

from __future__ import annotations

from iaclint.symbolic.values import Choice, Unknown
from iaclint.terraform.types.model import TerraformValue


class UnknownInstances(Unknown, frozen=True):
    """The instances of an unknown ``count`` or ``for_each``.

    ``each`` represents every one of them.
    """

    each: TerraformValue = None

    def element(self, key: TerraformValue) -> TerraformValue:
        """Return the instance of a key.

        An unknown key (``each.key``) selects every instance. A known key may select none.
        """
        if isinstance(key, Unknown):
            return self.each
        return Choice(Unknown(self.symbol, self.identity), (self.each, Unknown(self.symbol)))
