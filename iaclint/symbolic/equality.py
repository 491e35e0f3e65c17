"""Whether two values are equal once deployed, in three truth values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from iaclint.symbolic.natures import Form, may_be
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import AnyValue, Choice, JsonText, PartialString, Unknown


def is_same(left: AnyValue, right: AnyValue) -> Truth:
    """Return whether two values are equal once deployed.

    ``True`` is not ``1`` here. Unknowns with equal identities are equal; a partly known
    string differs from one that does not fit its known start or end.
    """
    if isinstance(left, str) and isinstance(right, str):
        return Truth.of(left == right)
    if isinstance(left, Choice):
        return Truth.agree(is_same(option, right) for option in left.options)
    if isinstance(right, Choice):
        return is_same(right, left)
    if isinstance(left, (Unknown, PartialString, JsonText)) or isinstance(
        right, (Unknown, PartialString, JsonText)
    ):
        return _is_same_deferred(left, right)
    if isinstance(left, bool) or isinstance(right, bool):
        return Truth.of(left is right)
    if isinstance(left, tuple):
        if not isinstance(right, tuple) or len(left) != len(right):
            return Truth.FALSE
        return Truth.all(is_same(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, Mapping):
        return _is_same_mapping(left, right)
    return Truth.of(left == right)


def is_certainly_same(left: AnyValue, right: AnyValue) -> bool:
    """Return whether two values are certainly equal; stops at the first part that may differ.

    The last option of a choice comes first: it is often that nothing is set, which differs at once.
    """
    if isinstance(left, Choice):
        return all(is_certainly_same(option, right) for option in reversed(left.options))
    if isinstance(right, Choice):
        return all(is_certainly_same(left, option) for option in reversed(right.options))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(
            is_certainly_same(item, right[key]) for key, item in left.items()
        )
    return is_same(left, right) is Truth.TRUE


def _is_same_mapping(left: Mapping[str, AnyValue], right: AnyValue) -> Truth:
    if left is right:
        return Truth.TRUE
    if not isinstance(right, Mapping) or left.keys() != right.keys():
        return Truth.FALSE
    if not isinstance(left, dict) or not isinstance(right, dict):
        return Truth.UNKNOWN  # a lazy object may have further parts
    return Truth.all(is_same(item, right[key]) for key, item in left.items())


def _is_same_deferred(left: AnyValue, right: AnyValue) -> Truth:
    if left is right:
        return Truth.TRUE
    if isinstance(left, Unknown) and isinstance(right, Unknown):
        same = left.identity is not None and left.identity == right.identity
        return Truth.TRUE if same else Truth.UNKNOWN
    if isinstance(left, PartialString) and isinstance(right, PartialString):
        return _is_same_partial(left, right)
    if isinstance(right, PartialString):
        left, right = right, left
    if isinstance(left, PartialString) and isinstance(right, str):
        fits = right.startswith(left.prefix) and right.endswith(left.suffix)
        long_enough = len(right) >= least_length(left)
        return Truth.UNKNOWN if fits and long_enough else Truth.FALSE
    if isinstance(right, Unknown):
        left, right = right, left
    if isinstance(left, Unknown) and isinstance(right, str):
        return Truth.UNKNOWN if may_be(left.nature, right) else Truth.FALSE
    if isinstance(right, (int, Fraction)) and is_positive(left):
        return Truth.UNKNOWN if right >= 1 else Truth.FALSE
    if right == "":
        return Truth.UNKNOWN if least_length(left) == 0 else Truth.FALSE
    return Truth.UNKNOWN


def is_positive(value: AnyValue) -> bool:
    """Return whether a value is an unknown number above 0."""
    return isinstance(value, Unknown) and value.nature.form is Form.LENGTH


def least_length(value: AnyValue) -> int:
    """Return a number of characters that a text certainly has."""
    match value:
        case str():
            return len(value)
        case Unknown():
            return int(value.nature.is_never_empty)
        case PartialString():
            return sum(map(least_length, value.parts))
        case JsonText():
            return 1
        case _:
            return 0


def _is_same_partial(left: PartialString, right: PartialString) -> Truth:
    pairs = zip(left.parts, right.parts, strict=False)
    if len(left.parts) == len(right.parts) and all(is_same(a, b) is Truth.TRUE for a, b in pairs):
        return Truth.TRUE
    return Truth.FALSE if _ends_differ(left, right) else Truth.UNKNOWN


def _ends_differ(left: PartialString, right: PartialString) -> bool:
    """Whether the known starts or the known ends of two strings exclude each other."""
    starts = (left.prefix, right.prefix)
    ends = (left.suffix, right.suffix)
    return not (starts[0].startswith(starts[1]) or starts[1].startswith(starts[0])) or not (
        ends[0].endswith(ends[1]) or ends[1].endswith(ends[0])
    )
