"""The schemas of resource types in cfn-lint."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from iaclint.extras import VALIDATE
from iaclint.sketch import AttributeSchema

_REGION = "us-east-1"
_DEPTH = 10
"""Bound on references and alternatives that refer to each other."""


def find_attribute(type_: str, path: Sequence[str]) -> AttributeSchema | None:
    """Return the schema of a property; None if the type does not have it.

    Raises ``UsageError`` if cfn-lint, which has the schemas, is not installed.
    """
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
    file = _files().get(type_)
    if file is None:
        return {}
    schema: dict[str, Any] = json.loads((_folder() / "resources" / f"{file}.json").read_bytes())
    return schema


@cache
def _files() -> dict[str, str]:
    """Return the name of each type's file."""
    files: dict[str, str] = json.loads((_folder() / "providers" / f"{_REGION}.json").read_bytes())
    return files


def _folder() -> Path:
    # Only its data: cfn-lint takes a second to import.
    VALIDATE.require("writing examples in CloudFormation")
    package = find_spec("cfnlint")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "data" / "schemas"


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
