"""Names of services and of controls, for readers."""

from __future__ import annotations

from iaclint.clouds import CLOUDS

_NAMES = {
    "artifact-registry": "Artifact Registry",
    "backup": "Backup",
    "bigquery": "BigQuery",
    "blockvolume": "Block Volume",
    "cloudtrail": "CloudTrail",
    "codeartifact": "CodeArtifact",
    "container-registry": "Container Registry",
    "cosmosdb": "Cosmos DB",
    "database": "Database",
    "dynamodb": "DynamoDB",
    "events": "EventBridge",
    "filestorage": "File Storage",
    "glacier": "S3 Glacier",
    "kinesis": "Kinesis",
    "lightsail": "Lightsail",
    "mdb": "Managed Databases",
    "mongodb": "MongoDB",
    "mysql": "MySQL",
    "neptune": "Neptune",
    "objectstorage": "Object Storage",
    "opensearch": "OpenSearch",
    "prometheus": "Managed Prometheus",
    "pubsub": "Pub/Sub",
    "redis": "Cache for Redis",
    "redshift": "Redshift",
    "sagemaker": "SageMaker",
    "secret-manager": "Secret Manager",
    "secretsmanager": "Secrets Manager",
    "server": "Server",
    "spaces": "Spaces",
    "storage": "Storage",
    "transfer": "Transfer Family",
}
"""The services whose names are not just their letters in upper case."""


def service(model: str) -> str:
    """Return the service of a model: ``AWS S3`` for ``aws.s3.bucket``."""
    cloud, _, rest = model.partition(".")
    name = rest.partition(".")[0]
    if cloud not in CLOUDS:
        return cloud
    return f"{CLOUDS[cloud]} {_NAMES.get(name, name.upper())}".rstrip()


def control(category: str) -> str:
    """Return a category of rules as text: ``Public access`` for ``public-access``."""
    return category.replace("-", " ").capitalize()
