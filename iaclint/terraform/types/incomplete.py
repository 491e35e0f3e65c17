"""Collections of which some elements are certain, and any number of others is unknown.

``concat(var.users, ["*"])`` has the element ``"*"`` whatever ``var.users`` is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import field
from msgspec.structs import replace

from iaclint.symbolic.natures import UNSPECIFIED
from iaclint.symbolic.structure import nature_of_selection
from iaclint.symbolic.values import Unknown
from iaclint.terraform.types.model import NUMBER, TerraformValue
from iaclint.terraform.types.sensitivity import marked, unmark_all, unmark_deep


class Incomplete(Unknown, frozen=True):
    """A list, set or tuple; it is not empty."""

    start: tuple[TerraformValue, ...] = ()
    """The first elements, in order."""
    among: tuple[TerraformValue, ...] = ()
    """Elements whose positions are unknown; unknown ones may be equal to others."""
    end: tuple[TerraformValue, ...] = ()
    """The last elements, in order."""
    others: Unknown = field(default_factory=lambda: Unknown("other elements"))
    """Stands for the elements that are not known."""

    @property
    def certain(self) -> tuple[TerraformValue, ...]:
        """Return the elements that it has, in no order."""
        return (*self.start, *self.among, *self.end)

    def __hash__(self) -> int:
        return hash(self.symbol)


class IncompleteMap(Unknown, frozen=True):
    """A map or an object."""

    entries: Mapping[str, TerraformValue] = field(default_factory=dict)
    """The elements that it has, by key."""
    others: Unknown = field(default_factory=lambda: Unknown("other elements"))
    """Stands for the elements that are not known."""

    def __hash__(self) -> int:
        return hash(self.symbol)


class AtLeast(Unknown, frozen=True):
    """A number that is unknown, but not less than another."""

    least: int = 0


def including(
    result: Unknown,
    start: Sequence[TerraformValue] = (),
    among: Iterable[TerraformValue] = (),
    end: Sequence[TerraformValue] = (),
    others: Unknown | None = None,
) -> TerraformValue:
    """Return an unknown list, set or tuple with the elements that it certainly has.

    It is sensitive where one of them is.
    """
    pairs = [unmark_all(part) for part in (start, among, end)]
    if not any(part for part, _ in pairs):
        return result
    first, between, last = (tuple(part) for part, _ in pairs)
    value = Incomplete(
        result.symbol,
        result.identity,
        result.type,
        True,
        derived=result.derived,
        start=first,
        among=between,
        end=last,
        others=others or Unknown(result.symbol, derived=result.derived),
    )
    return marked(value, any(found for _, found in pairs))


def including_entries(
    result: Unknown, entries: Mapping[str, TerraformValue], others: Unknown | None = None
) -> TerraformValue:
    """Return an unknown map with the elements that it certainly has."""
    if not entries:
        return result
    pairs = {key: unmark_deep(value) for key, value in sorted(entries.items())}
    value = IncompleteMap(
        result.symbol,
        result.identity,
        result.type,
        True,
        derived=result.derived,
        entries={key: value for key, (value, _) in pairs.items()},
        others=others or Unknown(result.symbol),
    )
    return marked(value, any(found for _, found in pairs.values()))


def certain_elements(value: TerraformValue) -> tuple[TerraformValue, ...]:
    """Return the elements that a list, set or tuple certainly has."""
    if isinstance(value, Incomplete):
        return value.certain
    return value if isinstance(value, tuple) else ()


def others_of(*values: TerraformValue) -> Unknown:
    """Return what stands for the unknown elements of some collections, of which one has some."""
    found = [
        value.others if isinstance(value, (Incomplete, IncompleteMap)) else value
        for value in values
        if isinstance(value, Unknown)
    ]
    nature = nature_of_selection(*found)
    open_ = next((each for each in found if each.nature == UNSPECIFIED), found[0])
    return Unknown(open_.symbol, derived=nature)


def joined(result: Unknown, lists: Sequence[TerraformValue]) -> TerraformValue:
    """Return an unknown list that lists make one after another, of which some are unknown."""
    start: list[TerraformValue] = []
    among: list[TerraformValue] = []
    end: list[TerraformValue] = []
    is_open = False
    for each in lists:
        if isinstance(each, Incomplete):
            (end if is_open else start).extend(each.start)
            among += [*end, *each.among]
            end, is_open = list(each.end), True
        elif isinstance(each, Unknown):
            among += end
            end, is_open = [], True
        elif isinstance(each, tuple):
            (end if is_open else start).extend(each)
    return including(result, start, among, end, others_of(*lists))


def without_order(value: Incomplete, items: Iterable[TerraformValue]) -> Incomplete:
    """Return a collection with other elements that are certain, in no order that is known."""
    return replace(value, start=(), among=tuple(items), end=())


def length_of(value: Incomplete) -> AtLeast:
    """Return the number of elements; unknown ones may be equal to others."""
    in_order = (*value.start, *value.end)
    return AtLeast(value.symbol, type=NUMBER, not_null=True, least=max(1, len(in_order)))
