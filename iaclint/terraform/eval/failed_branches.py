"""What is known of the branch of a conditional that fails: Terraform compares its type.

The rules are those of ``Value`` in hclsyntax, which returns a value beside each error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from iaclint.symbolic.values import DEFERRED, Unknown
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError, LimitReached, UndeclaredError
from iaclint.terraform.eval.scope import text_of
from iaclint.terraform.types.model import BOOL, NUMBER, STRING, TerraformValue, Type
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from iaclint.terraform.eval.scope import Evaluate, Scope

_ARITHMETIC: Final = frozenset(["+", "-", "*", "/", "%"])


def known_part(expression: ex.Expression, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    """Return what is known of an expression that fails, None if not even its type is."""
    match expression:
        case ex.Parentheses():
            return known_part(expression.inner, scope, evaluate)
        case ex.Tuple():
            return tuple(_known(item, scope, evaluate) for item in expression.items)
        case ex.Object():
            return _known_object(expression, scope, evaluate)
        case ex.Binary() | ex.Unary():
            is_number = expression.operator in _ARITHMETIC
            return _unknown(expression, NUMBER if is_number else BOOL)
        case ex.Template():
            return _unknown(expression, STRING)
        case ex.For():
            return _known_loop(expression, scope, evaluate)
        case _:
            return None


def _known(expression: ex.Expression, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    """Return what is known of a part.

    Nothing is of one with a conditional, which would be evaluated again for each one around it.
    """
    if _has_conditional(expression):
        return Unknown(text_of(expression))
    try:
        return evaluate(expression, scope)
    except (UndeclaredError, LimitReached):
        raise
    except EvaluationError:
        part = known_part(expression, scope, evaluate)
        return Unknown(text_of(expression)) if part is None else part


def _has_conditional(expression: ex.Expression) -> bool:
    return "?" in expression.span.text


def _known_object(expression: ex.Object, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    """Return an object, None if a key of it is not known."""
    items: dict[str, TerraformValue] = {}
    for key_expression, value in expression.items:
        key, _ = unmark(_known(key_expression, scope, evaluate))
        if isinstance(key, DEFERRED) or not isinstance(key, str):
            return None
        items[key] = _known(value, scope, evaluate)
    return dict(sorted(items.items()))


def _known_loop(loop: ex.For, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    """Return a collection of unknown elements, None if the fault is not in the elements."""
    others = (loop.collection, loop.result_key, loop.test)
    if any(_has_conditional(each) for each in others if each is not None):
        return None
    element = Unknown(text_of(loop.result))
    try:
        found, _ = unmark(evaluate(replace(loop, result=ex.Literal(loop.result.span, None)), scope))
    except (UndeclaredError, LimitReached):
        raise
    except EvaluationError:
        return None
    if isinstance(found, tuple):
        return (element,) * len(found)
    if isinstance(found, dict):
        return dict.fromkeys(found, (element,) if loop.group else element)
    return None


def _unknown(expression: ex.Expression, type_: Type) -> Unknown:
    return Unknown(text_of(expression), type=type_, not_null=True)
