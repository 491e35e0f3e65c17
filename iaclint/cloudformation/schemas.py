"""The schemas of resource types in cfn-lint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from iaclint.sketch import AttributeSchema

_REGION = "us-east-1"
_DEPTH = 10
"""Bound on references and alternatives that refer to each other."""


def find_attribute(type_: str, path: Sequence[str]) -> AttributeSchema | None:
    """Return the schema of a property; None if the type does not have it."""
    schema = _read(type_)
    levels = [schema]
    for name in path:
        levels = [below for level in levels for below in _below(schema, level, name)]
    parts = [part for level in levels for part in _alternatives(schema, level, into_items=False)]
    if not parts:
        return None
    return AttributeSchema(
        is_list=any(part.get("type") == "array" for part in parts),
        is_object=any(part.get("type") == "object" for part in parts),
        values=tuple(str(value) for part in parts for value in part.get("enum", ())),
    )


@cache
def _read(type_: str) -> dict[str, Any]:
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER, ResourceNotFoundError  # slow to import

    try:
        found: dict[str, Any] = PROVIDER_SCHEMA_MANAGER.get_resource_schema(_REGION, type_).schema
    except ResourceNotFoundError:
        return {}
    return found


def _below(schema: dict[str, Any], level: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    for part in _alternatives(schema, level, into_items=True):
        if name in part.get("properties", {}):
            yield part["properties"][name]


def _alternatives(
    schema: dict[str, Any], level: dict[str, Any], into_items: bool, depth: int = 0
) -> Iterator[dict[str, Any]]:
    """Yield a level and the levels that it refers to, or the items of its lists."""
    if depth > _DEPTH:
        return
    yield level
    further = [part for key in ("anyOf", "oneOf", "allOf") for part in level.get(key, ())]
    if into_items and isinstance(level.get("items"), dict):
        further.append(level["items"])
    if "$ref" in level:
        further.append(schema["definitions"][level["$ref"].rpartition("/")[2]])
    for part in further:
        yield from _alternatives(schema, part, into_items, depth + 1)
