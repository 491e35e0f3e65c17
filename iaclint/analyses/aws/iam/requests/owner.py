"""The resource that a policy is attached to, which its statements may or may not name.

A statement that names only other resources applies to no request to this one. A ``NotResource``
that names another one excludes nothing.

Source: *IAM JSON policy elements: Resource*, *NotResource*, *Amazon Resource Names (ARNs)*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from iaclint.analyses.analysis import OWN_RESOURCE, Facts
from iaclint.analyses.aws.iam.language.parser import read_policies
from iaclint.analyses.aws.iam.language.policy import Effect, Names, Policy, Statement
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.account_resources import AccountResources
from iaclint.analyses.aws.iam.requests.arn_forms import STRICT, has_forms, names_all
from iaclint.analyses.aws.iam.requests.made_names import has_made_name, is_made_of_another
from iaclint.analyses.aws.iam.requests.other_resources import Owner, is_other
from iaclint.analyses.aws.iam.requests.resources import PossiblyOther, is_arn
from iaclint.symbolic.branches import branches
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, PartialString, Unknown, Value

ATTACHED: Final = "attached_to"
"""The field of a policy of its own with the resource that it is attached to."""
_NAMED_BY_AWS: Final = ("aps", "cloudtrail", "elasticfilesystem", "kms")
"""Services whose resources have an id in their ARN, not their name."""
_ALIASED: Final = "multiregion"
"""A part of the types of S3 whose ARNs have an alias that AWS assigns, not their name."""
_ID: Final = Unknown("an id")
"""A name or id in an ARN that is decided at deployment."""


def read_owner(facts: Facts, policies: Sequence[Value], service: Service) -> Owner | None:
    """Return whose policies they are; None if no statement depends on it."""
    if not has_forms(service.prefix) or service.resources is AccountResources:
        return None  # a policy for several resources
    if not any(_depends_on_owner(policy, service) for policy in policies):
        return None
    own = facts.get(OWN_RESOURCE)
    if not isinstance(own, tuple):
        return None  # it is not in the configuration
    kind, key = (str(part) for part in own)
    if kind.lower().endswith("policy"):
        return _read_attached(facts.get(ATTACHED), service.prefix)
    is_aliased = _ALIASED in kind.lower().replace("_", "")
    has_id = service.prefix in _NAMED_BY_AWS or is_aliased
    return Owner(kind, key, _ID if has_id else facts.get("name"), service.prefix)


def _read_attached(to: Value, service: str) -> Owner | None:
    """Return the resource that a policy refers to by its ARN, name or id."""
    if isinstance(to, Unknown) and to.identity and to.nature.is_of_resource:
        return Owner(to.identity.kind, to.identity.owner, _ID, service)
    if to is ABSENT or to is None:
        return None
    return Owner("", "", _name_in(to), service)


def _name_in(to: Value) -> Value:
    """Return the name or id in an ARN; what has no colon is one itself."""
    parts: Sequence[Value] = to.parts if isinstance(to, PartialString) else (to,)
    before, last = ["", *parts][-2:]
    if not any(isinstance(part, str) and ":" in part for part in parts):
        is_whole_arn = isinstance(to, Unknown) and is_arn(to) and to.nature.is_assigned
        return _ID if is_whole_arn else to
    if isinstance(last, str):
        return last.rpartition(":")[2].partition("/")[2] or _ID
    return last if isinstance(before, str) and before.endswith("/") else _ID


def _depends_on_owner(policy: Value, service: Service) -> bool:
    if policy is ABSENT or policy is None:
        return False
    absent = [ABSENT] * len(service.other_policies)
    read = [read_policies((option, *absent), service) for option in branches(policy)]
    return any(
        not names_all(value, service.prefix)
        for one in read
        for statement in one.statements
        if _is_compared(statement, service.prefix)
        for value in statement.resources.values
    )


def _is_compared(statement: Statement, service: str) -> bool:
    return statement.resources.negated or statement.effect is Effect.DENY or service != STRICT


def without_others(policy: Policy, owner: Owner | None) -> Policy:
    """Return a policy whose elements name only its own resource and parts of it."""
    statements = tuple(
        replace(statement, resources=_own_names(statement, owner, policy.variables))
        if _is_compared(statement, owner.service if owner else STRICT)
        else statement
        for statement in policy.statements
    )
    return replace(policy, statements=statements)


def _own_names(statement: Statement, owner: Owner | None, variables: bool) -> Names:
    names = statement.resources
    return Names(tuple(_own(names, owner, statement.effect, variables)), names.negated)


def _own(names: Names, owner: Owner | None, effect: Effect, variables: bool) -> Iterator[Value]:
    """Yield the values that may name the resource."""
    # Callers choose the values of variables so that they get access.
    is_met = variables and (effect is Effect.ALLOW) is not names.negated
    for value in names.values:
        other = Truth.UNKNOWN if owner is None else is_other(value, owner, is_met=is_met)
        if other is not Truth.TRUE and _may_be_other(value, other, names, owner, effect):
            of_owner = () if owner is None else symbols(owner.name)
            yield PossiblyOther((*symbols(value), *of_owner, "the ARN of the resource")[0])
        elif other is not Truth.TRUE:
            yield value


def _may_be_other(
    value: Value, other: Truth, names: Names, owner: Owner | None, effect: Effect
) -> bool:
    """Return whether a value may name another resource, or a part of this one, where it matters."""
    if effect is Effect.ALLOW and not names.negated:
        return owner is not None and is_made_of_another(value, owner.key)
    if owner is None or owner.service == STRICT:
        is_lenient = owner is None or not names.negated
        return has_made_name(value) or (other is Truth.UNKNOWN and not is_lenient)
    return other is Truth.UNKNOWN
