"""Maps and objects; see "Collection Functions" in Terraform's documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeAlias

from iaclint.symbolic.structure import is_known
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, DEFERRED, Unknown
from iaclint.terraform.functions.builtin import Text, Texts, builtin
from iaclint.terraform.functions.collections import elements, unknown_of
from iaclint.terraform.functions.context import CallError
from iaclint.terraform.operations.cases import by_key
from iaclint.terraform.types.conversion import ConversionError, ConversionLimit, convert
from iaclint.terraform.types.equality import is_equal
from iaclint.terraform.types.incomplete import (
    IncompleteMap,
    including,
    including_entries,
    others_of,
)
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import (
    DYNAMIC,
    STRING,
    ListOf,
    ListValue,
    MapOf,
    MapValue,
    ObjectOf,
    TerraformValue,
    TupleOf,
    Type,
    describe,
    is_null,
    type_of,
)
from iaclint.terraform.types.sensitivity import marked, unmark_deep
from iaclint.terraform.types.unknown_instances import UnknownInstances

_ListsByKey: TypeAlias = Annotated[Any, MapOf(ListOf(STRING))]


@builtin("keys", unknowns=True, marks=True)
def keys(mapping: TerraformValue) -> TerraformValue:
    """List the keys in order."""
    type_ = type_of(mapping)
    if isinstance(mapping, LazyObject):
        return Unknown("keys()", not_null=True)
    if isinstance(mapping, MapValue):
        return ListValue(mapping, STRING)
    if isinstance(type_, ObjectOf):
        return tuple(sorted(type_.attributes))
    if not isinstance(mapping, Unknown) or not (isinstance(type_, MapOf) or type_ == DYNAMIC):
        raise CallError("this must be a map or an object", 0)
    result = unknown_of(ListOf(STRING) if isinstance(type_, MapOf) else DYNAMIC, mapping)
    return including(result, among=_entries(mapping))


def _entries(mapping: Unknown) -> Mapping[str, TerraformValue]:
    return mapping.entries if isinstance(mapping, IncompleteMap) else {}


@builtin("values", unknowns=True, marks=True)
def values(mapping: TerraformValue) -> TerraformValue:
    """List the values in the order of their keys."""
    type_ = type_of(mapping)
    if isinstance(mapping, MapValue):
        return ListValue(mapping.values(), mapping.element)
    if isinstance(mapping, (dict, LazyObject)):
        return tuple(mapping.values())
    if isinstance(mapping, UnknownInstances):
        return mapping
    if isinstance(mapping, Unknown) and (type_ == DYNAMIC or isinstance(type_, (MapOf, ObjectOf))):
        result = unknown_of(ListOf(type_.element) if isinstance(type_, MapOf) else DYNAMIC, mapping)
        return including(result, among=_entries(mapping).values())
    raise CallError("this must be a map or an object", 0)


def _outer_type(value: TerraformValue) -> Type:
    """Return the type of a value, but of an object only that it is one: that is far faster."""
    is_object = isinstance(value, dict) and not isinstance(value, MapValue)
    return ObjectOf({}) if is_object else type_of(value)


@builtin("lookup", unknowns=True, nulls=True, marks=True)
def lookup(mapping: TerraformValue, key: Text, *default: TerraformValue) -> TerraformValue:
    """Return the element of a key, or the default where there is none."""
    if len(default) > 1:
        raise CallError("lookup takes two or three arguments")
    type_ = _outer_type(mapping)
    if not isinstance(mapping, (dict, LazyObject, Unknown)):
        raise CallError(f"this must be a map or an object, not {describe(type_)}", 0)
    fallback = _fallback(type_, default)
    inner = type_.element if isinstance(type_, MapOf) else DYNAMIC
    if isinstance(mapping, IncompleteMap) and isinstance(key, str) and key in mapping.entries:
        return mapping.entries[key]
    if isinstance(mapping, Unknown) or not isinstance(key, str):
        element = _by_key(mapping, key, fallback)
        if element is not None:
            return element
        blocking = mapping if isinstance(mapping, Unknown) else key
        unknown = unknown_of(inner, blocking)
        return Unknown(unknown.symbol, type=unknown.type)
    return _element(mapping, key, fallback)


def _by_key(
    mapping: TerraformValue, key: TerraformValue, fallback: TerraformValue
) -> TerraformValue | None:
    """Return any element or the default where the key is unknown; None where that is too much."""
    if not isinstance(mapping, dict):
        return None
    if fallback is not ABSENT and not any(_may_be(key, name) for name in mapping):
        return fallback
    if not isinstance(key, Unknown):
        return None
    found = by_key(key, mapping, fallback)
    return None if found is None else found[0]


def _may_be(key: TerraformValue, name: str) -> bool:
    """Return whether a key can be a name: ``"user:${email}"`` cannot be ``"owner"``."""
    return is_equal(key, name) is not Truth.FALSE


def _fallback(type_: Type, default: Sequence[TerraformValue]) -> TerraformValue:
    if not default:
        return ABSENT
    try:
        return convert(default[0], type_.element) if isinstance(type_, MapOf) else default[0]
    except ConversionLimit:
        raise
    except ConversionError as error:
        message = f"the default must be of the type of the elements: {error.message}"
        raise CallError(message, 2) from None


def _element(
    mapping: Mapping[str, TerraformValue], key: str, fallback: TerraformValue
) -> TerraformValue:
    found = mapping.read(key) if isinstance(mapping, LazyObject) else mapping.get(key, ABSENT)
    if found is not ABSENT:
        return found
    if fallback is ABSENT:
        raise CallError(f'there is no element "{key}", and no default is given', 1)
    return fallback


@builtin("merge", unknowns=True, nulls=True, marks=True)
def merge(*mappings: TerraformValue) -> TerraformValue:
    """Merge maps or objects, the later ones over the earlier ones."""
    types = [_outer_type(each) for each in mappings]
    for index, (each, type_) in enumerate(zip(mappings, types, strict=True)):
        if type_ != DYNAMIC and not isinstance(type_, (MapOf, ObjectOf)):
            message = f"the arguments must be maps or objects, not {describe(type_)}"
            raise CallError(message, index)
        if isinstance(each, LazyObject):
            return Unknown("merge()", not_null=True)
    first = types[0] if types and all(type_ == types[0] for type_ in types) else DYNAMIC
    for each in mappings:
        if isinstance(each, DEFERRED):
            result = unknown_of(first if isinstance(first, MapOf) else DYNAMIC, each)
            return including_entries(result, _certain_entries(mappings), others_of(*mappings))
    merged: dict[str, TerraformValue] = {}
    for each in mappings:
        if isinstance(each, dict):
            merged |= each
    ordered = dict(sorted(merged.items()))
    return MapValue(ordered, first.element) if isinstance(first, MapOf) else ordered


def _certain_entries(mappings: Sequence[TerraformValue]) -> Mapping[str, TerraformValue]:
    """Return the elements that the result has whatever is unknown; later maps replace earlier."""
    entries: dict[str, TerraformValue] = {}
    for each in mappings:
        if isinstance(each, Unknown):
            entries = {
                k: v if _lacks(each, k) else Unknown(each.symbol) for k, v in entries.items()
            }
            entries |= _entries(each)
        elif isinstance(each, dict):
            entries |= each
    return entries


def _lacks(mapping: Unknown, key: str) -> bool:
    """Return whether an unknown object certainly has no attribute of a name."""
    type_ = type_of(mapping)
    return isinstance(type_, ObjectOf) and key not in type_.attributes


@builtin("transpose")
def transpose(mapping: _ListsByKey) -> _ListsByKey:
    """Make each string in the lists a key, and list the keys that it was under."""
    found: dict[str, list[str]] = {}
    for key, names in mapping.items():
        if is_null(names) or any(map(is_null, names)):
            raise CallError("the lists and their strings must not be null", 0)
        for name in names:
            found.setdefault(name, []).append(key)
    lists = {name: ListValue(sorted(found[name]), STRING) for name in sorted(found)}
    return MapValue(lists, ListOf(STRING))


@builtin("zipmap", unknowns=True, marks=True)
def zipmap(keys: Texts, values: TerraformValue) -> TerraformValue:
    """Make a map of a list of keys and a list of values."""
    type_ = type_of(values)
    if not isinstance(type_, (ListOf, TupleOf)) and type_ != DYNAMIC:
        raise CallError("the values must be a list or tuple", 1)
    names, is_sensitive = unmark_deep(keys)
    result = MapOf(type_.element) if isinstance(type_, ListOf) else DYNAMIC
    if not is_known(names):
        return unknown_of(result, names)
    if not isinstance(values, tuple):
        return unknown_of(result, values)
    return marked(_zipped(elements(names), values), is_sensitive)


def _zipped(keys: Sequence[TerraformValue], values: tuple[TerraformValue, ...]) -> TerraformValue:
    if len(keys) != len(values):
        raise CallError(f"there are {len(keys)} keys, but {len(values)} values")
    if any(map(is_null, keys)):
        raise CallError("a key must not be null", 0)
    pairs: Mapping[str, TerraformValue] = {
        str(key): item for key, item in zip(keys, values, strict=True)
    }
    ordered = dict(sorted(pairs.items()))
    return MapValue(ordered, values.element) if isinstance(values, ListValue) else ordered
