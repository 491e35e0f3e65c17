"""Trace a value back through the definitions it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.limits import MAX_TRACE_STEPS
from iaclint.resource import Path, Related
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.call_parts import into_whole
from iaclint.terraform.blocks.cursor import Cursor
from iaclint.terraform.blocks.locate import (
    as_chain,
    descend,
    element_of,
    into_collection,
    names_in,
    references_in,
)
from iaclint.terraform.eval.scope import Reference, Scope, as_reference, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator


def trail_of(expression: ex.Expression, path: Path, scope: Scope) -> tuple[Related, ...]:
    """Return the definitions that a value came through, nearest first."""
    return tuple(_follow(expression, path, scope))


def _follow(expression: ex.Expression, path: Path, scope: Scope) -> Iterator[Related]:
    seen: set[tuple[str, int]] = set()
    cursor = Cursor(expression, path, scope)
    for _ in range(MAX_TRACE_STEPS):
        cursor = _result_of(descend(cursor))
        step = _to_collection(cursor) or _to_definition(cursor)
        if step is None:
            return
        related, next_cursor = step
        where = (related.span.file.path, related.span.start_byte)
        if where in seen:
            return
        if next_cursor is None or not _passes_through(cursor, next_cursor):
            seen.add(where)
            yield related
        if next_cursor is None:
            return
        cursor = next_cursor


def _result_of(cursor: Cursor) -> Cursor:
    """Return the argument that the result of a function with several references comes from."""
    for _ in range(MAX_TRACE_STEPS):
        names = set(names_in(cursor.expression)) & set(cursor.scope.elements)
        if not names and _only_reference(cursor.expression, cursor.scope) is not None:
            break
        inner = into_whole(cursor)
        if inner is None:
            break
        cursor = descend(inner)
    return cursor


def _passes_through(cursor: Cursor, back: Cursor) -> bool:
    """Return whether a step only passes from a ``for`` variable to a reference."""
    name = root_name(cursor.expression)
    element = cursor.scope.elements.get(name) if name else None
    if element is None or element.is_pair:
        return False
    back = descend(back)
    return as_chain(back.expression, back.scope) is not None


def _to_collection(cursor: Cursor) -> tuple[Related, Cursor] | None:
    """Step from ``each.value`` to the collection in ``for_each``."""
    back = into_collection(cursor) or _only_element(cursor)
    if back is None:
        return None
    return Related("an element of this collection", descend(back).expression.span), back


def _only_element(cursor: Cursor) -> Cursor | None:
    """Return the element that an object is made from, if it is made from no other reference."""
    expression, elements = cursor.expression, cursor.scope.elements
    if not elements or not isinstance(expression, (ex.Object, ex.Call)):
        return None
    names = set(names_in(expression)) & set(elements)
    if len(names) != 1 or _only_reference(expression, cursor.scope) is not None:
        return None
    return element_of(elements[names.pop()])


def _to_definition(cursor: Cursor) -> tuple[Related, Cursor | None] | None:
    """Step from the only reference in an expression to its definition."""
    found = _only_reference(cursor.expression, cursor.scope)
    definition = cursor.scope.module.definition(found[0]) if found else None
    if found is None or definition is None:
        return None
    if definition.expression is None or definition.scope is None:
        return Related(definition.caption, definition.span), None
    back = Cursor(definition.expression, (*found[1], *cursor.path), definition.scope)
    return Related(definition.caption, descend(back).expression.span), back


def _only_reference(expression: ex.Expression, scope: Scope) -> tuple[Reference, Path] | None:
    """Return the only reference in an expression, with the path after it."""
    chain = as_chain(expression, scope)
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
