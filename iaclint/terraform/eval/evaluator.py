"""Evaluate expressions as Terraform does.

``evaluate`` is a table of small functions, one for each kind of expression. They raise
``EvaluationError`` where Terraform would refuse; whoever asked decides what becomes of it
(``try`` goes on to its next argument, a resource's attribute becomes unknown).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from iaclint.symbolic.values import (
    DEFERRED,
    Choice,
    Identity,
    Unknown,
    Value,
    symbols,
)
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform import functions
from iaclint.terraform.errors import EvaluationError, UndeclaredError
from iaclint.terraform.eval import loops, templates
from iaclint.terraform.eval.budget import check_size
from iaclint.terraform.eval.scope import Scope
from iaclint.terraform.eval.traversal import get_attribute, get_index
from iaclint.terraform.operations import operators, predicates
from iaclint.terraform.operations.lifting import lift
from iaclint.terraform.types import conversion
from iaclint.terraform.types.export import plain
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    Type,
    is_null,
    null,
    type_of,
)
from iaclint.terraform.types.sensitivity import marked, unmark, unmark_deep


def evaluate(expression: ex.Expression, scope: Scope) -> Value:
    """Return the value of an expression; raises ``EvaluationError``."""
    handler = _HANDLERS[type(expression)]
    try:
        return handler(expression, scope)
    except RecursionError:
        raise EvaluationError(
            "this expression is nested too deeply to evaluate", expression.span
        ) from None


def _literal(expression: ex.Literal, scope: Scope) -> Value:
    return expression.value


def _number(expression: ex.Number, scope: Scope) -> Value:
    text = expression.text
    if text.isdecimal() and len(text) < 100:
        return int(text)
    from iaclint.terraform.types import numbers

    try:
        return numbers.parse(text)
    except numbers.NumberError as error:
        raise EvaluationError(str(error), expression.span) from None


def _invalid(expression: ex.Invalid, scope: Scope) -> Value:
    raise EvaluationError(expression.reason, expression.span)


def _parentheses(expression: ex.Parentheses, scope: Scope) -> Value:
    return evaluate(expression.inner, scope)


def _variable(expression: ex.Variable, scope: Scope) -> Value:
    return scope.lookup(expression)


def _get_attr(expression: ex.GetAttr, scope: Scope) -> Value:
    found = scope.resolve(expression)
    if found is not None:
        return found.value
    return get_attribute(evaluate(expression.object, scope), expression, scope)


def _index(expression: ex.Index, scope: Scope) -> Value:
    source = evaluate(expression.object, scope)
    key = evaluate(expression.key, scope)
    return get_index(source, key, expression, scope)


def _splat_item(expression: ex.SplatItem, scope: Scope) -> Value:
    return scope.names["*"]


def _tuple(expression: ex.Tuple, scope: Scope) -> Value:
    return tuple(evaluate(item, scope) for item in expression.items)


def _object(expression: ex.Object, scope: Scope) -> Value:
    items: dict[str, Value] = {}
    sensitive = False
    for key_expression, value_expression in expression.items:
        key, was_sensitive = unmark(evaluate(key_expression, scope))
        sensitive = sensitive or was_sensitive
        value = evaluate(value_expression, scope)
        name = _object_key(key, key_expression)
        if isinstance(name, DEFERRED):
            return marked(Unknown(symbols(name)[0], not_null=True), sensitive)
        items[cast("str", name)] = value
    return marked(dict(sorted(items.items())), sensitive)


def _object_key(key: Value, expression: ex.Expression) -> Value:
    if is_null(key):
        raise EvaluationError("invalid object key: it is null", expression.span)
    try:
        return conversion.to_string(key)
    except conversion.ConversionError as error:
        raise EvaluationError(f"invalid object key: {error}", expression.span) from None


def _unary(expression: ex.Unary, scope: Scope) -> Value:
    operand = _operand(expression.operand, expression.operator, scope)
    try:
        return lift(lambda value: operators.unary(expression.operator, value), [operand])
    except operators.OperatorError as error:
        raise EvaluationError(str(error), expression.operand.span) from None


def _binary(expression: ex.Binary, scope: Scope) -> Value:
    sides = (expression.left, expression.right)
    operands = [_operand(side, expression.operator, scope) for side in sides]
    deep = expression.operator in ("==", "!=")

    def apply(left: Value, right: Value) -> Value:
        return operators.binary(expression.operator, left, right)

    try:
        return lift(apply, operands, deep=deep)
    except operators.OperatorError as error:
        raise EvaluationError(str(error), expression.span) from None


def _operand(expression: ex.Expression, operator: str, scope: Scope) -> Value:
    """Evaluate an operand; one whose truth is asked for says in which cases it is true."""
    value = evaluate(expression, scope)
    if operator not in ("!", "&&", "||"):
        return value
    bare, sensitive = unmark(value)
    if not isinstance(bare, Unknown):
        return value
    return marked(predicates.as_test(bare, _words(expression, scope)), sensitive)


def _conditional(expression: ex.Conditional, scope: Scope) -> Value:
    test, sensitive = unmark(evaluate(expression.test, scope))
    if isinstance(test, Choice):
        choice = test
        return lift(lambda option: _decide(option, expression, scope), [choice])
    return marked(_decide(test, expression, scope), sensitive)


def _decide(test: Value, expression: ex.Conditional, scope: Scope) -> Value:
    if is_null(test):
        raise EvaluationError("invalid condition: it is null", expression.test.span)
    try:
        truth = conversion.to_bool(test)
    except conversion.ConversionError as error:
        raise EvaluationError(f"invalid condition: {error}", expression.span) from None
    if isinstance(truth, DEFERRED):
        test = predicates.as_test(cast("Unknown", truth), _words(expression.test, scope))
        decided = predicates.settled(test)
        if decided is None:
            return _undecided(test, expression, scope)
        truth = decided
    chosen, other = expression.then, expression.otherwise
    if not truth:
        chosen, other = other, chosen
    value, was_sensitive = unmark(evaluate(chosen, scope))
    passed_over, would_be_sensitive = unmark(_silently(other, scope))
    # What is not chosen marks the result all the same, as in Terraform.
    sensitive = was_sensitive or would_be_sensitive
    return marked(_unify(value, passed_over, expression)[0], sensitive)


def _undecided(test: Unknown, expression: ex.Conditional, scope: Scope) -> Value:
    try:
        then, was_sensitive = unmark(evaluate(expression.then, scope))
    except UndeclaredError:
        raise
    except EvaluationError:
        # A branch on which Terraform would refuse is never deployed.
        scope.note_failure(test)
        return evaluate(expression.otherwise, scope)
    try:
        otherwise, is_sensitive = unmark(evaluate(expression.otherwise, scope))
    except UndeclaredError:
        raise
    except EvaluationError:
        scope.note_failure(test)
        return marked(then, was_sensitive)
    options = _unify(then, otherwise, expression)
    if _is_settled(*options):
        return marked(options[0], was_sensitive or is_sensitive)
    words = _words_of(expression.test)
    labels = (words, f"not ({words})")
    choice = Choice(test, options, labels)
    return marked(choice, was_sensitive or is_sensitive)


def _words_of(expression: ex.Expression) -> str:
    return " ".join(expression.span.text.split())


def _words(expression: ex.Expression, scope: Scope) -> Identity | None:
    """Return what a test says: the same words in one module decide the same.

    That does not hold of words with names of their own, such as ``each``.
    """
    words, module = _words_of(expression), scope.module.key
    if module is None or any(name in words for name in scope.names):
        return None
    return Identity(module, words)


def _is_settled(first: Value, second: Value) -> bool:
    """Tell whether the test doesn't matter: Terraform sees that of nulls and numbers."""
    if is_null(first) and is_null(second):
        return True
    return type_of(first) == NUMBER == type_of(second) and first == second


