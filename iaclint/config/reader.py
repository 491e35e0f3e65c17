"""Reading settings: from a tree with places to the types in ``settings``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

from msgspec import Struct, inspect

from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.syntax import tree

_T = TypeVar("_T", bound=Struct)
_INVALID: Final = object()
"""A value that is not valid; a diagnostic says why."""

_NAMES: Final[Mapping[type[inspect.Type], str]] = {
    inspect.StrType: "text",
    inspect.EnumType: "text",
    inspect.IntType: "a whole number",
    inspect.BoolType: "true or false",
    inspect.VarTupleType: "a list",
    inspect.DictType: "a mapping",
    inspect.StructType: "a mapping",
}
_EMPTY: Final = {"a list": "[]", "a mapping": "{}"}
_SCALARS = (inspect.StrType, inspect.IntType, inspect.FloatType, inspect.BoolType)

_Schema = Mapping[str, Any]
"""What the annotations of a type add to its JSON Schema: ``description``, ``enum``."""


def read(node: tree.Node, kind: type[_T]) -> tuple[_T | None, list[Diagnostic]]:
    """Return a tree as a struct, and what is wrong with it; None if anything is."""
    reader = _Reader()
    value = reader.read(node, inspect.type_info(kind))
    return (None if reader.diagnostics else value), reader.diagnostics


def config_error(node: tree.Node, message: str, hint: str | None = None) -> Diagnostic:
    """Return an error of a configuration file."""
    return Diagnostic(Level.ERROR, "invalid-config", message, node.span.first_line(), hint)


def text_of(node: tree.Scalar) -> str:
    """Return a scalar as text, as CloudFormation takes the values of parameters."""
    return str(node.value).lower() if isinstance(node.value, bool) else node.text


class _Reader:
    """Reads values of the types that settings have, and collects what is wrong."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []

    def read(self, node: tree.Node, kind: inspect.Type, schema: _Schema | None = None) -> Any:
        """Return the value of a node; ``_INVALID`` if it has another type."""
        kind, schema = _bare(kind, schema or {})
        if isinstance(kind, inspect.UnionType):
            return self._union(node, kind, schema)
        if isinstance(kind, inspect.StructType) and isinstance(node, tree.Mapping):
            return self._struct(node, kind)
        if isinstance(kind, inspect.DictType) and isinstance(node, tree.Mapping):
            return self._mapping(node, kind)
        if isinstance(kind, inspect.VarTupleType) and isinstance(node, tree.Sequence):
            return self._list(node, kind, schema)
        if isinstance(node, tree.Scalar):
            return self._scalar(node, kind, schema)
        return self._mismatch(node, kind, schema)

    def _refuse(self, node: tree.Node, message: str, hint: str | None) -> object:
        self.diagnostics.append(config_error(node, message, hint))
        return _INVALID

    def _mismatch(self, node: tree.Node, kind: inspect.Type, schema: _Schema) -> object:
        actual, hint = _actual(node), schema.get("description")
        if isinstance(kind, inspect.StrType) and actual in ("a number", "true or false"):
            hint = f"quote it: {hint}" if hint else "quote it"
        name = _NAMES[type(kind)]
        if actual == "empty" and name in _EMPTY:
            hint = f"write {_EMPTY[name]} for none"
        return self._refuse(node, f"this must be {name}, not {actual}", hint)

    def _union(self, node: tree.Node, kind: inspect.UnionType, schema: _Schema) -> Any:
        if isinstance(node, tree.Scalar) and node.value is None and kind.includes_none:
            return None
        kinds = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
        if isinstance(node, tree.Scalar) and all(isinstance(each, _SCALARS) for each in kinds[:2]):
            return text_of(node) if len(kinds) > 1 else self.read(node, kinds[0], schema)
        lists = [each for each in kinds if isinstance(_bare(each, {})[0], inspect.VarTupleType)]
        fitting = lists if isinstance(node, tree.Sequence) else []
        return self.read(node, (fitting or kinds)[0], schema)

    def _struct(self, node: tree.Mapping, kind: inspect.StructType) -> Any:
        fields = {field.encode_name: field for field in kind.fields}
        values = {}
        for key, entry in node.entries.items():
            if key in fields:
                values[fields[key].name] = self.read(entry.value, fields[key].type)
            else:
                hint = did_you_mean(key, fields) or f"keys are: {', '.join(fields)}"
                self._refuse(entry.key, f"unknown key '{key}'", hint)
        for name, field in fields.items():
            if name not in node.entries and field.required:
                self._refuse(node, f"'{name}' is missing", _bare(field.type, {})[1]["description"])
        return _INVALID if self.diagnostics else kind.cls(**values)

    def _mapping(self, node: tree.Mapping, kind: inspect.DictType) -> Mapping[str, Any]:
        for entry in node.entries.values():
            if not entry.key.text:
                self._refuse(entry.key, "a name must not be empty", None)
        read = {key: self.read(e.value, kind.value_type) for key, e in node.entries.items()}
        return MappingProxyType(read)

    def _list(self, node: tree.Sequence, kind: inspect.VarTupleType, schema: _Schema) -> Any:
        if not node.items and kind.min_length:
            return self._refuse(node, "this must not be empty", schema.get("description"))
        return tuple(self.read(item, kind.item_type) for item in node.items)

    def _scalar(self, node: tree.Scalar, kind: inspect.Type, schema: _Schema) -> Any:
        value = node.value
        if isinstance(kind, inspect.EnumType):
            return self._choose(node, {each.value: each for each in kind.cls})
        if isinstance(kind, inspect.StrType) and isinstance(value, str):
            return self._text(node, value, kind, schema)
        if isinstance(kind, inspect.BoolType) and isinstance(value, bool):
            return value
        if isinstance(kind, inspect.IntType) and type(value) is int:
            if kind.ge is not None and value < kind.ge:
                message = f"this must be at least {kind.ge}"
                return self._refuse(node, message, schema.get("description"))
            return value
        return self._mismatch(node, kind, schema)

    def _choose(self, node: tree.Scalar, options: Mapping[str, Any]) -> Any:
        # An unquoted `off` is false in YAML 1.1.
        if node.text in options:
            return options[node.text]
        message = f"'{node.text}' is not one of: {', '.join(options)}"
        return self._refuse(node, message, did_you_mean(node.text, options))

    def _text(self, node: tree.Node, text: str, kind: inspect.StrType, schema: _Schema) -> Any:
        hint = schema.get("description")
        if len(text) < (kind.min_length or 0):
            return self._refuse(node, "this must not be empty", hint)
        known = schema.get("enum", ())
        if (known and text not in known) or not re.search(kind.pattern or "", text):
            return self._refuse(node, f"invalid value '{text}'", did_you_mean(text, known) or hint)
        return text


def _bare(kind: inspect.Type, schema: _Schema) -> tuple[inspect.Type, _Schema]:
    """Return a type without its annotations, and what these add to a schema."""
    while isinstance(kind, inspect.Metadata):
        schema = {**schema, **(kind.extra_json_schema or {})}
        kind = kind.type
    return kind, schema


def _actual(node: tree.Node) -> str:
    if not isinstance(node, tree.Scalar):
        return "a list" if isinstance(node, tree.Sequence) else "a mapping"
    if node.value is None:
        return "empty"
    if isinstance(node.value, bool):
        return "true or false"
    return "text" if isinstance(node.value, str) else "a number"
