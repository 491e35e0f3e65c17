"""Evaluate expressions as Terraform does.

``evaluate`` is a table of small functions, one for each kind of expression. They are given
what evaluates the parts of an expression: ``evaluate``, or what goes on where one fails. They raise
``EvaluationError`` where Terraform reports an error; the caller handles it (``try`` evaluates its
next argument, an attribute of a resource becomes unknown).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from iaclint.errors import IaclintError
from iaclint.files.faults import TimeUp
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED, Unknown
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform import functions
from iaclint.terraform.errors import EvaluationError, Fault, LimitReached, rejection
from iaclint.terraform.eval import attempts, conditionals, loops, templates, try_functions
from iaclint.terraform.eval.call_errors import as_evaluation_error
from iaclint.terraform.eval.refusals import refused_by_call, refused_by_conversion
from iaclint.terraform.eval.scope import Evaluate, Scope
from iaclint.terraform.eval.traversal import get_attribute, get_index
from iaclint.terraform.operations import operators, predicates
from iaclint.terraform.operations.lifting import lift
from iaclint.terraform.types import conversion
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    MapOf,
    ObjectOf,
    Primitive,
    TerraformValue,
    Type,
    is_null,
    type_of,
)
from iaclint.terraform.types.sensitivity import marked, unmark


def evaluate(expression: ex.Expression, scope: Scope) -> TerraformValue:
    """Return the value of an expression; raises ``EvaluationError``."""
    handler = HANDLERS[type(expression)]
    try:
        return handler(expression, scope, evaluate)
    except (EvaluationError, IaclintError, TimeUp, MemoryError):
        raise
    except RecursionError:
        raise LimitReached(
            "this expression is nested too deeply to evaluate", expression.span
        ) from None
    except Exception as error:
        message = f"this expression cannot be evaluated: {type(error).__name__}: {error}"
        raise Fault(message, expression.span, "please report this bug") from error


def _literal(expression: ex.Literal, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    return expression.value


def _number(expression: ex.Number, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    text = expression.text
    if text.isdecimal() and len(text) < 100:
        return int(text)
    from iaclint.terraform.types import numbers

    try:
        return numbers.parse(text)
    except numbers.NumberError as error:
        raise rejection(str(error), expression.span, is_limit=error.is_limit) from None


def _invalid(expression: ex.Invalid, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    raise EvaluationError(expression.reason, expression.span)


def _too_deep(expression: ex.TooDeep, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    raise LimitReached(expression.reason, expression.span)


def _parentheses(expression: ex.Parentheses, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    return evaluate(expression.inner, scope)


def _variable(expression: ex.Variable, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    return scope.lookup(expression)


def _get_attr(expression: ex.GetAttr, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    found = scope.resolve(expression)
    if found is not None:
        return found.value
    return get_attribute(evaluate(expression.object, scope), expression, scope)


def _index(expression: ex.Index, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    source = evaluate(expression.object, scope)
    key = evaluate(expression.key, scope)
    return get_index(source, key, expression, scope)


def _splat_item(expression: ex.SplatItem, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    return scope.names["*"]


def _tuple(expression: ex.Tuple, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    return tuple(evaluate(item, scope) for item in expression.items)


def _object(expression: ex.Object, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    items: dict[str, TerraformValue] = {}
    sensitive = False
    blocking: str | None = None
    for key_expression, value_expression in expression.items:
        key, was_sensitive = unmark(evaluate(key_expression, scope))
        sensitive = sensitive or was_sensitive
        value = evaluate(value_expression, scope)
        name = _object_key(key, key_expression)
        if isinstance(name, DEFERRED):
            blocking = blocking or symbols(name)[0]
        else:
            items[cast("str", name)] = value
    if blocking is not None:
        return marked(Unknown(blocking, not_null=True), sensitive)
    return marked(dict(sorted(items.items())), sensitive)


def _object_key(key: TerraformValue, expression: ex.Expression) -> TerraformValue:
    if isinstance(key, str):
        return key
    if is_null(key):
        raise EvaluationError("invalid object key: it is null", expression.span)
    try:
        return conversion.to_string(key)
    except conversion.ConversionError as error:
        message = f"invalid object key: {error}"
        raise rejection(message, expression.span, is_limit=error.is_limit) from None


def _unary(expression: ex.Unary, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    operand = _operand(expression.operand, expression.operator, scope, evaluate)
    try:
        return lift(lambda value: operators.unary(expression.operator, value), [operand])
    except operators.OperatorError as error:
        raise rejection(str(error), expression.operand.span, is_limit=error.is_limit) from None


def _binary(expression: ex.Binary, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    left = _operand(expression.left, expression.operator, scope, evaluate)
    if _decides(left, expression.operator) and scope.module.short_circuits:
        return left
    operands = [left, _operand(expression.right, expression.operator, scope, evaluate)]
    deep = expression.operator in ("==", "!=")
    if deep:
        scope.budget.take(operands, expression.span)

    def apply(left: TerraformValue, right: TerraformValue) -> TerraformValue:
        return operators.binary(expression.operator, left, right)

    try:
        return lift(apply, operands, deep=deep)
    except operators.OperatorError as error:
        raise rejection(str(error), expression.span, is_limit=error.is_limit) from None


def _decides(left: TerraformValue, operator: str) -> bool:
    """Return whether the left operand of ``&&`` or ``||`` decides the result."""
    return operator in _DECISIVE and unmark(left)[0] is _DECISIVE[operator]


def _may_be_list(type_: Type) -> bool:
    return type_ == DYNAMIC or not isinstance(type_, _NOT_LISTS)


_NOT_LISTS = (Primitive, MapOf, ObjectOf)
_DECISIVE = {"&&": False, "||": True}


def _operand(
    expression: ex.Expression, operator: str, scope: Scope, evaluate: Evaluate
) -> TerraformValue:
    """Return the value of an operand; a test comes with the cases in which it is true."""
    value = evaluate(expression, scope)
    is_test = operator in ("!", "&&", "||")
    if scope.notes_failures and operator not in ("==", "!="):
        _note(refused_by_conversion(value, BOOL if is_test else NUMBER), scope)
    if not is_test:
        return value
    bare, sensitive = unmark(value)
    if not isinstance(bare, Unknown):
        return value
    return marked(predicates.as_test(bare, scope.identity_of(expression)), sensitive)


def _conditional(expression: ex.Conditional, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    return conditionals.conditional(expression, scope, evaluate, _attempt)


def _attempt(expression: ex.Expression, scope: Scope) -> conditionals.Attempt:
    return attempts.attempt(expression, scope, evaluate, HANDLERS)


def _call(expression: ex.Call, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    special = _SPECIAL.get(expression.name)
    if special is not None:
        return special(expression, scope, evaluate)
    return _call_builtin(expression, scope, evaluate)


def _call_builtin(expression: ex.Call, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    arguments = [evaluate(argument, scope) for argument in expression.arguments]
    if expression.expand:
        last, sensitive = unmark(arguments[-1])
        # The type of a list is expensive: each of its elements has one.
        if isinstance(last, DEFERRED) and _may_be_list(type_of(last)):
            return Unknown(symbols(last)[0])
        if not isinstance(last, tuple):
            raise EvaluationError(
                "only a list, set or tuple can be expanded with '...'",
                expression.arguments[-1].span,
            )
        arguments[-1:] = [marked(item, sensitive) for item in last]
    scope.budget.take(arguments, expression.span)
    provider = _provider_of(expression.name)
    if provider is not None and not scope.module.requires_provider(provider):
        return Unknown(f"{expression.name}()")
    try:
        result = functions.call(expression.name, arguments, scope.function_context())
        if scope.notes_failures:
            _note(refused_by_call(expression.name, arguments), scope)
        return scope.budget.make(result, expression.span)
    except functions.OutOfStepsError:
        scope.budget.spend(expression.span, 0)
        raise
    except functions.CallError as error:
        at = error.argument
        inside = at is not None and at < len(expression.arguments)
        span = expression.arguments[cast("int", at)].span if inside else expression.span
        name = expression.name
        raise as_evaluation_error(error, name, span, f"{name}: {error}") from None


def _note(refused: Unknown | None, scope: Scope) -> None:
    """Note that evaluation fails for some values of an unknown, if there is one."""
    if refused is not None:
        scope.note_failure(Unknown(refused.symbol))


def _provider_of(function: str) -> str | None:
    kind, *names = function.split("::")
    return names[0] if kind == "provider" and len(names) == 2 else None


def _try(expression: ex.Call, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    return try_functions.try_(expression, scope, evaluate)


def _can(expression: ex.Call, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    return try_functions.can(expression, scope, evaluate)


def _templatestring(expression: ex.Call, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    """Render a template that a reference returns; a template written here renders by itself."""
    first = expression.arguments[0] if expression.arguments else None
    if first and not isinstance(first, (ex.Variable, ex.GetAttr, ex.Index, ex.Splat)):
        message = "templatestring requires a reference to a template, not an expression"
        raise EvaluationError(message, first.span)
    return _call_builtin(expression, scope, evaluate)


def _template(expression: ex.Template, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    return templates.render(expression, scope, evaluate)


def _interpolation(
    expression: ex.Interpolation, scope: Scope, evaluate: Evaluate
) -> TerraformValue:
    return evaluate(expression.value, scope)


def _splat(expression: ex.Splat, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    return loops.splat(expression, scope, evaluate)


def _for(expression: ex.For, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    return loops.comprehension(expression, scope, evaluate)


_SPECIAL: dict[str, Callable[[ex.Call, Scope, Evaluate], TerraformValue]] = {
    "try": _try,
    "can": _can,
    "templatestring": _templatestring,
    "core::try": _try,
    "core::can": _can,
    "core::templatestring": _templatestring,
}

HANDLERS: attempts.Handlers = {
    ex.Literal: _literal,
    ex.Number: _number,
    ex.Invalid: _invalid,
    ex.TooDeep: _too_deep,
    ex.Parentheses: _parentheses,
    ex.Variable: _variable,
    ex.GetAttr: _get_attr,
    ex.Index: _index,
    ex.SplatItem: _splat_item,
    ex.Tuple: _tuple,
    ex.Object: _object,
    ex.Unary: _unary,
    ex.Binary: _binary,
    ex.Conditional: _conditional,
    ex.Call: _call,
    ex.Template: _template,
    ex.Interpolation: _interpolation,
    ex.Splat: _splat,
    ex.For: _for,
}
