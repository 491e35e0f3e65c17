"""Which AWS account a planned resource is in."""

from __future__ import annotations

from typing import Any

import pytest

from iaclint.symbolic.equality import is_same
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown
from tests.plan.plans import block, change, constant, module, plan, refers, resources

BUCKET = "aws_s3_bucket.media"
BLOCK = "aws_s3_account_public_access_block.all"
CALLER = "data.aws_caller_identity.me"
ROLE = constant("arn:aws:iam::111122223333:role/r")
PROVIDERS = {
    "aws": {"name": "aws", "expressions": {"region": constant("eu-west-1")}},
    "aws.west": {"name": "aws", "alias": "west", "expressions": {"region": constant("us-west-2")}},
    "aws.clinic": {"name": "aws", "expressions": {"profile": constant("clinic")}},
    "aws.role": {"name": "aws", "expressions": {"assume_role": [{"role_arn": ROLE}]}},
    "module.a:aws": {"name": "aws", "expressions": {"profile": refers("var.profile")}},
    "module.b:aws": {"name": "aws", "expressions": {"profile": refers("var.profile")}},
}


def _planned(bucket: str, key: str, **arguments: Any) -> dict[str, Any]:
    blocks = (block(BUCKET), block(BLOCK, **arguments), block(CALLER))
    for each, provider in zip(blocks, (bucket, key, "aws"), strict=True):
        each["provider_config_key"] = provider
    configuration = {"root_module": module(*blocks), "provider_config": PROVIDERS}
    changes = [change(BUCKET, {"bucket": "m"}), change(BLOCK, {"account_id": "444455556666"})]
    return plan(changes, configuration=configuration)


@pytest.mark.parametrize(
    ("bucket", "key", "arguments", "expected"),
    [
        ("aws", "aws", {}, Truth.TRUE),
        ("aws.west", "aws", {}, Truth.TRUE),
        ("aws", "aws.clinic", {}, Truth.UNKNOWN),
        ("aws", "aws.missing", {}, Truth.UNKNOWN),
        ("aws", "aws", {"account_id": constant("444455556666")}, Truth.UNKNOWN),
        ("aws.role", "aws", {"account_id": constant("444455556666")}, Truth.FALSE),
        ("aws", "aws", {"account_id": refers(f"{CALLER}.account_id", CALLER)}, Truth.TRUE),
        ("aws.clinic", "aws.clinic", {"account_id": refers(f"{CALLER}.id")}, Truth.UNKNOWN),
        ("module.a:aws", "module.a:aws", {}, Truth.TRUE),
        ("module.a:aws", "module.b:aws", {}, Truth.UNKNOWN),
    ],
)
def test_same_account(bucket: str, key: str, arguments: dict[str, Any], expected: Truth) -> None:
    found = resources(_planned(bucket, key, **arguments))
    assert is_same(found[BUCKET].placement().account, found[BLOCK].placement().account) is expected


REGIONS = {
    "cn": {"name": "aws", "expressions": {"region": constant("cn-north-1")}},
    "var": {"name": "aws", "expressions": {"region": refers("var.region")}},
    "s3": {"name": "aws", "expressions": {"endpoints": [{"s3": constant("http://localhost")}]}},
    "control": {
        "name": "aws",
        "expressions": {"endpoints": [{"s3control": constant("http://localhost")}]},
    },
    "any": {"name": "aws", "expressions": {"endpoints": refers("var.endpoints")}},
}


@pytest.mark.parametrize(
    ("key", "partition", "endpoints"),
    [
        ("aws", "aws", (False, False)),
        ("cn", "aws-cn", (False, False)),
        ("var", "the region of provider var", (False, False)),
        ("s3", "the region of provider s3", (True, False)),
        ("control", "the region of provider control", (False, True)),
        ("any", "the region of provider any", (True, True)),
    ],
)
def test_partitions_and_endpoints(key: str, partition: str, endpoints: tuple[bool, bool]) -> None:
    planned = _planned(key, key)
    planned["configuration"]["provider_config"] = {**PROVIDERS, **REGIONS}
    bucket, block_ = (resources(planned)[each].placement() for each in (BUCKET, BLOCK))
    found = bucket.partition
    assert (found.symbol if isinstance(found, Unknown) else found) == partition
    assert is_same(bucket.partition, block_.partition) is Truth.TRUE
    assert (bucket.endpoint is not None, block_.endpoint is not None) == endpoints
