"""The element types that conversions leave open, and whether elements have one type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iaclint.symbolic.values import Choice, Unknown
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import (
    DYNAMIC,
    ListOf,
    MapOf,
    ObjectOf,
    SetOf,
    TerraformValue,
    TupleOf,
    Type,
    is_concrete,
    type_of,
)
from iaclint.terraform.types.sensitivity import unmark
from iaclint.terraform.types.unification import unify


def filled_in(target: Type, source: Type) -> Type:
    """Return the target type with what is dynamic in it taken from the source type."""
    if target == DYNAMIC or source == DYNAMIC:
        return source if target == DYNAMIC else target
    if isinstance(target, (ListOf, SetOf, MapOf)):
        element = _common_element(source)
        return type(target)(filled_in(target.element, element))
    if isinstance(target, ObjectOf):
        given = source.attributes if isinstance(source, ObjectOf) else {}
        return ObjectOf(
            {n: filled_in(t, given.get(n, DYNAMIC)) for n, t in target.attributes.items()}
        )
    if isinstance(target, TupleOf) and isinstance(source, TupleOf):
        pairs = zip(target.elements, source.elements, strict=False)
        return TupleOf(tuple(filled_in(*pair) for pair in pairs))
    return target


def _common_element(source: Type) -> Type:
    if isinstance(source, (ListOf, SetOf, MapOf)):
        return source.element
    parts: Iterable[Type] = ()
    if isinstance(source, TupleOf):
        parts = source.elements
    elif isinstance(source, ObjectOf):
        parts = source.attributes.values()
    return unify(tuple(parts)) or DYNAMIC if parts else DYNAMIC


def are_alike(items: Sequence[TerraformValue], in_map: bool) -> bool:
    """Return whether elements have one type, or may have: of unknowns Terraform knows the types.

    A null has a type of its own among structures, but not in a map.
    """
    types = [type_of(item) for item in items]
    if all(each == types[0] for each in types[1:]):
        return True
    pairs = zip(types, items, strict=True)
    settled = [type_ for type_, item in pairs if not _has_untyped(item)]
    if in_map:
        settled = [type_ for type_ in settled if type_ != DYNAMIC]
    return all(each == settled[0] for each in settled[1:])


def _has_untyped(value: TerraformValue) -> bool:
    """Return whether a value has a part, other than null, whose type is not known."""
    value, _ = unmark(value)
    if isinstance(value, tuple):
        return any(map(_has_untyped, value))
    if isinstance(value, dict):
        return any(map(_has_untyped, value.values()))
    if isinstance(value, Unknown):
        return not is_concrete(type_of(value))
    return isinstance(value, (Choice, LazyObject))
