"""The properties of a resource, evaluated lazily."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.eval.assumptions import combine
from iaclint.cloudformation.eval.dynamic_references import without_references
from iaclint.cloudformation.eval.frame import generated_keys
from iaclint.cloudformation.template.function_calls import as_function_call
from iaclint.cloudformation.template.template import type_of
from iaclint.cloudformation.trace.booleans import NOT_BOOLEAN, with_booleans
from iaclint.cloudformation.trace.locate import LocatedNode, resolve_path
from iaclint.cloudformation.trace.provenance import condition_provenance, provenance
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.symbolic.values import ABSENT, Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.cloudformation.eval.context import Frame
    from iaclint.files.source import Span
    from iaclint.resource import Path, Related
    from iaclint.syntax.tree import Entry

ATTRIBUTES: Final = ("DeletionPolicy", "UpdateReplacePolicy")
"""Attributes that are read like properties."""


class ResourceBody:
    """The properties of a resource (see ``iaclint.resource.Body``)."""

    __slots__ = (
        "_condition",
        "_entry",
        "_frame",
        "_header",
        "_places",
        "_rejected",
        "_resource",
        "_spellings",
        "_values",
    )

    def __init__(self, entry: Entry, frame: Frame, condition: str | None) -> None:
        assert isinstance(entry.value, Mapping)
        self._entry = entry
        self._header = entry.key.span
        self._resource = entry.value
        self._frame = frame
        self._condition = condition
        self._values: dict[str, Value] = {}
        self._places: dict[Path, LocatedNode | None] = {}
        """Places in any world: all owners of a policy ask for the same."""
        self._rejected: tuple[Path, ...] = ()
        self._spellings: dict[str, str] | None = None

    def names(self) -> tuple[str, ...]:
        """Return the names of the properties that are set, and of ``ATTRIBUTES``."""
        properties = self._resource.get("Properties")
        written = tuple(properties.entries) if isinstance(properties, Mapping) else ()
        if properties is not None and as_function_call(properties) is not None:
            value = self._frame.value(properties)
            written = tuple(value) if isinstance(value, dict) else ()
        return (*written, *(name for name in ATTRIBUTES if self._resource.get(name) is not None))

    def get(self, name: str) -> Value:
        """Return a property, or one of ``ATTRIBUTES``; ``ABSENT`` if not set."""
        if name not in self._values:
            value = self._evaluate(name)
            if self._frame.evaluator.has_references:
                value = without_references(value)
            self._values[name], rejected = with_booleans(type_of(self._entry), name, value)
            self._rejected += rejected
        return self._values[name]

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield a warning for each value that was read, and that is not a Boolean but has to be."""
        for path in self._rejected:
            message = f"'{path[-1]}' is not a Boolean: CloudFormation accepts only true and false"
            span, blocks = self.locate(path), (NOT_BOOLEAN,)
            yield Diagnostic(Level.WARNING, "invalid-boolean", message, span, blocks=blocks)

    def _evaluate(self, name: str) -> Value:
        properties = self._resource.get("Properties")
        if properties is not None and as_function_call(properties) is not None:
            return combine(lambda value: _pluck(value, name), self._frame.value(properties))
        if isinstance(properties, Mapping):
            entry = properties.entries.get(self._as_written(name, properties))
            if entry is not None:
                return self._frame.value(entry.value)
            unwritten = generated_keys(properties)
            if unwritten is not None:
                return unwritten
        node = self._resource.get(name) if name in ATTRIBUTES else None
        return ABSENT if node is None else self._frame.value(node)

    def _as_written(self, name: str, properties: Mapping) -> str:
        """Return the name of a property as the template has it, perhaps in another case.

        CloudFormation rejects a name in another case, so it can only be meant as that property.
        """
        if name in properties.entries:
            return name
        if self._spellings is None:
            self._spellings = {written.lower(): written for written in properties.entries}
        return self._spellings.get(name.lower(), name)

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return where the value at a path is written (see ``Body.locate``)."""
        place = self._place(path, world)
        return self._header if place is None else place.span

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return where the value at a path comes from; the empty path is the resource."""
        if not path:
            condition = self._condition
            return () if condition is None else condition_provenance(condition, self._frame)
        place = self._place(path, world)
        return () if place is None else provenance(place)

    def _place(self, path: Path, world: World) -> LocatedNode | None:
        if world is not ANYWHERE:
            return self._find(path, world)
        if path not in self._places:
            self._places[path] = self._find(path, world)
        return self._places[path]

    def _find(self, path: Path, world: World) -> LocatedNode | None:
        root = self._resource.get("Properties")
        name = path[0] if path else None
        if name in ATTRIBUTES and not (isinstance(root, Mapping) and name in root.entries):
            root = self._resource
        elif name is not None and isinstance(root, Mapping):
            path = (self._as_written(str(name), root), *path[1:])
        if root is None or not path:
            return None
        return resolve_path(LocatedNode(root, self._frame, self._header, path, world=world))


def _pluck(value: Value, name: str) -> Value:
    """Return one property from the value of all properties."""
    if isinstance(value, dict):
        found: Value = value.get(name, ABSENT)
        return found
    return Unknown(value.symbol) if isinstance(value, Unknown) else ABSENT
