"""Opaque names: IDs and ARNs that AWS assigns, which are unknown but have no wildcard.

Under StringLike, ArnLike and ArnEquals an unknown value could be ``*``. The ID or the ARN of a
resource could not: it limits requests to that resource, as it does under StringEquals. Nor does the
output of a module that is called an ARN have a wildcard if ArnEquals compares with it.

Source: *Amazon Resource Names (ARNs)* (AWS General Reference), *IAM JSON policy elements:
Condition operators*.
"""

from __future__ import annotations

from msgspec.structs import replace

from iaclint.analyses.aws.iam.language.conditions import ConditionTest
from iaclint.analyses.aws.iam.language.operators import Relation
from iaclint.symbolic.natures import Form
from iaclint.symbolic.values import PartialString, Unknown, Value

_NAME = "zq7opaq"
"""The text that represents such a name: no public caller has it."""

_ARN = f"arn:{_NAME}:{_NAME}:{_NAME}:{_NAME}:{_NAME}"
_BUCKET_ARN = f"arn:{_NAME}:s3:::{_NAME}"


def replace_opaque_names(test: ConditionTest) -> ConditionTest:
    """Return a test with such names replaced by a text that no public caller has."""
    relation = test.operator.relation if test.operator else None
    if relation not in (Relation.LIKE, Relation.ARN_LIKE, Relation.ARN_EQUAL):
        return test
    return replace(test, values=tuple(_settle(value, test.key, relation) for value in test.values))


def _settle(value: Value, key: str, relation: Relation) -> Value:
    if not isinstance(value, (Unknown, PartialString)):
        return value
    known = ""
    for part in value.parts if isinstance(value, PartialString) else (value,):
        text = part if isinstance(part, str) else _opaque_text(part, relation)
        if text is None and _names_owner(key.lower(), known):
            text = _NAME
        if text is None:
            return value
        known += text
    return known


def _names_owner(key: str, start: str) -> bool:
    """Return whether whatever follows a start is of the organization or account in it."""
    if key.endswith("orgpaths"):
        return "/" in start
    parts = start.split(":", 5)
    return key.endswith("arn") and len(parts) > 5 and bool(parts[4])


def _opaque_text(part: Unknown, relation: Relation) -> str | None:
    """Return the text for an attribute that AWS sets; None for any other unknown."""
    nature = part.nature
    is_arn = relation is Relation.ARN_EQUAL and nature.form is Form.ARN
    if not nature.is_assigned and not is_arn:
        return None
    if nature.form is Form.ARN:
        return _BUCKET_ARN if nature.service == "s3" else _ARN
    return _NAME
