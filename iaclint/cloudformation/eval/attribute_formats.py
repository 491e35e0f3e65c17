"""The formats of the return values that identify a resource, by its type.

Source: *Template reference* of AWS CloudFormation (return values of each type). The property that
holds the name is in the lists too.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.eval.resource_attributes import (
    REF,
    nature_of,
    nature_of_pseudo_parameter,
)
from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.cloudformation.template.template import type_of, written_property
from iaclint.symbolic.derivations import attribute_identity
from iaclint.symbolic.examples import Derivation, Formats
from iaclint.symbolic.values import Identity

if TYPE_CHECKING:
    from iaclint.syntax.tree import Entry

_ARN: Final = "arn:{partition}:%s:{region}:{account}:%s{name}"
_NAME: Final = "{name}"
_QUEUE_URL: Final = "https://sqs.{region}.{suffix}/{account}/{name}"
_VAULT: Final = {
    REF: _NAME,
    "BackupVaultName": _NAME,
    "BackupVaultArn": _ARN % ("backup", "backup-vault:"),
}

_FORMATS: Final = {
    "AWS::EC2::SecurityGroup": {
        REF: "sg-{name}",
        "GroupId": "sg-{name}",
        "Id": "sg-{name}",
    },
    "AWS::EC2::Subnet": {REF: "subnet-{name}", "SubnetId": "subnet-{name}"},
    "AWS::EC2::VPC": {
        REF: "vpc-{name}",
        "VpcId": "vpc-{name}",
        "DefaultSecurityGroup": "sg-{name}-default",
        "DefaultNetworkAcl": "acl-{name}-default",
    },
    "AWS::S3::Bucket": {
        REF: _NAME,
        "Arn": "arn:{partition}:s3:::{name}",
        "DomainName": "{name}.s3.{suffix}",
        "RegionalDomainName": "{name}.s3.{region}.{suffix}",
        "BucketName": _NAME,
    },
    "AWS::SQS::Queue": {
        REF: _QUEUE_URL,
        "QueueUrl": _QUEUE_URL,
        "Arn": _ARN % ("sqs", ""),
        "QueueName": _NAME,
    },
    "AWS::SNS::Topic": {
        REF: _ARN % ("sns", ""),
        "TopicArn": _ARN % ("sns", ""),
        "TopicName": _NAME,
    },
    "AWS::DynamoDB::Table": {
        REF: _NAME,
        "Arn": _ARN % ("dynamodb", "table/"),
        "TableName": _NAME,
    },
    "AWS::ECR::Repository": {
        REF: _NAME,
        "Arn": _ARN % ("ecr", "repository/"),
        "RepositoryUri": "{account}.dkr.ecr.{region}.{suffix}/{name}",
        "RepositoryName": _NAME,
    },
    "AWS::EFS::FileSystem": {
        REF: _NAME,
        "FileSystemId": _NAME,
        "Arn": _ARN % ("elasticfilesystem", "file-system/"),
    },
    "AWS::KMS::Key": {REF: _NAME, "KeyId": _NAME, "Arn": _ARN % ("kms", "key/")},
    "AWS::Kinesis::Stream": {REF: _NAME, "Arn": _ARN % ("kinesis", "stream/"), "Name": _NAME},
    "AWS::SecretsManager::Secret": {
        REF: _ARN % ("secretsmanager", "secret:") + "-AbCdEf",
        "Id": _ARN % ("secretsmanager", "secret:") + "-AbCdEf",
        "Name": _NAME,
    },
    "AWS::Backup::BackupVault": _VAULT,
    "AWS::Backup::LogicallyAirGappedBackupVault": _VAULT,
    "AWS::OpenSearchService::Domain": {
        REF: _NAME,
        "Arn": _ARN % ("es", "domain/"),
        "DomainArn": _ARN % ("es", "domain/"),
        "DomainName": _NAME,
    },
}

_LOWER_CASE: Final = frozenset(
    (
        "AWS::EC2::SecurityGroup",
        "AWS::EC2::Subnet",
        "AWS::EC2::VPC",
        "AWS::S3::Bucket",
        "AWS::ECR::Repository",
        "AWS::EFS::FileSystem",
        "AWS::KMS::Key",
    )
)
"""The types whose names have no capitals."""


def identity_of(owner: str, attribute: str, resource: Entry) -> Identity:
    """Return the identity of a return value of a resource with a key."""
    kind = type_of(resource)
    formats = _formats_of(kind)
    if formats is None or attribute not in formats.attributes:
        return Identity(owner, attribute, kind, nature_of(kind, attribute))

    def known_name() -> str | None:
        names = [name for name, written in formats.attributes.items() if written == _NAME]
        nodes = [written_property(resource, name) for name in names]
        return next((literal_text(node) for node in nodes if node is not None), None)

    return attribute_identity(owner, attribute, kind, formats, known_name)


def identity_of_pseudo_parameter(owner: str, name: str) -> Identity:
    """Return the identity of a pseudo parameter with a key."""
    nature = nature_of_pseudo_parameter(name)
    if name not in _PLACE.attributes:
        return Identity(owner, "", name, nature)
    written = _PLACE.attributes[name]
    return Identity(owner, "", name, nature, Derivation(_PLACE, lambda e: e.fill(written)))


_PLACE: Final = Formats(
    {
        "AWS::Partition": "{partition}",
        "AWS::Region": "{region}",
        "AWS::AccountId": "{account}",
        "AWS::URLSuffix": "{suffix}",
    },
    nature_of_pseudo_parameter,
    is_of_place=True,
)


@lru_cache(maxsize=256)
def _formats_of(kind: str) -> Formats | None:
    attributes = _FORMATS.get(kind)
    if attributes is None:
        return None
    return Formats(attributes, partial(nature_of, kind), kind not in _LOWER_CASE)
