"""Arguments that no provider chooses."""

from __future__ import annotations

import pytest

from iaclint.terraform.provider.required_arguments import is_required, is_written_element


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("aws_s3_bucket_policy", "policy"),
        ("aws_sqs_queue_policy", "policy"),
        ("aws_opensearch_domain_policy", "access_policies"),
        ("aws_codeartifact_domain_permissions_policy", "policy_document"),
        ("aws_s3_bucket_acl", "acl"),
        ("aws_s3_account_public_access_block", "restrict_public_buckets"),
        ("google_storage_bucket_iam_member", "member"),
        ("google_storage_bucket_iam_binding", "members"),
    ],
)
def test_a_required_argument(kind: str, name: str) -> None:
    assert is_required(kind, name)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("aws_sqs_queue", "policy"),
        ("aws_kms_key", "policy"),
        ("aws_vpc_endpoint_policy", "policy"),
        ("aws_s3_bucket_policy", "id"),
        ("aws_s3_bucket", "acl"),
        ("data.aws_s3_bucket_policy", "policy"),
    ],
)
def test_an_argument_that_the_provider_may_set(kind: str, name: str) -> None:
    assert not is_required(kind, name)


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("aws_cloudformation_stack", "parameters", True),
        ("awscc_cloudformation_stack", "parameters", True),
        ("aws_cloudformation_stack_set", "parameters", True),
        ("aws_cloudformation_stack_set_instance", "parameter_overrides", True),
        ("aws_cloudformation_stack_instances", "parameter_overrides", True),
        ("aws_cloudformation_stack", "outputs", False),
        ("aws_cloudformation_stack_set", "parameter_overrides", False),
        ("awscc_cloudformation_stack_set", "parameters", False),
    ],
)
def test_elements_of_maps(kind: str, name: str, expected: bool) -> None:
    assert is_written_element(kind, name) is expected
