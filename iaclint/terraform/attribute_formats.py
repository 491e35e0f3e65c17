"""The formats of the attributes that identify a resource, by its type.

Source: the documentation of the providers, and of the services for their ARNs and addresses.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Final

from iaclint.symbolic.examples import Formats
from iaclint.terraform.provider.attributes import nature_of

_ARN: Final = "arn:{partition}:%s:{region}:{account}:%s{name}"
_AZURE: Final = "/subscriptions/{account}/resourceGroups/{region}/providers/Microsoft.%s/{name}"
NAME: Final = "{name}"
"""The format of an attribute that is the name."""
_QUEUE_URL: Final = "https://sqs.{region}.{suffix}/{account}/{name}"


def _azure(path: str, **others: str) -> dict[str, str]:
    return {"id": _AZURE % path, "name": NAME, **others}


def _google(path: str, name: str = "name") -> dict[str, str]:
    return {"id": f"projects/{{account}}/{path}/{{name}}", name: NAME}


_GROUP: Final = {
    "id": "sg-{name}",
    "arn": _ARN % ("ec2", "security-group/sg-"),
}
_VAULT: Final = {"id": NAME, "name": NAME, "arn": _ARN % ("backup", "backup-vault:")}
_SUBNET: Final = {"id": "subnet-{name}", "arn": _ARN % ("ec2", "subnet/subnet-")}

_FORMATS: Final = {
    "aws_security_group": _GROUP,
    "aws_default_security_group": _GROUP,
    "data.aws_security_group": _GROUP,
    "aws_subnet": _SUBNET,
    "aws_default_subnet": _SUBNET,
    "data.aws_subnet": _SUBNET,
    "aws_s3_bucket": {
        "id": NAME,
        "bucket": NAME,
        "arn": "arn:{partition}:s3:::{name}",
        "bucket_domain_name": "{name}.s3.{suffix}",
        "bucket_regional_domain_name": "{name}.s3.{region}.{suffix}",
    },
    "aws_s3control_multi_region_access_point": {
        "id": "{account}:{name}",
        "name": NAME,
    },
    "aws_sqs_queue": {
        "id": _QUEUE_URL,
        "url": _QUEUE_URL,
        "arn": _ARN % ("sqs", ""),
        "name": NAME,
    },
    "aws_sns_topic": {"arn": _ARN % ("sns", ""), "id": _ARN % ("sns", ""), "name": NAME},
    "aws_ecr_repository": {
        "id": NAME,
        "name": NAME,
        "arn": _ARN % ("ecr", "repository/"),
        "repository_url": "{account}.dkr.ecr.{region}.{suffix}/{name}",
    },
    "aws_dynamodb_table": {"id": NAME, "name": NAME, "arn": _ARN % ("dynamodb", "table/")},
    "aws_efs_file_system": {
        "id": NAME,
        "arn": _ARN % ("elasticfilesystem", "file-system/"),
        "dns_name": "{name}.efs.{region}.{suffix}",
    },
    "aws_kms_key": {"id": NAME, "key_id": NAME, "arn": _ARN % ("kms", "key/")},
    "aws_kinesis_stream": {
        "arn": _ARN % ("kinesis", "stream/"),
        "id": _ARN % ("kinesis", "stream/"),
        "name": NAME,
    },
    "aws_cloudwatch_event_bus": {
        "arn": _ARN % ("events", "event-bus/"),
        "id": NAME,
        "name": NAME,
    },
    "aws_secretsmanager_secret": {
        "arn": _ARN % ("secretsmanager", "secret:") + "-{random}",
        "id": _ARN % ("secretsmanager", "secret:") + "-{random}",
        "name": NAME,
    },
    "aws_backup_vault": _VAULT,
    "aws_backup_logically_air_gapped_vault": _VAULT,
    "aws_glacier_vault": {"id": NAME, "name": NAME, "arn": _ARN % ("glacier", "vaults/")},
    "aws_opensearch_domain": {
        "domain_name": NAME,
        "arn": _ARN % ("es", "domain/"),
        "id": _ARN % ("es", "domain/"),
    },
    "aws_elasticsearch_domain": {
        "domain_name": NAME,
        "arn": _ARN % ("es", "domain/"),
        "id": _ARN % ("es", "domain/"),
    },
    "azurerm_storage_account": _azure(
        "Storage/storageAccounts",
        primary_blob_endpoint="https://{name}.blob.core.windows.net/",
        primary_blob_host="{name}.blob.core.windows.net",
    ),
    "azurerm_container_registry": _azure(
        "ContainerRegistry/registries", login_server="{name}.azurecr.io"
    ),
    "azurerm_cosmosdb_account": _azure("DocumentDB/databaseAccounts"),
    "azurerm_redis_cache": _azure("Cache/redis", hostname="{name}.redis.cache.windows.net"),
    "azurerm_mssql_server": _azure("Sql/servers"),
    "azurerm_sql_server": _azure("Sql/servers"),
    "azurerm_mysql_flexible_server": _azure("DBforMySQL/flexibleServers"),
    "azurerm_mysql_server": _azure("DBforMySQL/servers"),
    "azurerm_postgresql_flexible_server": _azure("DBforPostgreSQL/flexibleServers"),
    "azurerm_postgresql_server": _azure("DBforPostgreSQL/servers"),
    "azurerm_mariadb_server": _azure("DBforMariaDB/servers"),
    "azurerm_synapse_workspace": _azure("Synapse/workspaces"),
    "google_storage_bucket": {
        "id": NAME,
        "name": NAME,
        "url": "gs://{name}",
        "self_link": "https://www.googleapis.com/storage/v1/b/{name}",
    },
    "google_pubsub_topic": _google("topics"),
    "google_pubsub_subscription": _google("subscriptions"),
    "google_bigquery_dataset": _google("datasets", "dataset_id"),
    "google_secret_manager_secret": {
        "secret_id": NAME,
        "id": "projects/{account}/secrets/{name}",
        "name": "projects/{account}/secrets/{name}",
    },
}

_PLACES: Final = {
    "data.aws_partition": {
        "partition": "{partition}",
        "id": "{partition}",
        "dns_suffix": "{suffix}",
    },
    "data.aws_region": {"name": "{region}", "id": "{region}", "region": "{region}"},
    "data.aws_caller_identity": {"account_id": "{account}", "id": "{account}"},
}

_LOWER_CASE: Final = frozenset(
    ("aws_security_group", "aws_default_security_group", "data.aws_security_group",
     "aws_subnet", "aws_default_subnet", "data.aws_subnet",
     "aws_s3_bucket", "aws_ecr_repository", "aws_efs_file_system", "aws_kms_key",
     "azurerm_storage_account", "google_storage_bucket")
)  # fmt: skip
"""The types whose names have no capitals."""


@lru_cache(maxsize=256)
def formats_of(kind: str) -> Formats | None:
    """Return the formats of a type's attributes, if they are known."""
    attributes = _FORMATS.get(kind) or _PLACES.get(kind)
    if attributes is None:
        return None
    nature = partial(nature_of, kind)
    return Formats(attributes, nature, kind not in _LOWER_CASE, kind in _PLACES)
