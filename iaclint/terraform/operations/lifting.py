"""Lift plain functions over what surrounds a plain value: marks and choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from iaclint.symbolic.choices import Lifting, choose
from iaclint.symbolic.values import Choice, Unknown
from iaclint.terraform.errors import EvaluationError, LimitReached, UndeclaredError
from iaclint.terraform.operations.operators import OperatorError
from iaclint.terraform.types.model import Sensitive, TerraformValue
from iaclint.terraform.types.sensitivity import marked, unmark, unmark_deep

_WRAPPERS = (Choice, Sensitive)


def _has_wrapper(values: Sequence[TerraformValue]) -> bool:
    for value in values:  # noqa: SIM110 - most calls come here, and a generator takes twice as long
        if isinstance(value, _WRAPPERS):
            return True
    return False


def lift(
    function: Callable[..., TerraformValue], values: Sequence[TerraformValue], deep: bool = False
) -> TerraformValue:
    """Apply a function to values without marks, on every branch of every choice.

    The result is sensitive if a value was (at any depth, with ``deep``). Too many branches
    make it unknown.
    """
    if not deep and not _has_wrapper(values):
        return function(*values)
    strip = unmark_deep if deep else unmark
    pairs = [strip(value) for value in values]
    bare = [value for value, _ in pairs]
    if any(isinstance(value, Choice) for value in bare):
        result = _ON_BRANCHES(function, *bare)
    else:
        result = function(*bare)
    return marked(result, any(found for _, found in pairs))


class _OnBranches(Lifting[TerraformValue]):
    """Takes marks off on each branch; a branch that is refused is never deployed, so unknown."""

    def __call__(
        self, function: Callable[..., TerraformValue], *values: TerraformValue
    ) -> TerraformValue:
        pairs = [unmark(value) for value in values]
        result = super().__call__(function, *[value for value, _ in pairs])
        return marked(result, any(found for _, found in pairs))

    def choose(
        self, choice: Choice[TerraformValue], evaluate: Callable[[int], TerraformValue]
    ) -> TerraformValue:
        results: list[TerraformValue] = []
        refusals: list[Exception] = []
        for number in range(len(choice.options)):
            try:
                results.append(evaluate(number))
            except (UndeclaredError, LimitReached):
                raise
            except (EvaluationError, OperatorError) as error:
                refusals.append(error)
                results.append(Unknown(choice.test.symbol))
        if len(refusals) == len(results):
            raise refusals[0]
        return choose(choice.test, results, choice.labels)

    def unknown(self, test: Unknown) -> TerraformValue:
        return Unknown(test.symbol)


_ON_BRANCHES = _OnBranches()
