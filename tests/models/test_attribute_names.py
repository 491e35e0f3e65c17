"""Fields by their names in each language."""

from __future__ import annotations

import pytest

from iaclint.models.attribute_names import attribute_name
from iaclint.models.instances import by_type, project
from iaclint.resource import Resource
from iaclint.ruleset.loader import Ruleset, load
from iaclint.ruleset.locate import rules_directory
from tests.fakes import resource

BLOCK = "aws_s3_bucket_public_access_block"
TERRAFORM = resource("aws_s3_bucket.b", bucket="b", acl="private")
TEMPLATE = resource(
    "B",
    language="cloudformation",
    type="AWS::S3::Bucket",
    AccessControl="Private",
    PublicAccessBlockConfiguration={"BlockPublicAcls": True},
)


@pytest.fixture(scope="module")
def everything() -> Ruleset:
    return load([rules_directory()])


def name_of(rules: Ruleset, field: str, *resources: Resource) -> str:
    (instance,) = project(rules.models["aws.s3.bucket"], by_type(resources))
    return attribute_name(instance, instance.read(field))


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("acl", "AccessControl"),
        ("public_access_block.block_public_acls", "PublicAccessBlockConfiguration.BlockPublicAcls"),
        ("public_access_block.block_public_policy",
         "PublicAccessBlockConfiguration.BlockPublicPolicy"),
        ("versioning", "VersioningConfiguration.Status"),
        ("policy", "PolicyDocument of AWS::S3::BucketPolicy"),
        ("encryption.algorithm", "ServerSideEncryptionByDefault.SSEAlgorithm"),
    ],
)  # fmt: skip
def test_cloudformation(everything: Ruleset, field: str, expected: str) -> None:
    assert name_of(everything, field, TEMPLATE) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("acl", "acl"),
        ("public_access_block.block_public_acls", f"block_public_acls of {BLOCK}"),
        ("policy", "policy"),  # of the bucket or of its companion
        ("versioning", "versioning"),  # versioning.enabled, or a companion's status
        ("encryption.algorithm", "sse_algorithm"),
        ("object_lock", "object_lock_enabled"),
    ],
)
def test_terraform(everything: Ruleset, field: str, expected: str) -> None:
    assert name_of(everything, field, TERRAFORM) == expected


def test_a_setting_that_a_companion_leaves_out(everything: Ruleset) -> None:
    block = resource(f"{BLOCK}.b", bucket="b", block_public_acls=True)
    field = "public_access_block.block_public_policy"
    assert name_of(everything, field, TERRAFORM, block) == "block_public_policy"


def test_a_part_of_a_list(everything: Ruleset) -> None:
    grants = [{"uri": "x", "permissions": ["READ"]}]
    bucket = resource("aws_s3_bucket.b", bucket="b", grant=grants)
    (instance,) = project(everything.models["aws.s3.bucket"], by_type([bucket]))
    found = instance.read("grants")
    assert attribute_name(instance, found, (0, "permission")) == "grant.permissions"
