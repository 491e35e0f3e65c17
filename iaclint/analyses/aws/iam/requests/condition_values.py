"""The values of one condition key that a policy can distinguish, and which of them pass a test."""

from __future__ import annotations

from collections.abc import Iterable

from iaclint.analyses.aws.iam.budget import Budget
from iaclint.analyses.aws.iam.language.conditions import (
    Candidate,
    ConditionTest,
    fits,
    holds,
    text_of,
)
from iaclint.analyses.aws.iam.language.operators import Operator, Relation
from iaclint.analyses.aws.iam.language.patterns import matches_arn, read_pattern
from iaclint.analyses.aws.iam.language.service import Bounds
from iaclint.analyses.aws.iam.requests.string_sets import StringSet
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Value

_ARN = (Relation.ARN_LIKE, Relation.ARN_EQUAL)
_WILD = (Relation.LIKE, *_ARN)
_TEXTUAL = (Relation.EQUAL, Relation.EQUAL_IGNORING_CASE, *_WILD)
_STEPS = 40
"""The cost of matching one value with one candidate."""


class ValueSet:
    """Values of a key, of which sets are ints with a bit per value."""

    def __init__(self, values: Iterable[Candidate], variables: bool, budget: Budget) -> None:
        self.values = sorted(values, key=lambda value: not isinstance(value, str))
        texts = [value for value in self.values if isinstance(value, str)]
        self._texts = StringSet(texts, budget)
        self._others = self.values[len(texts) :]
        self._all_texts = (1 << len(texts)) - 1
        self._variables = variables
        self._budget = budget
        self._by_lower: dict[str, int] = {}
        for n, text in enumerate(texts):
            self._by_lower[text.lower()] = self._by_lower.get(text.lower(), 0) | 1 << n
        self._arns: dict[str, int] = {}

    @property
    def everything(self) -> int:
        """All the values."""
        return (1 << len(self.values)) - 1

    def passing(self, test: ConditionTest) -> Bounds:
        """Return the values that certainly, and possibly, pass a test."""
        operator = test.operator
        if operator is None or operator.relation is Relation.NULL:
            return self._try(test, self.values)
        certain = possible = 0
        for value in test.values:
            found = self._fitting(operator, value)
            certain, possible = certain | found[0], possible | found[1]
        if operator.negated:
            certain, possible = self._all_texts & ~possible, self._all_texts & ~certain
        others = self._try(test, self._others)
        start = len(self.values) - len(self._others)
        return certain | others[0] << start, possible | others[1] << start

    def _fitting(self, operator: Operator, value: Value) -> Bounds:
        """Return the texts that match one value of a test, ignoring a negated operator."""
        text = text_of(value)
        if text is not None and operator.relation in _TEXTUAL:
            bits = self._matching(operator.relation, text)
            return bits, bits
        self._budget.spend(_STEPS * len(self._texts.texts))
        return _gather(fits(operator, value, c, self._variables) for c in self._texts.texts)

    def _matching(self, relation: Relation, text: str) -> int:
        pattern = read_pattern(text, wildcards=relation in _WILD, variables=self._variables)
        if relation is Relation.EQUAL_IGNORING_CASE:
            return self._by_lower.get(pattern.lower(), 0)
        if relation not in _ARN:
            return self._texts.matching(pattern)
        found = self._arns.get(pattern)
        if found is None:
            # An ARN that matches part by part also matches as a whole.
            whole = self._texts.matching(pattern)
            found = sum(
                1 << n
                for n, text in enumerate(self._texts.texts)
                if whole >> n & 1 and matches_arn(pattern, text)
            )
            self._arns[pattern] = found
        return found

    def _try(self, test: ConditionTest, values: list[Candidate]) -> Bounds:
        self._budget.spend(_STEPS * len(values) * len(test.values))
        return _gather(holds(test, value, self._variables) for value in values)


def _gather(truths: Iterable[Truth]) -> Bounds:
    certain = possible = 0
    for n, truth in enumerate(truths):
        if truth is not Truth.FALSE:
            possible |= 1 << n
            if truth is Truth.TRUE:
                certain |= 1 << n
    return certain, possible
