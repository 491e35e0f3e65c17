"""The resource that a policy is attached to, which ``NotResource`` may or may not name.

AWS accepts no other resource in ``Resource``. In ``NotResource``, another one excludes nothing.

Source: *IAM JSON policy elements: NotResource*, *Amazon Resource Names (ARNs)*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from iaclint.analyses.analysis import OWN_RESOURCE, Facts
from iaclint.analyses.aws.iam.language.parser import read_policies
from iaclint.analyses.aws.iam.language.patterns import ANY, ONE, overlap, read_pattern
from iaclint.analyses.aws.iam.language.policy import Names, Policy
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.resources import Excluded, is_arn
from iaclint.symbolic.branches import branches
from iaclint.symbolic.structure import symbols, unknowns
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, PartialString, Unknown, Value

_NAMED_BY_AWS: Final = ("elasticfilesystem", "glue", "kms")
"""Services whose resources have an id in their ARN, not their name."""
_ARN_PARTS: Final = 6


class Owner(Struct, frozen=True):
    """The resource that a policy is attached to."""

    type: str
    key: str
    """Its ``Resource.key``."""
    name: Value
    service: str


def read_owner(facts: Facts, policies: Sequence[Value], service: Service) -> Owner | None:
    """Return whose policies they are; None if no statement with ``NotResource`` depends on it."""
    if not any(_excludes(policy, service) for policy in policies):
        return None
    own = facts.get(OWN_RESOURCE)
    if not isinstance(own, tuple):
        return None  # it is not in the configuration
    type_, key = (str(part) for part in own)
    return Owner(type_, key, facts.get("name"), service.prefix)


def _excludes(policy: Value, service: Service) -> bool:
    if policy is ABSENT or policy is None:
        return False
    absent = [ABSENT] * len(service.other_policies)
    read = [read_policies((option, *absent), service) for option in branches(policy)]
    return any(statement.resources.negated for one in read for statement in one.statements)


def without_others(policy: Policy, owner: Owner | None) -> Policy:
    """Return a policy whose ``NotResource`` elements name only parts of its own resource."""
    if owner is None:
        return policy
    statements = tuple(
        replace(statement, resources=Names(tuple(_own(statement.resources, owner)), True))
        if statement.resources.negated
        else statement
        for statement in policy.statements
    )
    return replace(policy, statements=statements)


def _own(names: Names, owner: Owner) -> Iterator[Value]:
    for value in names.values:
        other = _is_other(value, owner)
        if other is Truth.UNKNOWN:
            yield Excluded((*symbols(value), *symbols(owner.name), "the ARN of the resource")[0])
        elif other is Truth.FALSE:
            yield value


def _is_other(value: Value, owner: Owner) -> Truth:
    """Return whether an ARN is certainly, or possibly, that of another resource."""
    identities = (unknown.identity for unknown in unknowns(value))
    named = next((i for i in identities if i and i.kind == owner.type), None)
    if named is not None:
        return Truth.of(named.owner != owner.key)
    if isinstance(value, Unknown):
        return Truth.FALSE if is_arn(value) else Truth.UNKNOWN
    parts = _pattern(value).split(":", _ARN_PARTS - 1)
    if len(parts) < _ARN_PARTS:
        return Truth.FALSE  # "*", or nothing that AWS accepts
    if not any(overlap(parts[-1], pattern) for pattern in _own_patterns(owner)):
        return Truth.TRUE
    if not isinstance(value, str) or isinstance(owner.name, str) or {ANY, ONE} & set(parts[-1]):
        return Truth.FALSE
    is_generated = owner.name is ABSENT and owner.service not in _NAMED_BY_AWS
    return Truth.TRUE if is_generated else Truth.UNKNOWN


def _own_patterns(owner: Owner) -> Iterator[str]:
    """Yield patterns of the last part of ARNs of the resource and of what is in it."""
    name = _pattern(owner.name) or ANY
    if owner.service == "s3":
        yield from (name, f"{name}/{ANY}", f"accesspoint/{name}", f"accesspoint/{name}/{ANY}")
        return
    for start in ("", f"{ANY}/", f"{ANY}:"):
        # Secrets Manager adds a hyphen and six characters to names.
        yield from (start + name + end for end in ("", f"/{ANY}", f"-{ONE * 6}"))


def _pattern(value: Value) -> str:
    """Return a text as a pattern that any value of its unknown parts matches."""
    if isinstance(value, str):
        return read_pattern(value)
    if isinstance(value, PartialString):
        return "".join(read_pattern(p) if isinstance(p, str) else ANY for p in value.parts)
    return ""
