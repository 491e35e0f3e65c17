"""With whom a policy shares by name: other AWS accounts.

Services, identity providers and organizations are not accounts, and a name that the
configuration takes from another resource is taken for one of the same account. Deny is left
aside: a policy that lets an account in and shuts it out again speaks of it all the same.

Source: *AWS JSON policy elements: Principal*, *AWS global condition context keys*, *Enable
access logs for your Classic Load Balancer*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from iaclint.exposure.branches import agree, branches, choice_symbols
from iaclint.exposure.conditions import HIDDEN, fixed_text
from iaclint.exposure.grammar import read_policy
from iaclint.exposure.outcome import Facts, Outcome, Step
from iaclint.exposure.policy import Effect, Policy, Principal, Statement
from iaclint.exposure.principals import is_one_thing, names_everybody
from iaclint.exposure.services.s3 import SERVICE
from iaclint.resource import Path
from iaclint.values import ABSENT, Truth, Unknown, Value, is_known, symbols, unknowns

_NAME = re.compile(r"(?:arn:[^:]*:(?:iam|sts)::)?([^:]*)(?::.*)?", re.DOTALL)
_NUMBER = re.compile("[0-9]{12}")
_NAMING = ("aws:principalaccount", "aws:principalarn")
_OWN = ("accountid", "ownerid")

LOAD_BALANCING = frozenset(
    (
        "127311923021", "033677994240", "027434742980", "797873946194", "098369216593",
        "754344448648", "589379963580", "718504428378", "383597477331", "600734575887",
        "114774131450", "783225319266", "582318560864", "985666609251", "054676820928",
        "156460612806", "652711504416", "635631232127", "009996457667", "897822967062",
        "076674570225", "507241528517", "048591011584", "190560391635", "638102146993",
        "037604701340",
    )
)  # fmt: skip
"""AWS's own accounts that deliver the access logs of load balancers, one for each region."""


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody whom a statement lets in by name."""

    account: str | None
    """The account's number, where the name tells."""
    foreign: Truth
    """Whether it is somebody of another account."""
    blocker: str
    """What leaves that undecided; empty where nothing does."""
    statement: Statement
    path: Path
    """Where in the policy the name is."""


def analyse(facts: Facts) -> Outcome:
    """Return with which other accounts the field ``policy`` shares."""
    policy = facts.get("policy")
    if policy is ABSENT or policy is None:
        return Outcome({"foreign": False}, (Step("no policy is declared", "policy"),))
    read = [read_policy(option, SERVICE) for option in branches(policy)]
    shares = [share for option in read for share in list_shares(option)]
    truth = agree([_shares_abroad(option) for option in read])
    if truth is Truth.TRUE:
        accounts = dict.fromkeys(s.account for s in shares if s.foreign is Truth.TRUE)
        return Outcome({"foreign": True, "accounts": tuple(accounts)}, _tell(shares, Truth.TRUE))
    if truth is Truth.FALSE:
        step = Step("the policy names no other AWS account", "policy")
        return Outcome({"foreign": False}, (step,))
    blockers = [share.blocker for share in shares if share.blocker]
    blockers += [*symbols([option.unread for option in read]), *choice_symbols(policy)]
    symbol = blockers[0] if blockers else "the policy"
    return Outcome({"foreign": Unknown(symbol)}, _tell(shares, Truth.UNKNOWN))


def _shares_abroad(policy: Policy) -> Truth:
    truth = Truth.FALSE if is_known(policy.unread) else Truth.UNKNOWN
    for share in list_shares(policy):
        truth |= share.foreign
    return truth


def _tell(shares: list[Share], wanted: Truth) -> tuple[Step, ...]:
    return tuple(
        Step(_describe(share), "policy", share.path) for share in shares if share.foreign is wanted
    )


def _describe(share: Share) -> str:
    if share.foreign is Truth.TRUE:
        return f"{share.statement.name} of the policy lets in AWS account {share.account}"
    return f"whom {share.statement.name} of the policy lets in is up to {share.blocker}"


def list_shares(policy: Policy) -> Iterator[Share]:
    """Yield whom the Allow statements of a policy name, Deny left aside."""
    for statement in policy.statements:
        if statement.effect is Effect.ALLOW:
            for name, path in _names(statement):
                yield _read(name, statement, path)


def _names(statement: Statement) -> Iterator[tuple[Value, Path]]:
    if not statement.excludes:
        for principal in statement.principals:
            if _is_account(principal):
                yield principal.value, (*statement.path, "Principal")
    for test in statement.tests:
        if test.key in _NAMING and test.operator and not test.operator.negated:
            yield from ((value, test.path) for value in test.values)


def _is_account(principal: Principal) -> bool:
    return principal.type in (None, "AWS") and names_everybody(principal) is not Truth.TRUE


def _read(name: Value, statement: Statement, path: Path) -> Share:
    text = name if isinstance(name, str) else fixed_text(name)
    found = _NAME.fullmatch(text)
    account = found[1] if found else ""
    if _NUMBER.fullmatch(account):
        foreign = Truth.of(account not in LOAD_BALANCING)
        return Share(account, foreign, "", statement, path)
    if found is None or HIDDEN not in account:
        return Share(None, Truth.FALSE, "", statement, path)
    unknown = list(unknowns(name))[text[: found.start(1)].count(HIDDEN)]
    if account.startswith(HIDDEN) and _is_of_this_account(unknown):
        return Share(None, Truth.FALSE, "", statement, path)
    return Share(None, Truth.UNKNOWN, unknown.symbol, statement, path)


def _is_of_this_account(name: Unknown) -> bool:
    """Hold for what belongs to the account that the configuration is deployed to.

    What another resource is named by (an ARN, an id) counts as that, as it is made or looked
    up here.
    """
    if name.identity is None:
        return False
    attribute = name.identity.attribute or name.identity.owner.rpartition(":")[2]
    return is_one_thing(name) or attribute.lower().replace("_", "") in _OWN
