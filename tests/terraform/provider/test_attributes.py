"""What the attributes of providers' resources are."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from iaclint.symbolic.natures import UNSPECIFIED, Form, Nature, is_unguessable
from iaclint.symbolic.values import Unknown
from iaclint.terraform.provider.attributes import nature_of
from tests.terraform.support import Root, root

ARN, ID, NAME = (Nature(form, is_assigned=True) for form in (Form.ARN, Form.ID, Form.NAME))
ACCOUNT = Nature(Form.ACCOUNT, is_assigned=True, is_unguessable=True)
EMAIL, MEMBER = (Nature(form, is_assigned=True) for form in (Form.EMAIL, Form.MEMBER))
RANDOM = Nature(is_unguessable=True)
ADDRESS = Nature(Form.ADDRESS, is_assigned=True)


@pytest.mark.parametrize(
    ("kind", "attribute", "nature"),
    [
        ("aws_s3_bucket", "arn", Nature(Form.ARN, "s3", is_assigned=True)),
        ("data.aws_s3_bucket", "arn", Nature(Form.ARN, "s3", is_assigned=True)),
        ("aws_s3_bucket", "id", ID),
        ("aws_s3_bucket", "bucket", NAME),
        ("aws_s3_bucket", "bucket_domain_name", NAME),
        ("aws_s3_bucket", "tags", UNSPECIFIED),
        ("aws_iam_role", "arn", ARN),
        ("aws_iam_role", "unique_id", ID),
        ("aws_api_gateway_rest_api", "execution_arn", ARN),
        ("aws_db_instance", "master_user_secret.0.secret_arn", ARN),
        ("data.aws_partition", "partition", NAME),
        ("data.aws_partition", "dns_suffix", NAME),
        ("data.aws_region", "region", NAME),
        ("data.aws_caller_identity", "account_id", ACCOUNT),
        ("data.aws_caller_identity", "id", ACCOUNT),
        ("data.aws_caller_identity", "user_id", ID),
        ("data.aws_arn", "arn", Nature(Form.ARN)),
        ("data.aws_arn", "resource", UNSPECIFIED),
        ("data.aws_ssm_parameter", "value", UNSPECIFIED),
        ("aws_organizations_account", "id", Nature(Form.ID, "", True, is_of_organization=True)),
        ("random_id", "hex", RANDOM),
        ("random_uuid4", "result", RANDOM),
        ("random_pet", "id", Nature(Form.ID, is_unguessable=True)),
        ("random_shuffle", "result", UNSPECIFIED),
        ("google_storage_bucket", "name", UNSPECIFIED),
        ("google_project", "id", Nature(Form.ID)),
        ("google_service_account", "member", MEMBER),
        ("google_service_account", "email", EMAIL),
        ("data.google_service_accounts", "accounts.0.member", MEMBER),
        ("data.google_storage_project_service_account", "email_address", EMAIL),
        ("google_logging_folder_sink", "writer_identity", MEMBER),
        ("google_bigquery_connection", "cloud_resource.0.service_account_id", EMAIL),
        ("google_storage_bucket_iam_member", "member", UNSPECIFIED),
        ("aws_eip", "public_ip", ADDRESS),
        ("azurerm_container_app_environment", "static_ip_address", ADDRESS),
        ("azurerm_public_ip", "ip_address", ADDRESS),
        ("azurerm_public_ip", "ip_tags", UNSPECIFIED),
        ("data.azurerm_public_ip", "ip_address", ADDRESS),
        ("google_compute_instance", "network_interface.0.access_config.0.nat_ip", ADDRESS),
        ("data.aws_iam_roles", "arns", ARN),
        ("data.aws_iam_roles", "arns.0", ARN),
        ("", "topic_arn", Nature(Form.ARN)),
        ("", "vpc_id", Nature(Form.ID)),
        ("", "name", UNSPECIFIED),
        ("", "", UNSPECIFIED),
    ],
)
def test_natures(kind: str, attribute: str, nature: Nature) -> None:
    assert replace(nature_of(kind, attribute), is_of_resource=False) == nature


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("aws_s3_bucket", True),
        ("random_pet", True),
        ("data.aws_s3_bucket", False),
        ("terraform_data", False),
        ("aws_cloudformation_stack", False),
        ("", False),
    ],
)
def test_attributes_of_resources(kind: str, expected: bool) -> None:
    assert nature_of(kind, "id").is_of_resource is expected


MAIN = """
variable "topic" {}
resource "aws_s3_bucket" "media" {}
resource "aws_db_instance" "visits" {}
resource "random_id" "suffix" {}
data "aws_caller_identity" "me" {}
module "network" { source = "registry.example.com/a/b/c" }
"""


@pytest.fixture
def opened(tmp_path: Path) -> Root:
    return root(tmp_path, {"main.tf": MAIN})


@pytest.mark.parametrize(
    ("expression", "nature"),
    [
        ("aws_s3_bucket.media.arn", Nature(Form.ARN, "s3", is_assigned=True)),
        ("aws_db_instance.visits.master_user_secret[0].secret_arn", ARN),
        ("element(aws_db_instance.visits.replicas, 0)", UNSPECIFIED),
        ("data.aws_caller_identity.me.account_id", ACCOUNT),
        ("module.network.topic_arn", Nature(Form.ARN)),
        ("module.network.topic.arn", Nature(Form.ARN)),
        ("var.topic", UNSPECIFIED),
        ("var.topic.arn", Nature(Form.ARN)),
    ],
)
def test_natures_of_references(opened: Root, expression: str, nature: Nature) -> None:
    value = opened.evaluate(expression)
    assert isinstance(value, Unknown)
    assert value.identity is not None
    found = replace(value.identity.nature, is_of_resource=False, is_never_empty=False)
    assert found == nature


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("random_id.suffix.hex", True),
        ("lower(random_id.suffix.hex)", True),
        ("substr(random_id.suffix.hex, 0, 4)", True),
        ('split("-", random_id.suffix.hex)[0]', True),
        ("lower(data.aws_caller_identity.me.account_id)", True),
        ("data.aws_caller_identity.me.user_id", False),
        ("aws_s3_bucket.media.arn", False),
        ("module.network.random_id", False),
    ],
)
def test_symbols_outlast_functions(opened: Root, expression: str, expected: bool) -> None:
    value = opened.evaluate(expression)
    assert isinstance(value, Unknown)
    assert is_unguessable(value.symbol) is expected


@pytest.mark.parametrize(
    ("attribute", "is_set"),
    [
        ("random_password.p.result", True),
        ("google_logging_organization_settings.o.kms_service_account_id", True),
        ("google_logging_organization_settings.o.storage_location", False),
        ("aws_kms_replica_key.k.key_id", True),
        ("aws_ssm_parameter.p.key_id", False),
    ],
)
def test_attributes_that_a_resource_exists_for_are_not_null(
    tmp_path: Path, attribute: str, is_set: bool
) -> None:
    kind, name, _ = attribute.split(".")
    module = root(tmp_path, {"main.tf": f'resource "{kind}" "{name}" {{}}\n'})
    value = module.evaluate(attribute)
    assert isinstance(value, Unknown)
    assert value.not_null is is_set
