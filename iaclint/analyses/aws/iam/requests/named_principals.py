"""Guests: somebody of another account whom a policy names, and what their requests carry.

An account in a policy stands for everybody in it. What else a request of a guest holds (from
which network it comes, of which organization the account is) is taken for what lets it in, as
whoever names an account means it to come in somehow.

Source: *AWS JSON policy elements: Principal*, *AWS global condition context keys*, *Enable
access logs for your Classic Load Balancer*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from iaclint.analyses.aws.iam.language.conditions import HIDDEN, Candidate, fixed_text
from iaclint.analyses.aws.iam.language.patterns import (
    STRANGER,
    example,
    matches,
    read_pattern,
)
from iaclint.analyses.aws.iam.language.policy import Principal, Statement
from iaclint.analyses.aws.iam.language.service import Bits
from iaclint.analyses.aws.iam.requests.principals import is_one_thing, names_everybody
from iaclint.symbolic.values import (
    Truth,
    Unknown,
    Value,
    is_same,
    unknowns,
)

_NAME = re.compile(r"(?:arn:[^:]*:(?:iam|sts)::)?([^:]*)(?::(.*))?", re.DOTALL)
_SOURCE = re.compile(r"(?:arn:[^:]*:[^:]*:[^:]*:)?([^:]*)(?::.*)?", re.DOTALL)
_NUMBER = re.compile("[0-9]{12}")
_ACCOUNT, _ARN, _SERVICE = "aws:principalaccount", "aws:principalarn", "aws:principalisawsservice"

NAMING = (_ACCOUNT, _ARN)
"""Condition keys that name who calls."""

_SOURCE_ARN = "aws:sourcearn"
SENDING = ("aws:sourceaccount", "aws:sourceowner", _SOURCE_ARN)
"""Condition keys that name for whom a service calls."""

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


class Guest(Struct, frozen=True):
    """Somebody whom a policy names."""

    name: Value
    """As the policy has it."""
    account: str | None
    """The account's number, where the name tells."""
    foreign: Truth
    """Whether it is somebody of another account."""
    blocker: str = ""
    """What leaves that undecided; empty where nothing does."""
    by_service: bool = False
    """Whether a service calls for the account."""

    @property
    def arns(self) -> str:
        """A pattern of the ARNs that the guest may call by; all where nothing is known of it."""
        if self.account is None:
            return read_pattern("*")
        parts = self.name.split(":", 5) if isinstance(self.name, str) else []
        if len(parts) > 5 and parts[2] == "iam" and parts[5] != "root":
            return ":".join(map(read_pattern, parts))
        return read_pattern(f"arn:aws*:iam::{self.account}:*")


def read_guest(name: Value, *, by_service: bool = False) -> Guest:
    """Tell whom a name in a policy means."""
    text = name if isinstance(name, str) else fixed_text(name)
    found = (_SOURCE if by_service else _NAME).fullmatch(text)
    account = found[1] if found else ""
    if _NUMBER.fullmatch(account):
        return Guest(name, account, Truth.of(account not in LOAD_BALANCING), "", by_service)
    if found is None or HIDDEN not in account:
        return Guest(name, None, Truth.FALSE, "", by_service)
    unknown = list(unknowns(name))[text[: found.start(1)].count(HIDDEN)]
    if account.startswith(HIDDEN) and is_of_this_account(unknown):
        return Guest(name, None, Truth.FALSE, "", by_service)
    return Guest(name, None, Truth.UNKNOWN, unknown.symbol, by_service)


def is_of_this_account(name: Unknown) -> bool:
    """Hold for what belongs to the account that the configuration is deployed to.

    What another resource is named by (an ARN, an id) counts as that, as it is made or looked
    up here.
    """
    if name.identity is None or name.identity.nature.is_of_organization:
        return False  # an organization has many accounts
    return is_one_thing(name)


class GuestList:
    """The guests of a policy, as a dimension of requests with a bit per guest."""

    def __init__(self, guests: Iterable[Guest]) -> None:
        self.guests: Sequence[Guest] = tuple(guests)

    @property
    def mentioned(self) -> dict[str, list[Candidate]]:
        """Values of condition keys that the guests bring."""
        accounts = [guest.account for guest in self.guests if guest.account]
        return {
            _SERVICE: ["true", "false"],
            _ACCOUNT: [*accounts],
            _ARN: [example(guest.arns) for guest in self.guests if guest.account],
            **{key: [*accounts] for key in SENDING if key != _SOURCE_ARN},
        }

    def read(self, statement: Statement) -> Bits:
        """Return which guests a statement certainly, and possibly, is about."""
        names = _Names(statement.principals)
        certain = possible = 0
        for n, guest in enumerate(self.guests):
            truth = ~names.mean(guest) if statement.excludes else names.mean(guest)
            certain |= (truth is Truth.TRUE) << n
            possible |= (truth is not Truth.FALSE) << n
        return certain, possible


class _Names:
    """The names in a principal element; those that are known are looked up, not compared."""

    def __init__(self, principals: Sequence[Principal]) -> None:
        self._everybody: Truth = Truth.FALSE
        for principal in principals:
            self._everybody |= names_everybody(principal)
        self._all = [p.value for p in principals if p.type in (None, "AWS")]
        self._known = {name for name in self._all if isinstance(name, str)}
        self._unknown = [name for name in self._all if not isinstance(name, str)]
        whole = (read_guest(name) for name in self._known if _is_whole_account(name))
        self._accounts = {guest.account for guest in whole}

    def mean(self, guest: Guest) -> Truth:
        """Tell whether one of the names is a guest, or everybody of the guest's account."""
        if guest.by_service or self._everybody is Truth.TRUE:
            return self._everybody
        truth: Truth = self._everybody
        names = self._all
        if guest.account and isinstance(guest.name, str):
            if guest.name in self._known or guest.account in self._accounts:
                return Truth.TRUE
            names = self._unknown
        for name in names:
            truth |= _is_meant(guest, name)
        return truth


def _is_meant(guest: Guest, name: Value) -> Truth:
    if name is guest.name:
        return Truth.TRUE
    named = read_guest(name)
    if named.account and guest.account and named.account != guest.account:
        return Truth.FALSE
    if named.account and _is_whole_account(name):
        return Truth.TRUE if guest.account else Truth.UNKNOWN
    if guest.account and not named.account and named.foreign is Truth.FALSE:
        return Truth.FALSE
    return is_same(name, guest.name)


def _is_whole_account(name: Value) -> bool:
    text = name if isinstance(name, str) else fixed_text(name)
    return text.isdecimal() or text.endswith(":root")


def brings(guest: Guest, key: str, candidate: Candidate) -> bool:
    """Tell whether a guest's request can hold a candidate for a key."""
    if key == _SERVICE:
        return candidate == ("true" if guest.by_service else "false")
    if candidate is guest.name and key in (*NAMING, *SENDING):
        return True
    if not guest.account or not isinstance(candidate, str):
        return not guest.account or key not in (*NAMING, *SENDING)
    if guest.by_service:
        return key not in SENDING or _sends(guest.account, key, candidate)
    if key == _ACCOUNT:
        return candidate == guest.account
    return key != _ARN or matches(guest.arns, candidate)


def _sends(account: str, key: str, candidate: str) -> bool:
    if key != _SOURCE_ARN:
        return candidate == account
    if candidate == STRANGER:
        return True
    found = _SOURCE.fullmatch(candidate)
    return found is not None and found[1] in ("", account)
