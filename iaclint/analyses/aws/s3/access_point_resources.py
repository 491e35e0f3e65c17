"""The resources in the policy of an access point, as resources of its bucket.

AWS accepts in such a policy only the access point that it is attached to, so its name does not
matter: ``arn:aws:s3:eu-west-1:111122223333:accesspoint/scans/object/2024/*`` are objects of its
bucket, and an ARN without ``/object`` is the bucket.

Source: *Configuring IAM policies for using access points*, *Multi-Region Access Point permissions*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from iaclint.analyses.aws.iam.language.conditions import UNKNOWN_PART, fixed_text
from iaclint.analyses.aws.iam.language.policy import Names, Policy
from iaclint.analyses.aws.iam.requests.resources import is_arn
from iaclint.symbolic.natures import Form, Nature
from iaclint.symbolic.values import Identity, PartialString, Unknown, Value, concatenate

_BUCKET = Unknown("the bucket", Identity("the bucket", "arn", nature=Nature(Form.ARN)))
_EVERYTHING = "*"

# An unknown part at the start is the ARN of the access point.
_POINT = re.compile(f"(?:{UNKNOWN_PART}|[^/]*:accesspoint/[^/]*)(?:/object(?=/|$))?")
_ACCOUNT = re.compile("arn:[^:]*:s3:[^:]*:([0-9]{12}):accesspoint/")


def translate_resources(policy: Policy) -> Policy:
    """Return the policy of an access point with the ARNs of its bucket."""
    statements = (
        replace(s, resources=Names(tuple(map(_translate, s.resources.values)), s.resources.negated))
        for s in policy.statements
    )
    return replace(policy, statements=tuple(statements))


def list_accounts(policy: Policy) -> Iterator[str]:
    """Yield the IDs of the account of the access point that its policy names."""
    for statement in policy.statements:
        for value in statement.resources.values:
            found = _ACCOUNT.match(_write(value))
            if found:
                yield found[1]


def _translate(value: Value) -> Value:
    text = _write(value)
    found = _POINT.match(text)
    if isinstance(value, Unknown) and not is_arn(value):
        return value
    if found is None:
        return _EVERYTHING if text.startswith("arn:") and text.endswith("*") else value
    if found.end() == len(text) and text.endswith("*"):
        return _EVERYTHING
    return concatenate([_BUCKET, *_tail(value, found.end())])


def _write(value: Value) -> str:
    return value if isinstance(value, str) else fixed_text(value)


def _tail(value: Value, start: int) -> Iterator[str | Unknown]:
    """Yield the parts of a text from a position on; an unknown part counts as one character."""
    at = 0
    for part in value.parts if isinstance(value, PartialString) else (value,):
        size = len(part) if isinstance(part, str) else 1
        if isinstance(part, str) and at + size > start:
            yield part[max(0, start - at) :]
        elif isinstance(part, Unknown) and at >= start:
            yield part
        at += size
