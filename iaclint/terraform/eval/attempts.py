"""Evaluate an expression that may fail as far as possible, for the type that is known of it.

Terraform compares the types of both branches of a conditional even if one fails: ``Value`` in
hclsyntax returns a value beside each error. A list keeps the elements that do not fail, an operator
the type of its result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec.structs import replace

from iaclint.symbolic.values import Unknown
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError, LimitReached, UndeclaredError
from iaclint.terraform.eval import loops
from iaclint.terraform.eval.conditionals import FAILED, Attempt, common_type, conditional
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    SetOf,
    TerraformValue,
    TupleOf,
    Type,
    is_null,
    type_of,
)
from iaclint.terraform.types.sensitivity import marked, unmark

if TYPE_CHECKING:
    from iaclint.terraform.eval.scope import Evaluate, Scope

Handlers: TypeAlias = Mapping[type[ex.Expression], Callable[..., TerraformValue]]
"""The function for each kind of expression: of it, its scope, and what evaluates its parts."""

_ARITHMETIC: Final = frozenset(["+", "-", "*", "/", "%"])
_OPAQUE: Final = (ex.Call, ex.Binary, ex.Unary, ex.Template)
"""The expressions of which nothing but a type is known if a part of them fails."""


def attempt(
    expression: ex.Expression, scope: Scope, evaluate: Evaluate, handlers: Handlers
) -> Attempt:
    """Return the value of an expression, or what is known of it beside its first error.

    Raises ``LimitReached`` and ``UndeclaredError``.
    """
    evaluation = _Evaluation(evaluate, handlers)
    value = evaluation(expression, scope)
    return Attempt(value, evaluation.error)


class _Evaluation:
    """Evaluates expressions as far as possible, each of them once, and keeps the first error."""

    def __init__(self, evaluate: Evaluate, handlers: Handlers) -> None:
        self.error: EvaluationError | None = None
        self._evaluate = evaluate
        self._handlers = handlers

    def __call__(self, expression: ex.Expression, scope: Scope) -> TerraformValue:
        try:
            return self._value(expression, scope)
        except (UndeclaredError, LimitReached):
            raise
        except EvaluationError as error:
            self._note(error)
            return _failed(_result_of(expression))

    def _note(self, error: EvaluationError | None) -> None:
        self.error = self.error or error

    def _value(self, expression: ex.Expression, scope: Scope) -> TerraformValue:
        if isinstance(expression, _OPAQUE):
            return self._evaluate(expression, scope)
        if isinstance(expression, ex.Conditional):
            return self._conditional(expression, scope)
        if isinstance(expression, ex.For):
            return self._loop(expression, scope)
        if isinstance(expression, ex.Splat):
            return self._splat(expression, scope)
        if isinstance(expression, ex.Index):
            return self._index(expression, scope)
        return self._handlers[type(expression)](expression, scope, self)

    def _index(self, expression: ex.Index, scope: Scope) -> TerraformValue:
        """Return the element; nothing is known of it if the type of its key is not."""
        key = self(expression.key, scope)
        bare, _ = unmark(key)
        if isinstance(bare, Unknown) and bare.symbol == FAILED and bare.type is None:
            return bare

        def evaluate(part: ex.Expression, scope: Scope) -> TerraformValue:
            return key if part is expression.key else self(part, scope)

        return self._handlers[ex.Index](expression, scope, evaluate)

    def _conditional(self, expression: ex.Conditional, scope: Scope) -> TerraformValue:
        """Return the result; what is of its type if the test or the conversion fails."""
        then = attempt(expression.then, scope, self._evaluate, self._handlers)
        otherwise = attempt(expression.otherwise, scope, self._evaluate, self._handlers)

        def attempted(part: ex.Expression, scope: Scope) -> Attempt:
            return then if part is expression.then else otherwise

        def evaluate(part: ex.Expression, scope: Scope) -> TerraformValue:
            if part is expression.test:
                return self(part, scope)
            value, error = attempted(part, scope)
            self._note(error)
            return value

        try:
            return conditional(expression, scope, evaluate, attempted)
        except (UndeclaredError, LimitReached):
            raise
        except EvaluationError as error:
            self._note(error)
        first, second = unmark(then.value)[0], unmark(otherwise.value)[0]
        target = common_type(first, second, expression, scope)
        is_same = type_of(first) == type_of(second)
        return _failed(type_of(first) if is_same else target)

    def _loop(self, loop: ex.For, scope: Scope) -> TerraformValue:
        """Return the result; of elements with the same key the first."""
        if _has_conditional(loop.result_key, loop.test):
            return self._evaluate(loop, scope)
        if loop.test is not None:
            loops.check_test(loop, loop.test, scope, self._evaluate)
        try:
            return loops.comprehension(loop, scope, self)
        except (UndeclaredError, LimitReached):
            raise
        except EvaluationError as error:
            is_repeated = _has_conditional(loop.collection, loop.result)
            if loop.result_key is None or loop.group or is_repeated:
                raise
            self._note(error)
        groups, sensitive = unmark(loops.comprehension(replace(loop, group=True), scope, self))
        if not isinstance(groups, dict):
            return groups
        return marked({key: items[0] for key, items in groups.items()}, sensitive)

    def _splat(self, expression: ex.Splat, scope: Scope) -> TerraformValue:
        """Return the result; what is of its type if a part fails for an element."""
        if _has_conditional(expression.each):
            return self._evaluate(expression, scope)
        source, error = attempt(expression.source, scope, self._evaluate, self._handlers)
        if error is not None:
            raise error

        def spread(source: TerraformValue, evaluate: Evaluate) -> TerraformValue:
            def part(each: ex.Expression, scope: Scope) -> TerraformValue:
                return source if each is expression.source else evaluate(each, scope)

            return loops.splat(expression, scope, part)

        try:
            return spread(source, self._evaluate)
        except (UndeclaredError, LimitReached):
            raise
        except EvaluationError as error:
            bare, _ = unmark(source)
            is_list = isinstance(type_of(bare), (ListOf, SetOf, TupleOf))
            if is_null(bare) or (isinstance(bare, Unknown) and not is_list):
                raise
            self._note(error)
        return _failed(type_of(spread(_failed(type_of(source)), self)))


def _has_conditional(*parts: ex.Expression | None) -> bool:
    """Return whether parts have a conditional: nested ones would take exponential work."""
    return any("?" in part.span.text for part in parts if part is not None)


def _failed(type_: Type) -> Unknown:
    return Unknown(FAILED, type=None if type_ == DYNAMIC else type_, not_null=True)


def _result_of(expression: ex.Expression) -> Type:
    """Return the type of the result of an operator or a template, else dynamic."""
    match expression:
        case ex.Binary() | ex.Unary():
            return NUMBER if expression.operator in _ARITHMETIC else BOOL
        case ex.Template():
            return STRING
        case _:
            return DYNAMIC
