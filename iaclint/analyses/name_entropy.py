"""Whether a name has a part that strangers cannot guess.

The front ends say of which attributes a part is (see ``Nature.is_unguessable``).
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Outcome
from iaclint.symbolic.natures import is_unguessable
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    Unknown,
    Value,
    map_choice,
    symbols,
    unknowns,
)


def analyse(facts: Facts) -> Outcome:
    """Tell by the field ``name``; the value is a bool, or unknown for what could be anything."""
    return Outcome(_varies(facts.get("name")))


def _varies(name: Value) -> Value:
    if isinstance(name, Choice):
        return map_choice(name, _varies)
    if name is ABSENT:
        return ABSENT
    parts = symbols(name)
    if any(is_unguessable(unknown.symbol) for unknown in unknowns(name)):
        return True
    return Unknown(parts[0]) if parts else False
