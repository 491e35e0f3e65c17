"""Sketches set attributes that exist, in the way that the mapping says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from iaclint.models.model import Mapping as ModelMapping
from iaclint.models.model import Model
from iaclint.scaffold.sketching import sketch
from iaclint.sketch import Reference, SketchedResource
from tests.scaffold.rules import bundled
from tests.test_mappings_exist import Named, wrong_in_cloudformation, wrong_in_terraform

SEVERAL_TYPES = {
    ("aws.backup.vault", "air_gapped"),
    ("aws.events.bus_policy", "principal"),
    ("aws.events.bus_policy", "organization"),
    ("aws.rds.instance", "shard_group"),
    ("aws.rds.instance", "cluster_class"),
    ("aws.rds.instance", "copy_of"),
    ("aws.rds.database", "engine_mode"),
    ("azure.database.server", "subnet"),
    ("azure.database.tls_server", "ssl_enforcement"),
    ("aws.s3.access_point", "regions"),
    ("aws.rds.instance_or_cluster", "engine_mode"),
    ("aws.rds.instance_or_cluster", "global_cluster"),
    ("aws.rds.instance_or_cluster", "backtrack_window"),
    ("aws.storagegateway.file_share", "authentication"),
    # A block that is removed in version 6.0 of the provider.
    ("aws.redshift.cluster", "audit_log_enabled"),
    ("aws.fsx.credentials", "directory_password"),
    # Blocks, types and attributes that were removed from the provider.
    ("azure.compute.disk", "disk_encryption"),
    ("azure.container-registry.registry", "retention"),
    ("azure.data-lake.store", "encryption"),
    ("azure.monitor.log_profile", "retention"),
    ("azure.monitor.log_profile", "days"),
    ("gcp.sql.instance", "require_ssl"),
    ("yandex.mdb.cluster", "public_network"),
}
"""Fields that the first resource type of a Terraform mapping does not have today."""


def mapping(model: str, language: str) -> ModelMapping:
    return bundled().models[model].mappings[language]


def models() -> list[Model]:
    return list(bundled().named_models().values())


def paths(content: Mapping[str, object], start: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in content.items():
        yield (*start, name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping):
                yield from paths(item, (*start, name))


def wrong(language: str, resource: SketchedResource) -> list[str]:
    check = wrong_in_terraform if language == "terraform" else wrong_in_cloudformation
    found = (check(Named(resource.type, path)) for path in paths(resource.attributes))
    return [message for message in found if message is not None]


@pytest.mark.parametrize("model", models(), ids=lambda model: model.id)
def test_attributes_exist(model: Model) -> None:
    for language, each in model.mappings.items():
        for field in each.fields:
            if (model.id, field) not in SEVERAL_TYPES:
                for resource in sketch(each, {field: "value"}):
                    assert wrong(language, resource) == []


def test_a_companion_refers_to_its_owner() -> None:
    bucket, versioning = sketch(mapping("aws.s3.bucket", "terraform"), {"versioning": "Enabled"})
    assert (bucket.type, bucket.attributes) == ("aws_s3_bucket", {})
    assert versioning.attributes == {
        "bucket": Reference("aws_s3_bucket", "example", "id"),
        "versioning_configuration": {"status": "Enabled"},
    }


def test_a_companion_is_referred_to_by_its_owner() -> None:
    fields = {"ingress": [{"from": 22}]}
    cluster, group = sketch(mapping("aws.redshift.cluster", "cloudformation"), fields)
    reference = Reference("AWS::EC2::SecurityGroup", "security_group", "GroupId")
    assert cluster.attributes == {"VpcSecurityGroupIds": [reference]}
    assert group.attributes == {"SecurityGroupIngress": [{"FromPort": 22}]}


def test_an_arn_is_referred_to_where_the_name_says_so() -> None:
    _, policy = sketch(mapping("aws.kinesis.stream", "terraform"), {"policy": "{}"})
    assert policy.attributes["resource_arn"] == Reference("aws_kinesis_stream", "example", "arn")


def test_values_are_in_the_words_of_the_language() -> None:
    (cluster,) = sketch(
        mapping("aws.msk.cluster", "cloudformation"), {"publicly_accessible": False}
    )
    info = {"ConnectivityInfo": {"PublicAccess": {"Type": "DISABLED"}}}
    assert cluster.attributes == {"BrokerNodeGroupInfo": info}


def test_a_schema_tells_lists_from_objects() -> None:
    fields = {"ownership": "ObjectWriter"}
    (bucket,) = sketch(mapping("aws.s3.bucket", "cloudformation"), fields)
    rules = [{"ObjectOwnership": "ObjectWriter"}]
    assert bucket.attributes == {"OwnershipControls": {"Rules": rules}}


def test_the_first_type_that_has_the_property_is_used() -> None:
    (cluster,) = sketch(
        mapping("aws.rds.database", "cloudformation"), {"engine_mode": "serverless"}
    )
    assert cluster.type == "AWS::RDS::DBCluster"


def test_attributes_of_old_providers_are_not_used() -> None:
    fields = {"allow_public_containers": False}
    (account,) = sketch(mapping("azure.storage.account", "terraform"), fields)
    assert account.attributes == {"allow_nested_items_to_be_public": False}
