"""Instances whose number is not known."""

from __future__ import annotations

from iaclint.symbolic.values import Choice, Unknown, Value


class UnknownInstances(Unknown, frozen=True):
    """However many instances a ``count`` or ``for_each`` turns out to make.

    ``each`` stands for every one of them.
    """

    each: Value = None

    def element(self, key: Value) -> Value:
        """Return the instance of a key.

        A key that is itself unknown (``each.key``) goes through all instances. A fixed key
        is one of them at the most.
        """
        if isinstance(key, Unknown):
            return self.each
        return Choice(Unknown(self.symbol, self.identity), (self.each, Unknown(self.symbol)))
