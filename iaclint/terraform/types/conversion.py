"""Conversion of values from one type to another, as Terraform does it by itself.

See "Type Conversion" in Terraform's documentation, and "Optional Object Type Attributes"
for the defaults.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.structure import is_known, nature_of_selection, symbols
from iaclint.symbolic.values import ABSENT, Choice, Unknown
from iaclint.terraform.types.conversion_errors import ConversionError, ConversionLimit, mismatch
from iaclint.terraform.types.element_types import are_alike, filled_in
from iaclint.terraform.types.incomplete import Incomplete, IncompleteMap, including, without_order
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    ListValue,
    MapOf,
    MapValue,
    Null,
    ObjectOf,
    Primitive,
    Sensitive,
    SetOf,
    SetValue,
    TerraformValue,
    TupleOf,
    Type,
    describe,
    is_concrete,
    is_null,
    null,
    required,
    type_of,
)
from iaclint.terraform.types.primitives import to_primitive
from iaclint.terraform.types.sensitivity import sensitive
from iaclint.terraform.types.sets import first_of_each, make_set
from iaclint.terraform.types.unification import is_convertible, unify

__all__ = [
    "ConversionError",
    "ConversionLimit",
    "convert",
    "to_bool",
    "to_number",
    "to_string",
    "unify",
]


def convert(value: TerraformValue, target: Type) -> TerraformValue:
    """Return the value as one of the target type; unknown parts stay in their places.

    Optional attributes of an object type that are left out, or null, get their defaults.
    Raises ``ConversionError`` where Terraform would.
    """
    if target == DYNAMIC or (target is STRING and type(value) is str):
        return value
    if isinstance(value, Sensitive):
        return sensitive(convert(value.value, target))
    if isinstance(value, Choice):
        return map_choice(value, lambda option: convert(option, target))
    if isinstance(value, Unknown) or is_null(value):
        return _convert_untold(value, target)
    if isinstance(target, Primitive):
        return to_primitive(value, target)
    if isinstance(target, ListOf):
        items = _to_items(value, target)
        if isinstance(value, SetValue) and len(value) > 1 and not is_known(value):
            return _list_of_uncertain_set(value, _element_of(items, value, target))
        return ListValue(items, _element_of(items, value, target))
    if isinstance(target, SetOf):
        items = _to_items(value, target)
        return make_set(items, _element_of(items, value, target))
    if isinstance(target, MapOf):
        return _to_map(value, target)
    if isinstance(target, TupleOf):
        return _to_tuple(value, target)
    return _to_object(value, target)


def to_string(value: TerraformValue) -> TerraformValue:
    """Convert to a string."""
    return convert(value, STRING)


def to_number(value: TerraformValue) -> TerraformValue:
    """Convert to a number."""
    return convert(value, NUMBER)


def to_bool(value: TerraformValue) -> TerraformValue:
    """Convert to a bool."""
    return convert(value, BOOL)


def _convert_untold(value: TerraformValue, target: Type) -> TerraformValue:
    """Convert an unknown or a null: only its type changes."""
    source = type_of(value)
    if not is_convertible(source, target):
        raise mismatch(source, target)
    type_ = filled_in(required(target), source)
    if not isinstance(value, Unknown):
        return null(type_)
    if isinstance(value, (Incomplete, IncompleteMap)):
        return _convert_incomplete(value, target, type_)
    return value if value.type == type_ else replace(value, type=type_)


def _convert_incomplete(
    value: Incomplete | IncompleteMap, target: Type, type_: Type
) -> TerraformValue:
    """Convert the elements that are certain; for a type without elements, none is."""
    if isinstance(value, Incomplete) and isinstance(target, (ListOf, SetOf)):
        inner = target.element
        start, among, end = (
            tuple([convert(item, inner) for item in items])
            for items in (value.start, value.among, value.end)
        )
        kept = replace(value, type=type_, start=start, among=among, end=end)
        is_ordered = isinstance(target, ListOf) and not isinstance(value.type, SetOf)
        return kept if is_ordered else without_order(kept, first_of_each(kept.certain))
    if isinstance(value, IncompleteMap) and isinstance(target, MapOf):
        entries = {key: convert(item, target.element) for key, item in value.entries.items()}
        return replace(value, type=type_, entries=entries)
    if isinstance(value, IncompleteMap) and isinstance(target, ObjectOf):
        return _convert_entries(value, target, type_)
    return Unknown(value.symbol, value.identity, type_, True, derived=value.derived)


def _convert_entries(value: IncompleteMap, target: ObjectOf, type_: Type) -> TerraformValue:
    entries = {
        name: _convert_at("attribute", name, _given(value.entries, name, target), inner)
        for name, inner in target.attributes.items()
        if name in value.entries
    }
    return replace(value, type=type_, entries=entries)


def _to_items(value: TerraformValue, target: ListOf | SetOf) -> list[TerraformValue]:
    """Convert what can be iterated to items of one type."""
    if not isinstance(value, tuple):
        raise mismatch(type_of(value), target)
    if isinstance(value, (ListValue, SetValue)):
        if value.element == target.element:
            return list(value)
        if not is_convertible(value.element, target.element):
            raise mismatch(type_of(value), target)
    items = _alike(value, target)
    return [_convert_at("element", n, item, target.element) for n, item in enumerate(items)]


def _list_of_uncertain_set(value: SetValue, element: Type) -> TerraformValue:
    """Return an unknown: the order of unknown elements is open, and how many are equal."""
    nature = nature_of_selection(value)
    result = Unknown(symbols(value)[0], type=ListOf(element), not_null=True, derived=nature)
    return including(result, among=value)


def _alike(
    items: Sequence[TerraformValue], target: ListOf | SetOf | MapOf
) -> Sequence[TerraformValue]:
    """Bring items of several types to the one that they have in common, where it is left open."""
    if is_concrete(target.element) or isinstance(items, (ListValue, SetValue)) or not items:
        return items
    converted = [convert(item, target.element) for item in items]
    common = unify([type_of(item) for item in converted])
    if common is not None:
        converted = [convert(item, common) for item in converted]
        if not isinstance(target, SetOf):
            converted = _with_element_types(converted)
        if are_alike(converted, isinstance(target, MapOf)):
            return converted
    kind = describe(target).split()[0]
    raise ConversionError(f"all {kind} elements must have the same type")


def _with_element_types(items: Sequence[TerraformValue]) -> list[TerraformValue]:
    """Give nulls and empty collections whose element type is open that of the others."""
    known = next((type_ for type_ in map(type_of, items) if is_concrete(type_)), DYNAMIC)
    return [convert(item, known) if _is_open(item, known) else item for item in items]


def _is_open(value: TerraformValue, known: Type) -> bool:
    source = type_of(value)
    is_empty = isinstance(value, Null) or (isinstance(value, (tuple, dict)) and not value)
    is_collection = isinstance(source, (ListOf, SetOf, MapOf)) and type(source) is type(known)
    return is_empty and is_collection and not is_concrete(source)


def _element_of(
    items: Sequence[TerraformValue], source: TerraformValue, target: ListOf | SetOf | MapOf
) -> Type:
    """Return the type of converted items."""
    if is_concrete(target.element):
        return required(target.element)
    types = [type_of(item) for item in items]
    if types:
        return next((each for each in types if each != DYNAMIC), DYNAMIC)
    element = getattr(source, "element", DYNAMIC)
    return filled_in(required(target.element), element)


def _convert_at(what: str, key: object, value: TerraformValue, target: Type) -> TerraformValue:
    """Convert a part; an error says which one it is: ``attribute "name"``, ``element 3``."""
    try:
        return convert(value, target)
    except ConversionError as error:
        shown = f'"{key}"' if isinstance(key, str) else key
        raise type(error)(f"{what} {shown}: {error.message}") from None


def _to_map(value: TerraformValue, target: MapOf) -> TerraformValue:
    if not isinstance(value, Mapping):
        raise mismatch(type_of(value), target)
    if isinstance(value, MapValue):
        if value.element == target.element:
            return value
        if not is_convertible(value.element, target.element):
            raise mismatch(type_of(value), target)
        items: Sequence[TerraformValue] = ListValue(value.values(), value.element)
    else:
        items = tuple(value.values())
    items = _alike(items, target)
    converted = {
        key: _convert_at("element", key, item, target.element)
        for key, item in zip(value, items, strict=True)
    }
    element = _element_of(list(converted.values()), value, target)
    typed = {k: null(element) if item is None else item for k, item in converted.items()}
    return MapValue(typed, element)


def _to_tuple(value: TerraformValue, target: TupleOf) -> TerraformValue:
    plain = isinstance(value, tuple) and not isinstance(value, (ListValue, SetValue))
    if not plain or len(value) != len(target.elements):  # type: ignore[arg-type]
        raise mismatch(type_of(value), target)
    assert isinstance(value, tuple)
    pairs = zip(value, target.elements, strict=True)
    return tuple(_convert_at("element", n, *pair) for n, pair in enumerate(pairs))


def _to_object(value: TerraformValue, target: ObjectOf) -> TerraformValue:
    if not isinstance(value, Mapping):
        raise mismatch(type_of(value), target)
    if isinstance(value, LazyObject):
        value = _read(value, target.attributes)
    missing = target.attributes.keys() - value.keys() - target.optional.keys()
    if missing:
        names = " and ".join(f'"{name}"' for name in sorted(missing))
        many = "attributes" if len(missing) > 1 else "attribute"
        raise ConversionError(f"{many} {names} {'are' if len(missing) > 1 else 'is'} required")
    return {
        name: _convert_at("attribute", name, _given(value, name, target), target.attributes[name])
        for name in sorted(target.attributes)
    }


def _read(value: LazyObject[TerraformValue], names: Iterable[str]) -> Mapping[str, TerraformValue]:
    """Return some attributes of a resource or module, also those that the provider sets."""
    found = {name: value.read(name) for name in names}
    return {name: part for name, part in found.items() if part is not ABSENT}


def _given(value: Mapping[str, TerraformValue], name: str, target: ObjectOf) -> TerraformValue:
    """Return an attribute as given, or its default where it is left out or null."""
    given = value.get(name)
    default = target.optional.get(name, ABSENT)
    return default if is_null(given) and default is not ABSENT else given
