"""Which constraints organization policies enforce."""

from __future__ import annotations

import pytest

from iaclint.analyses.gcp.org_policies import NO_ADDRESSES, PREVENTION, find_enforcement
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import PartialString, Unknown, Value
from tests.analyses.gcp.test_iam import judge

X = Unknown("var.x")
NAME = f"projects/clinic/policies/{PREVENTION}"
PARTIAL = PartialString((X, f"/policies/{PREVENTION}"))


def rules(*rules: Value, parent: Value = "projects/clinic", **more: Value) -> dict[str, Value]:
    return {"constraint": NAME, "parent": parent, "rules": rules, **more}


ON: dict[str, Value] = {"enforce": "TRUE"}
OFF: dict[str, Value] = {"enforce": "FALSE"}
IF: dict[str, Value] = {"condition": ({"expression": "e"},)}


@pytest.mark.parametrize(
    ("policies", "expected"),
    [
        ((), Truth.FALSE),
        ((rules(ON),), Truth.TRUE),
        ((rules(OFF),), Truth.FALSE),
        ((rules({"enforce": True}),), Truth.TRUE),
        ((rules({"enforce": X}),), Truth.UNKNOWN),
        ((rules({**ON, **IF}, OFF),), Truth.UNKNOWN),
        ((rules({**OFF, **IF}, ON),), Truth.UNKNOWN),
        ((rules({**ON, **IF}),), Truth.UNKNOWN),
        ((rules({**OFF, **IF}),), Truth.UNKNOWN),
        # Whatever the tags of the resource are, a rule with the same result applies.
        ((rules({**ON, **IF}, ON),), Truth.TRUE),
        ((rules(OFF, {**OFF, **IF}),), Truth.FALSE),
        ((rules(reset=True),), Truth.FALSE),
        ((rules(ON, reset=X),), Truth.UNKNOWN),
        # It has only a dry-run policy.
        ((rules(),), Truth.FALSE),
        ((rules(), rules(ON, parent="folders/1")), Truth.TRUE),
        ((rules(OFF), rules(ON, parent="folders/1")), Truth.FALSE),
        ((rules(OFF, parent="organizations/1"), rules(ON, parent="folders/1")), Truth.TRUE),
        ((rules(OFF, parent=X), rules(ON, parent="folders/1")), Truth.UNKNOWN),
        ((rules(ON, parent=X), rules(ON, parent="folders/1")), Truth.TRUE),
        (({"constraint": PREVENTION, "project": "clinic", "enforced": True},), Truth.TRUE),
        (({"constraint": f"constraints/{PREVENTION}", "enforced": False},), Truth.FALSE),
        (({"constraint": NO_ADDRESSES, "enforced": True},), Truth.FALSE),
        (({"constraint": X, "enforced": True},), Truth.UNKNOWN),
        (({"constraint": X, "enforced": False},), Truth.UNKNOWN),
        (
            ({"constraint": PARTIAL, "enforced": True},),
            Truth.TRUE,
        ),
        (({"constraint": PartialString(("projects/", X)), "enforced": True},), Truth.UNKNOWN),
        ((X,), Truth.UNKNOWN),
    ],
)
def test_enforcement(policies: Value, expected: Truth) -> None:
    assert find_enforcement(policies, PREVENTION).truth is expected


@pytest.mark.parametrize(
    ("policy", "blockers"),
    [
        (rules({**ON, **IF}), ("the tags of the resource",)),
        (rules({**ON, **IF}, parent=X), ("the tags of the resource",)),
        ({**rules({**ON, **IF}), "constraint": PARTIAL}, ("the tags of the resource",)),
        (rules({"enforce": X, **IF}, OFF), ("var.x",)),
        (rules(ON, reset=X), ("var.x",)),
        ({"constraint": X, "enforced": True}, ("var.x",)),
    ],
)
def test_what_decides_on_a_policy(policy: dict[str, Value], blockers: tuple[str, ...]) -> None:
    assert find_enforcement((policy,), PREVENTION).blockers == blockers


def test_rules_read_the_constraints_by_short_names() -> None:
    found = judge("gcp_org_policies", org_policies=(rules(ON),))
    assert found == {
        "public_access_prevention": True,
        "no_public_addresses": False,
        "no_authorized_networks": False,
    }
    assert judge("gcp_org_policies", org_policies=X)["no_public_addresses"] == X


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("roles/storage.objectViewer", True),
        ("roles/compute.viewer", False),
        ("organizations/1/roles/reader", Unknown),
        (X, Unknown),
    ],
)
def test_inherited_grants_count_for_roles_of_the_service(role: Value, expected: object) -> None:
    grant = {"role": role, "member": "allUsers"}
    public = judge("gcs_exposure", inherited_iam=(grant,))["public"]
    assert isinstance(public, Unknown) if expected is Unknown else public is expected
