"""What statements let strangers do, Deny included, in three values.

Every statement becomes two boxes of requests: those that it certainly applies to, and those
that it possibly applies to. What is certainly open is what certain Allows leave after all
possible Denies; what is possibly open is what possible Allows leave after certain Denies.

Source: *Policy evaluation logic*, *How Amazon S3 authorizes a request*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from iaclint.exposure.actions import Deed
from iaclint.exposure.boxes import Box, TooComplex, intersect, subtract
from iaclint.exposure.callers import Caller
from iaclint.exposure.policy import Effect, Policy
from iaclint.exposure.space import Applied, Space
from iaclint.values import Truth

TOO_COMPLEX = "Deny statements too entangled to follow"


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: the grant (an index) and the caller that it lets through."""

    grant: int
    caller: Caller


@dataclass(frozen=True, slots=True)
class Opening:
    """What is open to strangers, and by which grants."""

    truth: Truth
    deeds: Mapping[Deed, Truth]
    ways: Mapping[Deed, Way]
    """The first way to do each thing that is certainly or possibly open."""
    first: Way | None
    """The first way to do anything."""
    blockers: tuple[str, ...]
    """The symbols that leave it undecided."""


@dataclass(slots=True)
class _Reading:
    """What is open when every unknown falls one way."""

    ways: dict[Deed, Way] = field(default_factory=dict)
    first: Way | None = None
    too_complex: bool = False


def find_opening(space: Space, grants: Sequence[Applied], denies: Sequence[Applied]) -> Opening:
    """Tell what the grants let strangers do in spite of the denies."""
    certain = _read(space, [g.certain for g in grants], [d.possible for d in denies], True)
    possible = certain
    settled = all(applied.is_settled for applied in (*grants, *denies))
    if not settled or certain.too_complex:
        possible = _read(space, [g.possible for g in grants], [d.certain for d in denies], False)
    truth = _between(certain.first is not None, possible.first is not None)
    deeds = {deed: _between(deed in certain.ways, deed in possible.ways) for deed in Deed}
    undecided = Truth.UNKNOWN in (truth, *deeds.values())
    blockers = [symbol for applied in (*grants, *denies) for symbol in applied.blockers]
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


def _read(
    space: Space, grants: Sequence[Box | None], denies: Sequence[Box | None], pessimist: bool
) -> _Reading:
    reading = _Reading()
    if not any(grants):
        return reading
    blocks = [deny for deny in denies if deny]
    callers = space.strangers()
    for deed, domain in space.targets():
        if deed is None and (reading.first or not pessimist):
            continue
        for caller in callers:
            if deed in reading.ways:
                break
            within = space.restrict(domain, caller)
            opened = _first_open(space, within, grants, blocks, reading, pessimist)
            if opened is not None:
                _note(reading, deed, Way(opened, caller))
    return reading


def _note(reading: _Reading, deed: Deed | None, way: Way) -> None:
    if reading.first is None or way.grant < reading.first.grant:
        reading.first = way
    if deed is not None:
        reading.ways[deed] = way


def _first_open(
    space: Space,
    within: Box,
    grants: Sequence[Box | None],
    blocks: Sequence[Box],
    reading: _Reading,
    pessimist: bool,
) -> int | None:
    """Return the first grant through which requests of more than a narrow network come."""
    together, last = 0, None
    blocks = [block for block in blocks if intersect(within, block)]
    for n, grant in enumerate(grants):
        box = intersect(within, grant) if grant else None
        if box is None:
            continue
        try:
            for piece in subtract(box, blocks):
                together, last = together | space.addresses_of(piece), n
                if space.is_broad(space.addresses_of(piece)):
                    return n
        except TooComplex:
            reading.too_complex = True
            if not pessimist:
                return n
    # Ranges that are narrow one by one can be the whole internet together.
    return last if space.is_broad(together) else None


def split_statements(
    space: Space, policy: Policy | None = None
) -> tuple[list[Applied], list[Applied]]:
    """Return the grants and the denies of a space's policy, or of one that is a part of it.

    A statement whose effect is not known is possibly either, as is a policy of which
    nothing is known.
    """
    policy = policy or space.policy
    if policy.unread is not None:
        unread = space.apply_unread(policy.unread)
        return [unread], [unread]
    grants: list[Applied] = []
    denies: list[Applied] = []
    for statement in policy.statements:
        applied = space.apply(statement)
        if statement.effect is Effect.UNKNOWN:
            applied = Applied(None, applied.possible, statement, applied.blockers)
        if statement.effect is not Effect.DENY:
            grants.append(applied)
        if statement.effect is not Effect.ALLOW:
            denies.append(applied)
    return grants, denies
