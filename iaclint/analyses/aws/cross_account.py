"""With whom a policy shares by name: other AWS accounts.

Services, identity providers and organizations are not accounts, and a name that the
configuration takes from another resource is taken for one of the same account. Whom a Deny shuts
out again is let in to nothing, and where S3 restricts a public policy to the bucket's account,
nobody else comes in by it either.

Source: *AWS JSON policy elements: Principal*, *AWS global condition context keys*, *Policy
evaluation logic*, *Blocking public access to your Amazon S3 storage*.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.analysis import Facts, Outcome, Step
from iaclint.analyses.aws.iam.budget import Effort, TooComplex
from iaclint.analyses.aws.iam.evaluation import find_opening
from iaclint.analyses.aws.iam.language.parser import is_unknown
from iaclint.analyses.aws.iam.language.policy import (
    FIELD,
    Effect,
    Policy,
    Statement,
)
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.named_principals import (
    NAMING,
    SENDING,
    Guest,
    GuestList,
    read_guest,
)
from iaclint.analyses.aws.iam.requests.principals import names_everybody, reaches_everybody
from iaclint.analyses.aws.iam.requests.request_sets import Box, Remainder, intersect
from iaclint.analyses.aws.iam.requests.request_space import Applied, Space
from iaclint.analyses.aws.iam.requests.statements import TOO_LARGE, apply_statements
from iaclint.analyses.aws.iam.resource_policy import list_policies, read_branches
from iaclint.analyses.aws.s3.public_access_block import read_block
from iaclint.analyses.aws.services import find_service
from iaclint.analyses.branches import agree, choice_symbols
from iaclint.limits import MAX_GRANT_STEPS, MAX_NAMED_PRINCIPALS
from iaclint.resource import Path
from iaclint.symbolic.values import (
    ABSENT,
    Truth,
    Unknown,
    Value,
    symbols,
)

_FLAG = "restrict_public_buckets"


class Share(Struct, frozen=True):
    """A statement that names a guest."""

    guest: Guest
    statement: Statement
    path: Path
    """Where in the policy the name is."""
    foreign: Truth
    """Whether somebody of another account is let in."""
    blockers: tuple[str, ...] = ()


class _Sharing(Struct, frozen=True):
    """With whom one possible policy shares."""

    shares: tuple[Share, ...]
    unread: Value
    restricted: Truth

    @property
    def foreign(self) -> Truth:
        """Whether it lets in anybody of another account."""
        truth = Truth.FALSE if self.unread is None else Truth.UNKNOWN
        for share in self.shares:
            truth |= share.foreign
        return truth & ~self.restricted


def analyse(facts: Facts) -> Outcome:
    """Return with which other accounts a thing is shared by its policies."""
    service = find_service(facts.service(FIELD))
    policies = list_policies(service, facts)
    if all(policy is ABSENT or policy is None for policy in policies):
        return Outcome({"foreign": False}, (Step("no policy is declared", FIELD),))
    found = [_judge(facts, service, option) for option in read_branches(service, policies)]
    shares = [share for option in found for share in option.shares]
    truth = agree([option.foreign for option in found])
    if truth is Truth.TRUE:
        accounts = dict.fromkeys(s.guest.account for s in shares if s.foreign is Truth.TRUE)
        return Outcome({"foreign": True, "accounts": tuple(accounts)}, _tell(shares, Truth.TRUE))
    if truth is Truth.FALSE:
        return Outcome({"foreign": False}, tuple(_tell_closed(facts, found)))
    blockers = [blocker for share in shares for blocker in share.blockers]
    blockers += [s for option in found for s in _unread(option.unread)]
    blockers += [*choice_symbols(policies), *read_block(facts, _FLAG).blockers]
    symbol = blockers[0] if blockers else "the policy"
    return Outcome({"foreign": Unknown(symbol)}, _tell(shares, Truth.UNKNOWN))


def _unread(value: Value) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else symbols(value)


def _judge(facts: Facts, service: Service, policy: Policy) -> _Sharing:
    shares = tuple(_follow(policy, service, list(list_shares(policy))))
    if all(share.foreign is Truth.FALSE for share in shares):
        return _Sharing(shares, policy.unread, Truth.FALSE)
    return _Sharing(shares, policy.unread, _restricted(facts, service, policy))


def _restricted(facts: Facts, service: Service, policy: Policy) -> Truth:
    """Tell whether S3 limits the policy to the account of the bucket."""
    restricts = read_block(facts, _FLAG).truth if service.has_public_access_block else Truth.FALSE
    if restricts is Truth.FALSE:
        return restricts
    return restricts & find_opening(apply_statements(policy, service)).truth


def list_shares(policy: Policy) -> Iterator[Share]:
    """Yield whom the statements of a policy name that may allow something; Deny left aside."""
    for statement in policy.statements:
        if statement.effect is Effect.DENY:
            continue
        for guest, path in _guests(statement):
            blockers = (guest.blocker,) if guest.blocker else ()
            allows = Truth.TRUE if statement.effect is Effect.ALLOW else Truth.UNKNOWN
            blockers = (*blockers, *symbols(statement.unknown_effect))
            yield Share(guest, statement, path, guest.foreign & allows, blockers)


def _guests(statement: Statement) -> Iterator[tuple[Guest, Path]]:
    if not statement.excludes:
        for principal in statement.principals:
            known = names_everybody(principal) is Truth.TRUE
            if principal.type in (None, "AWS") and not known:
                yield read_guest(principal.value), (*statement.path, "Principal")
    for test in statement.tests:
        by_service = test.key in SENDING and reaches_everybody(statement)
        if test.key in NAMING or by_service:
            if test.operator and not test.operator.negated:
                guests = (read_guest(value, by_service=by_service) for value in test.values)
                yield from ((guest, test.path) for guest in guests)
        elif not test.key and reaches_everybody(statement):
            yield from ((read_guest(v), test.path) for v in test.values if is_unknown(v))


def _follow(policy: Policy, service: Service, shares: list[Share]) -> Iterator[Share]:
    """Yield shares with what the conditions and the denies leave of them."""
    wanted = [share for share in shares if share.foreign is not Truth.FALSE]
    if not wanted:
        yield from shares
        return
    if len(wanted) > MAX_NAMED_PRINCIPALS:
        yield from (replace(s, foreign=Truth.UNKNOWN, blockers=(TOO_LARGE,)) for s in wanted)
        return
    guests = GuestList(share.guest for share in wanted)
    read = apply_statements(policy, service, guests, named=True)
    by_statement = {id(grant.statement): grant for grant in read.grants}
    certain = _left_by([deny.possible for deny in read.denies], read.space)
    possible = _left_by([deny.certain for deny in read.denies], read.space)
    blockers = tuple(symbol for deny in read.denies for symbol in deny.blockers)
    numbers = {id(share): n for n, share in enumerate(wanted)}
    for share in shares:
        grant = by_statement.get(id(share.statement))
        if id(share) not in numbers:
            yield share
            continue
        if grant is None:
            yield replace(share, foreign=Truth.UNKNOWN, blockers=(TOO_LARGE,))
            continue
        requests = list(read.space.requests_of(share.guest, numbers[id(share)]))
        comes_in = _between(certain, possible, grant, requests)
        more = (*share.blockers, *grant.blockers, *blockers)
        yield replace(share, foreign=share.foreign & comes_in, blockers=more)


def _left_by(denies: list[Box | None], space: Space) -> Remainder:
    """Return what denies leave of all requests."""
    everything = (-1,) * (len(space.keys.full) + 3)
    return Remainder([everything], [deny for deny in denies if deny], Effort(MAX_GRANT_STEPS))


def _between(certain: Remainder, possible: Remainder, grant: Applied, requests: list[Box]) -> Truth:
    try:
        if _opens(certain, grant.certain, requests):
            return Truth.TRUE
        return Truth.UNKNOWN if _opens(possible, grant.possible, requests) else Truth.FALSE
    except TooComplex:
        return Truth.UNKNOWN


def _opens(left: Remainder, grant: Box | None, requests: list[Box]) -> bool:
    allowed = [intersect(grant, box) for box in requests] if grant else []
    return left.leaves(box for box in allowed if box)


def _tell(shares: list[Share], wanted: Truth) -> tuple[Step, ...]:
    return tuple(
        Step(_describe(share), share.statement.field, share.path)
        for share in shares
        if share.foreign is wanted
    )


def _describe(share: Share) -> str:
    if share.foreign is Truth.TRUE:
        return f"{share.statement.name} of the policy lets in AWS account {share.guest.account}"
    undecided = share.blockers[0] if share.blockers else "the policy"
    return f"whom {share.statement.name} of the policy lets in is up to {undecided}"


def _tell_closed(facts: Facts, found: list[_Sharing]) -> Iterator[Step]:
    if any(option.restricted is Truth.TRUE for option in found):
        on = [flag for flag in read_block(facts, _FLAG).flags if flag.truth is Truth.TRUE]
        text = f"{_FLAG} is on: a public policy lets in nobody of another account"
        yield Step(text, on[0].field)
        return
    shares = [share for option in found for share in option.shares]
    denied = [share for share in shares if share.guest.foreign is Truth.TRUE]
    for share in denied:
        name, account = share.statement.name, share.guest.account
        text = f"{name} of the policy names AWS account {account}, which comes in to nothing"
        yield Step(text, share.statement.field, share.path)
    if not denied:
        yield Step("the policy names no other AWS account", FIELD)
