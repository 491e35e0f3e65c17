"""The variable of a root module that decides a value, or an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.limits import MAX_TRACE_STEPS
from iaclint.symbolic.values import ABSENT
from iaclint.terraform.blocks.locate import references_in
from iaclint.terraform.errors import EmptyError, EvaluationError, LimitReached, Refused
from iaclint.terraform.eval.scope import as_reference, root_name
from iaclint.terraform.types.model import is_null
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iaclint.syntax.hcl import nodes as ex
    from iaclint.terraform.eval.scope import Reference, Scope
    from iaclint.terraform.types.model import TerraformValue

    _Part = tuple[ex.Expression, Scope]


def blocked(
    error: EvaluationError, symbol: str, expressions: Iterable[ex.Expression], scope: Scope
) -> tuple[str, ...]:
    """Return the symbol of what an error makes unknown, if no input of the root can settle it.

    ``expressions`` are what the error is in. No input settles a limit.
    """
    if isinstance(error, LimitReached) and not isinstance(error, Refused):
        return (symbol,)
    if not error.is_certain:
        return ()
    is_settled = error.is_for_any_input or all(
        deciding_variable(e, scope) is None for e in expressions
    )
    return (symbol,) if is_settled else ()


def awaits_value(
    error: EvaluationError, expressions: Iterable[ex.Expression], scope: Scope
) -> bool:
    """Whether an error is only about the empty value, or null, that is the default of an input.

    Such a default is there for a variable file to replace.
    """
    if not isinstance(error, EmptyError):
        return False
    return any(awaits_input(expression, scope) for expression in expressions)


def awaits_input(expression: ex.Expression, scope: Scope) -> bool:
    """Return whether an expression depends on an input whose default is empty, or null."""
    step = _deciding(expression, scope)
    return step is not None and _is_default(*step) and _is_without_parts(_value(*step))


def deciding_variable(expression: ex.Expression, scope: Scope) -> str | None:
    """Return the symbol of a root's variable that an expression depends on; None without any.

    Of several variables, it is one that the expression names itself, and that is empty or false.
    """
    found = _deciding(expression, scope)
    return str(found[0]) if found else None


def _deciding(expression: ex.Expression, scope: Scope) -> tuple[Reference, Scope] | None:
    parts: list[_Part] = [(expression, scope)]
    seen: set[tuple[str | None, str]] = set()
    for _ in range(MAX_TRACE_STEPS):
        steps = list(_unseen(parts, seen))
        variables = [step for step in steps if step[0].kind == "var" and step[1].module.is_root]
        if variables:
            return next((step for step in variables if _is_empty(*step)), variables[0])
        parts = [part for step in steps for part in _definition(*step)]
    return None


def _unseen(
    parts: Iterable[_Part], seen: set[tuple[str | None, str]]
) -> Iterator[tuple[Reference, Scope]]:
    """Yield the references in some expressions, each one once."""
    for reference, scope in (step for part in parts for step in _references(*part)):
        name = (scope.module.key, str(reference))
        if name not in seen:
            seen.add(name)
            yield reference, scope


def _references(expression: ex.Expression, scope: Scope) -> Iterator[tuple[Reference, Scope]]:
    loops: set[str | None] = set()
    for found in references_in(expression):
        name = root_name(found)
        element = scope.elements.get(name) if name else None
        reference = as_reference(found)
        if element is not None and name in loops:
            continue
        if element is not None:
            loops.add(name)
            yield from _references(element.collection, element.scope)
        elif reference is not None and name not in scope.names:
            yield reference, scope


def _definition(reference: Reference, scope: Scope) -> Iterator[_Part]:
    definition = scope.module.definition(reference)
    if definition and definition.expression is not None and definition.scope is not None:
        yield definition.expression, definition.scope


def _is_default(reference: Reference, scope: Scope) -> bool:
    definition = scope.module.definition(reference)
    return definition is not None and definition.is_default


def _is_empty(reference: Reference, scope: Scope) -> bool:
    value = _value(reference, scope)
    return is_null(value) or value in (False, "", (), {})


def _is_without_parts(value: TerraformValue) -> bool:
    return is_null(value) or value in ((), {})


def _value(reference: Reference, scope: Scope) -> TerraformValue:
    try:
        return unmark(scope.module.value(reference))[0]
    except EvaluationError:
        return ABSENT
