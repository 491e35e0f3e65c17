"""The request body of resources of azapi: the argument ``sensitive_body`` is merged into ``body``.

Objects are merged deeply, and what else is in both is that of ``sensitive_body``, which takes
precedence (documentation of ``sensitive_body`` of ``azapi_resource``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from iaclint.limits import MAX_MERGED_PARTS
from iaclint.symbolic.choices import choose, map_choice
from iaclint.symbolic.structure import has_more_parts
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    JsonText,
    PartialString,
    Unknown,
    Value,
)
from iaclint.symbolic.worlds import ANYWHERE
from iaclint.terraform.azapi import TYPES
from iaclint.terraform.body_merging import merged

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.resource import Body, Path, Related
    from iaclint.symbolic.worlds import World

_BODY: Final = "body"
_SENSITIVE: Final = "sensitive_body"
_VERSION: Final = "sensitive_body_version"
_DEEPEST: Final = 16
"""How deep a property with a version is; a deeper one is in one that is unknown."""
_TOO_MANY: Final = Unknown(f"more than {MAX_MERGED_PARTS} parts of {_SENSITIVE}")


def with_sensitive_body(kind: str, body: Body) -> Body:
    """Return the body of a resource of a type; that of azapi has the whole request in ``body``."""
    return RequestBody(body) if kind in TYPES and _SENSITIVE in body.names() else body


class RequestBody:
    """The body of a resource whose argument ``body`` is the merged one."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._merged: Value = ABSENT

    def names(self) -> Collection[str]:
        """Return the names of all arguments that are set, or can be."""
        return dict.fromkeys((*self._body.names(), _BODY))

    def get(self, name: str) -> Value:
        """Return an argument; ``body`` is the merged one."""
        if name != _BODY:
            return self._body.get(name)
        if self._merged is ABSENT:
            self._merged = self._merge()
        return self._merged

    def _merge(self) -> Value:
        body, sensitive = self._body.get(_BODY), self._body.get(_SENSITIVE)
        if isinstance(body, (str, PartialString, JsonText)):  # the provider refuses a text
            return body
        version = self._body.get(_VERSION)
        if has_more_parts((body, sensitive, version), MAX_MERGED_PARTS):
            return _TOO_MANY
        if isinstance(sensitive, Unknown) and isinstance(version, Mapping):
            sensitive = _versioned(version, sensitive)
        found = sensitive if body is None or body is ABSENT else _merged_at_top(body, sensitive)
        if version is None or version is ABSENT:
            return found
        # Only the properties whose versions change are in a request.
        return choose(Unknown(_VERSION), [found, body])

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return where the value at a path is written."""
        return self._body.locate(self._written(path), world)

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return where the value at a path comes from."""
        return self._body.trail(self._written(path), world)

    def _written(self, path: Path) -> Path:
        """Return a path in ``body`` as one in ``sensitive_body`` if that sets what is there."""
        inside = path[1:]
        if path[:1] != (_BODY,):
            return path
        is_only = self._body.get(_BODY) is ABSENT
        if is_only or (inside and _sets(self._body.get(_SENSITIVE), inside)):
            return (_SENSITIVE, *inside)
        return path


def _merged_at_top(body: Value, sensitive: Value) -> Value:
    """Return the merged body: one that is null changes nothing."""
    if isinstance(sensitive, Choice):
        return map_choice(sensitive, lambda option: _merged_at_top(body, option))
    return body if sensitive is None or sensitive is ABSENT else merged(body, sensitive)


def _versioned(version: Iterable[str], value: Unknown) -> Value:
    """Return an object whose properties with a version are unknown; it sends no others.

    A version is that of ``properties.rules[0].name``.
    """
    found: Value = {}
    for path in version:
        inside: Value = value
        for name in reversed(path.partition("[")[0].split(".")[:_DEEPEST]):
            inside = {name: inside}
        found = merged(found, inside)
    return found


def _sets(value: Value, path: Path) -> bool:
    """Return whether a value has something at a path that is no object."""
    if isinstance(value, Choice):
        return any(_sets(option, path) for option in value.options)
    if isinstance(value, Unknown):
        return True
    if not path:
        return value is not ABSENT and not isinstance(value, Mapping)
    step, rest = path[0], path[1:]
    if isinstance(value, Mapping):
        return step in value and _sets(value[str(step)], rest)
    if isinstance(value, tuple) and isinstance(step, int):
        return step < len(value) and _sets(value[step], rest)
    return False
