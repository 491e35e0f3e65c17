"""Locate where a part of a value is written, by following its expressions.

Nothing is recorded during evaluation. Only what is reported is located, by following references
as the evaluator does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from iaclint.files.source import Span
from iaclint.limits import MAX_TRACE_STEPS
from iaclint.resource import Path
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.heredoc_json import locate_in_json
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.scope import (
    Element,
    Reference,
    Scope,
    as_reference,
    root_name,
)
from iaclint.terraform.types.model import TerraformValue
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from collections.abc import Iterator


_TRANSPARENT = frozenset(["jsonencode", "tolist", "toset", "tomap", "tostring", "sensitive"])
"""Functions whose result has the same parts as their argument."""


def locate_in(
    expression: ex.Expression, path: Path, scope: Scope, steps: int = MAX_TRACE_STEPS
) -> Span:
    """Return the span of the part of an expression that a path leads to.

    The path is followed into the expression, and through references while some of it is left:
    a statement of a policy is located where the statement is written.
    """
    cursor = descend(Cursor(expression, path, scope))
    found = _locate_rest(cursor, steps) if cursor.path and steps else None
    return found or cursor.expression.span


class Cursor(NamedTuple):
    """An expression in its scope, and the path that remains to follow from there."""

    expression: ex.Expression
    path: Path
    scope: Scope


def _locate_rest(cursor: Cursor, steps: int) -> Span | None:
    chain = as_chain(cursor.expression, cursor.scope)
    if chain is None:
        return locate_in_json(cursor.expression, cursor.path)
    reference, names = chain
    return cursor.scope.module.locate(reference, (*names, *cursor.path), steps - 1)


def descend(cursor: Cursor) -> Cursor:
    """Follow a path into an expression, to the deepest part that is written in it."""
    while True:
        inner = _step_into(cursor)
        if inner is None:
            return cursor
        cursor = inner


def _step_into(cursor: Cursor) -> Cursor | None:
    expression, path, scope = cursor
    if isinstance(expression, ex.Parentheses):
        return Cursor(expression.inner, path, scope)
    if isinstance(expression, ex.Conditional):
        branch = _known_branch(expression, scope)
        return Cursor(branch, path, scope) if branch is not None else None
    if not path:
        return None
    if isinstance(expression, ex.Call) and expression.name in _TRANSPARENT:
        return Cursor(expression.arguments[0], path, scope) if expression.arguments else None
    if isinstance(expression, ex.Object):
        for key, value in expression.items:
            if evaluate_or_none(key, scope) == path[0]:
                return Cursor(value, path[1:], scope)
        return None
    if isinstance(expression, ex.Tuple):
        return _in_tuple(expression, path, scope)
    if isinstance(expression, ex.For):
        return _in_for(expression, path, scope)
    return None


def _in_tuple(expression: ex.Tuple, path: Path, scope: Scope) -> Cursor | None:
    """Follow an index; an element of a set is found by its value, which is its key."""
    at = path[0]
    if isinstance(at, int):
        return Cursor(expression.items[at], path[1:], scope) if at < len(expression.items) else None
    if len(path) == 1:
        for item in expression.items:
            if evaluate_or_none(item, scope) == at:
                return Cursor(item, (), scope)
    return Cursor(expression.items[0], path, scope) if len(expression.items) == 1 else None


def _in_for(loop: ex.For, path: Path, scope: Scope) -> Cursor | None:
    """Follow a key into ``{for k, v in collection : k => result}``, where keys stay the same."""
    same_key = isinstance(loop.result_key, ex.Variable) and loop.result_key.name == loop.key
    if not same_key or loop.key is None or loop.group:
        return None
    names = {loop.key: path[0], loop.item: None}
    element = Element(loop.collection, scope, path[0], False)
    return Cursor(loop.result, path[1:], scope.child(names, {loop.item: element}))


def _known_branch(expression: ex.Conditional, scope: Scope) -> ex.Expression | None:
    """Return the branch that a conditional takes, where its test is known."""
    test = evaluate_or_none(expression.test, scope)
    if test is True or test == "true":
        return expression.then
    if test is False or test == "false":
        return expression.otherwise
    return None


def evaluate_or_none(expression: ex.Expression, scope: Scope) -> TerraformValue:
    """Return the value of an expression; None where it fails."""
    from iaclint.terraform.eval.evaluator import evaluate

    try:
        return unmark(evaluate(expression, scope))[0]
    except EvaluationError:
        return None


def as_chain(expression: ex.Expression, scope: Scope) -> tuple[Reference, Path] | None:
    """Return the parts of ``reference.name[0].name``: a reference and a known path after it."""
    path: list[str | int] = []
    while True:
        reference = as_reference(expression)
        if reference is not None and root_name(expression) not in scope.names:
            return reference, tuple(reversed(path))
        if isinstance(expression, ex.GetAttr):
            path.append(expression.name)
            expression = expression.object
        elif isinstance(expression, ex.Index):
            key = evaluate_or_none(expression.key, scope)
            if not isinstance(key, (str, int)) or isinstance(key, bool):
                return None
            path.append(key)
            expression = expression.object
        elif isinstance(expression, ex.Interpolation):
            expression = expression.value
        else:
            return None


def references_in(expression: object) -> Iterator[ex.Expression]:
    """Yield every reference inside of an expression, in order."""
    pending: list[object] = [expression]
    while pending:
        node = pending.pop()
        if isinstance(node, tuple):
            pending.extend(reversed(node))
        elif isinstance(node, ex.Expression):
            if as_reference(node) is not None:
                yield node
                continue
            fields = (getattr(node, name) for name in reversed(node.__struct_fields__))
            pending.extend(f for f in fields if isinstance(f, (tuple, ex.Expression)))
