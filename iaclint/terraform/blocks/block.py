"""The inside of one resource (or nested block) instance, evaluated as it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from iaclint.limits import MAX_CHOICES, MAX_DYNAMIC_BLOCKS
from iaclint.symbolic.path_conditions import any_of
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    Guard,
    JsonText,
    PartialString,
    Unknown,
    Value,
)
from iaclint.symbolic.worlds import (
    ANYWHERE,
    World,
    branches_of,
    leaves_of,
)
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.locate import locate_in, trail_of
from iaclint.terraform.errors import EvaluationError, UndeclaredError
from iaclint.terraform.eval.budget import check_size
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.loops import pairs
from iaclint.terraform.types.export import plain
from iaclint.terraform.types.model import is_null
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from iaclint.files.source import Span
    from iaclint.resource import Path, Related
    from iaclint.syntax.hcl.parser import Block, Body
    from iaclint.terraform.diagnostics import DiagnosticCollector
    from iaclint.terraform.eval.scope import Scope

META_ARGUMENTS = frozenset(["count", "for_each", "provider", "providers", "depends_on"])
META_BLOCKS = frozenset(["lifecycle", "provisioner", "connection", "dynamic"])

_YES_OR_NO: Final = (True, False)


class Nested(NamedTuple):
    """One nested block, perhaps made by a ``dynamic`` one."""

    instance: BlockInstance
    exists: Choice | bool = True
    """Whether it exists; a choice between True and False where that is not known."""
    labels: tuple[Value, ...] = ()


class BlockInstance:
    """A block's body in a scope: what ``iaclint.resource.Body`` asks for."""

    __slots__ = (
        "_body",
        "_computed",
        "_diagnostics",
        "_header",
        "_nested",
        "_running",
        "_scope",
        "_values",
    )

    def __init__(
        self,
        body: Body,
        header: Span,
        scope: Scope,
        diagnostics: DiagnosticCollector,
        computed: Mapping[str, Callable[[BlockInstance], Value]] | None = None,
    ) -> None:
        self._body = body
        self._computed = computed or {}
        self._header = header
        self._scope = scope
        self._diagnostics = diagnostics
        self._values: dict[str, Value] = {}
        self._running: set[str] = set()
        self._nested: dict[str, tuple[Nested, ...] | Unknown] = {}

    def get(self, name: str) -> Value:
        """Return an attribute's or the nested blocks' plain value; ``ABSENT`` if not written."""
        return plain(self.value(name))

    def names(self) -> list[str]:
        """Return the names of all attributes and nested blocks that are written."""
        names = [name for name in self._body.attributes if name not in META_ARGUMENTS]
        for block in self._body.blocks:
            if block.type == "dynamic" and block.labels:
                names.append(block.labels[0])
            elif block.type not in META_BLOCKS:
                names.append(block.type)
        return list(dict.fromkeys(names))

    def value(self, name: str) -> Value:
        """Return the same with Terraform's types and marks.

        What Terraform would refuse is reported and unknown.
        """
        if name not in self._values:
            if name in self._running:
                attribute = self._body.attributes.get(name)
                span = attribute.expression.span if attribute else self._header
                raise EvaluationError(f"circular reference: '{name}' depends on itself", span)
            self._running.add(name)
            try:
                self._values[name] = self._evaluate(name)
            finally:
                self._running.discard(name)
        return self._values[name]

    def everything(self) -> dict[str, Value]:
        """Return all that is written, as one object."""
        values = {name: self.value(name) for name in sorted(self.names())}
        return {name: value for name, value in values.items() if value is not ABSENT}

    def _evaluate(self, name: str) -> Value:
        attribute = self._body.attributes.get(name)
        if attribute is not None and name not in META_ARGUMENTS:
            try:
                value = evaluate(attribute.expression, self._scope)
                return check_size(value, attribute.expression.span)
            except UndeclaredError as error:
                self._diagnostics.report(error)
                return self._without_undeclared(attribute.expression)
            except EvaluationError as error:
                self._diagnostics.report(error)
                return Unknown(attribute.expression.span.first_line().text)
        try:
            blocks = self.nested(name)
            if isinstance(blocks, Unknown):
                return blocks
            if not blocks and name in self._computed:
                return self._computed[name](self)
            return _as_value(blocks) if blocks else ABSENT
        except RecursionError:
            self._diagnostics.report(EvaluationError("blocks are nested too deeply", self._header))
            return Unknown(name)

    def _without_undeclared(self, expression: ex.Expression) -> Value:
        """Return the value with its undeclared references as unknown parts.

        A policy whose resource is misspelled still says whom it allows.
        """
        try:
            scope = self._scope.with_undeclared_unknown()
            value = check_size(evaluate(expression, scope), expression.span)
        except EvaluationError:
            value = None
        if isinstance(value, (PartialString, JsonText)):
            return value
        return Unknown(expression.span.first_line().text)

    def nested(self, name: str) -> tuple[Nested, ...] | Unknown:
        """Return the nested blocks of a name, in order; unknown if there are too many."""
        if name not in self._nested:
            try:
                self._nested[name] = tuple(self._expand(name))
            except EvaluationError as error:
                self._diagnostics.report(error)
                self._nested[name] = Unknown(error.span.first_line().text)
        return self._nested[name]

    def _expand(self, name: str) -> Iterator[Nested]:
        count = 0
        for block in self._body.blocks:
            if block.type == name and name not in META_BLOCKS:
                instance = BlockInstance(block.body, block.span, self._scope, self._diagnostics)
                yield Nested(instance, True, block.labels)
            elif block.type == "dynamic" and block.labels[:1] == (name,):
                for nested in self._dynamic(block, name):
                    count += 1
                    if count > MAX_DYNAMIC_BLOCKS:
                        message = (
                            f"more than {MAX_DYNAMIC_BLOCKS} '{name}' blocks are not evaluated"
                        )
                        raise EvaluationError(message, block.span)
                    yield nested

    def _dynamic(self, block: Block, name: str) -> Iterator[Nested]:
        """Lay out a dynamic block."""
        attribute = block.body.attributes.get("for_each")
        content = next(block.body.blocks_of("content"), None)
        if attribute is None or content is None:
            missing = "for_each" if attribute is None else "a content block"
            raise EvaluationError(f"a dynamic block requires {missing}", block.span)
        iterator = _iterator(block, name)
        for key, item, exists in self._elements(attribute.expression):
            names = {iterator: {"key": key, "value": item}}
            scope = self._scope.in_loop(names, attribute.expression)
            labels = _labels(block, scope)
            instance = BlockInstance(content.body, content.span, scope, self._diagnostics)
            yield Nested(instance, exists, labels)

    def _elements(self, for_each: ex.Expression) -> Iterator[tuple[Value, Value, Choice | bool]]:
        """Yield key, value and what decides whether there is such a block at all."""
        collection, _ = unmark(evaluate(for_each, self._scope))
        if isinstance(collection, Choice):
            yield from self._uncertain(collection)
            return
        if isinstance(collection, Unknown):
            unknown = Unknown(collection.symbol, type=_element_type(collection))
            yield Unknown(collection.symbol), unknown, Choice(collection, _YES_OR_NO)
            return
        if is_null(collection):
            raise EvaluationError("for_each cannot be null", for_each.span)
        items = pairs(collection)
        if items is None:
            raise EvaluationError("for_each must be a list, set, map or object", for_each.span)
        for key, item in items:
            yield key, item, True

    def _uncertain(self, choice: Choice) -> Iterator[tuple[Value, Value, Choice | bool]]:
        """Yield the elements of every branch; those on all branches alike are certain."""
        branches: list[dict[str, tuple[Value, Value]]] = []
        symbol = choice.test.symbol
        for option in choice.options:
            items = None if is_null(option) else pairs(option)
            if items is None:
                yield Unknown(symbol), Unknown(symbol), Choice(Unknown(symbol), _YES_OR_NO)
                return
            branches.append({repr(key): (key, item) for key, item in items})
        known: dict[tuple[bool, ...], Choice | bool] = {(True,) * len(branches): True}
        for name in dict.fromkeys(name for branch in branches for name in branch):
            held = tuple(name in branch for branch in branches)
            if held not in known:
                known[held] = _one_of(choice, held)
            items_held = [branch[name] for branch in branches if name in branch]
            item = _chosen(choice, held, tuple(item for _, item in items_held))
            yield items_held[0][0], item, known[held]

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return where the value at a path is written (see ``iaclint.resource.Body``)."""
        if not path:
            return self._header
        name, rest = str(path[0]), path[1:]
        attribute = self._body.attributes.get(name)
        if attribute is not None:
            return locate_in(attribute.expression, rest, self._scope)
        block = self._nested_at(name, rest, world)
        if block is None:
            return self._header
        if rest and isinstance(rest[0], int):
            rest = rest[1:]
        return block.locate(rest, world)

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return where the value at a path came from, nearest first."""
        if not path:
            return ()
        name, rest = str(path[0]), path[1:]
        attribute = self._body.attributes.get(name)
        if attribute is not None:
            return trail_of(attribute.expression, rest, self._scope)
        block = self._nested_at(name, rest, world)
        if block is None:
            return ()
        if rest and isinstance(rest[0], int):
            rest = rest[1:]
        return block.trail(rest, world)

    def _nested_at(self, name: str, rest: Path, world: World) -> BlockInstance | None:
        """Return the block that a path goes through: the one of its index, or the first."""
        found = self.nested(name)
        if isinstance(found, Unknown) or not found:
            return None
        blocks = [block for block in found if world.settle(block.exists) is not False] or found
        at = rest[0] if rest and isinstance(rest[0], int) else 0
        return blocks[at].instance if at < len(blocks) else blocks[0].instance


