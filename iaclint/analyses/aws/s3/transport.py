"""Whether a bucket policy refuses requests that come over plain HTTP.

AWS gives a floor for ``s3:TlsVersion`` as a way to deny HTTPS requests of older versions. A
request over plain HTTP has no such version, and a test on a missing key does not hold, so
the floor alone does not refuse it.

Source: *Protecting data in transit with encryption*, *IAM JSON policy elements: Condition
operators*; that the key is missing over plain HTTP is our reading, no page says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from iaclint.analyses.analysis import Facts, Outcome, Step
from iaclint.analyses.aws.iam.budget import Effort, TooComplex
from iaclint.analyses.aws.iam.language.access_levels import Deed, Level
from iaclint.analyses.aws.iam.language.policy import Statement
from iaclint.analyses.aws.iam.requests.callers import EVERYBODY
from iaclint.analyses.aws.iam.requests.request_sets import Box, Remainder
from iaclint.analyses.aws.iam.requests.request_space import Applied, Space
from iaclint.analyses.aws.iam.requests.statements import read_statements
from iaclint.analyses.aws.services.s3 import SERVICE
from iaclint.analyses.branches import branches, choice_symbols
from iaclint.limits import MAX_GRANT_STEPS
from iaclint.symbolic.values import (
    ABSENT,
    Truth,
    Unknown,
    Value,
)

_SECURE, _TLS = "aws:securetransport", "s3:tlsversion"
_TRUE_STEP = "{} denies every request over plain HTTP"


def analyse(facts: Facts) -> Outcome:
    """Return whether every request for objects over plain HTTP is denied, with the reasons."""
    policy = facts.get("policy")
    if policy is ABSENT or policy is None:
        return Outcome(False, (Step("no bucket policy is declared", "policy"),))
    outcomes = [_judge(option) for option in branches(policy)]
    values = [outcome.value for outcome in outcomes]
    if all(value is values[0] for value in values):
        return outcomes[0]
    unknown = next((v for v in values if isinstance(v, Unknown)), None)
    symbol = next(iter(choice_symbols(policy)), unknown.symbol if unknown else "the policy")
    return Outcome(Unknown(symbol), (Step(f"it depends on {symbol}", "policy"),))


def _judge(policy: Value) -> Outcome:
    read = read_statements(policy, SERVICE, named=True)
    space, denies = read.space, read.denies
    plain = _plain_requests(space, Level.PART)
    truth = _is_covered(plain, denies)
    if truth is Truth.TRUE:
        return Outcome(True, tuple(_tell_denied(space, denies)))
    if truth is Truth.FALSE:
        return Outcome(False, (_tell_missing(space),))
    blockers = [symbol for deny in denies for symbol in deny.blockers]
    symbol = blockers[0] if blockers else "the policy"
    return Outcome(
        Unknown(symbol), (Step(f"whether plain HTTP is denied depends on {symbol}", "policy"),)
    )


def _plain_requests(space: Space, level: Level) -> Box:
    """Return everybody's requests without TLS."""
    actions = sum(space.actions.of(deed, level) for deed in Deed)
    box = list(space.full(EVERYBODY, actions, space.resources.of(level)))
    for n, (key, candidates) in enumerate(space.keys.candidates.items()):
        if key in (_SECURE, _TLS):
            wanted = "false" if key == _SECURE else ABSENT
            box[n + 4] = sum(1 << i for i, c in enumerate(candidates.values) if c == wanted)
    return tuple(box)


def _is_covered(requests: Box, denies: Sequence[Applied]) -> Truth:
    if _leaves_nothing(requests, [d.certain for d in denies]):
        return Truth.TRUE
    if not _leaves_nothing(requests, [d.possible for d in denies], hopeful=True):
        return Truth.FALSE
    return Truth.UNKNOWN


def _leaves_nothing(requests: Box, denies: Sequence[Box | None], *, hopeful: bool = False) -> bool:
    left = Remainder([requests], [deny for deny in denies if deny], Effort(MAX_GRANT_STEPS))
    try:
        return not left.leaves([requests])
    except TooComplex:
        return hopeful


def _tell_denied(space: Space, denies: Sequence[Applied]) -> list[Step]:
    steps = [
        Step(_TRUE_STEP.format(deny.statement.name), "policy", deny.statement.path)
        for deny in denies
        if deny.statement and _mentions_transport(deny.statement)
    ] or [Step("the bucket policy denies every request for objects", "policy")]
    whole = _is_covered(_plain_requests(space, Level.WHOLE), denies)
    if whole is Truth.FALSE:
        steps.append(Step("it covers the objects, though not the bucket itself", "policy"))
    elif whole is Truth.UNKNOWN:
        steps.append(Step("whether it covers the bucket itself too is not known", "policy"))
    return steps


def _tell_missing(space: Space) -> Step:
    for statement in space.policy.statements:
        if _mentions_transport(statement):
            text = f"{statement.name} speaks of plain HTTP, but does not deny all of it"
            return Step(text, "policy", statement.path)
    return Step("no statement of the bucket policy denies plain HTTP", "policy")


def _mentions_transport(statement: Statement) -> bool:
    return any(test.key == _SECURE for test in statement.tests)
