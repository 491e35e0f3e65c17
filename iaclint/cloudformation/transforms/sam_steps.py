"""Bound the time of the SAM translator by its steps: the entries of the mappings that it copies.

It copies the whole definition of an API for each event, so its time is their product, while a
template of as many functions without events takes a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from iaclint.limits import MAX_SAM_STEPS

_STEPS_OF_A_RESOURCE = 50
"""What a resource takes besides the copies, in the same unit of time."""


class TooManySteps(Exception):
    """The translator has taken ``MAX_SAM_STEPS``."""


class SamSteps:
    """The steps that the translator takes for one template, in all attempts."""

    def __init__(self) -> None:
        self._taken = 0

    @contextmanager
    def counted(self, resources: int) -> Iterator[None]:
        """Count the steps of a translation; raises ``TooManySteps``."""
        from samtranslator.utils.py27hash_fix import Py27Dict

        original = Py27Dict.__deepcopy__

        def copy(mapping: Any, memo: Any) -> Any:
            self._take(len(mapping))
            return original(mapping, memo)

        self._take(resources * _STEPS_OF_A_RESOURCE)
        Py27Dict.__deepcopy__ = copy
        try:
            yield
        finally:
            Py27Dict.__deepcopy__ = original

    def _take(self, steps: int) -> None:
        self._taken += steps
        if self._taken > MAX_SAM_STEPS:
            raise TooManySteps
