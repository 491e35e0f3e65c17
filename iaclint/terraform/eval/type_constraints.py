"""Type constraints of variables: ``type = map(object({name = string}))``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.files.diagnostics import did_you_mean
from iaclint.symbolic.values import ABSENT
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import TypeRefused
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    MapOf,
    ObjectOf,
    SetOf,
    TerraformValue,
    TupleOf,
    Type,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS: dict[str, Type] = {
    "string": STRING,
    "number": NUMBER,
    "bool": BOOL,
    "any": DYNAMIC,
    "list": ListOf(DYNAMIC),
    "map": MapOf(DYNAMIC),
    "set": SetOf(DYNAMIC),
}
_COLLECTIONS: dict[str, Callable[[Type], Type]] = {"list": ListOf, "map": MapOf, "set": SetOf}


def read_constraint(
    expression: ex.Expression, evaluate: Callable[[ex.Expression], TerraformValue]
) -> Type:
    """Return the type that a constraint describes.

    ``evaluate`` gives the defaults of optional attributes. Raises ``EvaluationError``.
    """
    return _Reader(evaluate).read(expression)


class _Reader:
    def __init__(self, evaluate: Callable[[ex.Expression], TerraformValue]) -> None:
        self._evaluate = evaluate

    def read(self, expression: ex.Expression) -> Type:
        if isinstance(expression, ex.Parentheses):
            return self.read(expression.inner)
        if isinstance(expression, ex.Literal) and isinstance(expression.value, str):
            return self._word(expression.value, expression)  # 0.11 wrote types as strings
        if isinstance(expression, ex.Variable):
            return self._word(expression.name, expression)
        if isinstance(expression, ex.Call):
            return self._call(expression)
        raise TypeRefused("invalid type", expression.span)

    def _word(self, name: str, expression: ex.Expression) -> Type:
        if name not in _WORDS:
            hint = did_you_mean(name, _WORDS)
            raise TypeRefused(f"invalid type '{name}'", expression.span, hint)
        return _WORDS[name]

    def _call(self, call: ex.Call) -> Type:
        if call.name not in (*_COLLECTIONS, "object", "tuple"):
            hint = did_you_mean(call.name, [*_COLLECTIONS, "object", "tuple"])
            raise TypeRefused(f"invalid type '{call.name}'", call.span, hint)
        if len(call.arguments) != 1:
            raise TypeRefused(f"{call.name} requires exactly one argument", call.span)
        argument = call.arguments[0]
        if call.name in _COLLECTIONS:
            return _COLLECTIONS[call.name](self.read(argument))
        if call.name == "tuple" and isinstance(argument, ex.Tuple):
            return TupleOf(tuple(self.read(item) for item in argument.items))
        if call.name == "object" and isinstance(argument, ex.Object):
            return self._object(argument)
        raise TypeRefused(f"invalid argument of {call.name}(…)", argument.span)

    def _object(self, argument: ex.Object) -> Type:
        attributes: dict[str, Type] = {}
        optional: dict[str, TerraformValue] = {}
        for key, value in argument.items:
            if not isinstance(key, ex.Literal) or not isinstance(key.value, str):
                raise TypeRefused("attribute names must be literal", key.span)
            # In JSON, the whole type is one string, and all spans are its span.
            if key.span != argument.span and key.span.text.startswith('"'):
                raise TypeRefused("attribute names of a type have no quotes", key.span)
            if isinstance(value, ex.Call) and value.name == "optional":
                value, default = self._optional(value)
                optional[key.value] = default
            attributes[key.value] = self.read(value)
        return ObjectOf(attributes, optional)

    def _optional(self, call: ex.Call) -> tuple[ex.Expression, TerraformValue]:
        if len(call.arguments) not in (1, 2):
            raise TypeRefused("optional requires a type, and accepts a default", call.span)
        default = self._evaluate(call.arguments[1]) if len(call.arguments) == 2 else ABSENT
        return call.arguments[0], default
