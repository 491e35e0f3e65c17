"""Conditional expressions: ``condition ? then : otherwise``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from msgspec.structs import replace

from iaclint.symbolic.choices import is_one_unknown
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED, Choice, Unknown
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError, LimitReached, UndeclaredError, rejection
from iaclint.terraform.eval.failed_branches import known_part
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


def conditional(expression: ex.Conditional, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    """Evaluate a conditional; raises ``EvaluationError``.

    With an unknown test the result is a choice of both branches.
    """
    test, sensitive = unmark(evaluate(expression.test, scope))
    if isinstance(test, Choice):
        return lift(
            _remembered(lambda option: _decide(option, expression, scope, evaluate)), [test]
        )
    return marked(_decide(test, expression, scope, evaluate), sensitive)


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
    test: TerraformValue, expression: ex.Conditional, scope: Scope, evaluate: Evaluate
) -> TerraformValue:
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
            return _undecided(test, expression, scope, evaluate)
        truth = decided
    chosen, other = expression.then, expression.otherwise
    if not truth:
        chosen, other = other, chosen
    value, was_sensitive = unmark(evaluate(chosen, scope))
    passed_over, would_be_sensitive = unmark(_evaluate_for_type(other, scope, evaluate, value))
    # As in Terraform, the result is sensitive if the other branch is.
    sensitive = was_sensitive or would_be_sensitive
    target = _common_type(value, passed_over, expression, scope)
    try:
        return marked(conversion.convert(value, target), sensitive)
    except conversion.ConversionError as error:
        message = f"the result of this conditional has the wrong type: {error}"
        raise rejection(message, chosen.span, is_limit=error.is_limit) from None


def _undecided(
    test: Unknown, expression: ex.Conditional, scope: Scope, evaluate: Evaluate
) -> TerraformValue:
    try:
        then, was_sensitive = unmark(evaluate(expression.then, scope))
    except (UndeclaredError, LimitReached):
        raise
    except EvaluationError:
        # A branch with an error is never deployed.
        scope.note_failure(test)
        rest = evaluate(expression.otherwise, scope)
        part = known_part(expression.then, scope, evaluate)
        _check_types(part, rest, expression, scope)
        return rest
    try:
        otherwise, is_sensitive = unmark(evaluate(expression.otherwise, scope))
    except (UndeclaredError, LimitReached):
        raise
    except EvaluationError:
        scope.note_failure(test)
        part = known_part(expression.otherwise, scope, evaluate)
        _check_types(part, then, expression, scope)
        return marked(then, was_sensitive)
    options = _unify(then, otherwise, expression, scope)
    if _is_settled(*options) or is_one_unknown(test, options):
        return marked(options[0], was_sensitive or is_sensitive)
    words = text_of(expression.test)
    labels = labels_of(test, words, f"not ({words})")
    choice = Choice(test, options, labels)
    return marked(choice, was_sensitive or is_sensitive)


def _check_types(
    part: TerraformValue, rest: TerraformValue, expression: ex.Conditional, scope: Scope
) -> None:
    """Raise if what is known of a branch that fails has another type than the other branch."""
    if part is not None:
        _common_type(part, unmark(rest)[0], expression, scope)


def _is_settled(first: TerraformValue, second: TerraformValue) -> bool:
    """Return whether the test does not matter: Terraform detects it for nulls and numbers."""
    if is_null(first) and is_null(second):
        return True
    return type_of(first) == NUMBER == type_of(second) and first == second


def _evaluate_for_type(
    expression: ex.Expression, scope: Scope, evaluate: Evaluate, taken: TerraformValue
) -> TerraformValue:
    """Evaluate the branch that is not taken, for its type only.

    A branch with an error has a type only as far as it is known despite the error. Where nothing
    is known, ``taken`` is returned.
    """
    try:
        return evaluate(expression, scope)
    except UndeclaredError:
        raise
    except LimitReached as error:
        return Unknown(error.symbol("a conditional"))
    except EvaluationError:
        part = known_part(expression, scope, evaluate)
        return taken if part is None else part


def _unify(
    first: TerraformValue, second: TerraformValue, expression: ex.Conditional, scope: Scope
) -> tuple[TerraformValue, TerraformValue]:
    """Convert both branches to one type, as far as they convert."""
    target = _common_type(first, second, expression, scope)
    return _converted(first, target), _converted(second, target)


def _common_type(
    first: TerraformValue, second: TerraformValue, expression: ex.Conditional, scope: Scope
) -> Type:
    """Return the type that a conditional converts both branches to; dynamic if to none."""
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
        for symbol in (*symbols(first), *symbols(second))[:1]:
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
