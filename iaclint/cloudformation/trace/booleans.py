"""Values that CloudFormation rejects because a property is a Boolean.

It accepts ``true`` and ``false``, also as texts and in capitals. For ``"Yes"``, a stack fails with
"unsupported boolean value", and no documentation says that a number is converted. In YAML 1.1, an
unquoted ``yes`` or ``off`` is a Boolean already.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path as FilePath
from typing import Any, Final, TypeAlias

from msgspec import json
from msgspec.structs import replace

from iaclint.resource import Path
from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.values import Choice, Unknown, Value

NOT_BOOLEAN: Final = "a value that is not a Boolean"
"""What blocks checks of such a property."""
PROPERTIES: Final = FilePath(__file__).with_name("booleans.json")
"""By type, the Boolean properties that models read: a test compares them with the schemas."""

_Tree: TypeAlias = "dict[str, Any]"
"""Properties by name; a Boolean is an empty one."""
_TEXTS: Final = ("true", "false")


def with_booleans(type_: str, name: str, value: Value) -> tuple[Value, tuple[Path, ...]]:
    """Return a property with each value that is not the Boolean it has to be as an unknown.

    With it, the paths of these values.
    """
    tree = _trees().get(type_, {}).get(name)
    if tree is None:
        return value, ()
    found: dict[Path, None] = {}
    return _checked(value, tree, (name,), found), tuple(found)


def _checked(value: Value, tree: _Tree, path: Path, found: dict[Path, None]) -> Value:
    if isinstance(value, Choice):
        return map_choice(value, lambda option: _checked(option, tree, path, found))
    if isinstance(value, tuple) and tree:
        return tuple(_checked(item, tree, (*path, n), found) for n, item in enumerate(value))
    if isinstance(value, dict) and tree:
        return {
            key: _checked(item, tree[key], (*path, key), found) if key in tree else item
            for key, item in value.items()
        }
    if tree:
        return value
    if isinstance(value, Unknown) and value.options is not None:
        is_limited = not any(map(_is_rejected, value.options))
        return value if is_limited else replace(value, options=None)
    if not _is_rejected(value):
        return value
    found[path] = None
    return Unknown(NOT_BOOLEAN)


def _is_rejected(value: Value) -> bool:
    """Return whether a value is certainly not a Boolean."""
    if isinstance(value, str):
        return value.lower() not in _TEXTS
    is_number = isinstance(value, (int, float, Fraction)) and not isinstance(value, bool)
    return is_number or isinstance(value, (tuple, dict))


@cache
def _trees() -> dict[str, _Tree]:
    written = json.decode(PROPERTIES.read_bytes(), type=dict[str, list[str]])
    trees: dict[str, _Tree] = {}
    for type_, paths in written.items():
        for path in paths:
            level = trees.setdefault(type_, {})
            for name in path.split("."):
                level = level.setdefault(name, {})
    return trees
