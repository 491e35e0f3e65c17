"""An expression, and the path that remains to follow in its value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from iaclint.resource import Path
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.scope import Scope
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from iaclint.terraform.types.model import TerraformValue


class Cursor(NamedTuple):
    """An expression in its scope, and the path that remains to follow from there."""

    expression: ex.Expression
    path: Path
    scope: Scope


def evaluate_or_none(expression: ex.Expression, scope: Scope) -> TerraformValue:
    """Return the value of an expression; None where it fails."""
    from iaclint.terraform.eval.evaluator import evaluate

    try:
        return unmark(evaluate(expression, scope))[0]
    except EvaluationError:
        return None
