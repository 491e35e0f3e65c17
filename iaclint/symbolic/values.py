"""What an expression can turn out to be: known, unknown, partly known, or a choice.

A known value is plain Python data: ``None`` (null), ``bool``, ``int``, ``float`` or
``Fraction``, ``str``, a ``tuple`` or ``list``, a ``dict`` with string keys. Everything that
only deployment can settle is one of the classes below, at any depth inside of such data.
``ABSENT`` (never written) is not ``None`` (written as null) is not ``Unknown``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Final, TypeAlias

from msgspec import Struct

from iaclint.limits import MAX_CHOICES
from iaclint.symbolic.natures import UNSPECIFIED, Nature
from iaclint.symbolic.path_conditions import PathCondition

Value: TypeAlias = object
"""Any of the above; narrow it with ``isinstance``."""


class Truth(Enum):
    """Kleene's three truth values: an unknown stays unknown unless it cannot matter."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    @staticmethod
    def of(holds: bool) -> Truth:
        """Lift a Python bool."""
        return Truth.TRUE if holds else Truth.FALSE

    # Not `value`: a property of enumerations, and these are asked for very often.

    def __and__(self, other: Truth) -> Truth:
        return self if self._value_ <= other._value_ else other

    def __or__(self, other: Truth) -> Truth:
        return other if self._value_ <= other._value_ else self

    def __invert__(self) -> Truth:
        return _INVERTED[self._value_]

    def __bool__(self) -> bool:
        raise TypeError("a Truth has three values: compare it with `is`")


_INVERTED: Final = (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)


class Absent(Enum):
    """The type of ``ABSENT``."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent.ABSENT
"""What was never written, neither as a value nor as null."""


class Identity(Struct, frozen=True, eq=False):
    """Which attribute of which thing an unknown value is.

    Two unknowns with equal identities turn out equal. ``owner`` is unique in a run (for a
    resource its ``Resource.key``).
    """

    owner: str
    attribute: str
    kind: str = ""
    """The type of resource or data source that it is an attribute of; empty for all else.

    It takes no part in comparing.
    """
    nature: Nature = UNSPECIFIED
    """What the attribute is; takes no part in comparing either."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Identity):
            return NotImplemented
        return self.owner == other.owner and self.attribute == other.attribute

    def __hash__(self) -> int:
        return hash((self.owner, self.attribute))


class Unknown(Struct, frozen=True):
    """A value that only deployment can settle."""

    symbol: str
    """What blocks it, as written: ``var.env``."""
    identity: Identity | None = None
    """Whose attribute it is, where that is certain."""
    type: object = None
    """Its type in the front end's terms, where that is certain."""
    not_null: bool = False
    """Whether it is certain not to be null."""
    options: tuple[Value, ...] | None = None
    """The only values that it can take, where they are listed (``AllowedValues``)."""


class Guard(Unknown, frozen=True):
    """What decides between the branches of choices, and on what each branch stands."""

    cases: tuple[PathCondition, ...] = ()
    """The case of each branch. Choices between other numbers of branches have their own."""


class PartialString(Struct, frozen=True):
    """A string of which some parts are known: ``"${bucket.arn}/*"`` ends in ``/*``."""

    parts: tuple[str | Unknown, ...]

    @property
    def prefix(self) -> str:
        """The known text it starts with, possibly empty."""
        first = self.parts[0]
        return first if isinstance(first, str) else ""

    @property
    def suffix(self) -> str:
        """The known text it ends with, possibly empty."""
        last = self.parts[-1]
        return last if isinstance(last, str) else ""


class JsonText(Struct, frozen=True, eq=False):
    """A string that is the JSON encoding of ``content``, in which something is unknown."""

    content: Value


class Choice(Struct, frozen=True, eq=False):
    """One of several values, depending on a test that only deployment can settle."""

    test: Unknown
    """What decides: the unknown that the test stands on."""
    options: tuple[Value, ...]
    labels: tuple[str, ...] = ()
    """What is so on each branch, in words and in the order of ``options``: ``IsProd is false``."""


DEFERRED = (Unknown, PartialString, JsonText, Choice)


def concatenate(parts: list[str | Unknown]) -> Value:
    """Join known and unknown pieces of a string into the simplest value that says it all."""
    merged: list[str | Unknown] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    if not merged:
        return ""
    if len(merged) == 1:
        return merged[0]
    return PartialString(tuple(merged))


