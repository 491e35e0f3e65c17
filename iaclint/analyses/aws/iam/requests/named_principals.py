"""Principals of other accounts that a policy names, and the condition keys of their requests.

An account in a policy represents everyone in it. What else a request of a named principal has (its
network, the organization of the account) is taken to match the conditions, since the author means
to give the account access.

Source: *AWS JSON policy elements: Principal*, *AWS global condition context keys*, *Enable
access logs for your Classic Load Balancer*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from iaclint.analyses.aws.iam.language.conditions import UNKNOWN_PART, Candidate, fixed_text
from iaclint.analyses.aws.iam.language.patterns import (
    UNNAMED,
    example,
    matches,
    read_pattern,
)
from iaclint.analyses.aws.iam.language.policy import Principal, Statement
from iaclint.analyses.aws.iam.language.service import Bounds
from iaclint.analyses.aws.iam.requests.principals import (
    is_single_resource,
    names_everyone,
)
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import unknowns
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown, Value

_NAME = re.compile(r"(?:arn:[^:]*:(?:iam|sts)::)?([^:]*)(?::(.*))?", re.DOTALL)
_SOURCE = re.compile(r"(?:arn:[^:]*:[^:]*:[^:]*:)?([^:]*)(?::.*)?", re.DOTALL)
_NUMBER = "[0-9]{12}"
_ACCOUNT, _ARN, _SERVICE = "aws:principalaccount", "aws:principalarn", "aws:principalisawsservice"

CALLER_KEYS = (_ACCOUNT, _ARN)
"""Condition keys that name the caller."""

_SOURCE_ARN = "aws:sourcearn"
SOURCE_KEYS = ("aws:sourceaccount", "aws:sourceowner", _SOURCE_ARN)
"""Condition keys that name the resource or account for which a service calls."""

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
"""AWS's own accounts that deliver the access logs of load balancers, one for each Region."""


class NamedPrincipal(Struct, frozen=True):
    """A principal that a policy names."""

    name: Value
    """Its name in the policy."""
    account: str | None
    """The account's ID, if the name has one."""
    foreign: Truth
    """Whether it belongs to another account."""
    blocker: str = ""
    """The symbol that leaves that undecided, if one does."""
    by_service: bool = False
    """Whether a service calls on behalf of the account."""

    @property
    def arns(self) -> str:
        """A pattern of the ARNs that the principal can have; all if its account is unknown."""
        if self.account is None:
            return read_pattern("*")
        parts = self.name.split(":", 5) if isinstance(self.name, str) else []
        if len(parts) > 5 and parts[2] == "iam" and parts[5] != "root":
            return ":".join(map(read_pattern, parts))
        return read_pattern(f"arn:aws*:iam::{self.account}:*")


def read_named_principal(name: Value, *, by_service: bool = False) -> NamedPrincipal:
    """Return the principal that a name in a policy stands for."""
    text = name if isinstance(name, str) else fixed_text(name)
    found = (_SOURCE if by_service else _NAME).fullmatch(text)
    account = found[1] if found else ""
    if re.fullmatch(_NUMBER, account):
        return NamedPrincipal(
            name, account, Truth.of(account not in LOAD_BALANCING), "", by_service
        )
    if found is None or UNKNOWN_PART not in account:
        return NamedPrincipal(name, None, Truth.FALSE, "", by_service)
    unknown = list(unknowns(name))[text[: found.start(1)].count(UNKNOWN_PART)]
    if account.startswith(UNKNOWN_PART) and is_of_this_account(unknown):
        return NamedPrincipal(name, None, Truth.FALSE, "", by_service)
    return NamedPrincipal(name, None, Truth.UNKNOWN, unknown.symbol, by_service)


def is_of_this_account(name: Unknown) -> bool:
    """Return whether a value belongs to the account that the configuration is deployed to.

    The ARN or the ID of another resource does, as that is created or looked up in this account.
    """
    if name.nature.is_of_organization:
        return False  # an organization has many accounts
    return is_single_resource(name)


