"""Of which instance a planned value is that is known after apply."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from iaclint.judging.findings import Verdict
from tests.plan.plans import block, change, constant, module, plan, refers
from tests.terraform.support import check

RULE = "aws-s3-public-access"
PAB = "aws_s3_bucket_public_access_block"
OFF = dict.fromkeys(
    ("block_public_acls", "ignore_public_acls", "block_public_policy", "restrict_public_buckets"),
    False,
)
COMPUTED = {"id": True, "arn": True}
BY_KEY = refers("aws_s3_bucket.b", "each.key")
CHAINED = refers("each.value.id", "each.value")
OVER_BUCKETS = refers("aws_s3_bucket.b")


def planned(
    acls: dict[str, str], owner: dict[str, Any] = BY_KEY, over: dict[str, Any] | None = None
) -> str:
    """Write a plan of buckets, of which only "a" may have public ACLs, with their ACLs."""
    over = over or refers("local.names")
    settings = {name: refers("each.key") for name in OFF}
    root = module(
        block("aws_s3_bucket.b", bucket=refers("each.key"), for_each=refers("local.names")),
        block(f"{PAB}.p", bucket=constant("x"), for_each=refers("local.names"), **settings),
        block("aws_s3_bucket_ownership_controls.o", for_each=refers("local.names")),
        block("aws_s3_bucket_acl.a", bucket=owner, acl=refers("each.key"), for_each=over),
    )
    rule = {"rule": [{"object_ownership": "ObjectWriter"}]}
    changes = []
    for key, acl in acls.items():
        at = f'["{key}"]'
        named = {"bucket": f"media-{key}"}
        closed = dict.fromkeys(OFF, key != "a")
        changes += [
            change(f"aws_s3_bucket.b{at}", named, COMPUTED),
            change(f"{PAB}.p{at}", {**named, **closed}, {"id": True}),
            change(f"aws_s3_bucket_ownership_controls.o{at}", {**named, **rule}, {"id": True}),
            change(f"aws_s3_bucket_acl.a{at}", {"acl": acl}, {"id": True, "bucket": True}),
        ]
    return json.dumps(plan(changes, root))


def verdicts(folder: Path, written: str, rule: str = RULE) -> dict[str, Verdict]:
    """Return the verdicts of a rule by the last instance key of the resource."""
    report = check(folder, files={"plan.json": written})
    found = [f for f in report.findings if f.rule.id == rule]
    return {f.address.rpartition("[")[2].strip('"]'): f.verdict for f in found}


@pytest.mark.parametrize(("owner", "over"), [(BY_KEY, None), (CHAINED, OVER_BUCKETS)])
def test_companions_that_differ_may_be_of_another_instance(
    tmp_path: Path, owner: dict[str, Any], over: dict[str, Any] | None
) -> None:
    written = planned({"a": "private", "b": "public-read"}, owner, over)
    assert verdicts(tmp_path, written) == {"a": Verdict.UNKNOWN, "b": Verdict.PASS}


@pytest.mark.parametrize("acls", [*product(["private", "public-read"], repeat=3)])
def test_what_passes_does_so_with_any_pairing(tmp_path: Path, acls: tuple[str, ...]) -> None:
    found = verdicts(tmp_path, planned(dict(zip("abc", acls, strict=True))))
    assert found["b"] is found["c"] is Verdict.PASS
    if acls[0] == "public-read":
        assert found["a"] is Verdict.FAIL  # as it is assumed to be deployed
    else:
        assert (found["a"] is Verdict.PASS) is ("public-read" not in acls)


def test_companions_that_are_equal_are_of_the_same_instance(tmp_path: Path) -> None:
    found = verdicts(tmp_path, planned({"a": "public-read", "b": "public-read"}))
    assert found == {"a": Verdict.FAIL, "b": Verdict.PASS}


def test_many_companions_that_differ(tmp_path: Path) -> None:
    acls = {str(n): "private" for n in range(40)}
    found = verdicts(tmp_path, planned({**acls, "a": "public-read"}))
    assert found["a"] is Verdict.FAIL


def test_what_blocks_the_verdict_names_the_remedy(tmp_path: Path) -> None:
    written = planned({"a": "private", "b": "public-read"})
    report = check(tmp_path, files={"plan.json": written})
    (finding,) = (f for f in report.findings if f.rule.id == RULE and f.blocked_by)
    assert 'the instance in aws_s3_bucket_acl.a["b"].bucket (see --source)' in finding.blocked_by


def test_companions_in_instances_of_a_module_may_be_of_another_instance(tmp_path: Path) -> None:
    written = json.loads(planned({"a": "private", "b": "public-read"}))
    root = written["configuration"]["root_module"]
    root["resources"].pop()
    child = module(block("aws_s3_bucket_acl.a", bucket=refers("var.bucket"), acl=refers("var.acl")))
    given = {"bucket": BY_KEY, "acl": refers("each.key")}
    root["module_calls"] = {"m": {"expressions": given, "module": child}}
    for each in written["resource_changes"]:
        if each["type"] == "aws_s3_bucket_acl":
            each["module_address"] = f'module.m["{each.pop("index")}"]'
            each["address"] = f"{each['module_address']}.aws_s3_bucket_acl.a"
    found = verdicts(tmp_path, json.dumps(written))
    assert found == {"a": Verdict.UNKNOWN, "b": Verdict.PASS}