def choose(test: Unknown, options: list[Value], labels: tuple[str, ...] = ()) -> Value:
    """Make a choice; equal options collapse, too many become unknown."""
    first = options[0]
    if all(is_same(first, other) is Truth.TRUE for other in options[1:]):
        return first
    if len(options) > MAX_CHOICES:
        return Unknown(test.symbol)
    return Choice(test, tuple(options), labels)


def map_choice(value: Choice, function: Callable[[Value], Value]) -> Value:
    """Apply a function on every branch."""
    return choose(value.test, [function(option) for option in value.options], value.labels)


def unknowns(value: Value) -> Iterator[Unknown]:
    """Yield every unknown inside of a value, in order, with repetition."""
    if isinstance(value, Unknown):
        yield value
    elif isinstance(value, PartialString):
        yield from (part for part in value.parts if isinstance(part, Unknown))
    elif isinstance(value, JsonText):
        yield from unknowns(value.content)
    elif isinstance(value, Choice):
        yield value.test
        for option in value.options:
            yield from unknowns(option)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from unknowns(item)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from unknowns(item)


def symbols(value: Value) -> tuple[str, ...]:
    """Return what blocks a value, each symbol once, in order; empty when it is known."""
    return tuple(dict.fromkeys(unknown.symbol for unknown in unknowns(value)))


def is_known(value: Value) -> bool:
    """Hold when nothing inside of a value is unknown."""
    return next(unknowns(value), None) is None


def is_same(left: Value, right: Value) -> Truth:
    """Tell whether two values are equal once deployed.

    ``True`` is not ``1`` here. Unknowns with equal identities are equal; a partly known
    string differs from one that does not fit its known start or end.
    """
    if isinstance(left, Choice):
        return _all_agree([is_same(option, right) for option in left.options])
    if isinstance(right, Choice):
        return is_same(right, left)
    if isinstance(left, (Unknown, PartialString, JsonText)) or isinstance(
        right, (Unknown, PartialString, JsonText)
    ):
        return _is_same_deferred(left, right)
    if isinstance(left, bool) or isinstance(right, bool):
        return Truth.of(left is right)
    if isinstance(left, Mapping):
        return _is_same_mapping(left, right)
    if isinstance(left, (tuple, list)):
        if not isinstance(right, (tuple, list)) or len(left) != len(right):
            return Truth.FALSE
        return _conjunction([is_same(a, b) for a, b in zip(left, right, strict=True)])
    return Truth.of(left == right)


def _is_same_mapping(left: Mapping[str, Value], right: Value) -> Truth:
    if not isinstance(right, Mapping) or left.keys() != right.keys():
        return Truth.FALSE
    return _conjunction([is_same(item, right[key]) for key, item in left.items()])


def _is_same_deferred(left: Value, right: Value) -> Truth:
    if left is right:
        return Truth.TRUE
    if isinstance(left, Unknown) and isinstance(right, Unknown):
        same = left.identity is not None and left.identity == right.identity
        return Truth.TRUE if same else Truth.UNKNOWN
    if isinstance(left, PartialString) and isinstance(right, PartialString):
        pairs = zip(left.parts, right.parts, strict=False)
        if len(left.parts) == len(right.parts) and all(
            is_same(a, b) is Truth.TRUE for a, b in pairs
        ):
            return Truth.TRUE
        return Truth.of(False) if _ends_differ(left, right) else Truth.UNKNOWN
    if isinstance(right, PartialString):
        left, right = right, left
    if isinstance(left, PartialString) and isinstance(right, str):
        fits = right.startswith(left.prefix) and right.endswith(left.suffix)
        long_enough = len(right) >= len(left.prefix) + len(left.suffix)
        return Truth.UNKNOWN if fits and long_enough else Truth.FALSE
    return Truth.UNKNOWN


def _ends_differ(left: PartialString, right: PartialString) -> bool:
    """Hold when the known starts or the known ends of two strings exclude each other."""
    starts = (left.prefix, right.prefix)
    ends = (left.suffix, right.suffix)
    return not (starts[0].startswith(starts[1]) or starts[1].startswith(starts[0])) or not (
        ends[0].endswith(ends[1]) or ends[1].endswith(ends[0])
    )


def _conjunction(truths: list[Truth]) -> Truth:
    result = Truth.TRUE
    for truth in truths:
        result &= truth
    return result


def _all_agree(truths: list[Truth]) -> Truth:
    return truths[0] if all(truth is truths[0] for truth in truths) else Truth.UNKNOWN
