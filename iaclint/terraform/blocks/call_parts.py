"""Find the argument of a function that a part of its result is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.cursor import Cursor, evaluate_or_none
from iaclint.terraform.types.model import SetValue, TerraformValue, is_null

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iaclint.resource import Path

_TRANSPARENT = frozenset(
    [
        "jsonencode",
        "jsondecode",
        "tolist",
        "toset",
        "tomap",
        "tostring",
        "sensitive",
        "nonsensitive",
    ]
)
"""Functions whose result has the same parts as their argument."""


def into_call(cursor: Cursor) -> Cursor | None:
    """Step into the argument that the part at the cursor's path comes from."""
    call = cursor.expression
    assert isinstance(call, ex.Call)
    if not call.arguments or call.expand:
        return None
    if call.name in _TRANSPARENT:
        return cursor._replace(expression=call.arguments[0])
    step = _STEPS.get(call.name)
    return step(call, cursor) if step else None


def into_whole(cursor: Cursor) -> Cursor | None:
    """Step into the argument that the whole result of a function comes from."""
    call = cursor.expression
    if not isinstance(call, ex.Call) or call.name not in _WHOLE:
        return None
    return into_call(cursor)


def _concat(call: ex.Call, cursor: Cursor) -> Cursor | None:
    at = cursor.path[0]
    for argument in call.arguments if isinstance(at, int) else ():
        items = evaluate_or_none(argument, cursor.scope)
        if not isinstance(items, tuple) or not isinstance(at, int):
            return None
        if at < len(items):
            return Cursor(argument, (at, *cursor.path[1:]), cursor.scope)
        at -= len(items)
    return None


def _flatten(call: ex.Call, cursor: Cursor) -> Cursor | None:
    at = cursor.path[0]
    leaves = list(_leaves(evaluate_or_none(call.arguments[0], cursor.scope), ()))
    if not isinstance(at, int) or at >= len(leaves):
        return None
    return Cursor(call.arguments[0], (*leaves[at], *cursor.path[1:]), cursor.scope)


def _leaves(value: TerraformValue, path: Path) -> Iterator[Path]:
    """Yield the path of each element that is not a list, in nested lists."""
    if not isinstance(value, tuple):
        yield path
        return
    for at, item in enumerate(value):
        yield from _leaves(item, (*path, at))


def _merge(call: ex.Call, cursor: Cursor) -> Cursor | None:
    """Step into the last object with the key; for the whole, into the one that is only labeled."""
    if not cursor.path:
        others = [each for each in call.arguments if not _is_label(each, cursor)]
        return cursor._replace(expression=others[0]) if len(others) == 1 else None
    for argument in reversed(call.arguments):
        value = evaluate_or_none(argument, cursor.scope)
        if isinstance(value, dict) and cursor.path[0] in value:
            return cursor._replace(expression=argument)
    return None


def _is_label(argument: ex.Expression, cursor: Cursor) -> bool:
    value = evaluate_or_none(argument, cursor.scope) if isinstance(argument, ex.Object) else None
    return isinstance(value, dict) and _LABELS.issuperset(value)


def _values(call: ex.Call, cursor: Cursor) -> Cursor | None:
    collection, at = evaluate_or_none(call.arguments[0], cursor.scope), cursor.path[0]
    keys = sorted(collection) if isinstance(collection, dict) else []
    if not isinstance(at, int) or at >= len(keys):
        return None
    return Cursor(call.arguments[0], (keys[at], *cursor.path[1:]), cursor.scope)


def _lookup(call: ex.Call, cursor: Cursor) -> Cursor | None:
    collection, *keys = (evaluate_or_none(each, cursor.scope) for each in call.arguments[:2])
    key = keys[0] if keys else None
    if not isinstance(collection, dict) or not isinstance(key, str):
        return None
    if key in collection:
        return Cursor(call.arguments[0], (key, *cursor.path), cursor.scope)
    return cursor._replace(expression=call.arguments[2]) if len(call.arguments) > 2 else None


def _first(call: ex.Call, cursor: Cursor) -> Cursor | None:
    """Step into the first argument that has a value."""
    for argument in call.arguments:
        value = evaluate_or_none(argument, cursor.scope)
        if not is_null(value) and value not in ((), ""):
            return cursor._replace(expression=argument)
    return None


def _element(call: ex.Call, cursor: Cursor) -> Cursor | None:
    """Step into the element at an index, which starts over at the end of the list."""
    items, *index = (evaluate_or_none(each, cursor.scope) for each in call.arguments)
    at = index[0] if index else 0
    if not isinstance(items, tuple) or isinstance(items, SetValue) or not items:
        return None
    if not isinstance(at, int):
        return None
    return Cursor(call.arguments[0], (at % len(items), *cursor.path), cursor.scope)


def _subset(call: ex.Call, cursor: Cursor) -> Cursor | None:
    """Step to the element of the argument that equals the one of the result."""
    at, scope = cursor.path[0], cursor.scope
    source, result = (evaluate_or_none(each, scope) for each in (call.arguments[0], call))
    if (
        not isinstance(source, tuple)
        or not isinstance(result, tuple)
        or isinstance(source, SetValue)
    ):
        return None
    if not isinstance(at, int) or at >= len(result):
        return None
    found = next((n for n, item in enumerate(source) if item == result[at]), None)
    return None if found is None else Cursor(call.arguments[0], (found, *cursor.path[1:]), scope)


_LABELS = frozenset(["Sid", "sid", "description"])
"""Keys that only name an object."""

_WHOLE = frozenset(["coalesce", "coalescelist", "element", "lookup", "merge", "one", "try"])
"""Functions whose whole result can be one of their arguments."""

_STEPS: dict[str, Callable[[ex.Call, Cursor], Cursor | None]] = {
    "coalesce": _first,
    "coalescelist": _first,
    "compact": _subset,
    "concat": _concat,
    "distinct": _subset,
    "element": _element,
    "flatten": _flatten,
    "lookup": _lookup,
    "merge": _merge,
    "one": _element,
    "try": _first,
    "values": _values,
}
