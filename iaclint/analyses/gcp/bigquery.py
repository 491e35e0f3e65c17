"""Which public access a BigQuery dataset allows: its access entries and IAM.

Source: *Control access to resources with IAM* of the BigQuery documentation; *Resource: Dataset*
of its API.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.gcp.members import find_public_groups, list_iam_grants
from iaclint.analyses.grants import (
    Fields,
    Grant,
    GrantSummary,
    elements,
    evaluate_cases,
)
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

FIELDS = ("access", "iam", "iam_policy")

_ROLES = {
    "READER": "read its tables",
    "WRITER": "read and change its tables",
    "OWNER": "fully control the dataset",
    "roles/bigquery.dataViewer": "read its tables",
    "roles/bigquery.dataEditor": "read and change its tables",
    "roles/bigquery.dataOwner": "fully control the dataset",
    "roles/bigquery.admin": "fully control the dataset",
    "roles/bigquery.metadataViewer": "list its tables",
}


def analyse(facts: Facts) -> AnalysisResult:
    """Return which public access the dataset allows, with the reasons."""
    return evaluate_cases(facts, FIELDS, _evaluate, ("access", "iam"))


def _evaluate(fields: Fields) -> GrantSummary:
    grants = [
        *_entries(fields["access"]),
        *list_iam_grants(fields["iam"], fields["iam_policy"], _words),
    ]
    none = Step("no access entry or IAM grant is for all users", "access")
    return GrantSummary(grants, [] if grants else [none])


def _words(role: Value) -> str:
    return _ROLES.get(role, "access the dataset") if isinstance(role, str) else "access the dataset"


def _entries(access: Value) -> Iterator[Grant]:
    for path, item in elements(access):
        if not isinstance(item, Mapping):
            opens = "anyone on the internet to access the dataset"
            yield Grant(Truth.UNKNOWN, "an access entry", opens, "access", path, symbols(item))
            continue
        for part in ("special_group", "iam_member"):
            value = item.get(part, ABSENT)
            for who, truth in find_public_groups(value) if value is not ABSENT else ():
                blockers = () if truth is Truth.TRUE else symbols(value)
                opens = f"{who} to {_words(item.get('role'))}"
                source = "the access entry" if truth is Truth.TRUE else "an access entry"
                yield Grant(truth, source, opens, "access", (*path, part), blockers)
                if truth is Truth.UNKNOWN:
                    break
