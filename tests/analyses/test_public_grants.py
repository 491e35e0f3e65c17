"""Public grants in Google Cloud and Azure, and what blocks them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.analyses.analysis import AnalysisResult
from iaclint.analyses.azure import storage_account
from iaclint.analyses.gcp import bigquery, gcs
from iaclint.symbolic.values import ABSENT, Choice, JsonText, PartialString, Unknown, Value
from tests.analyses.facts import Facts

X = Unknown("var.x")
VIEWER = "roles/storage.objectViewer"


def public(found: AnalysisResult) -> Value:
    assert isinstance(found.value, dict)
    value: Value = found.value["public"]
    return value


def opens(found: AnalysisResult) -> Any:
    assert isinstance(found.value, dict)
    return found.value["opens"]


def bindings(*items: Value) -> dict[str, Value]:
    return {"bindings": list(items)}


class TestStorage:
    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({}, False),
            ({"iam": ({"role": VIEWER, "member": "allUsers"},)}, True),
            ({"iam": ({"role": VIEWER, "member": "allAuthenticatedUsers"},)}, True),
            ({"iam": ({"role": VIEWER, "member": "domain:example.com"},)}, False),
            ({"iam": ({"role": VIEWER, "members": ("user:a@b.c", "allUsers")},)}, True),
            ({"iam": ({"role": X, "member": "allUsers"},)}, True),
            ({"iam": ({"role": VIEWER, "member": X},)}, X),
            ({"iam": ({"role": VIEWER, "members": X},)}, X),
            ({"iam": ({"role": VIEWER, "member": PartialString(("user:", X))},)}, False),
            ({"iam": ({"role": VIEWER, "member": "allUsers"}, X)}, True),
            ({"iam": (Choice(X, ({"role": VIEWER, "member": "allUsers"}, ABSENT)),)}, X),
            ({"iam": (Choice(X, ({"role": VIEWER, "member": "user:a@b.c"}, ABSENT)),)}, False),
            ({"iam_policy": json.dumps(bindings({"role": "r", "members": ["allUsers"]}))}, True),
            ({"iam_policy": JsonText(bindings({"role": X, "members": ["allUsers"]}))}, True),
            ({"iam_policy": JsonText(bindings({"role": "r", "members": [X]}))}, X),
            ({"iam_policy": X}, X),
            ({"iam_policy": "no JSON"}, False),
            ({"acl": ({"entities": ("READER:allUsers",)},)}, True),
            ({"acl": ({"entities": ("READER:user-a@b.c",)},)}, False),
            ({"acl": ({"entities": (X,)},)}, X),
            ({"acl": ({"predefined": "publicReadWrite"},)}, True),
            ({"acl": ({"predefined": "private", "object_predefined": "publicRead"},)}, True),
            ({"acl": ({"entity": "allUsers", "role": "OWNER"},)}, True),
            ({"acl": ({"object_entity": "allAuthenticatedUsers", "role": "READER"},)}, True),
            ({"acl": ({"object_entity": "user-a@b.c", "role": "READER"},)}, False),
            ({"acl": (X,)}, X),
        ],
    )
    def test_grants(self, fields: dict[str, Value], expected: Value) -> None:
        assert public(gcs.analyse(Facts(fields))) == expected

    @pytest.mark.parametrize(
        ("switches", "by_iam", "by_acl"),
        [
            ({}, True, True),
            ({"public_access_prevention": "inherited"}, True, True),
            ({"public_access_prevention": "enforced"}, False, False),
            ({"public_access_prevention": X}, X, X),
            ({"uniform_access": True}, True, False),
            ({"uniform_access": False}, True, True),
            ({"uniform_access": X}, True, X),
            ({"uniform_access": True, "public_access_prevention": X}, X, False),
        ],
    )
    def test_settings_that_block_them(
        self, switches: dict[str, Value], by_iam: Value, by_acl: Value
    ) -> None:
        iam = {"iam": ({"role": VIEWER, "member": "allUsers"},)}
        acl = {"acl": ({"entities": ("READER:allUsers",)},)}
        assert public(gcs.analyse(Facts(iam | switches))) == by_iam
        assert public(gcs.analyse(Facts(acl | switches))) == by_acl

    def test_reasoning(self) -> None:
        mine = {"role": VIEWER, "member": "user:a@b.c"}
        iam = (mine, {"role": VIEWER, "members": ("user:a@b.c", "allUsers")})
        acl = ({"entities": ("OWNER:user-a@b.c", "READER:allUsers")},)
        found = gcs.analyse(Facts({"iam": iam, "acl": acl, "uniform_access": True}))
        assert opens(found) == "anyone on the internet to read and list objects"
        assert [(step.text, step.field, step.path) for step in found.steps] == [
            (
                f"the role {VIEWER} allows anyone on the internet to read and list objects",
                "iam",
                (1, "members", 1),
            ),
            (
                "the ACL entry READER:allUsers would allow anyone on the internet to list objects",
                "acl",
                (0, "entities", 1),
            ),
            ("uniform bucket-level access is enabled: ACLs are disabled", "uniform_access", ()),
            (
                "public access prevention is not enforced here; an organization policy, which is"
                " not part of the bucket's configuration, could still enforce it",
                "public_access_prevention",
                (),
            ),
        ]

    def test_unknown_values_are_named(self) -> None:
        iam = ({"role": VIEWER, "member": X},)
        found = gcs.analyse(Facts({"iam": iam, "public_access_prevention": Unknown("var.p")}))
        assert found.steps[-1].text == "unknown before deployment: var.p, var.x"

    def test_a_private_bucket_has_reasons(self) -> None:
        (step,) = gcs.analyse(Facts({})).steps
        assert (step.text, step.field) == ("no IAM grant or ACL is for all users", "iam")


class TestDatasets:
    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({}, False),
            ({"access": ({"role": "READER", "special_group": "allAuthenticatedUsers"},)}, True),
            ({"access": ({"role": "READER", "special_group": "projectReaders"},)}, False),
            ({"access": ({"role": "READER", "iam_member": "allUsers"},)}, True),
            ({"access": ({"role": "READER"}, {"role": "READER", "special_group": X})}, X),
            ({"access": (X,)}, X),
            ({"iam": ({"role": "roles/bigquery.dataViewer", "member": "allUsers"},)}, True),
            ({"iam_policy": X}, X),
        ],
    )
    def test_grants(self, fields: dict[str, Value], expected: Value) -> None:
        assert public(bigquery.analyse(Facts(fields))) == expected

    def test_words(self) -> None:
        entry = {"role": "WRITER", "special_group": "allAuthenticatedUsers"}
        found = bigquery.analyse(Facts({"access": (entry,)}))
        assert opens(found) == "anyone with a Google account to read and change its tables"
        assert found.steps[0].path == (0, "special_group")


class TestBlobs:
    @pytest.mark.parametrize(
        ("containers", "expected"),
        [
            (ABSENT, False),
            (({"name": "a"},), False),
            (({"name": "a", "access": "private"},), False),
            (({"name": "a"}, {"name": "b", "access": "blob"}), True),
            (({"name": "a", "access": "container"},), True),
            (({"name": X, "access": "container"},), True),
            (({"name": "a", "access": X},), X),
            (({"name": "a", "access": Choice(X, ("blob", "container"))},), True),
            (({"name": "a", "access": Choice(X, ("blob", "private"))},), X),
            ((X,), X),
        ],
    )
    def test_containers(self, containers: Value, expected: Value) -> None:
        assert public(storage_account.analyse(Facts({"containers": containers}))) == expected

    @pytest.mark.parametrize(
        ("switches", "expected"),
        [
            ({"allow_public_containers": True, "public_network": True}, True),
            ({"allow_public_containers": False}, False),
            ({"allow_public_containers": "false"}, False),
            ({"public_network": False}, False),
            ({"default_action": "Deny"}, False),
            ({"default_action": "Allow"}, True),
            ({"default_action": X}, X),
            ({"default_action": X, "public_network": False}, False),
            ({"allow_public_containers": X}, X),
        ],
    )
    def test_settings_that_block_them(self, switches: dict[str, Value], expected: Value) -> None:
        fields = {"containers": ({"name": "a", "access": "blob"},), **switches}
        assert public(storage_account.analyse(Facts(fields))) == expected

    def test_reasoning(self) -> None:
        fields = {
            "containers": ({"name": "photos", "access": "container"},),
            "allow_public_containers": True,
            "public_network": True,
            "default_action": "Deny",
        }
        assert [
            (step.text, step.field) for step in storage_account.analyse(Facts(fields)).steps
        ] == [
            (
                'the container "photos" would allow anyone on the internet to list and read all'
                " blobs",
                "containers",
            ),
            ("the account allows anonymous access to containers", "allow_public_containers"),
            ("public network access of the account is enabled", "public_network"),
            (
                "the account's firewall denies all networks by default",
                "default_action",
            ),
        ]


MEMBERS = st.sampled_from(["allUsers", "allAuthenticatedUsers", "user:a@b.c"])
IAM = st.lists(st.fixed_dictionaries({"role": st.just(VIEWER), "member": MEMBERS}), max_size=3)
ACL = st.lists(
    st.fixed_dictionaries({"entities": st.lists(st.just("READER:allUsers"), max_size=1)}),
    max_size=2,
)
STATES = st.fixed_dictionaries(
    {
        "iam": IAM,
        "acl": ACL,
        "uniform_access": st.sampled_from([True, False, ABSENT]),
        "public_access_prevention": st.sampled_from(["enforced", "inherited", ABSENT]),
    }
)


@given(STATES, st.data())
def test_an_unknown_part_never_changes_pass_to_fail_or_back(
    state: dict[str, Any], data: st.DataObject
) -> None:
    before = public(gcs.analyse(Facts(state)))
    field = data.draw(st.sampled_from(sorted(state)))
    unknown: Value = X
    if isinstance(state[field], list) and state[field]:
        n = data.draw(st.integers(0, len(state[field]) - 1))
        unknown = [X if at == n else item for at, item in enumerate(state[field])]
    after = public(gcs.analyse(Facts(state | {field: unknown})))
    assert after in (before, X)


@given(STATES)
def test_restrictions_never_add_access(state: dict[str, Any]) -> None:
    before = public(gcs.analyse(Facts(state)))
    for closing in ({"uniform_access": True}, {"public_access_prevention": "enforced"}):
        assert before or not public(gcs.analyse(Facts(state | closing)))
