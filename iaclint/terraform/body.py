"""The inside of one resource (or nested block) instance, evaluated as it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from iaclint.syntax import expressions as ex
from iaclint.terraform.evaluator import evaluate
from iaclint.terraform.limits import check_size
from iaclint.terraform.loops import pairs
from iaclint.terraform.marks import unmark
from iaclint.terraform.places import place_in, trail_of
from iaclint.terraform.plain import plain
from iaclint.terraform.problems import (
    EvaluationError,
    UndeclaredError,
    undeclared_as_unknown,
)
from iaclint.terraform.types import is_null
from iaclint.values import ABSENT, MAX_CHOICES, Choice, JsonText, PartialString, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from iaclint.resource import Path, Related
    from iaclint.source import Span
    from iaclint.syntax.hcl import Block, Body
    from iaclint.terraform.problems import Problems
    from iaclint.terraform.scope import Scope

META_ARGUMENTS = frozenset(["count", "for_each", "provider", "providers", "depends_on"])
META_BLOCKS = frozenset(["lifecycle", "provisioner", "connection", "dynamic"])

MAX_BLOCKS = 1_000
"""More blocks of one name than this are not laid out."""


class Nested(NamedTuple):
    """One nested block, perhaps made by a ``dynamic`` one; ``test`` where it may not exist."""

    instance: BlockInstance
    test: Unknown | None = None
    labels: tuple[Value, ...] = ()


class BlockInstance:
    """A block's body in a scope: what ``iaclint.resource.Body`` asks for."""

    __slots__ = (
        "_body",
        "_computed",
        "_header",
        "_nested",
        "_problems",
        "_running",
        "_scope",
        "_values",
    )

    def __init__(
        self,
        body: Body,
        header: Span,
        scope: Scope,
        problems: Problems,
        computed: Mapping[str, Callable[[BlockInstance], Value]] | None = None,
    ) -> None:
        self._body = body
        self._computed = computed or {}
        self._header = header
        self._scope = scope
        self._problems = problems
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
                raise EvaluationError(f"'{name}' stands on itself", span)
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
                self._problems.report(error)
                return self._without_undeclared(attribute.expression)
            except EvaluationError as error:
                self._problems.report(error)
                return Unknown(attribute.expression.span.first_line().text)
        try:
            blocks = self.nested(name)
            if isinstance(blocks, Unknown):
                return blocks
            if not blocks and name in self._computed:
                return self._computed[name](self)
            return _as_value(blocks) if blocks else ABSENT
        except RecursionError:
            self._problems.report(EvaluationError("blocks are nested too deeply", self._header))
            return Unknown(name)

    def _without_undeclared(self, expression: ex.Expression) -> Value:
        """Return what is left of a value when one of its parts names nothing.

        A policy that speaks of a resource by a wrong name still says whom it lets in.
        """
        try:
            with undeclared_as_unknown():
                value = check_size(evaluate(expression, self._scope), expression.span)
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
                self._problems.report(error)
                self._nested[name] = Unknown(error.span.first_line().text)
        return self._nested[name]

    def _expand(self, name: str) -> Iterator[Nested]:
        count = 0
        for block in self._body.blocks:
            if block.type == name and name not in META_BLOCKS:
                instance = BlockInstance(block.body, block.span, self._scope, self._problems)
                yield Nested(instance, None, block.labels)
            elif block.type == "dynamic" and block.labels[:1] == (name,):
                for nested in self._dynamic(block, name):
                    count += 1
                    if count > MAX_BLOCKS:
                        message = f"more than {MAX_BLOCKS} '{name}' blocks are not judged"
                        raise EvaluationError(message, block.span)
                    yield nested

    def _dynamic(self, block: Block, name: str) -> Iterator[Nested]:
        """Lay out a dynamic block."""
        attribute = block.body.attributes.get("for_each")
        content = next(block.body.blocks_of("content"), None)
        if attribute is None or content is None:
            missing = "for_each" if attribute is None else "a content block"
            raise EvaluationError(f"a dynamic block needs {missing}", block.span)
        iterator = _iterator(block, name)
        for key, item, test in self._elements(attribute.expression):
            names = {iterator: {"key": key, "value": item}}
            scope = self._scope.in_loop(names, attribute.expression)
            labels = _labels(block, scope)
            instance = BlockInstance(content.body, content.span, scope, self._problems)
            yield Nested(instance, test, labels)

    def _elements(self, for_each: ex.Expression) -> Iterator[tuple[Value, Value, Unknown | None]]:
        """Yield key, value and what decides whether there is such a block at all."""
        collection, _ = unmark(evaluate(for_each, self._scope))
        if isinstance(collection, Choice):
            yield from self._uncertain(collection, for_each)
            return
        if isinstance(collection, Unknown):
            unknown = Unknown(collection.symbol, type=_element_type(collection))
            yield Unknown(collection.symbol), unknown, collection
            return
        if is_null(collection):
            raise EvaluationError("for_each cannot be null", for_each.span)
        items = pairs(collection)
        if items is None:
            raise EvaluationError("for_each takes a list, set, map or object", for_each.span)
        for key, item in items:
            yield key, item, None

    def _uncertain(
        self, choice: Choice, for_each: ex.Expression
    ) -> Iterator[tuple[Value, Value, Unknown | None]]:
        """Yield the elements of every branch; those on all branches alike are certain."""
        branches: list[dict[str, tuple[Value, Value]]] = []
        for option in choice.options:
            items = None if is_null(option) else pairs(option)
            if items is None:
                yield Unknown(choice.test.symbol), Unknown(choice.test.symbol), choice.test
                return
            branches.append({repr(key): (key, item) for key, item in items})
        for name in dict.fromkeys(name for branch in branches for name in branch):
            held = [branch[name] for branch in branches if name in branch]
            items_held = tuple(item for _, item in held)
            item = items_held[0] if len(held) == 1 else _chosen(choice, items_held)
            everywhere = len(held) == len(branches)
            yield held[0][0], item, None if everywhere else choice.test

    def locate(self, path: Path) -> Span:
        """Return where the value at a path is written (see ``iaclint.resource.Body``)."""
        if not path:
            return self._header
        name, rest = str(path[0]), path[1:]
        attribute = self._body.attributes.get(name)
        if attribute is not None:
            return place_in(attribute.expression, rest, self._scope)
        block = self._nested_at(name, rest)
        if block is None:
            return self._header
        if rest and isinstance(rest[0], int):
            rest = rest[1:]
        return block.locate(rest)

    def trail(self, path: Path) -> tuple[Related, ...]:
        """Return where the value at a path came from, nearest first."""
        if not path:
            return ()
        name, rest = str(path[0]), path[1:]
        attribute = self._body.attributes.get(name)
        if attribute is not None:
            return trail_of(attribute.expression, rest, self._scope)
        block = self._nested_at(name, rest)
        if block is None:
            return ()
        if rest and isinstance(rest[0], int):
            rest = rest[1:]
        return block.trail(rest)

    def _nested_at(self, name: str, rest: Path) -> BlockInstance | None:
        """Return the block that a path goes through: the one of its index, or the first."""
        blocks = self.nested(name)
        if isinstance(blocks, Unknown) or not blocks:
            return None
        at = rest[0] if rest and isinstance(rest[0], int) else 0
        return blocks[at].instance if at < len(blocks) else blocks[0].instance


def _chosen(choice: Choice, options: tuple[Value, ...]) -> Choice:
    """Choose between what some branches hold; that goes with others where all hold it."""
    if len(options) == len(choice.options):
        return Choice(choice.test, options, choice.labels)
    return Choice(Unknown(choice.test.symbol), options)


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
    options: list[tuple[Value, ...]] = [()]
    test: Unknown | None = None
    for block in blocks:
        content = block.instance.everything()
        longer = [(*option, content) for option in options]
        if block.test is None:
            options = longer
            continue
        test = test or block.test
        options = options + longer
        if len(options) > MAX_CHOICES:
            return Unknown(test.symbol)
    return options[0] if test is None else Choice(Unknown(test.symbol), tuple(options))
