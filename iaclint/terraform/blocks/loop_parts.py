"""Find the element that a part of the result of a ``for`` expression comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.cursor import Cursor, evaluate_or_none
from iaclint.terraform.eval.loops import pairs
from iaclint.terraform.eval.scope import Element, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.terraform.types.model import TerraformValue


def into_loop(cursor: Cursor) -> Cursor | None:
    """Step into the result of a ``for`` expression, for the element at the cursor's path."""
    loop, (at, *rest) = cursor.expression, cursor.path
    assert isinstance(loop, ex.For)
    if loop.group:
        return None
    if isinstance(loop.result_key, ex.Variable) and loop.result_key.name == loop.key:
        collection = evaluate_or_none(loop.collection, cursor.scope)
        item = collection.get(str(at)) if isinstance(collection, dict) else None
        return Cursor(loop.result, tuple(rest), _bound(loop, cursor.scope, at, item))
    scopes = _kept(loop, cursor.scope)
    if loop.result_key is None:
        numbered = enumerate(scopes)
        found = next((scope for number, scope in numbered if number == at), None)
    else:
        key = loop.result_key
        found = next((each for each in scopes if _text(evaluate_or_none(key, each)) == at), None)
    return Cursor(loop.result, tuple(rest), found) if found else None


def _kept(loop: ex.For, scope: Scope) -> Iterator[Scope]:
    """Yield the scope of each element that the loop keeps."""
    for key, item in pairs(evaluate_or_none(loop.collection, scope)) or ():
        inner = _bound(loop, scope, key, item)
        if loop.test is None or evaluate_or_none(loop.test, inner) in (True, "true"):
            yield inner


def _bound(loop: ex.For, scope: Scope, key: TerraformValue, item: TerraformValue) -> Scope:
    names = {loop.item: item} if loop.key is None else {loop.key: key, loop.item: item}
    return scope.child(names, {loop.item: Element(loop.collection, scope, key, False)})


def _text(key: TerraformValue) -> TerraformValue:
    return str(key) if isinstance(key, int) and not isinstance(key, bool) else key
