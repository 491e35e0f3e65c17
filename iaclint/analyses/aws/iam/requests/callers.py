"""The public callers, and the condition keys that their requests have.

Callers cannot choose the value of a key that identifies them or their network: it is missing, or
describes their own account. Nor can they subscribe the endpoint of another to an SNS topic: it has
to confirm the subscription. They can choose the value of every other key.

Source: *AWS global condition context keys*, *Blocking public access with resource-based
policies*, *Blocking public access to your Amazon S3 storage*, *Blocking public access to EFS
file systems*, *AWS KMS condition keys*, *Amazon SNS policy keys*.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Flag, auto

from msgspec import Struct

from iaclint.analyses.aws.iam.language.conditions import (
    ANONYMOUS,
    HIGHEST,
    LOWEST,
    Candidate,
    ConditionTest,
    read_date,
    read_network,
    read_number,
    text_of,
)
from iaclint.analyses.aws.iam.language.operators import Relation
from iaclint.analyses.aws.iam.language.patterns import (
    UNNAMED,
    example,
    examples,
    is_fixed,
    is_fixed_text,
    matches,
    read_pattern,
)
from iaclint.symbolic.values import ABSENT, PartialString, Unknown


class CallerKind(Flag):
    """Kinds of callers; all but ``NAMED`` are public: no policy names them."""

    ANONYMOUS = auto()
    ACCOUNT = auto()
    SERVICE = auto()
    NAMED = auto()
    """Any principal that a policy names."""


PUBLIC_CALLERS = CallerKind.ANONYMOUS | CallerKind.ACCOUNT | CallerKind.SERVICE
ALL_CALLERS = PUBLIC_CALLERS | CallerKind.NAMED


class Caller(Struct, frozen=True):
    """A public caller, and how the request arrives."""

    kind: CallerKind
    by_endpoint: bool = False
    """Through a VPC endpoint of the caller's own; otherwise from the internet."""
    in_organization: bool = False


CALLERS = (
    Caller(CallerKind.ANONYMOUS),
    Caller(CallerKind.ACCOUNT, in_organization=True),
    Caller(CallerKind.ACCOUNT),
    Caller(CallerKind.ANONYMOUS, by_endpoint=True),
    Caller(CallerKind.ACCOUNT, by_endpoint=True, in_organization=True),
    Caller(CallerKind.ACCOUNT, by_endpoint=True),
    Caller(CallerKind.SERVICE),
)

_ENDPOINT = frozenset(
    ("aws:sourcevpc", "aws:sourcevpce", "aws:sourcevpcarn", "aws:vpceaccount", "aws:vpceorgid",
     "aws:vpceorgpaths")
)  # fmt: skip
_SIGNED = frozenset(("aws:principalarn", "aws:principalaccount", "aws:userid", "kms:calleraccount"))
_ORGANIZATION = frozenset(("aws:principalorgid", "aws:principalorgpaths"))
_SERVICE = frozenset(
    ("aws:sourcearn", "aws:sourceaccount", "aws:sourceowner", "aws:sourceorgid",
     "aws:sourceorgpaths", "aws:principalservicename", "aws:principalservicenameslist")
)  # fmt: skip
_SNS_ENDPOINT = "sns:endpoint"
_OPTIONAL = frozenset(
    ("s3:dataaccesspointarn", "s3:dataaccesspointaccount", "aws:ec2instancesourcevpc",
     _SNS_ENDPOINT)
)  # fmt: skip
_IS_SERVICE = "aws:principalisawsservice"
_INSIDE = frozenset(("elasticfilesystem:accessedviamounttarget",))
"""Keys that only requests from the owner's network have."""

TRUSTED = _ENDPOINT | _SIGNED | _ORGANIZATION | _SERVICE | _OPTIONAL | _INSIDE | {_IS_SERVICE}
"""The keys whose value a public caller cannot choose (besides the source address)."""

