"""Terraform's operators on plain values; see "Arithmetic and Logical Operators"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from iaclint.symbolic.equality import is_positive
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import DEFERRED, Unknown
from iaclint.terraform.operations import predicates
from iaclint.terraform.types import conversion, numbers
from iaclint.terraform.types.equality import is_equal
from iaclint.terraform.types.incomplete import AtLeast
from iaclint.terraform.types.model import BOOL, NUMBER, TerraformValue, is_null


class OperatorError(Exception):
    """The operands do not fit the operator."""

    is_limit = False


class OperatorLimit(OperatorError):
    """The result is too large for iaclint; Terraform would not reject it."""

    is_limit = True


def unary(operator: str, operand: TerraformValue) -> TerraformValue:
    """Apply ``-`` or ``!``; raises ``OperatorError``."""
    if operator == "!":
        truth = _operand(operand, conversion.to_bool, "a bool")
        if isinstance(truth, Unknown):
            return predicates.negation(truth) or _unknown(BOOL, truth)
        return not truth
    number = _operand(operand, conversion.to_number, "a number")
    if isinstance(number, DEFERRED):
        return _unknown(NUMBER, number)
    return numbers.negate(number)  # type: ignore[arg-type]


def binary(operator: str, left: TerraformValue, right: TerraformValue) -> TerraformValue:
    """Apply an operator with two operands; raises ``OperatorError``."""
    if operator == "==":
        return equals(left, right)
    if operator == "!=":
        same = equals(left, right)
        return (predicates.negation(same) or same) if isinstance(same, Unknown) else not same
    if operator in ("&&", "||"):
        return _logical(operator, left, right)
    first = _operand(left, conversion.to_number, "a number")
    second = _operand(right, conversion.to_number, "a number")
    comparing = operator in _COMPARISONS
    if isinstance(first, DEFERRED) or isinstance(second, DEFERRED):
        decided = _compare_least(operator, first, second) if comparing else None
        result_type = BOOL if comparing else NUMBER
        return _unknown(result_type, first, second) if decided is None else decided
    try:
        result: TerraformValue = (_COMPARISONS if comparing else _ARITHMETIC)[operator](
            first, second
        )
    except numbers.NumberLimit as error:
        raise OperatorLimit(str(error)) from None
    except numbers.NumberError as error:
        raise OperatorError(str(error)) from None
    return result


def _compare_least(operator: str, left: TerraformValue, right: TerraformValue) -> bool | None:
    """Return how a number compares of which the least is known; None where it may not."""
    least = _least(left)
    if least is None:
        operator, least, right = _MIRRORED[operator], _least(right), left
    if least is None or isinstance(right, DEFERRED):
        return None
    holds = _COMPARISONS[operator](least, right)
    return holds if holds is (operator in (">", ">=")) else None


def _least(value: TerraformValue) -> int | None:
    if isinstance(value, AtLeast):
        return value.least
    return 1 if is_positive(value) else None


def equals(left: TerraformValue, right: TerraformValue) -> TerraformValue:
    """Compare as ``==`` does: no conversion, so that values of two types always differ."""
    truth = is_equal(left, right)
    if truth is Truth.UNKNOWN:
        return predicates.equality(left, right) or _unknown(BOOL, left, right)
    return truth is Truth.TRUE


def _logical(operator: str, left: TerraformValue, right: TerraformValue) -> TerraformValue:
    first = _operand(left, conversion.to_bool, "a bool")
    second = _operand(right, conversion.to_bool, "a bool")
    if isinstance(first, bool) and isinstance(second, bool):
        return (first and second) if operator == "&&" else (first or second)
    # Unknown even where one side decides, as in Terraform's plans.
    return predicates.combination(operator, first, second) or _unknown(BOOL, first, second)


def _operand(
    value: TerraformValue, to: Callable[[TerraformValue], TerraformValue], what: str
) -> TerraformValue:
    if is_null(value):
        raise OperatorError(f"{what} is required here, not null")
    try:
        return to(value)
    except conversion.ConversionLimit as error:
        raise OperatorLimit(error.message) from None
    except conversion.ConversionError:
        raise OperatorError(f"{what} is required here") from None


def _unknown(type: object, *operands: TerraformValue) -> Unknown:
    blocking = [symbol for operand in operands for symbol in symbols(operand)]
    return Unknown(blocking[0] if blocking else "?", type=type, not_null=True)


_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_COMPARISONS: dict[str, Callable[..., bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a < b or numbers.are_equal(a, b),
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a > b or numbers.are_equal(a, b),
}
_ARITHMETIC: dict[str, Callable[..., TerraformValue]] = {
    "+": numbers.add,
    "-": numbers.subtract,
    "*": numbers.multiply,
    "/": numbers.divide,
    "%": numbers.remainder,
}
