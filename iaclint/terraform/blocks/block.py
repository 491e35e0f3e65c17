"""The inside of one resource (or nested block) instance, evaluated as it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from iaclint.limits import MAX_CHOICES, MAX_DYNAMIC_BLOCKS
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    JsonText,
    PartialString,
    Unknown,
    Value,
)
from iaclint.symbolic.worlds import (
    ANYWHERE,
    World,
    leaves_of,
)
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.dynamic import YES_OR_NO, expand_dynamic
from iaclint.terraform.blocks.locate import locate_in
from iaclint.terraform.blocks.trail import trail_of
from iaclint.terraform.errors import EvaluationError, UndeclaredError
from iaclint.terraform.eval.budget import check_size
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.types.export import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from iaclint.files.source import Span
    from iaclint.resource import Path, Related
    from iaclint.syntax.hcl.parser import Body
    from iaclint.terraform.diagnostics import DiagnosticCollector
    from iaclint.terraform.eval.scope import Scope

META_ARGUMENTS = frozenset(["count", "for_each", "provider", "providers", "depends_on"])
META_BLOCKS = frozenset(["lifecycle", "provisioner", "connection", "dynamic"])


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
                for content, scope, exists, labels in expand_dynamic(block, self._scope):
                    count += 1
                    if count > MAX_DYNAMIC_BLOCKS:
                        limit = f"more than {MAX_DYNAMIC_BLOCKS}"
                        raise EvaluationError(
                            f"{limit} '{name}' blocks are not evaluated", block.span
                        )
                    instance = BlockInstance(content.body, content.span, scope, self._diagnostics)
                    yield Nested(instance, exists, labels)

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
        sides = YES_OR_NO if taken else (exists,) * len(value.options)
        options = [_with(v, block, side) for v, side in zip(value.options, sides, strict=True)]
        return Choice(value.test, tuple(options), value.labels)
    assert isinstance(value, tuple)
    longer = (*value, block)
    if isinstance(exists, Choice):
        return Choice(exists.test, (longer, value), exists.labels)
    return longer if exists else value
