"""``import`` blocks: the ids of resources that exist already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from iaclint.address import suffix
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.loops import pairs
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.eval.scope import Scope
    from iaclint.terraform.modules.interface import Instance

_IDENTITY: Final = ("id", "bucket", "name")
"""The attributes of an ``identity`` that are the id of a resource, where it has one of them."""


def imported_ids(root: Instance) -> Mapping[str, str]:
    """Return the known ids of imported resources, by address."""
    found: dict[str, str] = {}
    for block in root.module.imports:
        try:
            found.update(_ids(block, root.scope))
        except EvaluationError as error:
            root.context.diagnostics.report(error)
    return found


def _ids(block: Block, scope: Scope) -> Iterator[tuple[str, str]]:
    for inner in _scopes(block, scope):
        to, id = block.body.attributes.get("to"), _id(block, inner)
        if to is not None and isinstance(id, str):
            yield _address(to.expression, inner), id


def _scopes(block: Block, scope: Scope) -> Iterator[Scope]:
    """Yield the scope of each import; of an unknown ``for_each``, no import is certain."""
    attribute = block.body.attributes.get("for_each")
    if attribute is None:
        yield scope
        return
    found = pairs(unmark(evaluate(attribute.expression, scope))[0]) or ()
    for key, value in found:
        yield scope.child({"each": {"key": key, "value": value}})


def _id(block: Block, scope: Scope) -> object:
    attributes = block.body.attributes
    if "id" in attributes:
        return unmark(evaluate(attributes["id"].expression, scope))[0]
    if "identity" not in attributes:
        return None
    identity, _ = unmark(evaluate(attributes["identity"].expression, scope))
    parts = identity if isinstance(identity, Mapping) else {}
    return next((parts[name] for name in _IDENTITY if name in parts), None)


def _address(to: ex.Expression, scope: Scope) -> str:
    """Return the address that ``to`` names; a key may be an expression."""
    if isinstance(to, ex.GetAttr):
        return f"{_address(to.object, scope)}.{to.name}"
    if isinstance(to, ex.Index):
        key, _ = unmark(evaluate(to.key, scope))
        return _address(to.object, scope) + suffix(key if isinstance(key, (int, str)) else None)
    return to.span.text
