"""IAM grants on Google Cloud resources and on managed folders of buckets."""

from __future__ import annotations

import json

import pytest

from iaclint.analyses import find_analysis
from iaclint.symbolic.values import ABSENT, Choice, Unknown, Value
from tests.analyses.facts import Facts

X = Unknown("var.x")
VIEWER = "roles/storage.objectViewer"


def judge(analysis: str, **fields: Value) -> dict[str, Value]:
    value = find_analysis(analysis)(Facts(fields)).value
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize(
    ("member", "expected"),
    [("allUsers", True), ("allAuthenticatedUsers", True), ("user:anna@example.com", False), (X, X)],
)
def test_members_bindings_and_policies(member: Value, expected: Value) -> None:
    granted = {"role": "roles/bigquery.dataViewer", "member": member}
    assert judge("google_iam_exposure", iam=(granted,))["public"] == expected
    bound = {"role": "roles/bigquery.dataViewer", "members": ("user:a@example.com", member)}
    assert judge("google_iam_exposure", iam=(bound,))["public"] == expected


@pytest.mark.parametrize("analysis", ["google_iam_exposure", "gcs_exposure", "bigquery_exposure"])
def test_many_grants_that_may_not_exist(analysis: str) -> None:
    def may_be(member: str, number: int) -> Value:
        return Choice(Unknown(f"var.x{number}"), ({"role": VIEWER, "member": member}, None))

    private = tuple(may_be(f"user:{n}@example.com", n) for n in range(20))
    assert judge(analysis, iam=private)["public"] is False
    assert judge(analysis, iam=(*private, may_be("allUsers", 20)))["public"] == Unknown("var.x20")


def test_texts_describe_the_role() -> None:
    granted = {"role": "roles/secretmanager.secretAccessor", "member": "allUsers"}
    opens = judge("google_iam_exposure", iam=(granted,))["opens"]
    assert opens == "anyone on the internet to read the secret"
    assert judge("google_iam_exposure") == {"public": False, "opens": "no public access"}


@pytest.mark.parametrize(
    ("prevention", "expected"), [(ABSENT, True), ("enforced", False), ("inherited", True), (X, X)]
)
def test_the_policy_of_a_managed_folder_applies_to_the_bucket(
    prevention: Value, expected: Value
) -> None:
    closed = {"bindings": [{"role": VIEWER, "members": ["user:anna@example.com"]}]}
    opened = {"bindings": [{"role": VIEWER, "members": ["allUsers"]}]}
    policies = tuple({"policy": json.dumps(policy)} for policy in (closed, opened))
    found = judge("gcs_exposure", folder_policies=policies, public_access_prevention=prevention)
    assert found["public"] == expected
    assert judge("gcs_exposure", folder_policies=policies[:1])["public"] is False
    assert judge("gcs_exposure", folder_policies=(X,))["public"] == X