_ALWAYS_PRESENT = frozenset(
    ("aws:securetransport", "aws:currenttime", "aws:epochtime", "aws:requestedregion")
)
_NUMERIC = frozenset((Relation.NUMBER, Relation.DATE, Relation.NULL))
_OWN = UNNAMED
_NOT_OWN = (ANONYMOUS, "false", "true")
_PREFIXES = {
    "aws:sourcevpc": "vpc-",
    "aws:sourcevpce": "vpce-",
    "aws:ec2instancesourcevpc": "vpc-",
    "aws:vpceorgid": "o-",
    "aws:vpceorgpaths": "o-",
    "aws:principalorgid": "o-",
    "aws:principalorgpaths": "o-",
    "aws:sourceorgid": "o-",
    "aws:sourceorgpaths": "o-",
}
"""What all values of a key begin with, those of other accounts too."""


def can_carry(caller: Caller, key: str, candidate: Candidate) -> bool:
    """Return whether a request of this caller can have a candidate for a key."""
    if key not in TRUSTED:
        return True
    if key == _IS_SERVICE:
        # A service that acts for another customer counts as that customer: in AWS's list of
        # keys that make a policy non-public, being an AWS service is a restriction.
        return candidate == (ABSENT if caller.kind is CallerKind.ANONYMOUS else "false")
    if key in _INSIDE:
        return candidate in (ABSENT, "false")
    own = candidate is not ABSENT and candidate not in _NOT_OWN
    if key in _OPTIONAL:
        return own or candidate is ABSENT
    if key in _SIGNED and caller.kind is CallerKind.ANONYMOUS:
        return candidate == (ABSENT if key == "aws:principalarn" else ANONYMOUS)
    return own if _carries(caller, key) else candidate is ABSENT


def _carries(caller: Caller, key: str) -> bool:
    if key in _ENDPOINT:
        return caller.by_endpoint
    if key in _ORGANIZATION:
        return caller.in_organization
    if key in _SERVICE:
        return caller.kind is CallerKind.SERVICE
    return caller.kind is CallerKind.ACCOUNT or key != "aws:principalarn"


def list_candidates(
    key: str,
    tests: Iterable[ConditionTest],
    variables: bool,
    more: Iterable[Candidate] = (),
    *,
    all_callers: bool = False,
) -> list[Candidate]:
    """Return the values of a key that the tests on it distinguish, and ``more``.

    With ``all_callers``, also the values that only named principals can have.
    """
    tests = list(tests)
    if key in TRUSTED and not all_callers:
        own = _PREFIXES.get(key, "") + _OWN
        return _dedupe([ABSENT, own, ANONYMOUS, "false", *_reachable(key, tests, variables)])
    mentioned = [item for test in tests for item in _mentioned(test, variables)]
    relations = {test.operator.relation for test in tests if test.operator}
    if Relation.BOOL in relations:
        unknown = [item for item in mentioned if not isinstance(item, str)]
        mentioned = ["true", "false", *unknown]
    elif not (mentioned and relations <= _NUMERIC and all(isinstance(m, str) for m in mentioned)):
        mentioned = [_OWN, *mentioned]
    mentioned += more
    return _dedupe(mentioned if key in _ALWAYS_PRESENT else [ABSENT, *mentioned])


def list_fixed_candidates(
    tests: Iterable[ConditionTest], variables: bool, own: str
) -> list[Candidate]:
    """Return the values of a key with one value for all callers: those that are tested for.

    Whatever name a policy has for the resource, it means this one, whose value matches the pattern
    ``own``.
    """
    mentioned = [item for test in tests for item in _mentioned(test, variables)] or [_OWN]
    return _dedupe([_correct(item, own) for item in mentioned])


