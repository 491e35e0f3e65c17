"""Arguments that Terraform evaluates without variables and functions: ``source = ("./m")``."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from iaclint.limits import MAX_CONSTANT_STEPS
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.config.literals import check_literal
from iaclint.terraform.errors import EvaluationError, LimitReached

if TYPE_CHECKING:
    from collections.abc import Callable

    from iaclint.files.source import Span
    from iaclint.resource import Path
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.eval.scope import Definition, Reference
    from iaclint.terraform.functions.context import Context
    from iaclint.terraform.types.model import TerraformValue

_T = TypeVar("_T")


def text_argument(block: Block, name: str) -> str | None:
    """Return a string argument of a block, such as the ``source`` of a module call.

    None if it is not set, or if Terraform refuses it: it has a reference or a function call.
    """
    value = _argument(block, name)
    if value is None or isinstance(value, str):
        return value
    from iaclint.terraform.types.conversion import to_string

    return _converted(value, to_string, str)


def bool_argument(block: Block, name: str, default: bool = False) -> bool:
    """Return a bool argument of a block, such as ``sensitive`` or ``nullable``.

    The default if it is not set, or if Terraform refuses it.
    """
    value = _argument(block, name)
    if isinstance(value, bool):
        return value
    if value is None:
        return default
    from iaclint.terraform.types.conversion import to_bool

    found = _converted(value, to_bool, bool)
    return default if found is None else found


def exceeded_limit(expression: ex.Expression) -> LimitReached | None:
    """Return the limit that the value of a constant expression exceeds, if it exceeds one."""
    try:
        _evaluate(expression)
    except EvaluationError as error:
        return error if isinstance(error, LimitReached) else None
    return None


def _argument(block: Block, name: str) -> TerraformValue:
    """Return an argument; None if it is not set or Terraform refuses it."""
    attribute = block.body.attributes.get(name)
    if attribute is None:
        return None
    try:
        return _evaluate(attribute.expression)
    except EvaluationError:
        return None


def _evaluate(expression: ex.Expression) -> TerraformValue:
    if isinstance(expression, ex.Literal):
        return expression.value
    from iaclint.terraform.eval.budget import Budget
    from iaclint.terraform.eval.evaluator import evaluate
    from iaclint.terraform.eval.scope import Scope

    check_literal(expression)
    return evaluate(expression, Scope(_Nowhere(), {}, Budget(MAX_CONSTANT_STEPS)))


def _converted(
    value: TerraformValue, convert: Callable[[TerraformValue], TerraformValue], kind: type[_T]
) -> _T | None:
    from iaclint.terraform.types.conversion_errors import ConversionError

    try:
        found = convert(value)
    except ConversionError:
        return None
    return found if isinstance(found, kind) else None


class _Nowhere:
    """The module of a constant expression, which refers to nothing in it."""

    key = None
    is_root = False
    short_circuits = False

    def requires_provider(self, name: str) -> bool:
        return True

    def value(self, reference: Reference) -> TerraformValue:
        raise EvaluationError("variables are not allowed here", reference.span)

    def function_context(self) -> Context:
        raise AssertionError("check_literal refuses calls")

    def definition(self, reference: Reference) -> Definition | None:
        return None

    def locate(self, reference: Reference, path: Path, steps: int) -> Span | None:
        return None
