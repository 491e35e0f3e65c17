"""Names of services and of controls, for readers."""

from __future__ import annotations

_CLOUDS = {"aws": "AWS", "azure": "Azure", "gcp": "Google Cloud"}
_NAMES = {
    "artifact-registry": "Artifact Registry",
    "backup": "Backup",
    "bigquery": "BigQuery",
    "container-registry": "Container Registry",
    "cosmosdb": "Cosmos DB",
    "database": "Database",
    "dynamodb": "DynamoDB",
    "glacier": "S3 Glacier",
    "kinesis": "Kinesis",
    "lightsail": "Lightsail",
    "neptune": "Neptune",
    "opensearch": "OpenSearch",
    "pubsub": "Pub/Sub",
    "redis": "Cache for Redis",
    "redshift": "Redshift",
    "secret-manager": "Secret Manager",
    "secretsmanager": "Secrets Manager",
    "storage": "Storage",
    "transfer": "Transfer Family",
}
"""The services whose names are not just their letters in upper case."""


def service(model: str) -> str:
    """Return the service of a model: ``AWS S3`` for ``aws.s3.bucket``."""
    cloud, _, rest = model.partition(".")
    name = rest.partition(".")[0]
    if cloud not in _CLOUDS:
        return cloud
    return f"{_CLOUDS[cloud]} {_NAMES.get(name, name.upper())}".rstrip()


def control(category: str) -> str:
    """Return a category of rules as text: ``Public access`` for ``public-access``."""
    return category.replace("-", " ").capitalize()