def _silently(expression: ex.Expression, scope: Scope) -> Value:
    """Evaluate the branch that is not taken, for its type only."""
    try:
        return evaluate(expression, scope)
    except EvaluationError:
        return Unknown(expression.span.text)


def _unify(first: Value, second: Value, expression: ex.Conditional) -> tuple[Value, Value]:
    """Convert both branches to one type, as a conditional does."""
    if isinstance(first, LazyObject) or isinstance(second, LazyObject):
        return first, second
    types = [type_of(unmark_deep(first)[0]), type_of(unmark_deep(second)[0])]
    if types[0] == types[1]:
        return first, second
    if DYNAMIC in types and not (is_null(first) or is_null(second)):
        return first, second
    target = conversion.unify(types)
    if target is None or target == DYNAMIC:
        if is_null(first) or is_null(second):
            kind = types[1] if is_null(first) else types[0]
            return tuple(null(kind) if is_null(v) else v for v in (first, second))  # type: ignore[return-value]
        if target is None:
            raise EvaluationError(
                "the results of this conditional have inconsistent types",
                expression.span,
            )
        return first, second
    return _converted(first, target), _converted(second, target)


def _converted(value: Value, target: Type) -> Value:
    try:
        return conversion.convert(value, target)
    except conversion.ConversionError:
        return value


