"""Instances whose number is not known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from iaclint.symbolic.structure import nature_of_selection
from iaclint.symbolic.values import ABSENT, Choice, Identity, Unknown
from iaclint.terraform.types.model import TerraformValue
from iaclint.terraform.types.sensitivity import unmark_deep


class UnknownInstances(Unknown, frozen=True):
    """The instances of an unknown ``count`` or ``for_each``.

    ``each`` represents every one of them.
    """

    each: TerraformValue = None
    origin: Identity | None = None
    """What decides how many there are, where this is not the identity."""

    certain: Mapping[str | int | None, TerraformValue] = {}
    """The instances that certainly exist, by key."""

    def element(self, key: TerraformValue) -> TerraformValue:
        """Return the instance of a key.

        An unknown key (``each.key``) selects every instance. A known key may select none.
        """
        if isinstance(key, Unknown):
            return self.each
        found = self.certain.get(key, ABSENT) if isinstance(key, (str, int)) else ABSENT
        return self.any() if found is ABSENT else found

    def any(self) -> TerraformValue:
        """Return one of the instances, or something else where there is none."""
        return Choice(Unknown(self.symbol, self.identity), (self.each, Unknown(self.symbol)))

    def map(self, function: Callable[[TerraformValue], TerraformValue]) -> UnknownInstances:
        """Return a list with what a function makes of each instance."""
        each = function(self.each)
        nature = nature_of_selection(unmark_deep(each)[0])
        origin = self.identity or self.origin
        certain = {key: function(value) for key, value in self.certain.items()}
        return UnknownInstances(
            self.symbol, derived=nature, each=each, origin=origin, certain=certain
        )
