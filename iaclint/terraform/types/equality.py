"""Whether two values are equal as ``==`` sees it: of the same type, and the same."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import is_known
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Choice, JsonText, PartialString, Unknown
from iaclint.terraform.types import numbers
from iaclint.terraform.types.incomplete import AtLeast, Incomplete, IncompleteMap
from iaclint.terraform.types.model import (
    DYNAMIC,
    ListOf,
    MapOf,
    ObjectOf,
    SetOf,
    SetValue,
    TerraformValue,
    TupleOf,
    Type,
    is_concrete,
    is_null,
    type_of,
)


def is_equal(left: TerraformValue, right: TerraformValue) -> Truth:
    """Compare two values that are not marked; unknowns may leave it open."""
    if isinstance(left, str) and isinstance(right, str):
        return Truth.of(left == right)
    if isinstance(left, Choice) or isinstance(right, Choice):
        return _is_equal_choice(left, right)
    if is_null(left) or is_null(right):
        return _is_equal_null(left, right)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        if _never_alike(type_of(left), type_of(right)):
            may_be_null = _may_be_null(left) and _may_be_null(right)
            return Truth.UNKNOWN if may_be_null else Truth.FALSE
        if _is_less(left, right) or _is_less(right, left):
            return Truth.FALSE
        return is_same(left, right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return _is_equal_sequence(left, right)
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return _is_equal_mapping(left, right)
    if isinstance(left, (PartialString, JsonText)) or isinstance(right, (PartialString, JsonText)):
        strings = isinstance(left, (str, PartialString, JsonText)) and isinstance(
            right, (str, PartialString, JsonText)
        )
        return is_same(left, right) if strings else Truth.FALSE
    if isinstance(left, (float, Fraction)) and isinstance(right, (float, Fraction)):
        return Truth.of(numbers.are_equal(left, right))
    return is_same(left, right)


def _is_less(value: TerraformValue, other: TerraformValue) -> bool:
    """Return whether a value is empty or less, and an unknown one certainly is not."""
    if isinstance(value, (tuple, dict)):
        return not value and isinstance(other, (Incomplete, IncompleteMap))
    return isinstance(other, AtLeast) and isinstance(value, int) and value < other.least


def _is_equal_choice(left: TerraformValue, right: TerraformValue) -> Truth:
    if isinstance(left, Choice):
        if left is right:
            return Truth.TRUE
        return Truth.agree(is_equal(option, right) for option in left.options)
    assert isinstance(right, Choice)
    return Truth.agree(is_equal(left, option) for option in right.options)


def _is_equal_null(left: TerraformValue, right: TerraformValue) -> Truth:
    if is_null(left) and is_null(right):
        return Truth.TRUE
    other = right if is_null(left) else left
    return Truth.UNKNOWN if _may_be_null(other) else Truth.FALSE


def _may_be_null(value: TerraformValue) -> bool:
    return is_null(value) or (isinstance(value, Unknown) and not value.not_null)


def _never_alike(left: Type, right: Type) -> bool:
    """Return whether no values of two types are equal, except nulls."""
    if DYNAMIC in (left, right):
        return False
    return is_concrete(left) and is_concrete(right) and left != right


def _is_equal_sequence(
    left: tuple[TerraformValue, ...], right: tuple[TerraformValue, ...]
) -> Truth:
    if type(left) is not type(right):
        return Truth.FALSE
    if isinstance(left, SetValue):
        return _is_equal_set(left, right)
    if len(left) != len(right) or _differ_in_type(left, right):
        return Truth.FALSE
    return Truth.all(is_equal(*pair) for pair in zip(left, right, strict=True))


def _is_equal_set(left: tuple[TerraformValue, ...], right: tuple[TerraformValue, ...]) -> Truth:
    if any(isinstance(item, (Unknown, PartialString)) for item in left + right):
        return Truth.UNKNOWN
    if len(left) != len(right) or _differ_in_type(left, right):
        return Truth.FALSE
    return Truth.all(is_equal(*pair) for pair in zip(left, right, strict=True))


def _is_equal_mapping(
    left: Mapping[str, TerraformValue], right: Mapping[str, TerraformValue]
) -> Truth:
    if type(left) is not type(right) or left.keys() != right.keys():
        return Truth.FALSE
    if _differ_in_type(left, right):
        return Truth.FALSE
    return Truth.all(is_equal(item, right[key]) for key, item in left.items())


def _differ_in_type(left: TerraformValue, right: TerraformValue) -> bool:
    """Return whether two structures have different types, whatever their unknown parts are."""
    first, second = type_of(left), type_of(right)
    if first == second:
        return False
    # In known values what has no type is null, and differs from a null that has one.
    return _differ(first, second) or (is_known(left) and is_known(right))


def _differ(left: Type, right: Type) -> bool:
    """Return whether two types differ in a part that is dynamic in neither."""
    if left == right or DYNAMIC in (left, right):
        return False
    if isinstance(left, (ListOf, SetOf, MapOf)) and type(left) is type(right):
        return _differ(left.element, right.element)
    if isinstance(left, TupleOf) and isinstance(right, TupleOf):
        pairs = zip(left.elements, right.elements, strict=False)
        return len(left.elements) != len(right.elements) or any(_differ(*pair) for pair in pairs)
    if isinstance(left, ObjectOf) and isinstance(right, ObjectOf):
        return left.attributes.keys() != right.attributes.keys() or any(
            _differ(item, right.attributes[name]) for name, item in left.attributes.items()
        )
    return True