class NamedPrincipals:
    """The named principals of a policy: a dimension of requests with a bit per principal."""

    def __init__(self, principals: Iterable[NamedPrincipal]) -> None:
        self.principals: Sequence[NamedPrincipal] = tuple(principals)

    @property
    def mentioned(self) -> dict[str, list[Candidate]]:
        """The values of condition keys that their requests have."""
        accounts = [principal.account for principal in self.principals if principal.account]
        return {
            _SERVICE: ["true", "false"],
            _ACCOUNT: [*accounts],
            _ARN: [example(principal.arns) for principal in self.principals if principal.account],
            **{key: [*accounts] for key in SOURCE_KEYS if key != _SOURCE_ARN},
        }

    def read(self, statement: Statement) -> Bounds:
        """Return the principals that a statement certainly, and possibly, applies to."""
        names = _Names(statement.principals)
        certain = possible = 0
        for n, principal in enumerate(self.principals):
            truth = ~names.mean(principal) if statement.excludes else names.mean(principal)
            certain |= (truth is Truth.TRUE) << n
            possible |= (truth is not Truth.FALSE) << n
        return certain, possible


class _Names:
    """The names in a principal element; known ones are looked up, not compared."""

    def __init__(self, principals: Sequence[Principal]) -> None:
        self._everyone = Truth.any(map(names_everyone, principals))
        self._all: Sequence[Value] = [p.value for p in principals if p.type in (None, "AWS")]
        self._known = {name for name in self._all if isinstance(name, str)}
        self._unknown = [name for name in self._all if not isinstance(name, str)]
        whole = (read_named_principal(name) for name in self._known if _is_whole_account(name))
        self._accounts = {principal.account for principal in whole}

    def mean(self, principal: NamedPrincipal) -> Truth:
        """Return whether one of the names is the principal, or its whole account."""
        if principal.by_service or self._everyone is Truth.TRUE:
            return self._everyone
        names = self._all
        if principal.account and isinstance(principal.name, str):
            if principal.name in self._known or principal.account in self._accounts:
                return Truth.TRUE
            names = self._unknown
        return self._everyone | Truth.any(_is_meant(principal, name) for name in names)


def _is_meant(principal: NamedPrincipal, name: Value) -> Truth:
    if name is principal.name:
        return Truth.TRUE
    named = read_named_principal(name)
    if named.account and principal.account and named.account != principal.account:
        return Truth.FALSE
    if named.account and _is_whole_account(name):
        return Truth.TRUE if principal.account else Truth.UNKNOWN
    if principal.account and not named.account and named.foreign is Truth.FALSE:
        return Truth.FALSE
    return is_same(name, principal.name)


def _is_whole_account(name: Value) -> bool:
    text = name if isinstance(name, str) else fixed_text(name)
    return text.isdecimal() or text.endswith(":root")


def can_carry(principal: NamedPrincipal, key: str, candidate: Candidate) -> bool:
    """Return whether a request of a principal can have a candidate for a key."""
    if key == _SERVICE:
        return candidate == ("true" if principal.by_service else "false")
    if candidate is principal.name and key in (*CALLER_KEYS, *SOURCE_KEYS):
        return True
    if not principal.account or not isinstance(candidate, str):
        return not principal.account or key not in (*CALLER_KEYS, *SOURCE_KEYS)
    if principal.by_service:
        return key not in SOURCE_KEYS or _sends(principal.account, key, candidate)
    if key == _ACCOUNT:
        return candidate == principal.account
    return key != _ARN or matches(principal.arns, candidate)


def _sends(account: str, key: str, candidate: str) -> bool:
    if key != _SOURCE_ARN:
        return candidate == account
    if not candidate.strip(UNNAMED):
        return True
    found = _SOURCE.fullmatch(candidate)
    return found is not None and found[1] in ("", account)
