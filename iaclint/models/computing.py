"""Computed fields: the results of analyses of the other fields of an instance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from iaclint.analyses import find_analysis
from iaclint.models.field_value import FieldPlace, FieldValue
from iaclint.symbolic.structure import is_known
from iaclint.symbolic.values import Value

if TYPE_CHECKING:
    from iaclint.analyses.analysis import AnalysisResult
    from iaclint.models.model import Model


class Fields(Protocol):
    """The fields of an instance of a model, as ``ModelInstance`` has them."""

    @property
    def model(self) -> Model:
        """The model."""

    def get(self, field: str) -> Value:
        """Return a field's value."""

    def read(self, field: str) -> FieldValue:
        """Return a field's value with its places."""

    def header(self) -> FieldPlace:
        """Return the header of the resource itself."""


def compute(instance: Fields, field: str) -> FieldValue:
    """Return a computed field, with the reasoning and the fields that it was computed from."""
    facts = _Facts(instance)
    outcome = find_analysis(instance.model.computed[field])(facts)
    place = _place_of(instance, outcome, facts.reads)
    reads = frozenset(facts.reads)
    return FieldValue(field, outcome.value, place, steps=outcome.steps, reads=reads)


class _Facts:
    """The fields of an instance for an analysis; records which of them it reads."""

    def __init__(self, instance: Fields) -> None:
        self._instance = instance
        self.reads: dict[str, None] = {}

    def get(self, field: str) -> Value:
        self.reads[field] = None
        return self._instance.get(field)

    def service(self, field: str) -> str:
        return self._instance.model.resource_policies[field]

    @property
    def trusted_accounts(self) -> frozenset[str]:
        return self._instance.header().resource.trusted_accounts


def _place_of(instance: Fields, outcome: AnalysisResult, reads: Iterable[str]) -> FieldPlace:
    """Return the place of the first step that has one, else of the first unknown field."""
    for step in outcome.steps:
        if step.field is not None:
            return instance.read(step.field).at(step.path)
    unsettled = (instance.read(name) for name in reads if not is_known(instance.get(name)))
    first = None if is_known(outcome.value) else next(unsettled, None)
    return instance.header() if first is None else first.place
