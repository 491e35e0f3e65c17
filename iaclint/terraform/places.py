"""Where a value is written, and where it came from: read off the expressions.

Nothing is recorded while evaluating. A place is only looked for when there is something to
report, by following references the way the evaluator does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from iaclint.resource import Path, Related
from iaclint.source import Span
from iaclint.syntax import expressions as ex
from iaclint.terraform.json_places import place_in_json
from iaclint.terraform.marks import unmark
from iaclint.terraform.problems import EvaluationError
from iaclint.terraform.scope import Reference, Scope, as_reference, root_name
from iaclint.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator


class Origin(NamedTuple):
    """Where a reference leads: the expression that defines it, in its own scope."""

    caption: str
    span: Span
    expression: ex.Expression | None
    scope: Scope | None


MAX_STEPS = 12
"""How many steps back a trail goes."""

_TRANSPARENT = frozenset(["jsonencode", "tolist", "toset", "tomap", "tostring", "sensitive"])
"""Functions that give back what they were given, for the purpose of pointing into it."""


def place_in(expression: ex.Expression, path: Path, scope: Scope, steps: int = MAX_STEPS) -> Span:
    """Return the span of the part of an expression that a path leads to.

    The path is followed through what is written right here, and through references as long as
    something of it is left: a statement of a policy is where the statement is written.
    """
    expression, path = _descend(expression, path, scope)
    found = _place_of_rest(expression, path, scope, steps) if path and steps else None
    return found or expression.span


def _place_of_rest(expression: ex.Expression, path: Path, scope: Scope, steps: int) -> Span | None:
    chain = _as_chain(expression, scope)
    if chain is None:
        return place_in_json(expression, path)
    reference, names = chain
    return scope.module.locate(reference, (*names, *path), steps - 1)


def _descend(expression: ex.Expression, path: Path, scope: Scope) -> tuple[ex.Expression, Path]:
    """Follow a path into an expression; return the deepest part and what is left."""
    while True:
        inner = _inside(expression, path, scope)
        if inner is None:
            return expression, path
        expression, path = inner


def _inside(
    expression: ex.Expression, path: Path, scope: Scope
) -> tuple[ex.Expression, Path] | None:
    if isinstance(expression, ex.Parentheses):
        return expression.inner, path
    if isinstance(expression, ex.Conditional):
        branch = _taken(expression, scope)
        return (branch, path) if branch is not None else None
    if not path:
        return None
    if isinstance(expression, ex.Call) and expression.name in _TRANSPARENT:
        return (expression.arguments[0], path) if expression.arguments else None
    if isinstance(expression, ex.Object):
        for key, value in expression.items:
            if _quietly(key, scope) == path[0]:
                return value, path[1:]
        return None
    if isinstance(expression, ex.Tuple):
        at = path[0]
        if isinstance(at, int) and at < len(expression.items):
            return expression.items[at], path[1:]
        if isinstance(at, str) and len(expression.items) == 1:
            return expression.items[0], path
    return None


def _taken(expression: ex.Conditional, scope: Scope) -> ex.Expression | None:
    """Return the branch that a conditional takes, where its test is known."""
    test = _quietly(expression.test, scope)
    if test is True or test == "true":
        return expression.then
    if test is False or test == "false":
        return expression.otherwise
    return None


def _quietly(expression: ex.Expression, scope: Scope) -> Value:
    from iaclint.terraform.evaluator import evaluate

    try:
        return unmark(evaluate(expression, scope))[0]
    except EvaluationError:
        return None


def trail_of(expression: ex.Expression, path: Path, scope: Scope) -> tuple[Related, ...]:
    """Return the definitions that a value came through, nearest first."""
    return tuple(_follow(expression, path, scope))


def _follow(expression: ex.Expression, path: Path, scope: Scope) -> Iterator[Related]:
    seen: set[tuple[str, int]] = set()
    for _ in range(MAX_STEPS):
        expression, path = _descend(expression, path, scope)
        found = _only_reference(expression, scope)
        if found is None:
            return
        reference, names = found
        origin = scope.module.origin(reference)
        if origin is None:
            return
        place = (origin.span.file.path, origin.span.start_byte)
        if place in seen:
            return
        seen.add(place)
        yield Related(origin.caption, origin.span)
        if origin.expression is None or origin.scope is None:
            return
        expression, scope, path = origin.expression, origin.scope, (*names, *path)


def _only_reference(expression: ex.Expression, scope: Scope) -> tuple[Reference, Path] | None:
    """Return the one reference that an expression stands on, with the path behind it."""
    chain = _as_chain(expression, scope)
    if chain is not None:
        return chain
    found: dict[tuple[str, tuple[str, ...]], Reference] = {}
    for inner in references_in(expression):
        if root_name(inner) not in scope.names:
            reference = as_reference(inner)
            if reference is not None:
                found.setdefault((reference.kind, reference.names), reference)
    if len(found) != 1:
        return None
    return next(iter(found.values())), ()


def _as_chain(expression: ex.Expression, scope: Scope) -> tuple[Reference, Path] | None:
    """Read ``reference.name[0].name``: a reference and a fixed path behind it."""
    path: list[str | int] = []
    while True:
        reference = as_reference(expression)
        if reference is not None and root_name(expression) not in scope.names:
            return reference, tuple(reversed(path))
        if isinstance(expression, ex.GetAttr):
            path.append(expression.name)
            expression = expression.object
        elif isinstance(expression, ex.Index):
            key = _quietly(expression.key, scope)
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
            fields = (getattr(node, name) for name in reversed(node.__dataclass_fields__))
            pending.extend(f for f in fields if isinstance(f, (tuple, ex.Expression)))
