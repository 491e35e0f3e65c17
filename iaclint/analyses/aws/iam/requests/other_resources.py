"""Whether an ARN in a policy is that of another resource than the one with the policy.

Text before or after the ARN of a resource makes it the ARN of another one, unless it is a pattern
that also matches the ARN itself, or names something in the resource.

Source: *Amazon Resource Names (ARNs)*, *IAM JSON policy elements: Resource*, *Name type* (AWS
CloudFormation User Guide).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from msgspec import Struct

from iaclint.analyses.aws.iam.language.conditions import UNKNOWN_PART
from iaclint.analyses.aws.iam.language.patterns import (
    ANY,
    UNNAMED,
    VARIABLE,
    is_fixed_text,
    read_arn,
    read_pattern,
)
from iaclint.analyses.aws.iam.requests.arn_forms import (
    STRICT,
    last_part,
    names,
    names_in,
    unnamed_arns,
)
from iaclint.analyses.aws.iam.requests.resources import is_arn
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, PartialString, Unknown, Value

_GENERATED: Final = re.compile(r".*(?:-[0-9A-Za-z]{12,13}(?:-[0-9A-Za-z]{6})?|[0-9a-f]{26})")
"""What generated names look like: CloudFormation adds 12 or 13 characters, Terraform 26."""
_COLONS: Final = 5
"""The number of colons before the last part of an ARN."""
_ANY_ARN: Final = ":".join(["arn", *[ANY] * _COLONS])
Writer: TypeAlias = Callable[[Unknown], str]
"""What writes an unknown part of a text."""


class Owner(Struct, frozen=True):
    """The resource that a policy is attached to."""

    type: str
    """Empty if only its name is known, and so is its key."""
    key: str
    """Its ``Resource.key``."""
    name: Value
    """The name or the id in its ARN; it may be an unknown ARN."""
    service: str


def is_other(value: Value, owner: Owner, *, is_met: bool = False) -> Truth:
    """Return whether an ARN is certainly, or possibly, that of another resource.

    ``is_met`` is whether callers choose the values of policy variables so that it is this one, or
    so that it is another.
    """
    if not isinstance(value, (str, PartialString, Unknown)):
        return Truth.UNKNOWN
    if _is_arn_of_another_type(value, owner):
        return Truth.TRUE
    if isinstance(value, Unknown) and value == owner.name:
        return Truth.FALSE
    subject = _subject(value, owner)
    if subject is None:
        return Truth.UNKNOWN if isinstance(value, Unknown) else _is_other_text(value, owner, is_met)
    possible, certain = _named(value, subject, owner.service)
    if not _is_of_type(subject, owner):
        if certain is Truth.TRUE:
            return Truth.FALSE if owner.service == STRICT else ~_has_name(subject, owner)
    elif subject.identity and subject.identity.owner == owner.key:
        return ~certain if certain is possible else Truth.UNKNOWN
    elif certain is not Truth.FALSE or _has_path_after(value, subject):
        return Truth.TRUE
    return _is_other_text(value, owner, is_met)


def _is_arn_of_another_type(value: Value, owner: Owner) -> bool:
    """Return whether a value is, or starts with, the ARN of a resource of another type.

    The types of companions start with the type of their owner: the ARN of a version of a secret is
    that of the secret.
    """
    first = value.parts[0] if isinstance(value, PartialString) else value
    identity = first.identity if isinstance(first, Unknown) else None
    if identity is None or not identity.nature.is_of_resource:
        return False
    return identity.attribute.lower() == "arn" and not identity.kind.startswith(owner.type)


def _subject(value: Value, owner: Owner) -> Unknown | None:
    """Return the attribute of a resource that a value names it by: its ARN, its name, its id."""
    before = ""
    for part in value.parts if isinstance(value, PartialString) else (value,):
        if isinstance(part, str):
            before += part
        elif isinstance(part, Unknown):
            colons = before.count(":")
            can_name = is_arn(part) or not colons or colons >= _COLONS
            if (not before and is_arn(part)) or (can_name and _is_of_type(part, owner)):
                return part
            before += UNKNOWN_PART
    return None


def _is_of_type(part: Unknown, owner: Owner) -> bool:
    identity = part.identity
    return identity is not None and identity.kind == owner.type != "" and not identity.is_derived


def _has_name(subject: Unknown, owner: Owner) -> Truth:
    """Return whether a resource with an attribute has the name of the owner.

    Where the configuration does not say its name, a resource of it is the one that is meant.
    """
    identity = subject.identity
    derivation = identity.derivation if identity else None
    name = derivation.known_name() if derivation else None
    if isinstance(name, str):
        return is_same(name, owner.name)
    return Truth.TRUE if subject.nature.is_of_resource else Truth.UNKNOWN


def _named(value: Value, subject: Unknown, service: str) -> tuple[Truth, Truth]:
    """Return whether a value possibly, and certainly, names the resource of an attribute in it."""
    arns = tuple(unnamed_arns(service))
    spellings = arns if is_arn(subject) else (UNNAMED, *arns)

    def named(write: Writer) -> Truth:
        texts = (_join(value, write, subject, spelling) for spelling in spellings)
        return Truth.any(names(text, service, UNNAMED) for text in texts)

    return named(_any), named(_mark)


def _has_path_after(value: Value, subject: Unknown) -> bool:
    """Return whether a path follows an attribute: it is then a whole ARN, name or id."""
    parts = value.parts if isinstance(value, PartialString) else (value,)
    after = [*parts, ""][parts.index(subject) + 1]
    return isinstance(after, str) and after.startswith(("/", ":"))


def _is_other_text(value: Value, owner: Owner, is_met: bool) -> Truth:
    """Return whether a text is of other resources, by the name of this one."""
    service, name = owner.service, owner.name
    pattern, own = _widest(value, name)
    pattern = pattern.replace(VARIABLE, ANY) if is_met else pattern
    if names(pattern, service, own) is Truth.FALSE:
        return Truth.TRUE
    certain = names(_join(value, _mark), service, _join(name, _own_mark) or UNNAMED)
    if certain is Truth.TRUE or (service == STRICT and not is_fixed_text(last_part(pattern))):
        return Truth.FALSE
    if name is ABSENT and certain is Truth.FALSE and not _can_be_generated(pattern, service):
        return Truth.TRUE
    return Truth.UNKNOWN


def _widest(value: Value, name: Value) -> tuple[str, str]:
    """Return a text and a name as patterns of all that they can be."""
    mark = _join(name, _mark)
    # An unknown name is the same in both: text around it makes it another one.
    if isinstance(name, Unknown) and name.identity and mark in last_part(_join(value, _mark)):
        return _join(value, _any, name, mark), mark
    return _join(value, _any), _join(name, _any) or ANY


def _can_be_generated(pattern: str, service: str) -> bool:
    """Return whether the name in an ARN can be a generated one."""
    found = names_in(pattern, service)
    return any(not is_fixed_text(name) or _GENERATED.fullmatch(name) for name in found)


def _join(value: Value, write: Writer, spelt: Unknown | None = None, spelling: str = "") -> str:
    """Return a text as a pattern, with its unknown parts written; empty if it is no text."""
    parts = value.parts if isinstance(value, PartialString) else (value,)
    return "".join(
        read_arn(part) if isinstance(part, str) else spelling if part == spelt else write(part)
        for part in parts
        if isinstance(part, (str, Unknown))
    )


def _any(unknown: Unknown) -> str:
    """Return a pattern that any value of an unknown matches."""
    return _ANY_ARN if is_arn(unknown) and unknown.nature.is_assigned else ANY


def _mark(unknown: Unknown) -> str:
    """Return a text that only the unknowns of the same identity, or without any, have."""
    identity = unknown.identity
    words = f"{identity.owner} {identity.attribute}" if identity else ""
    text = read_pattern(words, wildcards=False, variables=False)
    return UNKNOWN_PART + text.replace(":", UNKNOWN_PART) + UNKNOWN_PART


def _own_mark(unknown: Unknown) -> str:
    """Return the mark for a part of the owner's name: without an identity, it equals nothing."""
    return _mark(unknown) if unknown.identity else f"{UNKNOWN_PART}{UNKNOWN_PART}{UNKNOWN_PART}"
