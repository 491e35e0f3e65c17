"""Expand ``dynamic`` blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from iaclint.symbolic.path_conditions import any_of
from iaclint.symbolic.values import Choice, Guard, Unknown
from iaclint.symbolic.workspaces import in_words
from iaclint.symbolic.worlds import branches_of
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError, UndeclaredError
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.loops import certain_pairs, pairs
from iaclint.terraform.types.incomplete import Incomplete, IncompleteMap
from iaclint.terraform.types.model import TerraformValue, is_null
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.eval.scope import Report, Scope

YES_OR_NO: Final = (True, False)


class Generated(NamedTuple):
    """A nested block that a ``dynamic`` block generates."""

    content: Block
    scope: Scope
    exists: Choice[bool] | bool
    """Whether it exists; a choice between True and False where that is not known."""
    labels: tuple[TerraformValue, ...]


def expand_dynamic(block: Block, scope: Scope, report: Report) -> Iterator[Generated]:
    """Yield the blocks that a dynamic block generates; raises ``EvaluationError``.

    An undeclared name in ``for_each`` is reported, and unknown: the content still says what such a
    block would set.
    """
    attribute = block.body.attributes.get("for_each")
    content = next(block.body.blocks_of("content"), None)
    if attribute is None or content is None:
        missing = "for_each" if attribute is None else "a content block"
        raise EvaluationError(f"a dynamic block requires {missing}", block.span)
    iterator = iterator_of(block)
    collection = _collection(attribute.expression, scope, report)
    for key, item, exists in _elements(collection, attribute.expression):
        names = {iterator: {"key": key, "value": item}}
        inner = scope.in_loop(names, attribute.expression)
        yield Generated(content, inner, exists, _labels(block, inner))


def _collection(for_each: ex.Expression, scope: Scope, report: Report) -> TerraformValue:
    try:
        value = evaluate(for_each, scope)
    except UndeclaredError:
        value = evaluate(for_each, scope.with_undeclared_unknown(report))
    return unmark(value)[0]


def _elements(
    collection: TerraformValue, for_each: ex.Expression
) -> Iterator[tuple[TerraformValue, TerraformValue, Choice[bool] | bool]]:
    """Yield key, value and what decides whether there is such a block at all."""
    if isinstance(collection, Choice):
        yield from _uncertain(collection)
        return
    if isinstance(collection, (Incomplete, IncompleteMap)):
        for key, item in certain_pairs(collection):
            yield key, item, True
        collection = collection.others
    if isinstance(collection, Unknown):
        unknown = Unknown(collection.symbol, type=_element_type(collection))
        yield Unknown(collection.symbol), unknown, Choice(collection, YES_OR_NO)
        return
    if is_null(collection):
        raise EvaluationError("for_each cannot be null", for_each.span)
    items = pairs(collection)
    if items is None:
        raise EvaluationError("for_each must be a list, set, map or object", for_each.span)
    for key, item in items:
        yield key, item, True


def _uncertain(
    choice: Choice[TerraformValue],
) -> Iterator[tuple[TerraformValue, TerraformValue, Choice[bool] | bool]]:
    """Yield the elements of every branch; those on all branches alike are certain."""
    branches: list[dict[str, tuple[TerraformValue, TerraformValue]]] = []
    symbol = choice.test.symbol
    for option in choice.options:
        items = _branch(option)
        if items is None:
            yield Unknown(symbol), Unknown(symbol), Choice(Unknown(symbol), YES_OR_NO)
            return
        branches.append(items)
    known: dict[tuple[bool, ...], Choice[bool] | bool] = {(True,) * len(branches): True}
    for name in dict.fromkeys(name for branch in branches for name in branch):
        held = tuple(name in branch for branch in branches)
        if held not in known:
            known[held] = _one_of(choice, held)
        items_held = [branch[name] for branch in branches if name in branch]
        item = _chosen(choice, held, tuple(item for _, item in items_held))
        yield items_held[0][0], item, known[held]
    if any(isinstance(option, Unknown) for option in choice.options):
        yield Unknown(symbol), Unknown(symbol), Choice(Unknown(symbol), YES_OR_NO)


def _branch(
    option: TerraformValue,
) -> dict[str, tuple[TerraformValue, TerraformValue]] | None:
    """Return the elements of a branch by the text of their keys; None where they are unknown."""
    if isinstance(option, (Incomplete, IncompleteMap)):
        found = enumerate(certain_pairs(option))
        return {
            f"element {at}" if isinstance(key, Unknown) else repr(key): (key, item)
            for at, (key, item) in found
        }
    items = None if is_null(option) else pairs(option)
    return None if items is None else {repr(key): (key, item) for key, item in items}


def _one_of(choice: Choice[TerraformValue], held: tuple[bool, ...]) -> Choice[bool]:
    """Return whether one of some branches of a choice is taken."""
    pairs = list(zip(branches_of(choice), held, strict=True))
    conditions, labels = [], []
    for side in YES_OR_NO:
        branches = [branch for branch, holds in pairs if holds is side]
        conditions.append(any_of(branch.condition for branch in branches))
        labels.append(" or ".join(branch.label for branch in branches if branch.label))
    test = Guard(choice.test.symbol, conditions=tuple(conditions))
    return Choice(test, YES_OR_NO, in_words(*conditions) or tuple(labels))


def _chosen(
    choice: Choice[TerraformValue], held: tuple[bool, ...], options: tuple[TerraformValue, ...]
) -> TerraformValue:
    """Choose between what some branches hold."""
    if len(options) == 1:
        return options[0]
    pairs = [pair for pair, holds in zip(branches_of(choice), held, strict=True) if holds]
    test = Guard(choice.test.symbol, conditions=tuple(branch.condition for branch in pairs))
    return Choice(test, options, tuple(branch.label for branch in pairs))


def iterator_of(block: Block) -> str:
    """Return the name of the iterator of a ``dynamic`` block."""
    attribute = block.body.attributes.get("iterator")
    expression = attribute.expression if attribute else None
    return expression.name if isinstance(expression, ex.Variable) else block.labels[0]


def _labels(block: Block, scope: Scope) -> tuple[TerraformValue, ...]:
    attribute = block.body.attributes.get("labels")
    value = unmark(evaluate(attribute.expression, scope))[0] if attribute else ()
    return value if isinstance(value, tuple) else ()


def _element_type(collection: Unknown) -> object:
    return getattr(collection.type, "element", None)
