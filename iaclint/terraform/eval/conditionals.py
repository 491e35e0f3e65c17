"""Conditional expressions: ``condition ? then : otherwise``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias, cast

from msgspec.structs import replace

from iaclint.symbolic.choices import is_one_unknown
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED, Choice, Unknown
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError, LimitReached, rejection
from iaclint.terraform.eval.scope import Evaluate, Scope, text_of
from iaclint.terraform.operations import predicates
from iaclint.terraform.operations.cases import labels_of
from iaclint.terraform.operations.lifting import lift
from iaclint.terraform.types import conversion
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    TerraformValue,
    Type,
    is_null,
    type_of,
)
from iaclint.terraform.types.sensitivity import marked, unmark, unmark_deep

_OF_ONE_TYPE: Final = frozenset([str, bool, int])

FAILED: Final = "an expression that fails"
"""The symbol of what is not known because its expression fails: unlike others, it has no type."""


class Attempt(NamedTuple):
    """What is known of an expression that may fail: its value if it does not."""

    value: TerraformValue
    error: EvaluationError | None


Try: TypeAlias = Callable[[ex.Expression, Scope], Attempt]


def conditional(
    expression: ex.Conditional, scope: Scope, evaluate: Evaluate, attempt: Try
) -> TerraformValue:
    """Evaluate a conditional; raises ``EvaluationError``.

    With an unknown test the result is a choice of both branches.
    """

    def decide(test: TerraformValue) -> TerraformValue:
        return _decide(test, expression, scope, evaluate, attempt)

    test, sensitive = unmark(evaluate(expression.test, scope))
    if isinstance(test, Choice):
        return lift(_remembered(decide), [test])
    return marked(decide(test), sensitive)


def _remembered(
    decide: Callable[[TerraformValue], TerraformValue],
) -> Callable[[TerraformValue], TerraformValue]:
    """Evaluate once for each truth value: a test often has many branches with the same one."""
    results: dict[bool, TerraformValue] = {}

    def decide_once(test: TerraformValue) -> TerraformValue:
        if not isinstance(test, bool):
            return decide(test)
        if test not in results:
            results[test] = decide(test)
        return results[test]

    return decide_once


def _decide(
    test: TerraformValue,
    expression: ex.Conditional,
    scope: Scope,
    evaluate: Evaluate,
    attempt: Try,
) -> TerraformValue:
    if isinstance(test, Unknown) and test.symbol == FAILED:
        raise EvaluationError("invalid condition", expression.test.span)
    if is_null(test):
        raise EvaluationError("invalid condition: it is null", expression.test.span)
    try:
        # Terraform looks at the type of a test only when its value is known.
        truth = replace(test, type=BOOL) if isinstance(test, Unknown) else conversion.to_bool(test)
    except conversion.ConversionError as error:
        message = f"invalid condition: {error}"
        raise rejection(message, expression.span, is_limit=error.is_limit) from None
    if isinstance(truth, DEFERRED):
        if isinstance(test, Unknown) and test.type != BOOL:
            scope.note_failure(Unknown(test.symbol))  # it may be no bool
        test = predicates.as_test(cast("Unknown", truth), scope.identity_of(expression.test))
        decided = predicates.settled(test)
        if decided is None:
            return _undecided(test, expression, scope, evaluate, attempt)
        truth = decided
    chosen, other = expression.then, expression.otherwise
    if not truth:
        chosen, other = other, chosen
    value, was_sensitive = unmark(evaluate(chosen, scope))
    passed_over, would_be_sensitive = unmark(_evaluate_for_type(other, scope, attempt))
    # As in Terraform, the result is sensitive if the other branch is.
    sensitive = was_sensitive or would_be_sensitive
    target = common_type(value, passed_over, expression, scope)
    try:
        return marked(conversion.convert(value, target), sensitive)
    except conversion.ConversionError as error:
        message = f"the result of this conditional has the wrong type: {error}"
        raise rejection(message, chosen.span, is_limit=error.is_limit) from None


def _undecided(
    test: Unknown, expression: ex.Conditional, scope: Scope, evaluate: Evaluate, attempt: Try
) -> TerraformValue:
    # A branch with an error is never deployed, but has to be of the type of the other one.
    attempted, failed = attempt(expression.then, scope)
    then, was_sensitive = unmark(attempted)
    if failed:
        scope.note_failure(test)
        rest = evaluate(expression.otherwise, scope)
        common_type(then, unmark(rest)[0], expression, scope)
        return rest
    attempted, failed = attempt(expression.otherwise, scope)
    otherwise, is_sensitive = unmark(attempted)
    if failed:
        scope.note_failure(test)
        common_type(then, otherwise, expression, scope)
        return marked(then, was_sensitive)
    options = _unify(then, otherwise, expression, scope)
    if _is_settled(*options) or is_one_unknown(test, options):
        return marked(options[0], was_sensitive or is_sensitive)
    words = text_of(expression.test)
    labels = labels_of(test, words, f"not ({words})")
    choice = Choice(test, options, labels)
    return marked(choice, was_sensitive or is_sensitive)


def _is_settled(first: TerraformValue, second: TerraformValue) -> bool:
    """Return whether the test does not matter: Terraform detects it for nulls and numbers."""
    if is_null(first) and is_null(second):
        return True
    return type_of(first) == NUMBER == type_of(second) and first == second


def _evaluate_for_type(expression: ex.Expression, scope: Scope, attempt: Try) -> TerraformValue:
    """Evaluate the branch that is not taken as far as it can be, for its type only."""
    try:
        return attempt(expression, scope).value
    except LimitReached as error:
        return Unknown(error.symbol("a conditional"))


def _unify(
    first: TerraformValue, second: TerraformValue, expression: ex.Conditional, scope: Scope
) -> tuple[TerraformValue, TerraformValue]:
    """Convert both branches to one type, as far as they convert."""
    target = common_type(first, second, expression, scope)
    return _converted(first, target), _converted(second, target)


def common_type(
    first: TerraformValue, second: TerraformValue, expression: ex.Conditional, scope: Scope
) -> Type:
    """Return the type that a conditional converts both branches to; dynamic if to none.

    Raises ``EvaluationError`` if the types are inconsistent.
    """
    if type(first) is type(second) and type(first) in _OF_ONE_TYPE:
        return DYNAMIC
    if isinstance(first, LazyObject) or isinstance(second, LazyObject):
        return DYNAMIC
    scope.budget.read((first, second), expression.span)
    types = [type_of(unmark_deep(first)[0]), type_of(unmark_deep(second)[0])]
    if types[0] == types[1]:
        return DYNAMIC
    if first is None or second is None:
        return types[1] if first is None else types[0]
    if DYNAMIC in types:
        untyped = [each for each in (*symbols(first), *symbols(second)) if each != FAILED]
        for symbol in untyped[:1]:
            scope.note_failure(Unknown(symbol))  # the types may be inconsistent
        return DYNAMIC
    scope.budget.take((first, second), expression.span)
    try:
        target = conversion.unify(types)
    except conversion.ConversionLimit as error:
        raise LimitReached(error.message, expression.span) from None
    if target is None:
        message = "the results of this conditional have inconsistent types"
        raise EvaluationError(message, expression.span)
    return target


def _converted(value: TerraformValue, target: Type) -> TerraformValue:
    try:
        return conversion.convert(value, target)
    except conversion.ConversionError:
        return value