def _call(expression: ex.Call, scope: Scope) -> Value:
    special = _SPECIAL.get(expression.name)
    if special is not None:
        return special(expression, scope)
    return _call_builtin(expression, scope)


def _call_builtin(expression: ex.Call, scope: Scope) -> Value:
    arguments = [evaluate(argument, scope) for argument in expression.arguments]
    if expression.expand:
        last, sensitive = unmark(arguments[-1])
        if isinstance(last, DEFERRED):
            return Unknown(symbols(last)[0])
        if not isinstance(last, tuple):
            raise EvaluationError(
                "only a list, set or tuple can be expanded with '...'",
                expression.arguments[-1].span,
            )
        arguments[-1:] = [marked(item, sensitive) for item in last]
    check_size(tuple(arguments), expression.span)
    try:
        return functions.call(expression.name, arguments, scope.function_context())
    except functions.CallError as error:
        at = error.argument
        inside = at is not None and at < len(expression.arguments)
        span = expression.arguments[cast("int", at)].span if inside else expression.span
        raise EvaluationError(f"{expression.name}: {error}", span) from None


def _try(expression: ex.Call, scope: Scope) -> Value:
    """Return the first argument that works; a choice may work on some branches only."""
    for n, argument in enumerate(expression.arguments):
        with scope.failures() as failures:
            try:
                value = evaluate(argument, scope)
            except EvaluationError as error:
                last = error
                continue
        if failures and n + 1 < len(expression.arguments):
            rest = ex.Call(expression.span, "try", expression.arguments[n + 1 :], False)
            test, words = _only(failures, argument), _words_of(argument)
            labels = (f"there is {words}", f"there is no {words}")
            return Choice(test, (value, evaluate(rest, scope)), labels)
        return value
    if not expression.arguments:
        raise EvaluationError("try requires at least one argument", expression.span)
    raise EvaluationError("no argument of try succeeded", expression.span) from last


def _only(failures: list[Unknown], argument: ex.Expression) -> Unknown:
    """Return what an expression works by, where it can fail in just one way.

    That holds only of a chain of names and keys: elsewhere what fails may not be needed.
    """
    while isinstance(argument, (ex.GetAttr, ex.Index)):
        if isinstance(argument, ex.Index) and not isinstance(argument.key, (ex.Literal, ex.Number)):
            break
        argument = argument.object
    if len(failures) == 1 and isinstance(argument, ex.Variable):
        return failures[0]
    return Unknown(failures[0].symbol)


def _can(expression: ex.Call, scope: Scope) -> Value:
    if len(expression.arguments) != 1:
        raise EvaluationError("can requires exactly one argument", expression.span)
    with scope.failures() as failures:
        try:
            value = evaluate(expression.arguments[0], scope)
        except EvaluationError:
            return False
    if failures:
        return predicates.renamed(_only(failures, expression.arguments[0]))
    # What works only for some values of an unknown may yet fail.
    blocking = () if isinstance(value, LazyObject) else symbols(plain(value))
    return Unknown(blocking[0], type=BOOL, not_null=True) if blocking else True


def _templatestring(expression: ex.Call, scope: Scope) -> Value:
    """Render a template from elsewhere: one written here would be rendered by itself."""
    first = expression.arguments[0] if expression.arguments else None
    if first and not isinstance(first, (ex.Variable, ex.GetAttr, ex.Index, ex.Splat)):
        message = "templatestring requires a reference to a template, not an expression"
        raise EvaluationError(message, first.span)
    return _call_builtin(expression, scope)


def _template(expression: ex.Template, scope: Scope) -> Value:
    return templates.render(expression, scope, evaluate)


def _interpolation(expression: ex.Interpolation, scope: Scope) -> Value:
    return evaluate(expression.value, scope)


def _splat(expression: ex.Splat, scope: Scope) -> Value:
    return loops.splat(expression, scope, evaluate)


def _for(expression: ex.For, scope: Scope) -> Value:
    return loops.comprehension(expression, scope, evaluate)


_SPECIAL: dict[str, Callable[[ex.Call, Scope], Value]] = {
    "try": _try,
    "can": _can,
    "templatestring": _templatestring,
    "core::try": _try,
    "core::can": _can,
}

_HANDLERS: dict[type[ex.Expression], Callable[..., Value]] = {
    ex.Literal: _literal,
    ex.Number: _number,
    ex.Invalid: _invalid,
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