def _one_of(choice: Choice, held: tuple[bool, ...]) -> Choice:
    """Return whether one of some branches of a choice is taken."""
    pairs = list(zip(branches_of(choice), held, strict=True))
    cases, labels = [], []
    for side in _YES_OR_NO:
        branches = [branch for branch, holds in pairs if holds is side]
        cases.append(any_of(branch.case for branch in branches))
        labels.append(" or ".join(branch.label for branch in branches if branch.label))
    test = Guard(choice.test.symbol, cases=tuple(cases))
    return Choice(test, _YES_OR_NO, tuple(labels))


def _chosen(choice: Choice, held: tuple[bool, ...], options: tuple[Value, ...]) -> Value:
    """Choose between what some branches hold."""
    if len(options) == 1:
        return options[0]
    pairs = [pair for pair, holds in zip(branches_of(choice), held, strict=True) if holds]
    test = Guard(choice.test.symbol, cases=tuple(branch.case for branch in pairs))
    return Choice(test, options, tuple(branch.label for branch in pairs))


def _iterator(block: Block, name: str) -> str:
    attribute = block.body.attributes.get("iterator")
    expression = attribute.expression if attribute else None
    return expression.name if isinstance(expression, ex.Variable) else name


def _labels(block: Block, scope: Scope) -> tuple[Value, ...]:
    attribute = block.body.attributes.get("labels")
    value = unmark(evaluate(attribute.expression, scope))[0] if attribute else ()
    return value if isinstance(value, tuple) else ()


