"""Where a value is written, and where it came from: read off the expressions.

Nothing is recorded while evaluating. A place is only looked for when there is something to
report, by following references the way the evaluator does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from iaclint.files.source import Span
from iaclint.limits import MAX_TRACE_STEPS
from iaclint.resource import Path, Related
from iaclint.symbolic.values import Value
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
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from collections.abc import Iterator


_TRANSPARENT = frozenset(["jsonencode", "tolist", "toset", "tomap", "tostring", "sensitive"])
"""Functions that give back what they were given, for the purpose of pointing into it."""


def locate_in(
    expression: ex.Expression, path: Path, scope: Scope, steps: int = MAX_TRACE_STEPS
) -> Span:
    """Return the span of the part of an expression that a path leads to.

    The path is followed through what is written right here, and through references as long as
    something of it is left: a statement of a policy is where the statement is written.
    """
    place = _descend(_Place(expression, path, scope))
    found = _locate_rest(place, steps) if place.path and steps else None
    return found or place.expression.span


class _Place(NamedTuple):
    """A part of the configuration, and the way that is still to go from there."""

    expression: ex.Expression
    path: Path
    scope: Scope


def _locate_rest(place: _Place, steps: int) -> Span | None:
    chain = _as_chain(place.expression, place.scope)
    if chain is None:
        return locate_in_json(place.expression, place.path)
    reference, names = chain
    return place.scope.module.locate(reference, (*names, *place.path), steps - 1)


def _descend(place: _Place) -> _Place:
    """Follow a path into an expression, to the deepest part that is written right there."""
    while True:
        inner = _inside(place)
        if inner is None:
            return place
        place = inner


def _inside(place: _Place) -> _Place | None:
    expression, path, scope = place
    if isinstance(expression, ex.Parentheses):
        return _Place(expression.inner, path, scope)
    if isinstance(expression, ex.Conditional):
        branch = _taken(expression, scope)
        return _Place(branch, path, scope) if branch is not None else None
    if not path:
        return None
    if isinstance(expression, ex.Call) and expression.name in _TRANSPARENT:
        return _Place(expression.arguments[0], path, scope) if expression.arguments else None
    if isinstance(expression, ex.Object):
        for key, value in expression.items:
            if _quietly(key, scope) == path[0]:
                return _Place(value, path[1:], scope)
        return None
    if isinstance(expression, ex.Tuple):
        return _in_tuple(expression, path, scope)
    if isinstance(expression, ex.For):
        return _in_loop(expression, path, scope)
    return None


def _in_tuple(expression: ex.Tuple, path: Path, scope: Scope) -> _Place | None:
    """Follow an index; an element of a set is found by its value, which is its key."""
    at = path[0]
    if isinstance(at, int):
        return _Place(expression.items[at], path[1:], scope) if at < len(expression.items) else None
    if len(path) == 1:
        for item in expression.items:
            if _quietly(item, scope) == at:
                return _Place(item, (), scope)
    return _Place(expression.items[0], path, scope) if len(expression.items) == 1 else None


def _in_loop(loop: ex.For, path: Path, scope: Scope) -> _Place | None:
    """Follow a key into ``{for k, v in collection : k => result}``, where keys stay the same."""
    same_key = isinstance(loop.result_key, ex.Variable) and loop.result_key.name == loop.key
    if not same_key or loop.key is None or loop.group:
        return None
    names = {loop.key: path[0], loop.item: None}
    element = Element(loop.collection, scope, path[0], False)
    return _Place(loop.result, path[1:], scope.child(names, {loop.item: element}))


def _taken(expression: ex.Conditional, scope: Scope) -> ex.Expression | None:
    """Return the branch that a conditional takes, where its test is known."""
    test = _quietly(expression.test, scope)
    if test is True or test == "true":
        return expression.then
    if test is False or test == "false":
        return expression.otherwise
    return None


def _quietly(expression: ex.Expression, scope: Scope) -> Value:
    from iaclint.terraform.eval.evaluator import evaluate

    try:
        return unmark(evaluate(expression, scope))[0]
    except EvaluationError:
        return None


def trail_of(expression: ex.Expression, path: Path, scope: Scope) -> tuple[Related, ...]:
    """Return the definitions that a value came through, nearest first."""
    return tuple(_follow(expression, path, scope))


def _follow(expression: ex.Expression, path: Path, scope: Scope) -> Iterator[Related]:
    seen: set[tuple[str, int]] = set()
    place = _Place(expression, path, scope)
    for _ in range(MAX_TRACE_STEPS):
        place = _descend(place)
        step = _back_to_collection(place) or _back_to_definition(place)
        if step is None:
            return
        related, next_place = step
        where = (related.span.file.path, related.span.start_byte)
        if where in seen:
            return
        if next_place is None or not _passes_through(place, next_place):
            seen.add(where)
            yield related
        if next_place is None:
            return
        place = next_place


def _passes_through(place: _Place, back: _Place) -> bool:
    """Tell a variable of a ``for`` over something named: the name is all there is to see."""
    name = root_name(place.expression)
    element = place.scope.elements.get(name) if name else None
    if element is None or element.is_pair:
        return False
    back = _descend(back)
    return _as_chain(back.expression, back.scope) is not None


def _back_to_collection(place: _Place) -> tuple[Related, _Place] | None:
    """Go back from ``each.value`` to what ``for_each`` goes through."""
    expression, names = place.expression, []
    while isinstance(expression, (ex.GetAttr, ex.Interpolation)):
        if isinstance(expression, ex.Interpolation):
            expression = expression.value
            continue
        names.append(expression.name)
        expression = expression.object
    element = None
    if isinstance(expression, ex.Variable):
        element = place.scope.elements.get(expression.name)
    if element is None or (element.is_pair and not names):
        return None
    part = names.pop() if element.is_pair else "value"
    rest = (*reversed(names), *place.path) if part == "value" else ()
    key = element.key if isinstance(element.key, (str, int)) else None
    back = _Place(element.collection, () if key is None else (key, *rest), element.scope)
    span = _descend(back).expression.span
    return Related("an element of this collection", span), back


def _back_to_definition(place: _Place) -> tuple[Related, _Place | None] | None:
    """Go back from the one reference in an expression to what it refers to."""
    found = _only_reference(place.expression, place.scope)
    definition = place.scope.module.definition(found[0]) if found else None
    if found is None or definition is None:
        return None
    if definition.expression is None or definition.scope is None:
        return Related(definition.caption, definition.span), None
    back = _Place(definition.expression, (*found[1], *place.path), definition.scope)
    return Related(definition.caption, _descend(back).expression.span), back


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
            fields = (getattr(node, name) for name in reversed(node.__struct_fields__))
            pending.extend(f for f in fields if isinstance(f, (tuple, ex.Expression)))
