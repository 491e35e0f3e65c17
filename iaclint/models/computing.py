"""Computed fields: the results of analyses of the other fields of an instance."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from iaclint.analyses import find_analysis
from iaclint.files.work import OUT_OF_STEPS, RUN, OutOfStepsError
from iaclint.models.field_value import FieldPlace, FieldValue
from iaclint.symbolic.recall import Get, Recall
from iaclint.symbolic.structure import count_parts, is_known
from iaclint.symbolic.values import Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC

    from iaclint.analyses.analysis import Analysis, AnalysisResult
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


class _Outcome(Struct, frozen=True):
    """The result of an analysis, and the fields that it read."""

    result: AnalysisResult
    reads: tuple[str, ...]


def compute(instance: Fields, field: str) -> FieldValue:
    """Return a computed field, with the reasoning and the fields that it was computed from."""
    analysis = instance.model.computed[field]
    services = tuple(instance.model.resource_policies.items())
    trusted = instance.header().resource.trusted_accounts
    try:
        outcome = _recalled(analysis, services, trusted).result(
            lambda get: _analyse(find_analysis(analysis), _Facts(get, dict(services), trusted)),
            instance.get,
        )
    except OutOfStepsError:
        return FieldValue(field, Unknown(OUT_OF_STEPS), instance.header())
    place = _place_of(instance, outcome.result, outcome.reads)
    reads = frozenset(outcome.reads)
    return FieldValue(field, outcome.result.value, place, steps=outcome.result.steps, reads=reads)


@lru_cache(maxsize=128)
def _recalled(
    analysis: str, services: tuple[tuple[str, str], ...], trusted: frozenset[str]
) -> Recall[_Outcome]:
    """Return the results of an analysis: most buckets of a configuration have the same few."""
    return Recall()


def _analyse(analysis: Analysis, facts: _Facts) -> _Outcome:
    return _Outcome(analysis(facts), tuple(facts.reads))


class _Facts:
    """The fields of an instance for an analysis; records which of them it reads."""

    def __init__(
        self, get: Get, services: MappingABC[str, str], trusted_accounts: frozenset[str]
    ) -> None:
        self._get = get
        self._services = services
        self._trusted_accounts = trusted_accounts
        self.reads: dict[str, None] = {}

    def get(self, field: str) -> Value:
        value = self._get(field)
        if field not in self.reads:
            self.reads[field] = None
            RUN.spend(count_parts(value, RUN.left))
        return value

    def service(self, field: str) -> str:
        return self._services[field]

    @property
    def trusted_accounts(self) -> frozenset[str]:
        return self._trusted_accounts


def _place_of(instance: Fields, outcome: AnalysisResult, reads: Iterable[str]) -> FieldPlace:
    """Return the place of the first step that has one, else of the first unknown field."""
    for step in outcome.steps:
        if step.field is not None:
            return instance.read(step.field).at(step.path)
    unsettled = (instance.read(name) for name in reads if not is_known(instance.get(name)))
    first = None if is_known(outcome.value) else next(unsettled, None)
    return instance.header() if first is None else first.place
