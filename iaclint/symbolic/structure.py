"""The parts of values: rebuilding a value from changed parts, and finding what is unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import inf
from typing import Final, TypeVar

from msgspec.structs import replace

from iaclint.symbolic.natures import (
    ARN_PATTERN,
    OF_ANY_PARTS,
    UNSPECIFIED,
    Form,
    Nature,
    may_be,
    part_of_all,
    start_of,
)
from iaclint.symbolic.recall import RecallByIdentity, is_long
from iaclint.symbolic.values import (
    COMPOUND,
    AnyValue,
    Choice,
    Compound,
    JsonText,
    PartialString,
    Scalar,
    Unknown,
    Value,
    assert_never,
)

_PLAIN: Final = frozenset([str, bool, int, float, type(None)])
_Old = TypeVar("_Old")
_New = TypeVar("_New")


def parts(value: Compound[_Old]) -> Iterable[_Old]:
    """Return the direct parts of a value."""
    match value:
        case tuple():
            return value
        case Choice():
            return value.options
        case JsonText():
            return (value.content,)
        case dict() | Mapping():  # a class without an abstract base is cheaper to tell
            return value.values()
        case _:
            assert_never(value)


def has_more_parts(value: Value, limit: int) -> bool:
    """Return whether a value has more parts than a limit, nested ones included."""
    waiting: list[Value] = [value]
    while waiting:
        each = waiting.pop()
        if type(each) not in _PLAIN and isinstance(each, COMPOUND):
            inside = parts(each)
            limit -= len(tuple(inside))
            if limit < 0:
                return True
            waiting.extend(inside)
    return False


def count_parts(value: Value, most: float = inf) -> int:
    """Return the number of parts of a value, nested ones and itself included.

    A text counts as one for each hundred characters. Beyond ``most``, parts are not counted.
    """
    waiting: list[Value] = [value]
    found = 0
    while waiting and found <= most:
        each = waiting.pop()
        if is_long(each) and each is not value:
            found += _COUNTED.result(each, None, partial(count_parts, each))
            continue
        found += 1
        if isinstance(each, str):
            found += len(each) // 100
        elif type(each) not in _PLAIN and isinstance(each, COMPOUND):
            waiting.extend(parts(each))
    return found


_COUNTED: Final[RecallByIdentity[int]] = RecallByIdentity(1024)


def map_parts(value: Compound[_Old], function: Callable[[_Old], _New]) -> Compound[_New]:
    """Apply a function to the direct parts of a value; its structure stays as it is."""
    match value:
        case tuple():
            return tuple([function(item) for item in value])
        case Choice():
            return Choice(value.test, tuple(map(function, value.options)), value.labels)
        case JsonText():
            return JsonText(function(value.content))
        case dict() | Mapping():
            return {key: function(item) for key, item in value.items()}
        case _:
            assert_never(value)


def transform(value: Value, function: Callable[[Scalar], Value]) -> Value:
    """Apply a function to everything without parts inside of a value, at any depth."""
    if isinstance(value, str) or not isinstance(value, COMPOUND):
        return function(value)
    return map_parts(value, lambda part: transform(part, function))


def unknowns(value: AnyValue) -> Iterator[Unknown]:
    """Yield every unknown inside of a value, in order, with repetition."""
    if isinstance(value, str) or value is None:
        return
    if isinstance(value, Unknown):
        yield value
    elif isinstance(value, PartialString):
        yield from (part for part in value.parts if isinstance(part, Unknown))
    elif isinstance(value, COMPOUND):
        if isinstance(value, Choice):
            yield value.test
        for part in parts(value):
            yield from unknowns(part)


def first_unknown(value: AnyValue) -> Unknown | None:
    """Return the first of the unknowns inside of a value; None if it is known."""
    if isinstance(value, (tuple, dict)):  # most values are known: not through generators
        for part in value if isinstance(value, tuple) else value.values():
            found = None if type(part) in _PLAIN else first_unknown(part)
            if found is not None:
                return found
        return None
    return None if type(value) in _PLAIN else next(unknowns(value), None)


def symbols(value: AnyValue) -> tuple[str, ...]:
    """Return what blocks a value, each symbol once, in order; empty when it is known."""
    return tuple(dict.fromkeys(unknown.symbol for unknown in unknowns(value)))


def is_known(value: AnyValue) -> bool:
    """Whether nothing inside of a value is unknown."""
    return first_unknown(value) is None


def nature_of_selection(*values: AnyValue) -> Nature:
    """Return what is certain of anything in some values, and of any part of it.

    Known texts must fit too: they could be of any account.
    """
    found = [(leaf, _nature_of_leaf(leaf)) for leaf in leaves(values)]
    if _are_arns(found):
        return ARN_PATTERN
    natures = {replace(nature, is_of_resource=False) for _, nature in found if nature}
    part = part_of_all(natures)
    if part == UNSPECIFIED:
        return part
    texts = [_as_text(leaf) for leaf, nature in found if nature is None]
    for nature in (*natures, part) if len(natures) == 1 else (part,):
        if all(text is not None and may_be(nature, text) for text in texts):
            return replace(nature, is_of_organization=True) if texts else nature
    return UNSPECIFIED


def _are_arns(found: Sequence[tuple[AnyValue, Nature | None]]) -> bool:
    """Return whether all values start as ARNs do, and what follows in one can be any text."""
    starts = [
        start_of(nature) if nature else _start_of_text(leaf)
        for leaf, nature in found
        if nature is None or nature.form is not Form.ARN_PATTERN
    ]
    is_open = len(starts) < len(found) or any(
        nature is None and isinstance(leaf, PartialString) for leaf, nature in found
    )
    return is_open and all(start.startswith("arn:") for start in starts)


def _start_of_text(leaf: AnyValue) -> str:
    if isinstance(leaf, PartialString):
        return leaf.prefix
    return leaf if isinstance(leaf, str) else ""


def _nature_of_leaf(leaf: AnyValue) -> Nature | None:
    """Return what an unknown is, or an ARN whose unknown parts AWS assigns; None for others."""
    if isinstance(leaf, Unknown):
        return leaf.nature
    if not isinstance(leaf, PartialString) or not leaf.prefix.startswith("arn:"):
        return None
    parts = [part.nature for part in leaf.parts if not isinstance(part, str)]
    if not all(nature.is_assigned for nature in parts):
        return None
    of_organization = all(nature.is_of_organization for nature in parts)
    return Nature(Form.ARN, is_assigned=True, is_of_organization=of_organization)


def leaves(value: AnyValue) -> Iterator[AnyValue]:
    """Yield what has no parts; objects that are read lazily count as that."""
    if isinstance(value, (tuple, dict, Choice)):
        for part in parts(value):
            yield from leaves(part)
    else:
        yield value


def _as_text(leaf: AnyValue) -> str | None:
    """Return a text, with another one in the place of what is unknown; None for other values."""
    if isinstance(leaf, PartialString):
        pieces = (
            part if isinstance(part, str) else "*" if part.nature.form in OF_ANY_PARTS else "x"
            for part in leaf.parts
        )
        return "".join(pieces)
    return leaf if isinstance(leaf, str) else None
