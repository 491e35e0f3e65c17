"""Which types convert to which, and the one type that several have in common.

The rules are those of "Type Conversion" in Terraform's documentation, in the detail in
which the library that it uses (go-cty, package convert) has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from iaclint.limits import MAX_COMPARED_TYPES
from iaclint.terraform.types.conversion_errors import ConversionLimit
from iaclint.terraform.types.model import (
    DYNAMIC,
    STRING,
    ListOf,
    MapOf,
    ObjectOf,
    Primitive,
    SetOf,
    TupleOf,
    Type,
)

_FAMILIES: Final = ({Primitive}, {ListOf, SetOf, TupleOf}, {MapOf, ObjectOf})
"""The kinds of types that may convert to one another."""


def is_convertible(source: Type, target: Type) -> bool:
    """Return whether values of one type may convert to another; not all of them need to."""
    if DYNAMIC in (source, target) or source == target:
        return True
    if isinstance(source, Primitive) and isinstance(target, Primitive):
        return STRING in (source, target)
    if isinstance(target, (ListOf, SetOf)):
        return _is_convertible_to_sequence(source, target.element)
    if isinstance(target, MapOf):
        return _is_convertible_to_map(source, target.element)
    if isinstance(target, TupleOf) and isinstance(source, TupleOf):
        pairs = zip(source.elements, target.elements, strict=False)
        same_length = len(source.elements) == len(target.elements)
        return same_length and all(is_convertible(*pair) for pair in pairs)
    return isinstance(target, ObjectOf) and _is_convertible_to_object(source, target)


def _is_convertible_to_sequence(source: Type, element: Type) -> bool:
    if isinstance(source, (ListOf, SetOf)):
        return is_convertible(source.element, element)
    if not isinstance(source, TupleOf):
        return False
    if element == DYNAMIC and source.elements:
        common = unify(source.elements)
        if common is None or (common == DYNAMIC and set(source.elements) != {DYNAMIC}):
            return False
        element = common
    return all(is_convertible(item, element) for item in source.elements)


def _is_convertible_to_map(source: Type, element: Type) -> bool:
    if isinstance(source, MapOf):
        return is_convertible(source.element, element)
    if not isinstance(source, ObjectOf):
        return False
    items = list(source.attributes.values())
    if element == DYNAMIC and items:
        common = unify(items)
        if common is None:
            return False
        element = common
    return all(is_convertible(item, element) for item in items)


def _is_convertible_to_object(source: Type, target: ObjectOf) -> bool:
    if isinstance(source, MapOf):
        return all(
            name in target.optional or is_convertible(source.element, attribute)
            for name, attribute in target.attributes.items()
        )
    if not isinstance(source, ObjectOf):
        return False
    for name, attribute in target.attributes.items():
        given = source.attributes.get(name)
        if given is None and name not in target.optional:
            return False
        if given is not None and not is_convertible(given, attribute):
            return False
    return True


def unify(types: Sequence[Type]) -> Type | None:
    """Return the type that all of some types convert to, ``None`` where there is none.

    Raises ``ConversionLimit`` where too many types would have to be compared in pairs.
    """
    if not types:
        return DYNAMIC
    types = tuple(dict.fromkeys(types))
    if len(types) == 1:
        return types[0]
    kinds = {type(each) for each in types if each != DYNAMIC}
    if kinds in ({ListOf}, {SetOf}, {MapOf}, {TupleOf}, {ObjectOf}):
        return DYNAMIC if DYNAMIC in types else _unify_alike(types)
    if kinds in ({ListOf, TupleOf}, {MapOf, ObjectOf}):
        common = _unify_with_collections(types)
        if common is not None:
            return common
    if {TupleOf, ObjectOf} <= kinds:
        return None
    if any(kinds <= family for family in _FAMILIES):
        return _preferred(types)
    return DYNAMIC if DYNAMIC in types else None


def _unify_alike(types: Sequence[Type]) -> Type | None:
    """Unify types of one kind."""
    tuples = [each for each in types if isinstance(each, TupleOf)]
    if tuples:
        return _unify_tuples(tuples)
    objects = [each for each in types if isinstance(each, ObjectOf)]
    if objects:
        return _unify_objects(objects)
    collections = [each for each in types if isinstance(each, (ListOf, SetOf, MapOf))]
    common = unify([each.element for each in collections])
    return None if common is None else type(collections[0])(common)


def _unify_tuples(types: list[TupleOf]) -> Type | None:
    if len({len(each.elements) for each in types}) > 1:
        return _tuples_as_list(types)
    elements = [unify(column) for column in zip(*(t.elements for t in types), strict=True)]
    known = [element for element in elements if element is not None]
    return TupleOf(tuple(known)) if len(known) == len(elements) else None


def _tuples_as_list(types: list[TupleOf]) -> Type | None:
    elements = [element for each in types for element in each.elements]
    common = unify(elements) if elements else None
    if common is None or not all(is_convertible(each, ListOf(common)) for each in types):
        return None
    return ListOf(common)


def _unify_objects(types: list[ObjectOf]) -> Type | None:
    names = types[0].attributes.keys()
    if any(each.attributes.keys() != names for each in types[1:]):
        return _objects_as_map(types)
    attributes: dict[str, Type] = {}
    for name in names:
        common = unify([each.attributes[name] for each in types])
        if common is None:
            return None
        attributes[name] = common
    return ObjectOf(attributes)


def _objects_as_map(types: list[ObjectOf]) -> Type | None:
    items = [item for each in types for item in each.attributes.values()]
    common = unify(items) if items else None
    if common is None or not all(is_convertible(each, MapOf(common)) for each in types):
        return None
    return MapOf(common)


def _unify_with_collections(types: Sequence[Type]) -> Type | None:
    """Unify tuples with lists, or objects with maps, by treating the former as the latter."""
    tuples = [each for each in types if isinstance(each, TupleOf)]
    objects = [each for each in types if isinstance(each, ObjectOf)]
    seen_as = _tuples_as_list(tuples) if tuples else _objects_as_map(objects)
    if seen_as is None:
        return None
    return unify([seen_as if isinstance(t, (TupleOf, ObjectOf)) else t for t in types])


def _preferred(types: Sequence[Type]) -> Type | None:
    """Return the first of the types, in order of preference, that the others convert to."""
    if len(types) > MAX_COMPARED_TYPES:
        raise ConversionLimit("the elements have too many different types to evaluate")
    for wanted in _by_preference(types):
        if all(is_convertible(each, wanted) for each in types):
            return wanted
    return None


def _by_preference(types: Sequence[Type]) -> list[Type]:
    """Sort so that the more general of two comparable types comes first."""
    after: list[list[int]] = [[] for _ in types]
    waiting_for = [0] * len(types)
    for i, left in enumerate(types):
        for j in range(i + 1, len(types)):
            order = _compare(left, types[j])
            if order:
                first, second = (i, j) if order < 0 else (j, i)
                after[first].append(second)
                waiting_for[second] += 1
    ready = [index for index, count in enumerate(waiting_for) if count == 0]
    for index in ready:
        for other in after[index]:
            waiting_for[other] -= 1
            if waiting_for[other] == 0:
                ready.append(other)
    return [types[index] for index in ready]


def _compare(left: Type, right: Type) -> int:
    """Return -1 where the left type is the more general one, 1 where the right one is."""
    if DYNAMIC in (left, right):
        return (left == DYNAMIC) - (right == DYNAMIC)
    if isinstance(left, Primitive) and isinstance(right, Primitive):
        return 0 if left == right else (right == STRING) - (left == STRING)
    if isinstance(left, (ListOf, SetOf, MapOf)) and type(left) is type(right):
        return _compare(left.element, right.element)
    if isinstance(left, ObjectOf) and isinstance(right, ObjectOf):
        if left.attributes.keys() != right.attributes.keys():
            return 0
        return _agreed(
            [_compare(left.attributes[name], right.attributes[name]) for name in left.attributes]
        )
    if isinstance(left, TupleOf) and isinstance(right, TupleOf):
        if len(left.elements) != len(right.elements):
            return 0
        pairs = zip(left.elements, right.elements, strict=True)
        return _agreed([_compare(*pair) for pair in pairs])
    return _generality(right) - _generality(left) if _are_related(left, right) else 0


def _agreed(orders: list[int]) -> int:
    """Return the order that all pairs agree on, 0 where they don't."""
    found = set(orders) - {0}
    return found.pop() if len(found) == 1 else 0


def _generality(type_: Type) -> int:
    """Rank the kinds that convert to one another: a list is more general than a set."""
    return {SetOf: 1, TupleOf: 2, ListOf: 3, ObjectOf: 1, MapOf: 2}.get(type(type_), 0)


def _are_related(left: Type, right: Type) -> bool:
    kinds = {type(left), type(right)}
    return kinds <= {TupleOf, ListOf, SetOf} or kinds <= {ObjectOf, MapOf}
