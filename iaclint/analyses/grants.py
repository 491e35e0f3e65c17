"""Grants to everybody, and what comes of them: for clouds without a policy language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from iaclint.analyses.analysis import (
    Facts,
    Outcome,
    Step,
    lower,
)
from iaclint.analyses.branches import agree, branches, choice_symbols
from iaclint.resource import Path
from iaclint.symbolic.values import ABSENT, Truth, Value

Fields: TypeAlias = Mapping[str, Value]
"""Values by field, in which all choices are settled."""


class Grant(Struct, frozen=True):
    """Something that lets in whom nobody named: certainly, or possibly."""

    truth: Truth
    """Whether it does; never false."""
    source: str
    """How to speak of it: ``the role roles/storage.objectViewer``."""
    opens: str
    """Whom it lets do what: ``anyone on the internet read objects``."""
    field: str
    path: Path = ()
    blockers: tuple[str, ...] = ()
    closed: Truth = Truth.FALSE
    """Whether something else takes its effect."""

    @property
    def effect(self) -> Truth:
        """Whether somebody comes in by it in the end."""
        return self.truth & ~self.closed

    def step(self) -> Step:
        """Say what it does."""
        word = "lets" if self.truth is Truth.TRUE else "may let"
        if self.closed is Truth.TRUE:
            word = "would let" if self.truth is Truth.TRUE else "could let"
        return Step(f"{self.source} {word} {self.opens}", self.field, self.path)


class Verdict(Struct, frozen=True):
    """What is so in one branch of the configuration."""

    grants: Sequence[Grant]
    steps: Sequence[Step]
    """What closes the grants, or could have."""
    blockers: Sequence[str] = ()
    """The symbols that leave undecided what closes them."""

    @property
    def truth(self) -> Truth:
        """Whether anybody comes in."""
        truth = Truth.FALSE
        for grant in self.grants:
            truth |= grant.effect
        return truth


def decide(facts: Facts, names: Sequence[str], judge: Callable[[Fields], Verdict]) -> Outcome:
    """Judge every branch of some fields; ``public`` is known where they agree."""
    values = {name: facts.get(name) for name in names}
    found = [judge(option) for option in branches(values) if isinstance(option, Mapping)]
    public = agree([verdict.truth for verdict in found])
    tests = choice_symbols(values)
    worst = max(found, key=lambda verdict: verdict.truth.value)
    blockers = [s for v in found for s in (*v.blockers, *(b for g in v.grants for b in g.blockers))]
    symbols = tuple(dict.fromkeys((*blockers, *tests))) or ("what the configuration leaves open",)
    steps = list(_tell(worst))
    if len(found) > 1:
        steps.append(Step(f"this is so for one of the values that {tests[0]} decides between"))
    if public is Truth.UNKNOWN:
        steps.append(Step(f"not known before deployment: {', '.join(symbols)}"))
    opens = [grant.opens for grant in worst.grants if grant.effect is worst.truth]
    value = {"public": lower(public, symbols), "opens": opens[0] if opens else "nobody in"}
    return Outcome(value, tuple(steps))


def _tell(verdict: Verdict) -> Iterator[Step]:
    """Yield what is open before what is not, and then what closes it."""
    for grant in sorted(verdict.grants, key=lambda grant: -grant.effect.value):
        yield grant.step()
    yield from verdict.steps


def elements(value: Value) -> Iterator[tuple[Path, Value]]:
    """Yield the elements of a list with their paths; what is no list is its only element."""
    if isinstance(value, (tuple, list)):
        for n, item in enumerate(value):
            if item is not ABSENT and item is not None:
                yield (n,), item
    elif value is not ABSENT and value is not None:
        yield (), value
