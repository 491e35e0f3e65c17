"""``for`` expressions and splats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

from msgspec.structs import replace

from iaclint.symbolic.path_conditions import ALWAYS, PathCondition
from iaclint.symbolic.structure import nature_of_selection, symbols
from iaclint.symbolic.values import DEFERRED, Choice, Guard, Unknown
from iaclint.terraform.errors import EvaluationError, rejection
from iaclint.terraform.eval.scope import Evaluate, text_of
from iaclint.terraform.eval.unknown_elements import any_element
from iaclint.terraform.operations.cases import case_of, decided, workspace_cases
from iaclint.terraform.operations.lifting import lift
from iaclint.terraform.types import conversion
from iaclint.terraform.types.incomplete import (
    Incomplete,
    IncompleteMap,
    including,
    including_entries,
)
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import (
    DYNAMIC,
    ListOf,
    ListValue,
    Primitive,
    SetOf,
    SetValue,
    TerraformValue,
    TupleOf,
    Type,
    is_null,
    type_of,
)
from iaclint.terraform.types.sensitivity import marked, unmark, unmark_all, unmark_deep
from iaclint.terraform.types.unknown_instances import UnknownInstances

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.syntax.hcl import nodes as ex
    from iaclint.terraform.eval.scope import Scope


_BODY: Final = 16
"""Bytes of the body of a loop that are evaluated in one step."""

NOT_ITERABLE: Final = "the collection of a 'for' expression must be a list, set, map or object"


def pairs(collection: TerraformValue) -> Iterator[tuple[TerraformValue, TerraformValue]] | None:
    """Return the keys and elements that ``for`` iterates over; None for other values."""
    if isinstance(collection, (dict, LazyObject)):
        return iter(collection.items())
    if isinstance(collection, SetValue):
        return ((item, item) for item in collection)
    if isinstance(collection, tuple):
        return iter(enumerate(collection))
    return None


def steps_of(loop: Span, collection: Span) -> int:
    """Return the steps of an iteration: more for a longer body, as it is evaluated each time."""
    return 1 + max(0, loop.end_byte - collection.end_byte) // _BODY


def comprehension(loop: ex.For, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    """Evaluate a ``for`` expression."""
    collection, sensitive = unmark(evaluate(loop.collection, scope))
    result = lift(lambda value: _gather(loop, value, scope, evaluate), [collection])
    return marked(result, sensitive)


def _gather(
    loop: ex.For, collection: TerraformValue, scope: Scope, evaluate: Evaluate
) -> TerraformValue:
    if is_null(collection):
        raise EvaluationError(
            "null cannot be the collection of a 'for' expression", loop.collection.span
        )
    if isinstance(collection, UnknownInstances) and loop.test is None and not loop.group:
        return _of_instances(loop, collection, scope, evaluate)
    if isinstance(collection, (Incomplete, IncompleteMap)):
        return _gather_certain(loop, collection, scope, evaluate)
    if isinstance(collection, Unknown):
        return _gather_unknown(loop, collection, scope, evaluate)
    elements = pairs(collection)
    if elements is None:
        raise EvaluationError(NOT_ITERABLE, loop.collection.span)
    if loop.test is not None and next(elements, None) is None:
        check_test(loop, loop.test, scope, evaluate)

    def gather(case: PathCondition) -> _Gathered:
        gathered = _Gathered(loop, case=case)
        for key, item in pairs(collection) or ():
            gathered.take(key, item, scope, evaluate)
        return gathered

    gathered = gather(ALWAYS)
    cases = workspace_cases(gathered.tests)
    if cases is None:
        return gathered.result()
    return lift(lambda number: gather(case_of(cases, number)).result(), [cases])


def check_test(loop: ex.For, test: ex.Expression, scope: Scope, evaluate: Evaluate) -> None:
    """Raise for a test that fails with any element.

    Terraform evaluates it with an unknown element first, even if the collection is empty
    (``ForExpr.Value``, hclsyntax).
    """
    item = Unknown(text_of(loop.collection))
    names = {loop.item: item} if loop.key is None else {loop.key: item, loop.item: item}
    with scope.failures() as failures:
        _Gathered(loop).keeps(evaluate(test, scope.child(names)))
    for failure in failures:
        if failure.symbol != item.symbol:  # there is no element that it can fail with
            scope.note_failure(failure)


def _gather_certain(
    loop: ex.For, collection: Incomplete | IncompleteMap, scope: Scope, evaluate: Evaluate
) -> TerraformValue:
    """Return an unknown result with what the elements that are certain give."""
    others = _gather_unknown(loop, collection.others, scope, evaluate)
    gathered = _Gathered(loop, others)
    for key, item in certain_pairs(collection):
        gathered.take(key, item, scope, evaluate)
    return gathered.result()


def certain_pairs(
    collection: Incomplete | IncompleteMap,
) -> Iterator[tuple[TerraformValue, TerraformValue]]:
    """Yield the keys and elements that a collection certainly has."""
    if isinstance(collection, IncompleteMap):
        yield from collection.entries.items()
        return
    is_set = isinstance(collection.type, SetOf)
    key = Unknown(collection.symbol, not_null=True)
    for at, item in enumerate(collection.certain):
        yield item if is_set else at if at < len(collection.start) else key, item


def _of_instances(
    loop: ex.For, instances: UnknownInstances, scope: Scope, evaluate: Evaluate
) -> TerraformValue:
    """Return the results for instances whose number is not known."""
    key = Unknown(instances.symbol, instances.identity, not_null=True)

    def result(item: TerraformValue) -> TerraformValue:
        names = {loop.item: item} if loop.key is None else {loop.key: key, loop.item: item}
        return evaluate(loop.result, scope.child(names))

    return instances.map(result)


def _gather_unknown(loop: ex.For, collection: Unknown, scope: Scope, evaluate: Evaluate) -> Unknown:
    """Return an unknown list; what is certain of its elements is what is certain of any one."""
    check_iterable(collection, loop.collection)
    result = Unknown(collection.symbol, not_null=True)
    if loop.result_key is not None:
        return result
    item = any_element(collection, None)
    names = {loop.item: item} if loop.key is None else {loop.key: result, loop.item: item}
    try:
        element = evaluate(loop.result, scope.child(names))
    except EvaluationError:
        return result
    return replace(result, derived=nature_of_selection(unmark_deep(element)[0]))


def check_iterable(collection: TerraformValue, written: ex.Expression) -> None:
    """Raise for an unknown of a type that has no elements."""
    type_ = type_of(collection)
    if isinstance(type_, Primitive) and type_ != DYNAMIC:
        raise EvaluationError(NOT_ITERABLE, written.span)


def _may_be_test(value: TerraformValue) -> bool:
    try:
        return not is_null(conversion.to_bool(value))
    except conversion.ConversionError:
        return False


class _Gathered:
    """The elements that a ``for`` expression has produced so far."""

    def __init__(
        self, loop: ex.For, others: Unknown | None = None, case: PathCondition = ALWAYS
    ) -> None:
        self._loop = loop
        self._case = case
        self.tests: list[Unknown] = []
        """The unknown tests whether an element is kept, that the case does not decide."""
        self._steps = steps_of(loop.span, loop.collection.span)
        self._others = others
        self._values: list[TerraformValue] = []
        self._items: dict[str, TerraformValue] = {}
        self._groups: dict[str, list[TerraformValue]] = {}
        self._sensitive = False

    def take(
        self, key: TerraformValue, item: TerraformValue, scope: Scope, evaluate: Evaluate
    ) -> None:
        """Add the result for an element if the test keeps it."""
        loop = self._loop
        scope.budget.spend(loop.span, self._steps)
        names = {loop.item: item} if loop.key is None else {loop.key: key, loop.item: item}
        inner = scope.child(names)
        if loop.test is None or self.keeps(evaluate(loop.test, inner)):
            self.add(inner, evaluate)

    def keeps(self, test: TerraformValue) -> bool:
        """Return whether an element is kept; an unknown test makes the whole result unknown."""
        assert self._loop.test is not None
        bare, sensitive = unmark(test)
        self._sensitive = self._sensitive or sensitive
        if isinstance(bare, Choice) and not any(map(_may_be_test, bare.options)):
            bare = bare.options[0]  # each of them fails
        if is_null(bare):
            raise EvaluationError("invalid condition: it is null", self._loop.test.span)
        if isinstance(bare, Guard):
            bare = decided(bare, self._case)
        if isinstance(bare, Choice):
            bare = bare.test
        if isinstance(bare, Unknown):
            self.tests.append(bare)
        try:
            truth = conversion.to_bool(bare)
        except conversion.ConversionError as error:
            message = f"invalid condition: {error}"
            raise rejection(message, self._loop.test.span, is_limit=error.is_limit) from None
        if isinstance(truth, DEFERRED):
            self._block(truth)
            return False
        return bool(truth)

    def add(self, scope: Scope, evaluate: Evaluate) -> None:
        """Add the result for one element."""
        loop = self._loop
        if loop.result_key is None:
            self._values.append(evaluate(loop.result, scope))
            return
        key, sensitive = unmark(evaluate(loop.result_key, scope))
        self._sensitive = self._sensitive or sensitive
        if is_null(key):
            raise EvaluationError("invalid object key: it is null", loop.result_key.span)
        try:
            name = conversion.to_string(key)
        except conversion.ConversionError as error:
            message = f"invalid object key: {error}"
            raise rejection(message, loop.result_key.span, is_limit=error.is_limit) from None
        if isinstance(name, DEFERRED):
            self._block(name)
            return
        self._keep(cast("str", name), evaluate(loop.result, scope))

    def _block(self, value: TerraformValue) -> None:
        self._others = self._others or Unknown(symbols(value)[0], not_null=True)

    def _keep(self, name: str, value: TerraformValue) -> None:
        if self._loop.group:
            self._groups.setdefault(name, []).append(value)
        elif name in self._items:
            assert self._loop.result_key is not None
            raise EvaluationError(
                f"duplicate object key '{name}'",
                self._loop.result_key.span,
                "add '...' after the value to group by key",
            )
        else:
            self._items[name] = value

    def result(self) -> TerraformValue:
        if self._others is not None:
            return marked(self._incomplete(self._others), self._sensitive)
        if self._loop.result_key is None:
            return marked(tuple(self._values), self._sensitive)
        if self._loop.group:
            self._items = {key: tuple(values) for key, values in self._groups.items()}
        return marked(dict(sorted(self._items.items())), self._sensitive)

    def _incomplete(self, others: Unknown) -> TerraformValue:
        """Return the elements that are certain; a group may have more."""
        if self._loop.group:
            return others
        if self._loop.result_key is not None:
            return including_entries(Unknown(others.symbol, not_null=True), self._items, others)
        nature = nature_of_selection(others, *unmark_all(self._values)[0])
        whole = Unknown(others.symbol, not_null=True, derived=nature)
        return including(whole, among=self._values, others=others)


def splat(expression: ex.Splat, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    """Evaluate ``source[*].rest``: a value that is not a list is one element, null none."""
    steps = steps_of(expression.span, expression.source.span)

    def spread(source: TerraformValue) -> TerraformValue:
        if is_null(source):
            if isinstance(type_of(source), (ListOf, SetOf, TupleOf)):
                message = "a null list has no elements to apply [*] to"
                raise EvaluationError(message, expression.source.span)
            return ()
        if isinstance(source, Unknown):
            return _spread_unknown(source, expression, scope, evaluate)
        is_list = isinstance(source, tuple)
        items = cast("tuple[TerraformValue, ...]", source) if is_list else (source,)
        if not items:
            return _spread_empty(source, expression, scope, evaluate)
        scope.budget.spend(expression.span, len(items) * steps)
        values = tuple(evaluate(expression.each, scope.child({"*": item})) for item in items)
        return _typed_like(source, values)

    source, sensitive = unmark(evaluate(expression.source, scope))
    return marked(lift(spread, [source]), sensitive)


def _spread_empty(
    source: TerraformValue, expression: ex.Splat, scope: Scope, evaluate: Evaluate
) -> TerraformValue:
    """Return an empty list of the type that the parts would have; Terraform checks it as well."""
    element = getattr(source, "element", None)
    if element is None:
        return ()
    part = evaluate(
        expression.each, scope.child({"*": _typed(Unknown(text_of(expression.source)), element)})
    )
    return ListValue((), type_of(part))


def _spread_unknown(
    source: Unknown, expression: ex.Splat, scope: Scope, evaluate: Evaluate
) -> TerraformValue:
    """Return one element for an unknown that is certainly not a list, else unknown."""
    if isinstance(source, UnknownInstances):
        return source.map(lambda item: evaluate(expression.each, scope.child({"*": item})))
    if isinstance(source, Incomplete):
        return _spread_certain(source, expression, scope, evaluate)
    kind = source.type
    if kind is None or kind == DYNAMIC:
        return Unknown(source.symbol)

    def each(item: TerraformValue) -> TerraformValue:
        return evaluate(expression.each, scope.child({"*": item}))

    if isinstance(kind, (ListOf, SetOf)):
        return Unknown(source.symbol, type=ListOf(type_of(each(_typed(source, kind.element)))))
    if isinstance(kind, TupleOf):
        types = tuple(type_of(each(_typed(source, element))) for element in kind.elements)
        return Unknown(source.symbol, type=TupleOf(types))
    value = each(source)
    return (value,) if source.not_null else Unknown(source.symbol)


def _spread_certain(
    source: Incomplete, expression: ex.Splat, scope: Scope, evaluate: Evaluate
) -> TerraformValue:
    """Return an unknown list with the parts of the elements that are certain."""

    def each(items: tuple[TerraformValue, ...]) -> tuple[TerraformValue, ...]:
        return tuple(evaluate(expression.each, scope.child({"*": item})) for item in items)

    result = Unknown(source.symbol, not_null=True)
    return including(result, each(source.start), each(source.among), each(source.end))


def _typed(source: Unknown, element: Type) -> Unknown:
    return Unknown(source.symbol, type=None if element == DYNAMIC else element)


def _typed_like(source: TerraformValue, values: tuple[TerraformValue, ...]) -> TerraformValue:
    """Return a list for a list, whose elements have one type."""
    if isinstance(source, (ListValue, SetValue)):
        kinds = [type_of(value) for value in values]
        if all(kind == kinds[0] for kind in kinds):
            return ListValue(values, kinds[0])
    return values