def _correct(candidate: Candidate, own: str) -> Candidate:
    """Return a value from a policy, corrected by what is known of the real one."""
    if is_fixed_text(own):
        return own
    if not isinstance(candidate, str):
        return candidate
    known, called = own.split(":", 5), candidate.split(":", 5)
    if len(known) != len(called):
        return candidate if matches(own, candidate) else example(own)
    parts = zip(known, called, strict=True)
    return ":".join(text if matches(pattern, text) else example(pattern) for pattern, text in parts)


def _dedupe(candidates: list[Candidate]) -> list[Candidate]:
    # An unknown equals only itself, so unknowns are distinguished by identity.
    kept = {item if isinstance(item, str) else id(item): item for item in candidates}
    return list(kept.values())


def _reachable(key: str, tests: list[ConditionTest], variables: bool) -> list[Candidate]:
    """Return values of other accounts that match the open patterns among the values."""
    patterns = [
        pattern
        for test in tests
        if test.operator
        for value in test.values
        if isinstance(value, str)
        for pattern in (_read(test, value, variables),)
        if not is_fixed(pattern) and not _names_owner(key, test.operator.relation, pattern)
    ]
    return list(examples(patterns))


def _read(test: ConditionTest, value: str, variables: bool) -> str:
    relation = test.operator.relation if test.operator else None
    wild = relation in (Relation.LIKE, Relation.ARN_LIKE, Relation.ARN_EQUAL)
    return read_pattern(value, wildcards=wild, variables=variables)


def _names_owner(key: str, relation: Relation, pattern: str) -> bool:
    """Return whether a pattern with wildcards matches only what one account owns."""
    if key.endswith("orgpaths"):
        return "/" in pattern and is_fixed(pattern.split("/")[0])
    if key == "aws:userid":
        return ":" in pattern and is_fixed(pattern.split(":")[0])
    if key == _SNS_ENDPOINT and not pattern.startswith("arn:"):
        return _names_host(pattern)
    if not key.endswith("arn") and key != _SNS_ENDPOINT:
        return False
    parts = pattern.split(":", 5)
    if key == "aws:sourcearn" and parts[2:3] == ["s3"] and "/" not in parts[-1]:
        # Bucket names are unique across all accounts.
        return len(parts) > 5 and is_fixed(parts[5])
    if len(parts) < 6 or not parts[4] or not is_fixed(parts[4]):
        return False
    # The path of a role may have colons, so a star of StringLike before the account can match
    # another account.
    spills = relation is Relation.LIKE and key == "aws:principalarn"
    return not spills or is_fixed(":".join(parts[:4]))


def _names_host(pattern: str) -> bool:
    """Return whether all email addresses or URLs that match a pattern are of one host."""
    protocol, _, rest = pattern.rpartition("://")
    host, path, _ = rest.partition("/") if protocol else (rest.rpartition("@")[2], "/", "")
    return bool(path) and (bool(protocol) or "@" in rest) and is_fixed(host)


def _mentioned(test: ConditionTest, variables: bool) -> list[Candidate]:
    relation = test.operator.relation if test.operator else Relation.NULL
    if relation is Relation.NULL:
        return []
    unknown = [item for item in test.values if isinstance(item, (Unknown, PartialString))]
    if relation in (Relation.NUMBER, Relation.DATE):
        return [LOWEST, HIGHEST, *_around(test, relation), *unknown]
    texts = [text for value in test.values if (text := text_of(value)) is not None]
    if relation is Relation.ADDRESS:
        networks = [network for text in texts if (network := read_network(text)) is not None]
        return [*(str(network.network_address) for network in networks), *unknown]
    return [*examples(_read(test, text, variables) for text in texts), *unknown]


def _around(test: ConditionTest, relation: Relation) -> list[Candidate]:
    """Return numbers just below, at and above those that a test names."""
    read = read_number if relation is Relation.NUMBER else read_date
    found = [read(text_of(value) or "") for value in test.values]
    return [str(n + step) for n in found if n is not None for step in (-0.5, 0.0, 0.5)]
