"""The values of a planned resource."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from iaclint.plan.configuration import Target, references
from iaclint.plan.plan_index import KNOWN_AFTER_APPLY
from iaclint.symbolic.natures import Form
from iaclint.symbolic.structure import is_known
from iaclint.symbolic.unsettled import WITHOUT_REFERENCE
from iaclint.symbolic.values import ABSENT, Identity, Scalar, Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World
from iaclint.terraform.blocks.iam_policy_document import policy_document
from iaclint.terraform.network_lookups import found_id, lookup_of

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
        return self._merge(after, unknown, expression, (name,))

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
        target = self._index.target(self._change, references(written))
        if target is None:
            why = KNOWN_AFTER_APPLY
            if self._index.refers_to_nothing(self._change, written):
                why = WITHOUT_REFERENCE
            return Unknown(f"{self._change.address}.{_dotted(path)} {why}")
        if len(path) > 1 and not self._is_only_id(target, path):
            # In a nested value, the reference may be only a part of a string.
            return Unknown(self._index.symbol(target))
        return _document(self._index, target) or self._named(target)

    def _is_only_id(self, target: Target, path: Path) -> bool:
        """Return whether a path is the only element of a list, and refers to an id."""
        whole = self._change.after.get(str(path[0]))
        is_only = len(path) == 2 and isinstance(whole, list) and len(whole) == 1
        if not is_only or not self._index.is_unknown(target):
            return False
        return self._index.identity(target).nature.form is Form.ID

    def _named(self, target: Target) -> Value:
        identity = None
        if self._index.is_unknown(target):
            identity = self._index.identity(target)
            change = self._index.change(target)
            if change is not None and not change.managed:
                return _found(self._index, change, identity)
        return Unknown(self._index.symbol(target), identity)

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


def _document(index: PlanIndex, target: Target) -> Value:
    """Return the policy of an ``aws_iam_policy_document``; None for other attributes."""
    change = index.change(target)
    if change is None or change.managed or change.type != "aws_iam_policy_document":
        return None
    if target.attribute not in ("json", "minified_json"):
        return None
    return policy_document(PlannedBody(change, index, None))


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


def _dotted(path: Path) -> str:
    return ".".join(str(step) for step in path if isinstance(step, str))
