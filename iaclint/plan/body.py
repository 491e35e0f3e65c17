"""The values of a planned resource."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from iaclint.plan.configuration import Target, mapping, references
from iaclint.plan.origins import is_own
from iaclint.plan.plan_index import is_element
from iaclint.plan.repeated import repeated
from iaclint.plan.unknown_values import UnknownValues
from iaclint.symbolic.json_text import from_json
from iaclint.symbolic.structure import is_known
from iaclint.symbolic.values import ABSENT, Identity, Scalar, Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World
from iaclint.terraform.provider.attributes import is_write_only
from iaclint.terraform.provider.network_lookups import found_id, lookup_of

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.plan.change import Change
    from iaclint.plan.plan_index import PlanIndex
    from iaclint.resource import Body, Path, Related


class PlannedBody:
    """The planned values of one instance (see ``iaclint.resource.Body``).

    What is not known yet and was not written either is left to the provider: it counts as not set,
    as it does in the sources. ``source`` is the planned block, if available: it says more about
    unknown values, and has their places in the source.
    """

    def __init__(self, change: Change, index: PlanIndex, source: Body | None) -> None:
        self._change = change
        self._index = index
        self._source = source
        self._expressions = index.expressions(change)
        self._written = self._expressions if source is None else frozenset(source.names())
        self._values: dict[str, Value] = {}
        self._unknowns = UnknownValues(change, index, partial(_read, index))

    def names(self) -> tuple[str, ...]:
        """Return the names of the arguments and blocks that are or will be set."""
        both = (*self._change.after, *self._change.unknown)
        return tuple(name for name in dict.fromkeys(both) if self.get(name) is not ABSENT)

    def get(self, name: str) -> Value:
        """Return an argument, or the blocks with that name; ``ABSENT`` if not set."""
        if name not in self._values:
            self._values[name] = self._read(name)
        return self._values[name]

    def _read(self, name: str) -> Value:
        after = self._change.after.get(name, ABSENT)
        unknown = self._change.unknown.get(name)
        written = self._written
        if written is not None and name not in written and (unknown is True or _is_empty(after)):
            return ABSENT
        expression = None if self._expressions is None else self._expressions.get(name)
        if after is None and expression is not None and is_write_only(name):
            return self._left_out(name, expression)
        return self._merge(after, unknown, expression, (name,))

    def _left_out(self, name: str, expression: object) -> Value:
        """Return a write-only argument, which plans have as null, from its configuration."""
        if self._source is not None:
            return self._source.get(name)
        constant = mapping(expression).get("constant_value", ABSENT)
        if constant is not ABSENT:
            return from_json(constant)
        return Unknown(f"{self._change.address}.{name}, which is write-only")

    def _merge(self, after: Any, unknown: object, written: object, path: Path) -> Value:
        """Return the value of known and unknown parts; ``written`` is their configuration."""
        if unknown is True:
            return self._unknown(written, path)
        if isinstance(after, list):
            each = unknown if isinstance(unknown, list) else []
            return tuple(
                self._merge(item, element(each, n), _nth_block(written, n), (*path, n))
                for n, item in enumerate(after)
            )
        if isinstance(after, Mapping):
            inside = unknown if isinstance(unknown, Mapping) else {}
            return self._merge_object(after, inside, written, path)
        whole: Scalar = after
        return whole

    def _merge_object(
        self, after: Mapping[str, Any], marks: Mapping[str, Any], written: object, path: Path
    ) -> Value:
        block = written if isinstance(written, Mapping) and not _is_expression(written) else None
        values: dict[str, Value] = {}
        for name in dict.fromkeys((*after, *marks)):
            value, mark = after.get(name, ABSENT), marks.get(name)
            if block is not None and name not in block and (mark is True or _is_empty(value)):
                continue
            if written is None and _is_empty(value) and not mark:
                continue
            inner = block.get(name) if block is not None else None
            values[name] = self._merge(value, mark, inner, (*path, name))
        return {name: value for name, value in values.items() if value is not ABSENT}

    def _unknown(self, written: object, path: Path) -> Value:
        if self._source is not None:
            found = _value_at(self._source.get(str(path[0])), path[1:])
            if not is_known(found):
                return found
        if written is None:
            # A part of an object: the references are those of the whole expression.
            whole = (self._expressions or {}).get(str(path[0]))
            written = whole if references(whole) or is_element(self._change, path) else None
        return self._unknowns.get(written, path)

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return where the value at a path is written: in the source, else in the plan."""
        if self._source is not None:
            return self._source.locate(path, world)
        for length in range(len(path), 0, -1):
            span = self._change.locate_value(path[:length])
            if span is not None:
                return span
        return self._change.span

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return where the value at a path comes from; empty without the source."""
        return () if self._source is None else self._source.trail(path, world)


def _read(index: PlanIndex, target: Target) -> Value:
    """Return an unknown attribute as far as its arguments decide it; else ``ABSENT``.

    An argument that is unknown as a whole is better named by itself, unless Terraform itself makes
    the resource.
    """
    change = index.change(target)
    if change is None or not index.is_unknown(target):
        return ABSENT
    if target not in index.values:
        index.values[target] = ABSENT  # ends cycles
        body = PlannedBody(change, index, None)
        value = repeated(change.kind, target.attribute, body, index.budget)
        if value is ABSENT and target.attribute in (index.expressions(change) or ()):
            value = body.get(target.attribute)
            is_named = isinstance(value, Unknown) and not is_own(index.symbol(target))
            value = ABSENT if is_named else value
        if value is ABSENT and not change.managed:
            value = _found(index, change, index.identity(target))
        index.values[target] = _value_at(value, target.path)
    return index.values[target]


def _found(index: PlanIndex, change: Change, identity: Identity) -> Value:
    """Return an attribute of a data source, with what it finds."""
    body = PlannedBody(change, index, None)
    found = found_id(change.type, identity.attribute, body.get)
    if found is not ABSENT:
        return found
    lookup = lookup_of(change.type, body.names, body.get)
    symbol = index.symbol(Target(change.address, identity.attribute))
    return Unknown(symbol, replace(identity, lookup=lookup))


def _is_empty(value: Any) -> bool:
    """Return whether a value is what providers store for a block or string that is not set."""
    return value is ABSENT or value == [] or value == ""


def _is_expression(written: Mapping[str, Any]) -> bool:
    """Return whether a configuration is an expression, not a block. ``{}`` may be either."""
    return not written or "references" in written or "constant_value" in written


def _nth_block(written: object, n: int) -> object:
    """Return the configuration of the nth block; a block that cannot repeat is not a list."""
    if isinstance(written, list):
        return written[n] if n < len(written) else None
    return written


def element(items: Any, n: int) -> Any:
    """Return an element of a list; ``ABSENT`` past its end."""
    return items[n] if n < len(items) else ABSENT


def _value_at(value: Value, path: Path) -> Value:
    """Return the value at a path; ``ABSENT`` if the path does not exist."""
    for step in path:
        if isinstance(value, Mapping) and isinstance(step, str):
            value = value.get(step, ABSENT)
        elif isinstance(value, tuple) and isinstance(step, int):
            value = element(value, step)
        else:
            return ABSENT
    return value
