"""What a planned resource is set to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from iaclint.plan.configuration import Target, references
from iaclint.plan.planned import LATER
from iaclint.symbolic.values import (
    ABSENT,
    Unknown,
    Value,
    is_known,
)
from iaclint.symbolic.worlds import ANYWHERE, World
from iaclint.terraform.blocks.iam_policy_document import policy_document

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.plan.document import Change
    from iaclint.plan.planned import Planned
    from iaclint.resource import Body, Path, Related

_AFTER: Final = ("change", "after")


class PlannedBody:
    """The planned values of one instance (see ``iaclint.resource.Body``).

    What is not known yet and was not written either is left to the provider: it counts as
    not set, as it does in the sources. ``source`` is the block that was planned, where it is
    at hand: it knows more of what is unknown, and has the places that readers know.
    """

    def __init__(self, change: Change, planned: Planned, source: Body | None) -> None:
        self._change = change
        self._planned = planned
        self._source = source
        self._expressions = planned.expressions(change)
        self._written = self._expressions if source is None else frozenset(source.names())
        self._values: dict[str, Value] = {}

    def names(self) -> tuple[str, ...]:
        """Return the names of all that is set, or will be."""
        both = (*self._change.after, *self._change.unknown)
        return tuple(name for name in dict.fromkeys(both) if self.get(name) is not ABSENT)

    def get(self, name: str) -> Value:
        """Return an attribute, or the blocks of that name; ``ABSENT`` if not set."""
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

    def _merge(self, after: Value, unknown: object, written: object, path: Path) -> Value:
        """Put known and unknown parts together; ``written`` is the configuration of them."""
        if unknown is True:
            return self._unknown(written, path)
        if isinstance(after, list):
            each = unknown if isinstance(unknown, list) else []
            return tuple(
                self._merge(item, at(each, n), _nth(written, n), (*path, n))
                for n, item in enumerate(after)
            )
        if isinstance(after, Mapping):
            inside = unknown if isinstance(unknown, Mapping) else {}
            return self._merge_object(after, inside, written, path)
        return after

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
            found = _pick(self._source.get(str(path[0])), path[1:])
            if not is_known(found):
                return found
        target = self._planned.target(self._change, references(written))
        if target is None:
            return Unknown(f"{self._change.address}.{_dotted(path)} {LATER}")
        if len(path) > 1:
            # Where texts are put together of several, the parts cannot be told apart.
            return Unknown(self._planned.symbol(target))
        return _document(self._planned, target) or self._named(target)

    def _named(self, target: Target) -> Unknown:
        identity = None
        if self._planned.is_unknown(target):
            identity = self._planned.identity(target)
        return Unknown(self._planned.symbol(target), identity)

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return where the value at a path is written: in the sources, else in the plan."""
        if self._source is not None:
            return self._source.locate(path, world)
        for length in range(len(path), 0, -1):
            span = self._change.part.locate((*_AFTER, *path[:length]))
            if span is not None:
                return span
        return header(self._change)

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return where the value at a path came from: only the sources tell."""
        return () if self._source is None else self._source.trail(path, world)


def _document(planned: Planned, target: Target) -> Value:
    """Return the policy that a data source renders; None for any other attribute."""
    change = planned.change(target)
    if change is None or change.managed or change.type != "aws_iam_policy_document":
        return None
    if target.attribute not in ("json", "minified_json"):
        return None
    return policy_document(PlannedBody(change, planned, None))


def header(change: Change) -> Span:
    """Return where a change is named."""
    return change.part.locate(("address",)) or change.part.span


def _is_empty(value: Value) -> bool:
    """Hold for what a provider keeps of a block or a text that nobody wrote."""
    return value is ABSENT or value == [] or value == ""


def _is_expression(written: Mapping[str, Any]) -> bool:
    """Tell an expression from a block: ``{}`` may be either."""
    return not written or "references" in written or "constant_value" in written


def _nth(written: object, n: int) -> object:
    """Return the configuration of one of several blocks; what is one at the most is no list."""
    if isinstance(written, list):
        return written[n] if n < len(written) else None
    return written


def at(items: Any, n: int) -> Any:
    """Return an element of a list; ``ABSENT`` behind its end."""
    return items[n] if n < len(items) else ABSENT


def _pick(value: Value, path: Path) -> Value:
    """Return a part of a value; ``ABSENT`` where the path leads to nothing."""
    for step in path:
        if isinstance(value, Mapping) and isinstance(step, str):
            value = value.get(step, ABSENT)
        elif isinstance(value, tuple) and isinstance(step, int):
            value = at(value, step)
        else:
            return ABSENT
    return value


def _dotted(path: Path) -> str:
    return ".".join(str(step) for step in path if isinstance(step, str))
