"""Values without references and function calls: defaults and values of variables."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError


def check_literal(expression: ex.Expression, bound: frozenset[str | None] = frozenset()) -> None:
    """Raise ``EvaluationError`` for a reference or a function call in a value.

    Neither is allowed in the default of a variable and in variable files ("Input Variables",
    Terraform documentation). ``bound`` are the names of the loops around the expression.
    """
    if isinstance(expression, ex.Variable) and expression.name not in bound:
        raise EvaluationError("variables are not allowed here", expression.span)
    if isinstance(expression, (ex.For, ex.TemplateFor)):
        bound |= {expression.key, expression.item}
    if isinstance(expression, ex.Call):
        raise EvaluationError("function calls are not allowed here", expression.span)
    for part in _parts(expression):
        check_literal(part, bound)


def _parts(expression: ex.Expression) -> Iterator[ex.Expression]:
    pending = [getattr(expression, name) for name in expression.__struct_fields__]
    while pending:
        part = pending.pop()
        if isinstance(part, ex.Expression):
            yield part
        elif isinstance(part, tuple):
            pending.extend(part)
