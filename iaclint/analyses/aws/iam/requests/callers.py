"""The public callers, and the condition keys that their requests have.

Callers cannot choose the value of a key that identifies them or their network: it is missing, or
describes their own account. Nor can they subscribe the endpoint of another to an SNS topic: it has
to confirm the subscription. They can choose the value of every other key.

Source: *AWS global condition context keys*, *Blocking public access with resource-based
policies*, *Blocking public access to your Amazon S3 storage*, *Blocking public access to EFS
file systems*, *AWS KMS condition keys*, *Amazon SNS policy keys*.
"""

from __future__ import annotations

from enum import Flag, auto

from msgspec import Struct

from iaclint.analyses.aws.iam.language.conditions import ANONYMOUS, Candidate
from iaclint.analyses.aws.iam.language.patterns import list_variables
from iaclint.symbolic.values import ABSENT, PartialString, Value


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
SNS_ENDPOINT = "sns:endpoint"
_OPTIONAL = frozenset(
    ("s3:dataaccesspointarn", "s3:dataaccesspointaccount", "aws:ec2instancesourcevpc",
     SNS_ENDPOINT)
)  # fmt: skip
_IS_SERVICE = "aws:principalisawsservice"
_INSIDE = frozenset(("elasticfilesystem:accessedviamounttarget",))
"""Keys that only requests from the owner's network have."""

TRUSTED = _ENDPOINT | _SIGNED | _ORGANIZATION | _SERVICE | _OPTIONAL | _INSIDE | {_IS_SERVICE}
"""The keys whose value a public caller cannot choose (besides the source address)."""

_RESOURCE_TAGS = ("resourcetag/", "existingobjecttag/", "buckettag/")
"""Parts of the keys of tags of the resource, which its owner sets."""

_NOT_OWN = (ANONYMOUS, "false", "true")


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


def is_resource_tag(key: str) -> bool:
    """Return whether a key is a tag of the resource or of what is in it."""
    return any(part in key for part in _RESOURCE_TAGS)


def names_caller(value: Value) -> bool:
    """Return whether a value has a policy variable whose value a public caller cannot choose.

    It differs for each caller, so a property of the resource that equals it is that of one caller:
    ``aws:ResourceAccount`` and ``${aws:PrincipalAccount}`` are equal in the owner's account only.
    """
    parts = value.parts if isinstance(value, PartialString) else (value,)
    texts = (part for part in parts if isinstance(part, str))
    return any(variable in TRUSTED for text in texts for variable in list_variables(text))
