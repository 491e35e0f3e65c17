"""Which public access the statements of a policy allow, Deny included, in three values.

Every statement becomes two request sets: the requests that it certainly applies to, and those that
it possibly applies to. Certain Allows without possible Denies are certainly allowed; possible
Allows without certain Denies are possibly allowed.

Source: *Policy evaluation logic*, *How Amazon S3 authorizes a request*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from iaclint.analyses.aws.iam.budget import Budget, TooComplex
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel
from iaclint.analyses.aws.iam.requests.callers import Caller
from iaclint.analyses.aws.iam.requests.request_sets import Difference, RequestSet, intersect
from iaclint.analyses.aws.iam.requests.request_space import StatementMatch
from iaclint.analyses.aws.iam.requests.statements import PolicyMatch
from iaclint.limits import MAX_GRANT_STEPS
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.unsettled import TOO_COMPLEX


class GrantPath(Struct, frozen=True):
    """A grant (its index) and a caller to whom it allows access."""

    grant: int
    caller: Caller


class GrantedAccess(Struct, frozen=True):
    """Which public access is allowed, and by which grants."""

    truth: Truth
    levels: Mapping[AccessLevel, Truth]
    paths: Mapping[AccessLevel, GrantPath]
    """The first grant for each access level that is certainly or possibly allowed."""
    first: GrantPath | None
    """The first grant for any access level."""
    blockers: tuple[str, ...]
    """The symbols that leave it undecided."""
    grants: Sequence[StatementMatch] = ()

    def blockers_of(self, level: AccessLevel) -> tuple[str, ...]:
        """Return the symbols that leave a level undecided, those of the grant that may allow it."""
        path = self.paths.get(level)
        if path is None or self.levels[level] is not Truth.UNKNOWN:
            return ()
        return tuple(self.grants[path.grant].blockers)


class _Findings(Struct):
    """The access that is allowed if all unknown values are decided the same way."""

    paths: dict[AccessLevel, GrantPath] = field(default_factory=dict)
    first: GrantPath | None = None
    too_complex: bool = False


def find_access(
    statements: PolicyMatch, gates: Sequence[StatementMatch] | None = None
) -> GrantedAccess:
    """Return which public access the grants allow and the denies do not take away.

    With ``gates``, a request must match one of these as well: the grants of another policy that
    has to allow it too.
    """
    everything = (*statements.grants, *statements.denies, *(gates or ()))
    certain = _find(_Finder(statements, gates, certain=True))
    possible = certain
    settled = all(matched.is_settled for matched in everything)
    if not settled or certain.too_complex:
        possible = _find(_Finder(statements, gates, certain=False))
    truth = _between(certain.first is not None, possible.first is not None)
    levels = {
        level: _between(level in certain.paths, level in possible.paths) for level in AccessLevel
    }
    undecided = Truth.UNKNOWN in (truth, *levels.values())
    blockers = [symbol for matched in everything for symbol in matched.blockers]
    if certain.too_complex:
        blockers.append(TOO_COMPLEX)
    return GrantedAccess(
        truth,
        levels,
        {**possible.paths, **certain.paths},
        certain.first or possible.first,
        tuple(dict.fromkeys(blockers)) if undecided else (),
        tuple(statements.grants),
    )


def _between(certain: bool, possible: bool) -> Truth:
    if certain:
        return Truth.TRUE
    return Truth.UNKNOWN if possible else Truth.FALSE


def _find(finder: _Finder) -> _Findings:
    findings = _Findings()
    space, certain = finder.space, finder.certain
    if not finder.numbers:
        return findings
    callers = space.public_callers()
    for level, domain in space.targets():
        if level is None and (findings.first or not certain):
            continue
        for caller in callers:
            if level in findings.paths:
                break
            within = space.restrict(domain, caller)
            try:
                found = finder.first_allowed(within)
            except TooComplex:
                findings.too_complex = True
                found = None if certain else finder.first_overlapping(within)
            if found is not None:
                _note(findings, level, GrantPath(found, caller))
    return findings


def _note(findings: _Findings, level: AccessLevel | None, grant_path: GrantPath) -> None:
    if findings.first is None or grant_path.grant < findings.first.grant:
        findings.first = grant_path
    if level is not None:
        findings.paths[level] = grant_path


class _Finder:
    """Finds grants that allow requests from more than a narrow range of addresses.

    With ``certain``, only access that is allowed whatever the unknown values are.
    """

    def __init__(
        self, statements: PolicyMatch, gates: Sequence[StatementMatch] | None, *, certain: bool
    ) -> None:
        self.space = statements.space
        self.certain = certain
        grants = _sets(statements.grants, certain=certain)
        self.numbers = list(grants)
        """The indices of the grants that match anything."""
        self._grants = list(grants.values())
        self._gates = None if gates is None else list(_sets(gates, certain=certain).values())
        self._budget = Budget(MAX_GRANT_STEPS)
        denies = _sets(statements.denies, certain=not certain).values()
        self._left = Difference(self._grants, list(denies), self._budget)

    def first_allowed(self, within: RequestSet) -> int | None:
        """Return the first grant that allows some of the requests; raises ``TooComplex``."""
        first: int | None = None
        together, last = 0, 0

        def visit(piece: RequestSet, grants: int) -> int:
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
            # Ranges that are narrow one by one can cover the whole internet together.
            first = last
        return None if first is None else self.numbers[first]

    def first_overlapping(self, within: RequestSet) -> int | None:
        """Return the first grant that matches some of the requests, denied or not."""
        if self._gates is not None and not any(intersect(within, gate) for gate in self._gates):
            return None
        found = (n for n, grant in enumerate(self._grants) if intersect(within, grant))
        first = next(found, None)
        return None if first is None else self.numbers[first]

    def _enter(self, within: RequestSet) -> list[RequestSet]:
        """Return which of the requests match a gate."""
        if self._gates is None:
            return [within]
        self._budget.spend(10 * len(self._gates))
        entered = (intersect(within, gate) for gate in self._gates)
        return [request_set for request_set in dict.fromkeys(entered) if request_set]


def _sets(matched: Sequence[StatementMatch], *, certain: bool) -> dict[int, RequestSet]:
    """Return what each matches, by its index, without those that match nothing."""
    found = ((n, one.certain if certain else one.possible) for n, one in enumerate(matched))
    return {n: request_set for n, request_set in found if request_set}


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
