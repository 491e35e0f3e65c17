"""The functions ``try`` and ``can``."""

from __future__ import annotations

from msgspec.structs import replace

from iaclint.symbolic.natures import UNSPECIFIED
from iaclint.symbolic.structure import leaves, symbols, unknowns
from iaclint.symbolic.values import Choice, PartialString, Unknown
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError, LimitReached, UndeclaredError
from iaclint.terraform.eval.scope import Evaluate, Scope, text_of
from iaclint.terraform.operations import predicates
from iaclint.terraform.operations.cases import labels_of
from iaclint.terraform.operations.export import plain
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import (
    BOOL,
    ListOf,
    MapOf,
    TerraformValue,
    type_of,
)
from iaclint.terraform.types.sensitivity import marked, unmark, unmark_deep


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
            labels = labels_of(test, f"there is {words}", f"there is no {words}")
            try:
                return Choice(test, (value, evaluate(rest, scope)), labels)
            except (UndeclaredError, LimitReached):
                raise
            except EvaluationError:
                scope.note_failure(test)  # if this argument fails, nothing is deployed
        return value if is_last else _of_any_type(value, argument, scope, evaluate)
    if not expression.arguments:
        raise EvaluationError("try requires at least one argument", expression.span)
    raise EvaluationError("no argument of try succeeded", expression.span) from last


def _of_any_type(
    value: TerraformValue, argument: ex.Expression, scope: Scope, evaluate: Evaluate
) -> TerraformValue:
    """Return a value; in place of an element that may not exist, it may be of another type."""
    bare, sensitive = unmark(value)
    if type(bare) is not Unknown or bare.type is None or not _is_element(argument, scope, evaluate):
        return value
    return marked(replace(bare, type=None, not_null=False), sensitive)


def _is_element(argument: ex.Expression, scope: Scope, evaluate: Evaluate) -> bool:
    """Return whether an argument names an element of a list or a map in a variable."""
    while isinstance(argument, (ex.GetAttr, ex.Index)):
        argument = argument.object
        is_variable = isinstance(argument, ex.GetAttr) and argument.span.text.startswith("var.")
        if is_variable and isinstance(type_of(evaluate(argument, scope)), (ListOf, MapOf)):
            return True
    return False


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
    """Return the test that decides whether an expression fails.

    It is certain only where all parts are used: elsewhere the failing part may be unused.
    """
    cause: Unknown | None = failures[0]
    for other in failures[1:]:
        cause = cause and predicates.combination("&&", cause, other)
    return cause if cause and _uses_all_parts(argument) else Unknown(failures[0].symbol)


def _uses_all_parts(expression: ex.Expression) -> bool:
    """Return whether an expression certainly fails where one of its parts does."""
    match expression:
        case ex.Literal() | ex.Number() | ex.Variable():
            return True
        case ex.GetAttr():
            return _uses_all_parts(expression.object)
        case ex.Index():
            return _uses_all_parts(expression.object) and _uses_all_parts(expression.key)
        case ex.Tuple():
            return all(map(_uses_all_parts, expression.items))
        case ex.Template():
            return all(isinstance(part, str) or _uses_all_parts(part) for part in expression.parts)
        case ex.Interpolation():
            return _uses_all_parts(expression.value)
        case ex.Object():
            return all(_uses_all_parts(part) for item in expression.items for part in item)
        case _:
            return False


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
    blocking = () if isinstance(value, LazyObject) else symbols(unmark_deep(value)[0])
    return Unknown(blocking[0], type=BOOL, not_null=True) if blocking else True
