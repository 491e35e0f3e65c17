"""Resources that ``removed`` with ``destroy = false`` leaves in the cloud."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from iaclint.judging.findings import Finding, Verdict
from tests.plan.plans import change, plan
from tests.terraform.support import check

NAME = {"bucket": "media", "id": "media"}
PUBLIC = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::media/*",
        }
    ],
}
CLOSED = {"Version": "2012-10-17", "Statement": []}
KEPT, FORGOTTEN = "no-op", "forget"


def settings(value: bool) -> dict[str, bool]:
    """Return the arguments of a public access block."""
    names = ("block_public_acls", "ignore_public_acls", "block_public_policy")
    return dict.fromkeys((*names, "restrict_public_buckets"), value)


def bucket(action: str) -> dict[str, Any]:
    return one("aws_s3_bucket.b", action, {})


def policy(action: str, document: object = PUBLIC, name: str = "p") -> dict[str, Any]:
    return one(f"aws_s3_bucket_policy.{name}", action, {"policy": json.dumps(document)})


def block(action: str, value: bool) -> dict[str, Any]:
    return one("aws_s3_bucket_public_access_block.b", action, settings(value))


def one(address: str, action: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the change of an object that stays as it is, managed or not."""
    state = {**NAME, **values}
    after = None if action == FORGOTTEN else state
    return change(address, after, before=state, actions=(action,))


def findings(folder: Path, *changes: dict[str, Any]) -> list[Finding]:
    report = check(folder, files={"plan.json": json.dumps(plan([*changes]))})
    return [f for f in report.findings if f.rule.id == "aws-s3-public-access"]


@pytest.mark.parametrize("forgotten", ["policy", "block"])
@pytest.mark.parametrize("closed", [True, False])
def test_a_forgotten_companion_is_in_force(tmp_path: Path, forgotten: str, closed: bool) -> None:
    actions = {"policy": KEPT, "block": KEPT, forgotten: FORGOTTEN}
    changes = [bucket(KEPT), policy(actions["policy"]), block(actions["block"], closed)]
    (finding,) = findings(tmp_path, *changes)
    assert finding.verdict is (Verdict.PASS if closed else Verdict.FAIL)


def test_what_replaces_a_forgotten_companion_is_in_force(tmp_path: Path) -> None:
    new = policy("create", CLOSED, "new")
    (finding,) = findings(tmp_path, bucket(KEPT), block(KEPT, False), policy(FORGOTTEN), new)
    assert finding.verdict is Verdict.PASS


def test_a_forgotten_resource_is_not_checked_itself(tmp_path: Path) -> None:
    assert findings(tmp_path, bucket(FORGOTTEN), policy(FORGOTTEN), block(FORGOTTEN, False)) == []


def test_a_managed_companion_of_a_forgotten_resource_is_checked(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, bucket(FORGOTTEN), policy(KEPT), block(FORGOTTEN, False))
    assert (finding.verdict, finding.address) == (Verdict.FAIL, "aws_s3_bucket_policy.p")


def test_a_forgotten_block_protects_a_bucket_that_is_managed_elsewhere(tmp_path: Path) -> None:
    found = findings(tmp_path, policy(KEPT), block(FORGOTTEN, True))
    assert all(finding.verdict is not Verdict.FAIL for finding in found)


@pytest.mark.parametrize(
    ("acl", "verdict"), [("public-read", Verdict.FAIL), ("private", Verdict.PASS)]
)
def test_an_acl_stays_when_its_resource_is_destroyed(
    tmp_path: Path, acl: str, verdict: Verdict
) -> None:
    before = {**NAME, "acl": acl}
    destroyed = change("aws_s3_bucket_acl.a", None, before=before, actions=("delete",))
    ownership = {"rule": [{"object_ownership": "ObjectWriter"}]}
    controls = one("aws_s3_bucket_ownership_controls.o", KEPT, ownership)
    (finding,) = findings(tmp_path, bucket(KEPT), block(KEPT, False), controls, destroyed)
    assert finding.verdict is verdict
