"""The parser of IAM policies, which reads plain, partly unknown values.

It does not evaluate a policy; ``evaluation`` does. What AWS would reject is kept as a ``Fault``,
and the rest is read as far as possible.

Source: *Grammar of the IAM JSON policy language*, *AWS JSON policy elements: Principal*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from iaclint.analyses.aws.iam.language.elements import PolicyReader
from iaclint.analyses.aws.iam.language.policy import (
    FIELD,
    Policy,
    Statement,
    join,
)
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.symbolic.json_text import decode
from iaclint.symbolic.recall import RecallByIdentity
from iaclint.symbolic.values import ABSENT, JsonText, PartialString, Unknown, Value

_NO_JSON = (ValueError, RecursionError, KeyError, IndexError)
"""What is raised for a text that is not valid JSON."""

_COMMA = re.compile(r",(?=\s*[}\]])")


_POLICIES: Final[RecallByIdentity[Policy]] = RecallByIdentity(1024)
"""Several rules read a policy, and so does the search for its faults."""


def read_policy(value: Value, service: Service) -> Policy:
    """Return a policy that is given as data or as JSON text, without choices."""
    return _POLICIES.result(value, service, lambda: _read_policy(value, service))


def _read_policy(value: Value, service: Service) -> Policy:
    reader = PolicyReader(service)
    if isinstance(value, (str, PartialString, JsonText)):
        if isinstance(value, str) and not value.strip():
            return Policy()
        try:
            value = decode(value)
        except _NO_JSON as error:
            reader.fault(f"the policy is not valid JSON: {error}", ())
            value = _drop_trailing_commas(value)
    if isinstance(value, Unknown):
        return Policy(unread=value)
    if not isinstance(value, Mapping):
        if not reader.faults:
            reader.fault("the policy is not a JSON object", ())
        return Policy(faults=tuple(reader.faults), unread=reader.faults[0].message)
    return reader.policy(value)


def read_policies(values: Sequence[Value], service: Service) -> Policy:
    """Read all the policies of one thing, in the order of the service's fields, as one.

    A request is evaluated against all of their statements. Policies that are not declared are
    skipped; an unknown policy counts as one unknown statement.
    """
    given = zip(service.fields, values, strict=True)
    found = [(f, read_policy(v, service)) for f, v in given if v is not ABSENT and v is not None]
    if not found:
        return Policy()
    if len(found) == 1:
        ((field, policy),) = found
        placed = field == FIELD
        return policy if placed else replace(policy, statements=_place(policy.statements, field))
    parts: list[Policy] = []
    for field, policy in found:
        unread = PolicyReader(service).opaque_statement(_as_unknown(policy.unread), (), 0)
        inside = policy.statements if policy.unread is None else (unread,)
        parts.append(replace(policy, statements=_place(inside, field)))
    return join(parts)


def _place(statements: Iterable[Statement], field: str) -> tuple[Statement, ...]:
    return tuple(replace(statement, field=field) for statement in statements)


def _as_unknown(unread: Value) -> Value:
    return Unknown(unread) if isinstance(unread, str) else unread


def _drop_trailing_commas(text: Value) -> Value:
    """Return what a text holds without the commas in front of closing brackets.

    Authors fix that error before they notice it. None if there are other errors.
    """
    if isinstance(text, PartialString):
        parts = (_COMMA.sub("", p) if isinstance(p, str) else p for p in text.parts)
        text = PartialString(tuple(parts))
    elif isinstance(text, str):
        text = _COMMA.sub("", text)
    try:
        return decode(text)
    except _NO_JSON:
        return None
