"""Whether a name has a part that others cannot guess.

The front ends say which attributes cannot be guessed (see ``Nature.is_unguessable``).
"""

from __future__ import annotations

from iaclint.analyses.analysis import AnalysisResult, Facts
from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.natures import is_unguessable
from iaclint.symbolic.structure import symbols, unknowns
from iaclint.symbolic.values import ABSENT, Choice, Unknown, Value


def analyse(facts: Facts) -> AnalysisResult:
    """Return a bool from the field ``name``; unknown if the name can be any text."""
    return AnalysisResult(_varies(facts.get("name")))


def _varies(name: Value) -> Value:
    if isinstance(name, Choice):
        return map_choice(name, _varies)
    if name is ABSENT:
        return ABSENT
    parts = symbols(name)
    if any(is_unguessable(unknown.symbol) for unknown in unknowns(name)):
        return True
    return Unknown(parts[0]) if parts else False
