"""What statements let strangers do, Deny included, in three values.

Every statement becomes two boxes of requests: those that it certainly applies to, and those
that it possibly applies to. What is certainly open is what certain Allows leave after all
possible Denies; what is possibly open is what possible Allows leave after certain Denies.

Source: *Policy evaluation logic*, *How Amazon S3 authorizes a request*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from iaclint.analyses.aws.iam.budget import Effort, TooComplex
from iaclint.analyses.aws.iam.language.access_levels import Deed
from iaclint.analyses.aws.iam.requests.callers import Caller
from iaclint.analyses.aws.iam.requests.request_sets import Box, Remainder, intersect
from iaclint.analyses.aws.iam.requests.request_space import Applied
from iaclint.analyses.aws.iam.requests.statements import Statements
from iaclint.limits import MAX_GRANT_STEPS
from iaclint.symbolic.values import Truth

TOO_COMPLEX = "statements too entangled to follow"


class Way(Struct, frozen=True):
    """A way in: the grant (an index) and the caller that it lets through."""

    grant: int
    caller: Caller


class Opening(Struct, frozen=True):
    """What is open to strangers, and by which grants."""

    truth: Truth
    deeds: Mapping[Deed, Truth]
    ways: Mapping[Deed, Way]
    """The first way to do each thing that is certainly or possibly open."""
    first: Way | None
    """The first way to do anything."""
    blockers: tuple[str, ...]
    """The symbols that leave it undecided."""


class _Reading(Struct):
    """What is open when every unknown falls one way."""

    ways: dict[Deed, Way] = field(default_factory=dict)
    first: Way | None = None
    too_complex: bool = False


def find_opening(statements: Statements, doors: Sequence[Applied] | None = None) -> Opening:
    """Tell what the grants let strangers do in spite of the denies.

    With ``doors``, only what one of these applies to as well: grants of somebody else, without
    whom it does not go.
    """
    everything = (*statements.grants, *statements.denies, *(doors or ()))
    certain = _read(_Finder(statements, doors, pessimist=True))
    possible = certain
    settled = all(applied.is_settled for applied in everything)
    if not settled or certain.too_complex:
        possible = _read(_Finder(statements, doors, pessimist=False))
    truth = _between(certain.first is not None, possible.first is not None)
    deeds = {deed: _between(deed in certain.ways, deed in possible.ways) for deed in Deed}
    undecided = Truth.UNKNOWN in (truth, *deeds.values())
    blockers = [symbol for applied in everything for symbol in applied.blockers]
    if certain.too_complex:
        blockers.append(TOO_COMPLEX)
    return Opening(
        truth,
        deeds,
        {**possible.ways, **certain.ways},
        certain.first or possible.first,
        tuple(dict.fromkeys(blockers)) if undecided else (),
    )


def _between(certain: bool, possible: bool) -> Truth:
    if certain:
        return Truth.TRUE
    return Truth.UNKNOWN if possible else Truth.FALSE


def _read(finder: _Finder) -> _Reading:
    reading = _Reading()
    space, pessimist = finder.space, finder.pessimist
    if not finder.numbers:
        return reading
    callers = space.strangers()
    for deed, domain in space.targets():
        if deed is None and (reading.first or not pessimist):
            continue
        for caller in callers:
            if deed in reading.ways:
                break
            within = space.restrict(domain, caller)
            try:
                opened = finder.first_open(within)
            except TooComplex:
                reading.too_complex = True
                opened = None if pessimist else finder.first_overlapping(within)
            if opened is not None:
                _note(reading, deed, Way(opened, caller))
    return reading


def _note(reading: _Reading, deed: Deed | None, way: Way) -> None:
    if reading.first is None or way.grant < reading.first.grant:
        reading.first = way
    if deed is not None:
        reading.ways[deed] = way


class _Finder:
    """Finds the grants through which requests of more than a narrow network come.

    For a pessimist, nothing is open that is not so for certain.
    """

    def __init__(
        self, statements: Statements, doors: Sequence[Applied] | None, *, pessimist: bool
    ) -> None:
        self.space = statements.space
        self.pessimist = pessimist
        grants = _sets(statements.grants, certain=pessimist)
        self.numbers = list(grants)
        """Which of the grants there are."""
        self._grants = list(grants.values())
        self._doors = None if doors is None else list(_sets(doors, certain=pessimist).values())
        self._effort = Effort(MAX_GRANT_STEPS)
        denies = _sets(statements.denies, certain=not pessimist).values()
        self._left = Remainder(self._grants, list(denies), self._effort)

    def first_open(self, within: Box) -> int | None:
        """Return the first grant that is open; raises ``TooComplex``."""
        first: int | None = None
        together, last = 0, 0

        def visit(piece: Box, grants: int) -> int:
            nonlocal first, together, last
            for n in _numbers(grants):
                shared = self.space.addresses_of(piece) & self.space.addresses_of(self._grants[n])
                together, last = together | shared, max(last, n)
                if self.space.is_broad(shared):
                    first = n
                    return (1 << n) - 1
            return -1

        self._left.explore(self._enter(within), visit)
        if first is None and self.space.is_broad(together):
            # Ranges that are narrow one by one can be the whole internet together.
            first = last
        return None if first is None else self.numbers[first]

    def first_overlapping(self, within: Box) -> int | None:
        """Return the first grant for some of the requests, denied or not."""
        if self._doors is not None and not any(intersect(within, door) for door in self._doors):
            return None
        found = (n for n, grant in enumerate(self._grants) if intersect(within, grant))
        first = next(found, None)
        return None if first is None else self.numbers[first]

    def _enter(self, within: Box) -> list[Box]:
        """Return which of the requests come through the doors."""
        if self._doors is None:
            return [within]
        self._effort.spend(10 * len(self._doors))
        entered = (intersect(within, door) for door in self._doors)
        return [box for box in dict.fromkeys(entered) if box]


def _sets(applied: Sequence[Applied], *, certain: bool) -> dict[int, Box]:
    """Return to what each applies, by its number; without those that apply to nothing."""
    found = ((n, one.certain if certain else one.possible) for n, one in enumerate(applied))
    return {n: box for n, box in found if box}


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
