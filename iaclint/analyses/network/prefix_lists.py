"""The ranges of managed prefix lists, which security group rules and routes name by their id.

Only entries in the configuration are known: a list can have others.

Source: *Consolidate and manage network CIDR blocks with managed prefix lists* (Amazon VPC User
Guide).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct

from iaclint.analyses.analysis import Facts
from iaclint.analyses.aws.iam.language.conditions import range_text
from iaclint.symbolic.recall import RecallByIdentity
from iaclint.symbolic.values import ABSENT, Unknown, Value

_FIELD = "prefix_list_entries"


class Entries(Struct, frozen=True, eq=False):
    """The known ranges of each prefix list."""

    by_list: dict[Hashable, list[str]]


class PrefixLists:
    """The prefix lists in the configuration, which are read once something names one.

    Reads ``prefix_list_entries``, a list with the ``cidrs`` of a ``list``, or of several ids of it
    (``also``).
    """

    def __init__(self, facts: Facts | None = None) -> None:
        self._facts = facts

    def ranges(self, names: Value) -> list[str]:
        """Return the ranges of one or more prefix lists that certainly have them."""
        keys = [key for name in each(names) if (key := _key(name)) is not None]
        return [cidr for key in keys for cidr in self.entries.by_list.get(key, ())]

    @cached_property
    def entries(self) -> Entries:
        """The entries, the same object for all that share them."""
        found = ABSENT if self._facts is None else self._facts.get(_FIELD)
        return _READ.result(found, None, lambda: _read(found))


_READ: Final[RecallByIdentity[Entries]] = RecallByIdentity(2**12)
"""All resources of a configuration have the same prefix lists."""


def _read(entries: Value) -> Entries:
    found: defaultdict[Hashable, list[str]] = defaultdict(list)
    for entry in each(entries):
        if isinstance(entry, Mapping):
            named = map(range_text, each(entry.get("cidrs", ABSENT)))
            cidrs = [cidr for cidr in named if cidr is not None]
            for key in _keys(entry):
                found[key] += cidrs
    return Entries(dict(found))


NO_LISTS: Final = PrefixLists()


def each(value: Value) -> list[Value]:
    """Return the elements of a list, or a single value, without those that are not set."""
    items = value if isinstance(value, tuple) else (value,)
    return [item for item in items if item is not ABSENT and item is not None]


def _keys(entry: Mapping[str, Value]) -> Iterator[Hashable]:
    for part in ("list", "also"):
        key = _key(entry.get(part, ABSENT))
        if key is not None:
            yield key


def _key(name: Value) -> Hashable:
    """Return what is equal for names of the same prefix list, None if it is not known."""
    if isinstance(name, Unknown):
        return name.identity
    return name if isinstance(name, str) else None
