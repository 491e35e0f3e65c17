"""Model and rule files checked against their JSON Schemas, with places and plain words."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct

from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.frontends import languages
from iaclint.syntax.tree import (
    Mapping,
    Node,
    find,
    locate,
    to_value,
)

if TYPE_CHECKING:
    from iaclint.files.source import Span

_SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"

_TYPES = {
    "string": "text",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "null",
}
"""JSON Schema's types in plain words."""


@cache
def read_schema(name: str) -> dict[str, Any]:
    """Return a shipped schema: ``rule`` or ``model``.

    It is open for languages: where it has the keyword ``languages``, any other key than its
    properties is the name of one.
    """
    schema: dict[str, Any] = json.loads((_SCHEMAS / f"{name}.json").read_text("utf-8"))
    return schema


def name_languages(schema: Any, names: Collection[str]) -> Any:
    """Return a schema that takes the languages of these names, and no others.

    The keyword ``languages`` says how many of them are required: ``anyOf`` them at least,
    exactly ``oneOf`` them, or none (``optional``).
    """
    if isinstance(schema, list):
        return [name_languages(item, names) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: name_languages(value, names) for key, value in schema.items()}
    required = closed.pop("languages", None)
    if required is not None:
        each = dict.fromkeys(names, closed["additionalProperties"])
        closed["properties"] = {**closed.get("properties", {}), **each}
        closed["additionalProperties"] = False
    if required in ("anyOf", "oneOf"):
        closed[required] = [{"required": [name]} for name in names]
    return closed


class _Mistake(Struct, frozen=True):
    """A validation error of jsonschema, in the types that it has here."""

    keyword: str
    """The schema's keyword that rejects the value: ``enum``."""
    wanted: Any
    """What the schema says there."""
    value: object
    path: tuple[str | int, ...]
    on_key: bool
    """Whether the value is a key of the mapping at the path."""
    schema: dict[str, Any]
    message: str


def validate(tree: Node, schema: str) -> tuple[Diagnostic, ...]:
    """Check a file's tree against a schema; one diagnostic for each mistake, in order."""
    found = [
        Diagnostic(Level.ERROR, f"invalid-{schema}", message, span, hint)
        for mistake in _mistakes(to_value(tree), schema)
        for message, span, hint in _diagnose(mistake, tree)
    ]
    return tuple(sorted(found, key=lambda d: d.span.start_byte if d.span else 0))


def _mistakes(value: Any, schema: str) -> Iterator[_Mistake]:
    from jsonschema import Draft202012Validator, validators  # heavy; only for files of users

    types = Draft202012Validator.TYPE_CHECKER.redefine("array", lambda _, v: isinstance(v, tuple))
    validator = validators.extend(Draft202012Validator, type_checker=types)  # type: ignore[no-untyped-call]
    closed = name_languages(read_schema(schema), languages())
    for error in validator(closed).iter_errors(value):
        yield _Mistake(
            keyword=str(error.validator),
            wanted=error.validator_value,
            value=error.instance,
            path=tuple(error.absolute_path),
            on_key="propertyNames" in error.absolute_schema_path,
            schema=cast("dict[str, Any]", error.schema),
            message=error.message,
        )


def _diagnose(mistake: _Mistake, tree: Node) -> Iterator[tuple[str, Span, str | None]]:
    """Yield message, place and hint; several for a mapping with several unknown fields."""
    if mistake.keyword == "additionalProperties":
        known = mistake.schema["properties"]
        kind = "operator" if mistake.schema.get("title") == "operator" else "field"
        for key in cast("dict[str, Any]", mistake.value):
            if key not in known:
                span = locate_key(tree, mistake.path, key)
                yield f"unknown {kind} '{key}'", span, did_you_mean(key, known)
        return
    message, hint = _explain(mistake)
    if mistake.on_key:
        yield message, locate_key(tree, mistake.path, str(mistake.value)), hint
    else:
        yield message, locate(tree, mistake.path).first_line(), hint


def locate_key(tree: Node, path: Iterable[str | int], key: str) -> Span:
    """Return where a key of the mapping at a path is written."""
    node = find(tree, path)
    if isinstance(node, Mapping) and key in node.entries:
        return node.entries[key].key.span
    return locate(tree, path).first_line()


def _explain(mistake: _Mistake) -> tuple[str, str | None]:
    """Return what a schema requires in plain words, and a hint if there is one."""
    value, wanted = mistake.value, mistake.wanted
    description = mistake.schema.get("description")
    if mistake.keyword == "required":
        name = mistake.message.removesuffix(" is a required property")
        asked = mistake.schema.get("properties", {}).get(name.strip("'"), {})
        return f"{name} is missing", asked.get("description")
    if mistake.keyword == "type":
        return _explain_type(value, [wanted] if isinstance(wanted, str) else wanted)
    if mistake.keyword == "enum":
        options = ", ".join(str(option) for option in wanted)
        return f"'{value}' is not one of: {options}", did_you_mean(str(value), wanted)
    if mistake.keyword == "pattern":
        return f"'{value}' does not have the form {wanted}", description
    if mistake.keyword in ("minItems", "minLength", "minProperties"):
        return "this must not be empty", description
    if mistake.keyword in ("anyOf", "oneOf"):
        return _explain_alternatives(value, wanted), description
    return mistake.message, description


def _explain_type(value: object, wanted: Iterable[str]) -> tuple[str, str | None]:
    kinds = {str: "string", bool: "boolean", int: "number", float: "number", tuple: "array"}
    words = " or ".join(_TYPES[kind] for kind in wanted)
    actual = "null" if value is None else _TYPES[kinds.get(type(value), "object")]
    hint = "quote it" if "string" in wanted and isinstance(value, (bool, int, float)) else None
    return f"this must be {words}, not {actual}", hint


def _explain_alternatives(value: object, alternatives: Iterable[dict[str, Any]]) -> str:
    keys = [key for alternative in alternatives for key in alternative["required"]]
    given = [key for key in keys if isinstance(value, dict) and key in value]
    only = "only one" if len(given) > 1 else "at least one"
    return f"give {only} of: {', '.join(keys)}"
