"""The functions ``try`` and ``can``."""

from __future__ import annotations

from iaclint.symbolic.natures import UNSPECIFIED
from iaclint.symbolic.structure import leaves, symbols, unknowns
from iaclint.symbolic.values import Choice, PartialString, Unknown
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError, LimitReached, UndeclaredError
from iaclint.terraform.eval.scope import Evaluate, Scope, text_of
from iaclint.terraform.operations import predicates
from iaclint.terraform.operations.export import plain
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import (
    BOOL,
    TerraformValue,
)


def try_(expression: ex.Call, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    """Return the first argument that works; a choice may work on some branches only."""
    for n, argument in enumerate(expression.arguments):
        with scope.failures() as failures:
            try:
                value = evaluate(argument, scope)
            except (UndeclaredError, LimitReached):
                raise
            except EvaluationError as error:
                last = error
                continue
        is_last = n + 1 == len(expression.arguments)
        if not is_last and (failures := failures or _possible_failures(value)):
            rest = ex.Call(expression.span, "try", expression.arguments[n + 1 :], False)
            test, words = _cause(failures, argument), text_of(argument)
            labels = (f"there is {words}", f"there is no {words}")
            try:
                return Choice(test, (value, evaluate(rest, scope)), labels)
            except (UndeclaredError, LimitReached):
                raise
            except EvaluationError:
                scope.note_failure(test)  # if this argument fails, nothing is deployed
        return value
    if not expression.arguments:
        raise EvaluationError("try requires at least one argument", expression.span)
    raise EvaluationError("no argument of try succeeded", expression.span) from last


def _possible_failures(value: TerraformValue) -> list[Unknown]:
    """Return a test for what may not exist: an element of an unknown list, a text with a null."""
    if isinstance(value, (str, bool, int, LazyObject)):
        return []
    shown = plain(value)
    elements = (each for each in unknowns(shown) if each.derived != UNSPECIFIED)
    texts = (leaf for leaf in leaves(shown) if isinstance(leaf, PartialString))
    nullable = (part for text in texts for part in unknowns(text) if _is_nullable(part))
    return [Unknown(each.symbol) for each in (*elements, *nullable)][:1]


def _is_nullable(part: Unknown) -> bool:
    return not part.not_null and not part.nature.is_assigned


def _cause(failures: list[Unknown], argument: ex.Expression) -> Unknown:
    """Return the test that decides whether an expression fails, where there is only one.

    That is so only for a chain of names and keys: elsewhere the failing part may be unused.
    """
    while isinstance(argument, (ex.GetAttr, ex.Index)):
        if isinstance(argument, ex.Index) and not isinstance(argument.key, (ex.Literal, ex.Number)):
            break
        argument = argument.object
    if len(failures) == 1 and isinstance(argument, ex.Variable):
        return failures[0]
    return Unknown(failures[0].symbol)


def can(expression: ex.Call, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    """Return whether the argument evaluates without an error."""
    if len(expression.arguments) != 1:
        raise EvaluationError("can requires exactly one argument", expression.span)
    with scope.failures() as failures:
        try:
            value = evaluate(expression.arguments[0], scope)
        except (UndeclaredError, LimitReached):
            raise
        except EvaluationError:
            return False
    if failures:
        return predicates.without_identity(_cause(failures, expression.arguments[0]))
    # What works only for some values of an unknown may yet fail.
    blocking = () if isinstance(value, LazyObject) else symbols(plain(value))
    return Unknown(blocking[0], type=BOOL, not_null=True) if blocking else True
