"""Locate where a part of a value is written, by following its expressions.

Nothing is recorded during evaluation. Only what is reported is located, by following references
as the evaluator does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.limits import MAX_TRACE_STEPS
from iaclint.resource import Path
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.call_parts import into_call, into_whole
from iaclint.terraform.blocks.cursor import Cursor, evaluate_or_none
from iaclint.terraform.blocks.heredoc_json import locate_in_json
from iaclint.terraform.blocks.loop_parts import into_loop
from iaclint.terraform.eval.scope import Element, Reference, Scope, as_reference, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.files.source import Span
    from iaclint.syntax.hcl.blocks import Body


def locate_in(
    expression: ex.Expression, path: Path, scope: Scope, steps: int = MAX_TRACE_STEPS
) -> Span:
    """Return the span of the part of an expression that a path leads to.

    The path is followed into the expression, and through references while some of it is left, or
    it leads to an object: a statement of a policy is located where the statement is written.
    """
    cursor = descend(Cursor(expression, path, scope))
    found = _locate_rest(cursor, steps) if path and steps else None
    return found or cursor.expression.span


def _locate_rest(cursor: Cursor, steps: int) -> Span | None:
    if not cursor.path and not isinstance(evaluate_or_none(cursor.expression, cursor.scope), dict):
        return None
    whole = None if cursor.path else into_whole(cursor)
    back = into_collection(cursor)
    if whole or back:
        cursor = descend(whole or back or cursor)
        return _locate_rest(cursor, steps - 1) if steps else None
    chain = as_chain(cursor.expression, cursor.scope)
    if chain is None:
        return locate_in_json(cursor.expression, cursor.path) if cursor.path else None
    reference, names = chain
    return cursor.scope.module.locate(reference, (*names, *cursor.path), steps - 1)


def into_collection(cursor: Cursor) -> Cursor | None:
    """Step from a name that a loop binds to its element of the collection."""
    expression, names = cursor.expression, []
    while isinstance(expression, (ex.GetAttr, ex.Interpolation)):
        if isinstance(expression, ex.Interpolation):
            expression = expression.value
            continue
        names.append(expression.name)
        expression = expression.object
    element = None
    if isinstance(expression, ex.Variable):
        element = cursor.scope.elements.get(expression.name)
    if element is None or (element.is_pair and not names):
        return None
    part = names.pop() if element.is_pair else "value"
    rest = (*reversed(names), *cursor.path) if part == "value" else ()
    return element_of(element, rest)


def element_of(element: Element, rest: Path = ()) -> Cursor:
    """Return a part of an element in its collection; the collection where the key is unknown."""
    key = element.key if isinstance(element.key, (str, int)) else None
    return Cursor(element.collection, () if key is None else (key, *rest), element.scope)


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
    if isinstance(expression, ex.Call):
        return into_call(cursor)
    if isinstance(expression, ex.Object):
        for key, value in expression.items:
            if evaluate_or_none(key, scope) == path[0]:
                return Cursor(value, path[1:], scope)
        return None
    if isinstance(expression, ex.Tuple):
        return _in_tuple(expression, path, scope)
    if isinstance(expression, ex.For):
        return into_loop(cursor)
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


def _known_branch(expression: ex.Conditional, scope: Scope) -> ex.Expression | None:
    """Return the branch that a conditional takes, where its test is known."""
    test = evaluate_or_none(expression.test, scope)
    if test is True or test == "true":
        return expression.then
    if test is False or test == "false":
        return expression.otherwise
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
    return (node for node in nodes_in(expression) if as_reference(node) is not None)


def names_in(expression: object) -> Iterator[str]:
    """Yield the first name of every traversal inside of an expression."""
    return (node.name for node in nodes_in(expression, False) if isinstance(node, ex.Variable))


def references_in_body(body: Body) -> Iterator[ex.Expression]:
    """Yield every reference in a body and its nested blocks."""
    for attribute in body.attributes.values():
        yield from references_in(attribute.expression)
    for block in body.blocks:
        yield from references_in_body(block.body)


def names_in_body(body: Body) -> Iterator[str]:
    """Yield the first name of every traversal in a body and its nested blocks."""
    for attribute in body.attributes.values():
        yield from names_in(attribute.expression)
    for block in body.blocks:
        yield from names_in_body(block.body)


def nodes_in(expression: object, whole: bool = True) -> Iterator[ex.Expression]:
    """Yield all expressions inside of one, in order; references as a whole or with their parts."""
    pending: list[object] = [expression]
    while pending:
        node = pending.pop()
        if isinstance(node, tuple):
            pending.extend(reversed(node))
        elif isinstance(node, ex.Expression):
            yield node
            if whole and isinstance(node, ex.GetAttr) and as_reference(node) is not None:
                continue
            for name in reversed(node.__struct_fields__):
                part = getattr(node, name)
                if isinstance(part, (tuple, ex.Expression)):
                    pending.append(part)