def _element_type(collection: Unknown) -> object:
    return getattr(collection.type, "element", None)


def _as_value(blocks: tuple[Nested, ...]) -> Value:
    """Make one value of nested blocks: a choice of more and fewer where some may not exist.

    Blocks with a label are an object by label.
    """
    if all(block.labels and isinstance(block.labels[0], str) for block in blocks):
        return {str(block.labels[0]): block.instance.everything() for block in blocks}
    value: Value = ()
    for block in blocks:
        value = _with(value, block.instance.everything(), block.exists)
        if isinstance(value, Choice) and len(leaves_of(value)) > MAX_CHOICES:
            return Unknown(value.test.symbol)
    return value


def _with(value: Value, block: Value, exists: Choice | bool) -> Value:
    """Add a block to the ones before it, on every branch that they may be on."""
    if isinstance(value, Choice):
        taken = isinstance(exists, Choice) and value.test is exists.test
        sides = _YES_OR_NO if taken else (exists,) * len(value.options)
        options = [_with(v, block, side) for v, side in zip(value.options, sides, strict=True)]
        return Choice(value.test, tuple(options), value.labels)
    assert isinstance(value, tuple)
    longer = (*value, block)
    if isinstance(exists, Choice):
        return Choice(exists.test, (longer, value), exists.labels)
    return longer if exists else value
