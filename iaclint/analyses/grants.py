"""Grants to everyone and what blocks them, for clouds whose IAM has no deny statements."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from iaclint.analyses.analysis import (
    UNDECIDED,
    AnalysisResult,
    Facts,
    Step,
    as_value,
    explain_cases,
    explain_unknown,
)
from iaclint.resource import Path
from iaclint.symbolic.branches import branches, choice_symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

Fields: TypeAlias = Mapping[str, Value]
"""Values by field, without choices."""

NO_ACCESS = "no public access"
"""What ``opens`` says if nothing is public."""


class Grant(Struct, frozen=True):
    """Something that certainly, or possibly, grants public access."""

    truth: Truth
    """Whether it does; never false."""
    source: str
    """What it is called in texts: ``the role roles/storage.objectViewer``."""
    opens: str
    """Who can do what: ``anyone on the internet to read objects``."""
    field: str
    path: Path = ()
    blockers: tuple[str, ...] = ()
    blocked: Truth = Truth.FALSE
    """Whether a setting blocks it."""

    @property
    def effect(self) -> Truth:
        """Whether it grants public access in the end."""
        return self.truth & ~self.blocked

    def step(self) -> Step:
        """Return a step that says what it grants."""
        verb = "allows" if self.truth is Truth.TRUE else "may allow"
        if self.blocked is Truth.TRUE:
            verb = "would allow" if self.truth is Truth.TRUE else "could allow"
        return Step(f"{self.source} {verb} {self.opens}", self.field, self.path)


class GrantSummary(Struct, frozen=True):
    """The grants in one case of the configuration."""

    grants: Sequence[Grant]
    steps: Sequence[Step]
    """What blocks the grants, or could."""
    blockers: Sequence[str] = ()
    """The symbols that leave undecided whether they are blocked."""

    @property
    def truth(self) -> Truth:
        """Whether there is public access."""
        return Truth.any(grant.effect for grant in self.grants)


def evaluate_cases(
    facts: Facts,
    names: Sequence[str],
    evaluate: Callable[[Fields], GrantSummary],
    lists: Collection[str] = (),
) -> AnalysisResult:
    """Evaluate every case of some fields; ``public`` is known if all cases agree.

    ``lists`` are the fields whose elements only grant access, each by itself. Cases of an element
    that grants none in any of them are not told apart.
    """
    values = {name: facts.get(name) for name in names}
    for name in lists:

        def grants(item: Value, name: str = name) -> bool:
            return bool(evaluate({**dict.fromkeys(names, ABSENT), name: (item,)}).grants)

        values[name] = _that_may_grant(values[name], grants)
    found = [evaluate(option) for option in branches(values) if isinstance(option, Mapping)]
    truths = [summary.truth for summary in found]
    public = Truth.agree(truths)
    tests = choice_symbols(values)
    worst_truth, worst = max(zip(truths, found, strict=True), key=lambda pair: pair[0].value)
    blockers = [s for v in found for s in (*v.blockers, *(b for g in v.grants for b in g.blockers))]
    symbols = tuple(dict.fromkeys((*blockers, *tests))) or (UNDECIDED,)
    steps = list(_explain(worst))
    if len(found) > 1:
        steps.append(explain_cases(tests))
    if public is Truth.UNKNOWN:
        steps.append(explain_unknown(symbols))
    opens = [grant.opens for grant in worst.grants if grant.effect is worst_truth]
    value = {"public": as_value(public, symbols), "opens": opens[0] if opens else NO_ACCESS}
    return AnalysisResult(value, tuple(steps))


def _that_may_grant(value: Value, grants: Callable[[Value], bool]) -> Value:
    """Return a list with null for each element that grants nothing, whatever its case."""
    if not isinstance(value, tuple):
        return value
    return tuple(
        item if len(cases) == 1 or any(map(grants, cases)) else None
        for item, cases in ((item, branches(item)) for item in value)
    )


def _explain(summary: GrantSummary) -> Iterator[Step]:
    """Yield the grants in effect, then the others, and then what blocks them."""
    for grant in sorted(summary.grants, key=lambda grant: -grant.effect.value):
        yield grant.step()
    yield from summary.steps


def elements(value: Value) -> Iterator[tuple[Path, Value]]:
    """Yield the elements of a list with their paths; any other value is its only element."""
    if isinstance(value, tuple):
        for n, item in enumerate(value):
            if item is not ABSENT and item is not None:
                yield (n,), item
    elif value is not ABSENT and value is not None:
        yield (), value
