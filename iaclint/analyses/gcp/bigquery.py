"""Who can reach a BigQuery dataset: its access entries and IAM.

Source: *Control access to resources with IAM* of the BigQuery documentation; *Resource: Dataset*
of its API.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iaclint.analyses.analysis import Facts, Outcome, Step
from iaclint.analyses.gcp.members import find_everyone, iam_grants
from iaclint.analyses.grants import (
    Fields,
    Grant,
    Verdict,
    decide,
    elements,
)
from iaclint.symbolic.values import (
    ABSENT,
    Truth,
    Value,
    symbols,
)

FIELDS = ("access", "iam", "iam_policy")

_ROLES = {
    "READER": "read its tables",
    "WRITER": "read and change its tables",
    "OWNER": "do anything with it",
    "roles/bigquery.dataViewer": "read its tables",
    "roles/bigquery.dataEditor": "read and change its tables",
    "roles/bigquery.dataOwner": "do anything with it",
    "roles/bigquery.admin": "do anything with it",
    "roles/bigquery.metadataViewer": "see what tables it has",
}


def analyse(facts: Facts) -> Outcome:
    """Return who can reach the dataset, with the reasons."""
    return decide(facts, FIELDS, _judge)


def _judge(fields: Fields) -> Verdict:
    grants = [
        *_entries(fields["access"]),
        *iam_grants(fields["iam"], fields["iam_policy"], _words),
    ]
    none = Step("no access entry and no IAM grant names everyone", "access")
    return Verdict(grants, [] if grants else [none])


def _words(role: Value) -> str:
    return _ROLES.get(role, "use it") if isinstance(role, str) else "use it"


def _entries(access: Value) -> Iterator[Grant]:
    for path, item in elements(access):
        if not isinstance(item, Mapping):
            opens = "anyone on the internet use it"
            yield Grant(Truth.UNKNOWN, "an access entry", opens, "access", path, symbols(item))
            continue
        for part in ("special_group", "iam_member"):
            value = item.get(part, ABSENT)
            for who, truth in find_everyone(value) if value is not ABSENT else ():
                blockers = () if truth is Truth.TRUE else symbols(value)
                opens = f"{who} {_words(item.get('role'))}"
                source = "the access entry" if truth is Truth.TRUE else "an access entry"
                yield Grant(truth, source, opens, "access", (*path, part), blockers)
                if truth is Truth.UNKNOWN:
                    break
