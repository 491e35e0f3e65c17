"""Conditions: requirements on the fields of an instance, with three truth values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from iaclint.models.paths import follow, parse_path
from iaclint.resource import Path
from iaclint.ruleset.operators import OPERATORS
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, Unknown, Value


class Subject(Protocol):
    """What a condition is about: a model instance, or an element of a list."""

    def get(self, field: str) -> Value:
        """Return a field's value; ``ABSENT`` when it is not set."""


class Evidence(Struct, frozen=True):
    """A field that decided a condition, and the part of its value that did."""

    field: str
    path: Path = ()


class Judgement(Struct, frozen=True):
    """The truth of a condition, with what decided it."""

    truth: Truth
    evidence: tuple[Evidence, ...] = ()


class Condition(Protocol):
    """A statement about the fields of a subject."""

    def evaluate(self, subject: Subject) -> Judgement:
        """Judge it."""

    def fields(self) -> Iterator[str]:
        """Yield the fields that it tests, with repetition."""


class Test(Protocol):
    """A statement about one value."""

    def check(self, value: Value) -> tuple[Truth, Path]:
        """Return its truth, and the path to the part of the value that decided."""


class FieldTest(Struct, frozen=True):
    """A field passes its tests."""

    field: str
    tests: tuple[Test, ...]

    def evaluate(self, subject: Subject) -> Judgement:
        """Judge it."""
        value = subject.get(self.field)
        truth, path = _passes(value, self.tests)
        return Judgement(truth, (Evidence(self.field, path),))

    def fields(self) -> Iterator[str]:
        """Yield its field."""
        yield self.field


class All(Struct, frozen=True):
    """All of several conditions hold."""

    conditions: tuple[Condition, ...]

    def evaluate(self, subject: Subject) -> Judgement:
        """Judge it."""
        judged = [condition.evaluate(subject) for condition in self.conditions]
        return _decided(Truth.all(judgement.truth for judgement in judged), judged)

    def fields(self) -> Iterator[str]:
        """Yield the fields of all of them."""
        return _fields(self.conditions)


class AnyOf(Struct, frozen=True):
    """At least one of several conditions holds."""

    conditions: tuple[Condition, ...]

    def evaluate(self, subject: Subject) -> Judgement:
        """Judge it."""
        judged = [condition.evaluate(subject) for condition in self.conditions]
        return _decided(Truth.any(judgement.truth for judgement in judged), judged)

    def fields(self) -> Iterator[str]:
        """Yield the fields of all of them."""
        return _fields(self.conditions)


class Not(Struct, frozen=True):
    """A condition does not hold."""

    condition: Condition

    def evaluate(self, subject: Subject) -> Judgement:
        """Judge it."""
        judgement = self.condition.evaluate(subject)
        return Judgement(~judgement.truth, judgement.evidence)

    def fields(self) -> Iterator[str]:
        """Yield the fields of the condition."""
        return self.condition.fields()


class OperatorTest(Struct, frozen=True):
    """A comparison of a value with an operand."""

    operator: str
    operand: Value

    def check(self, value: Value) -> tuple[Truth, Path]:
        """Return its truth; the whole value decides."""
        return OPERATORS[self.operator](value, self.operand), ()


class PartsTest(Struct, frozen=True):
    """The parts of an element meet a condition."""

    condition: Condition

    def check(self, value: Value) -> tuple[Truth, Path]:
        """Return its truth, and the path to the part that decided.

        If all hold, that is the last one if it is set: those before it, such as a name, select the
        element.
        """
        if isinstance(value, Choice):
            return Truth.agree(self.check(option)[0] for option in value.options), ()
        parts = _Parts(value)
        judgement = self.condition.evaluate(parts)
        first, last = judgement.evidence[0], judgement.evidence[-1]
        is_last = judgement.truth is Truth.TRUE and parts.get(last.field) is not ABSENT
        decided = last if is_last else first
        return judgement.truth, (decided.field, *decided.path)


class _Parts(Struct, frozen=True):
    """An element of a list, with its parts as fields."""

    value: Value

    def get(self, field: str) -> Value:
        return follow(self.value, parse_path(field)).value


QUANTIFIERS = ("all", "any", "none")


class QuantifierTest(Struct, frozen=True):
    """All, any or none of the elements of a list pass tests."""

    quantifier: str
    tests: tuple[Test, ...]

    def check(self, value: Value) -> tuple[Truth, Path]:
        """Return its truth, and the path to the first element that decided."""
        if isinstance(value, Choice):
            return Truth.agree(self.check(option)[0] for option in value.options), ()
        if isinstance(value, Unknown):
            return Truth.agree(self.check(option)[0] for option in value.options or ()), ()
        if value is ABSENT or value is None:
            return Truth.of(self.quantifier == "none"), ()
        if not isinstance(value, tuple):
            return self._judge([_passes(value, self.tests)])
        results = []
        for n, element in enumerate(value):
            truth, path = self._check_element(element)
            results.append((truth, (n, *path)))
        return self._judge(results)

    def _check_element(self, element: Value) -> tuple[Truth, Path]:
        """Return whether an element passes; one that does not exist decides nothing."""
        if not any(isinstance(test, PartsTest) for test in self.tests):
            return _passes(element, self.tests)
        if element is None:
            return Truth.of(self.quantifier == "all"), ()
        if isinstance(element, Choice) and any(option is None for option in element.options):
            return Truth.agree(self._check_element(option)[0] for option in element.options), ()
        return _passes(element, self.tests)

    def _judge(self, results: Sequence[tuple[Truth, Path]]) -> tuple[Truth, Path]:
        if self.quantifier == "all":
            return _least(results)
        truth, path = _least((~truth, path) for truth, path in results)
        return (truth if self.quantifier == "none" else ~truth), path


def _passes(value: Value, tests: Sequence[Test]) -> tuple[Truth, Path]:
    """Return whether a value passes all tests, and the part that decided."""
    results = [test.check(value) for test in tests]
    truth, path = _least(results)
    return truth, results[0][1] if truth is Truth.TRUE else path


def _least(results: Iterable[tuple[Truth, Path]]) -> tuple[Truth, Path]:
    """Return the least of several truths, with the path of the first that has it.

    When all hold, no part decided more than another: the path is empty.
    """
    least: tuple[Truth, Path] = (Truth.TRUE, ())
    for truth, path in results:
        if truth.value < least[0].value:
            least = (truth, path)
    return least


def _decided(truth: Truth, judged: Sequence[Judgement]) -> Judgement:
    """Return the evidence of the judgements that have the resulting truth."""
    evidence = [e for judgement in judged if judgement.truth is truth for e in judgement.evidence]
    return Judgement(truth, tuple(dict.fromkeys(evidence)))


def _fields(conditions: Sequence[Condition]) -> Iterator[str]:
    for condition in conditions:
        yield from condition.fields()
