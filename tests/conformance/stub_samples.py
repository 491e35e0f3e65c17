"""Values of variables for `stubs.py`: those that the types of the variables do not suggest."""

from __future__ import annotations

_CIDRS = ['["0.0.0.0/0"]', '["10.0.0.0/8"]']
_RULES = (
    '[{ enabled = true, id = "a", abort_incomplete_multipart_upload_days = 3,'
    " expiration = { days = 9 } }]"
)
_REPLACED = (
    'jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "ForceSSLOnlyAccess",'
    ' Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }] })'
)
_BUCKET = {
    "name": ['"data"'],
    "bucket_name": ['"data"'],
    "acl": ['"public-read"', '"private"'],
    "grants": [
        '[{ id = null, type = "Group", permissions = ["READ"],'
        ' uri = "http://acs.amazonaws.com/groups/global/AllUsers" }]'
    ],
    "s3_object_ownership": ['"ObjectWriter"', '"BucketOwnerEnforced"'],
    "sse_algorithm": ['"aws:kms"'],
    "logging": [
        '[{ bucket_name = "logs", prefix = "data/" }]',
        '{ bucket_name = "logs", prefix = "data/" }',
        "[]",
    ],
    "access_log_bucket_name": ['"logs"'],
    "source_policy_documents": [f"[{_REPLACED}]"],
    "minimum_tls_version": ['"1.2"'],
    "lifecycle_configuration_rules": [_RULES],
    "object_lock_configuration": ['{ mode = "COMPLIANCE", days = 30, years = null }'],
    "cors_configuration": ['[{ allowed_methods = ["GET"], allowed_origins = ["*"] }]'],
    "website_redirect_all_requests_to": ['[{ host_name = "example.com", protocol = "https" }]'],
    "privileged_principal_arns": ['[{ "arn:aws:iam::111122223333:root" = [""] }]'],
    "privileged_principal_actions": ['["s3:GetObject"]'],
}
_LOGS = (
    '{ logs = { workspace_resource_id = "workspace" } }',
    '{ logs = { storage_account_resource_id = "account", log_groups = ["audit"] } }',
)
_ENDPOINTS = '{ a = { subnet_resource_id = "subnet", subresource_name = "a" } }'
_AZURE = {
    "name": ['"orders"'],
    "location": ['"westeurope"'],
    "resource_group_name": ['"orders"'],
    "diagnostic_settings": [*_LOGS],
    "private_endpoints": [_ENDPOINTS],
}
_OWNERS = (
    ("storage_buckets", "google_storage_bucket", "name"),
    ("kms_crypto_keys", "google_kms_crypto_key", "id"),
    ("kms_key_rings", "google_kms_key_ring", "id"),
    ("folders", "google_folder", "name"),
    ("pubsub_topics", "google_pubsub_topic", "name"),
    ("pubsub_subscriptions", "google_pubsub_subscription", "name"),
    ("bigquery_datasets", "google_bigquery_dataset", "dataset_id"),
    ("secrets", "google_secret_manager_secret", "secret_id"),
    ("repositories", "google_artifact_registry_repository", "name"),
)
_GRANTED = """
resource "google_folder" "first" {
  display_name = "first"
  parent       = "organizations/123456789"
}

resource "google_kms_key_ring" "first" {
  name     = "first"
  location = "europe"
}

resource "google_kms_crypto_key" "first" {
  name     = "first"
  key_ring = google_kms_key_ring.first.id
}

resource "google_storage_bucket" "first" {
  name     = "first"
  location = "EU"
  project  = "data"
}

resource "google_storage_bucket" "second" {
  name     = "second"
  location = "EU"
}

resource "google_pubsub_topic" "first" { name = "first" }
resource "google_pubsub_topic" "second" { name = "second" }

resource "google_pubsub_subscription" "first" {
  name  = "first"
  topic = google_pubsub_topic.first.id
}

resource "google_bigquery_dataset" "first" { dataset_id = "first" }
resource "google_bigquery_dataset" "second" { dataset_id = "second" }

resource "google_secret_manager_secret" "first" {
  secret_id = "first"

  replication {
    auto {}
  }
}

resource "google_artifact_registry_repository" "first" {
  repository_id = "first"
  format        = "DOCKER"
  location      = "europe-west1"
}
"""

# Resources that the values below refer to.
BESIDE = {
    "terraform-google-modules/iam": _GRANTED,
    "terraform-google-modules/bigquery": (
        'resource "google_bigquery_dataset" "first" { dataset_id = "first" }\n'
    ),
}

SAMPLES: dict[str, dict[str, list[str]]] = {
    "terraform-aws-modules/s3-bucket": {
        "acl": ['"public-read"', '"private"'],
        "versioning": ["{ enabled = true }", '{ status = "Suspended" }'],
        "logging": ['{ target_bucket = "logs" }'],
        "server_side_encryption_configuration": [
            '{ rule = { apply_server_side_encryption_by_default = { sse_algorithm = "aws:kms" } } }'
        ],
        "lifecycle_rule": [
            '[{ id = "a", enabled = true, expiration = { days = 3 } }]',
            '[{ id = "a", enabled = true, abort_incomplete_multipart_upload_days = 3 }]',
            '[{ id = "a", status = "Enabled", abort_incomplete_multipart_upload_days = 3,'
            ' filter = { prefix = "logs/" } }]',
        ],
        "encryption_configuration": [
            '{ sse_algorithm = "aws:kms", kms_key_arn = "key", sse_type = "aws:kms" }',
            '{ sse_algorithm = "AES256", kms_key_arn = null, sse_type = "AES256" }',
        ],
        "sns_notifications": ['{ a = { topic_arn = "topic", events = ["s3:ObjectCreated:*"] } }'],
        "sqs_notifications": ['{ a = { queue_arn = "queue", events = ["s3:ObjectCreated:*"] } }'],
        "website": ['{ index_document = "index.html" }'],
        "object_ownership": ['"ObjectWriter"'],
        "server_side_encryption": ['"AES256"', '"aws:kms"'],
    },
    "terraform-aws-modules/dynamodb-table": {
        "replica_regions": [
            '[{ region_name = "eu-west-2", point_in_time_recovery = true }]',
            '[{ region_name = "eu-west-2", kms_key_arn = "key" }]',
        ],
        "attributes": ['[{ name = "id", type = "S" }]'],
        "billing_mode": ['"PROVISIONED"'],
    },
    "terraform-aws-modules/efs": {
        "mount_targets": ['{ a = { subnet_id = "subnet-1" } }'],
        "access_points": [
            '{ a = { root_directory = { path = "/a" } } }',
            "{ a = { posix_user = { gid = 1000, uid = 1000 } } }",
        ],
        "security_group_ingress_rules": ['{ all = { cidr_ipv4 = "0.0.0.0/0" } }'],
        "security_group_rules": ['{ all = { cidr_blocks = ["0.0.0.0/0"] } }'],
        "replication_configuration_destination": ['{ region = "eu-west-2" }'],
        "lifecycle_policy": ['{ transition_to_ia = "AFTER_30_DAYS" }'],
    },
    "terraform-aws-modules/ecr": {
        "repository_type": ['"public"', '"private"'],
        "repository_encryption_type": ['"KMS"', '"AES256"'],
        "repository_image_tag_mutability": ['"MUTABLE"'],
        "registry_scan_rules": [
            '[{ scan_frequency = "SCAN_ON_PUSH",'
            ' filter = [{ filter = "*", filter_type = "WILDCARD" }] }]',
            '[{ scan_frequency = "SCAN_ON_PUSH", filter = "*", filter_type = "WILDCARD" }]',
        ],
    },
    "terraform-aws-modules/sns": {
        "subscriptions": [
            '{ a = { protocol = "http", endpoint = "http://example.com" } }',
            '{ a = { protocol = "https", endpoint = "https://example.com" } }',
        ],
        "http_feedback": ['{ failure_role_arn = "role", success_role_arn = "role" }'],
        "sqs_feedback": ['{ success_role_arn = "role" }'],
    },
    "terraform-aws-modules/sqs": {
        "redrive_policy": ['{ deadLetterTargetArn = "queue", maxReceiveCount = 3 }'],
        "redrive_allow_policy": ['{ redrivePermission = "denyAll" }'],
    },
    "terraform-aws-modules/secrets-manager": {
        "replica": ['{ a = { region = "eu-west-2", kms_key_id = "key" } }'],
        "rotation_rules": [
            "{ automatically_after_days = 30 }",
            '{ schedule_expression = "rate(4 days)" }',
        ],
    },
    "terraform-aws-modules/kms": {
        "grants": ['{ a = { grantee_principal = "*", operations = ["Decrypt"] } }'],
        "computed_aliases": ['{ a = { name = "orders" } }'],
        "customer_master_key_spec": ['"RSA_2048"', '"SYMMETRIC_DEFAULT"'],
        "key_usage": ['"SIGN_VERIFY"'],
    },
    "terraform-aws-modules/msk-kafka-cluster": {
        "client_authentication": [
            "{ sasl = { iam = true } }",
            "{ unauthenticated = true }",
            '{ tls = { certificate_authority_arns = ["authority"] } }',
        ],
        "broker_node_connectivity_info": [
            '{ public_access = { type = "SERVICE_PROVIDED_EIPS" } }',
            '{ public_access = { type = "DISABLED" } }',
        ],
        "encryption_in_transit_client_broker": ['"PLAINTEXT"', '"TLS_PLAINTEXT"', '"TLS"'],
        "broker_node_instance_type": ['"express.m7g.large"', '"kafka.m7g.large"'],
    },
    "terraform-aws-modules/elasticache": {
        "engine": ['"memcached"', '"valkey"'],
        "log_delivery_configuration": [
            '{ slow-log = { destination_type = "cloudwatch-logs", log_format = "json" } }',
            '{ slow-log = { destination = "stream", destination_type = "kinesis-firehose",'
            ' log_format = "json" } }',
        ],
        "security_group_rules": ['{ all = { cidr_ipv4 = "0.0.0.0/0" } }'],
        "auth_token": ['"a-long-token-of-letters"'],
        "users": [
            '{ a = { access_string = "on ~* +@all", no_password_required = true } }',
            '{ a = { access_string = "on ~* +@all", authentication_mode = { type = "iam" } } }',
        ],
    },
    "terraform-aws-modules/eks": {
        "worker_groups": [
            '[{ name = "a" }, { root_encrypted = true }]',
            '[{ additional_ebs_volumes = [{ block_device_name = "/dev/xvdb" }] }]',
        ],
        "worker_groups_launch_template": [
            '[{ name = "a", root_kms_key_id = "key" }, { root_encrypted = true }]',
            '[{ additional_ebs_volumes = [{ block_device_name = "b", encrypted = true }] }]',
            '[{ additional_instance_store_volumes = [{ block_device_name = "/dev/xvdb" }] }]',
        ],
        "workers_group_defaults": ["{ root_encrypted = true }", '{ root_volume_type = "gp3" }'],
        "node_groups": ["{ a = { create_launch_template = true }, b = {} }"],
        "node_groups_defaults": ["{ create_launch_template = true, disk_encrypted = true }"],
        "eks_managed_node_groups": [
            '{ a = { block_device_mappings = { root = { device_name = "/dev/xvda",'
            " ebs = { encrypted = true, volume_size = 9 } } } } }",
            '{ a = { block_device_mappings = { root = { device_name = "/dev/xvda",'
            " ebs = { volume_size = 9 } } } } }",
            "{ a = { create_launch_template = false } }",
            "{ a = { use_custom_launch_template = false, disk_size = 50 }, b = {} }",
        ],
        "self_managed_node_groups": [
            '{ a = { block_device_mappings = { root = { device_name = "/dev/xvda",'
            " ebs = { encrypted = false } } } } }",
            "{ a = { create = false }, b = { create_launch_template = true } }",
        ],
        "eks_managed_node_group_defaults": [
            '{ block_device_mappings = { root = { device_name = "/dev/xvda",'
            " ebs = { encrypted = true } } } }"
        ],
        "block_device_mappings": [
            '{ root = { device_name = "/dev/xvda", ebs = { encrypted = true } } }',
            '{ root = { device_name = "/dev/xvda", ebs = { encrypted = false } } }',
            '{ root = { device_name = "/dev/xvda", ebs = { snapshot_id = "snap-1" } } }',
            '{ root = { device_name = "/dev/xvda", no_device = "true" } }',
        ],
        "cluster_encryption_config": [
            "{}",
            '{ provider_key_arn = "key", resources = ["secrets"] }',
        ],
        "encryption_config": ["null", '{ provider_key_arn = "key" }'],
        "outpost_config": ['{ outpost_arns = ["outpost"] }'],
        "queue_policy_statements": [
            '{ a = { actions = ["sqs:*"], principals = [{ type = "AWS", identifiers = ["*"] }] } }'
        ],
    },
    "terraform-aws-modules/rds": {
        "engine": ['"postgres"', '"mysql"', '"sqlserver-ex"'],
        "password": ['"a-long-password"'],
        "parameters": [
            '[{ name = "rds.force_ssl", value = "1" }]',
            '[{ name = "rds.force_ssl", value = "0" }, { name = "log_statement", value = "all" }]',
            '[{ name = "require_secure_transport", value = "ON" }]',
        ],
        "restore_to_point_in_time": ['{ source_db_instance_identifier = "orders" }'],
        "blue_green_update": ["{ enabled = true }"],
        "backup_retention_period": ["7"],
        "enabled_cloudwatch_logs_exports": ['["postgresql", "upgrade"]', '["audit", "error"]'],
    },
    "terraform-aws-modules/rds-aurora": {
        "engine": ['"aurora-postgresql"', '"aurora-mysql"', '"postgres"', '"mysql"'],
        "engine_mode": ['"serverless"', '"provisioned"'],
        "master_password": ['"a-long-password"'],
        "instances": [
            "{ one = {} }",
            "{ one = { publicly_accessible = true, performance_insights_enabled = true } }",
            '{ one = { instance_class = "db.r6g.large", monitoring_interval = 30 } }',
        ],
        "db_cluster_parameter_group_parameters": [
            '[{ name = "rds.force_ssl", value = "1", apply_method = "immediate" }]',
            '[{ name = "require_secure_transport", value = "ON", apply_method = "immediate" }]',
        ],
        "security_group_rules": ['{ all = { cidr_blocks = ["0.0.0.0/0"] } }'],
        "serverlessv2_scaling_configuration": ["{ min_capacity = 1, max_capacity = 2 }"],
        "restore_to_point_in_time": ['{ source_cluster_identifier = "orders" }'],
        "backup_retention_period": ["7"],
        "enabled_cloudwatch_logs_exports": ['["postgresql"]', '["audit", "error"]'],
    },
    "terraform-aws-modules/opensearch": {
        "encrypt_at_rest": ["{ enabled = false }", '{ kms_key_id = "key" }', "{}"],
        "domain_endpoint_options": ["{ enforce_https = false }", "{}"],
        "node_to_node_encryption": ["{ enabled = false }", "{}"],
        "advanced_security_options": ["{ enabled = false }", "{ anonymous_auth_enabled = true }"],
        "cluster_config": ["{ instance_count = 1, zone_awareness_enabled = false }"],
        "vpc_options": ['{ subnet_ids = ["subnet-1"] }'],
        "encryption_policy": [
            '{ AWSOwnedKey = false, KmsARN = "arn:aws:kms:eu-west-1:111122223333:key/1" }',
            "{ AWSOwnedKey = true }",
        ],
        "network_policy": [
            '{ AllowFromPublic = false, SourceVPCEs = ["vpce-1"] }',
            "{ AllowFromPublic = true }",
        ],
        "log_publishing_options": ['[{ log_type = "AUDIT_LOGS" }]', "[]"],
    },
    "terraform-aws-modules/redshift": {
        "logging": [
            '{ bucket_name = "logs" }',
            '{ log_destination_type = "cloudwatch" }',
            '{ enable = true, bucket_name = "logs" }',
            '{ enable = true, log_destination_type = "cloudwatch", log_exports = ["userlog"] }',
        ],
        "master_password": ['"A-long-password-1"'],
        "parameter_group_parameters": [
            '[{ name = "require_ssl", value = "true" }]',
            '{ ssl = { name = "require_ssl", value = true } }',
        ],
        "security_group_ingress_rules": ['{ a = { cidr_ipv4 = "0.0.0.0/0" } }'],
    },
    "terraform-aws-modules/ec2-instance": {
        "root_block_device": [
            "{ encrypted = true }",
            "{ encrypted = false }",
            "{ size = 9 }",
            "[{ encrypted = true }]",
            "[{ encrypted = false, kms_key_id = null }]",
            "[{ volume_size = 9 }]",
        ],
        "ebs_block_device": [
            '[{ device_name = "/dev/sdf", encrypted = true }]',
            '[{ device_name = "/dev/sdf", encrypted = false }]',
            '[{ device_name = "/dev/sdf", snapshot_id = "snap-1" }]',
        ],
        "ebs_volumes": [
            '{ "/dev/sdf" = { encrypted = true, kms_key_id = "key" } }',
            '{ "/dev/sdf" = { encrypted = false, final_snapshot = true } }',
            '{ "/dev/sdf" = {} }',
        ],
        "launch_template": ['{ id = "lt-1" }'],
    },
    "terraform-aws-modules/autoscaling": {
        "block_device_mappings": [
            '[{ device_name = "a", ebs = { encrypted = true } }]',
            '[{ device_name = "a", ebs = { encrypted = false } }]',
            '[{ device_name = "a", ebs = { volume_size = 9 } }]',
            '[{ device_name = "a", no_device = "true" }]',
        ],
    },
    "terraform-aws-modules/cloudfront": {
        "origin": [
            '{ a = { domain_name = "a.s3.amazonaws.com", origin_access_control_key = "s3" } }',
            '{ a = { domain_name = "a.s3.amazonaws.com" } }',
            '{ a = { domain_name = "a.s3.amazonaws.com", origin_access_control = "s3" } }',
            '{ a = { domain_name = "a.s3.amazonaws.com", origin_access_control_id = "control" } }',
            '{ a = { domain_name = "a.s3.amazonaws.com",'
            ' s3_origin_config = { origin_access_identity = "a" } } }',
        ],
        "origin_access_identities": ['{ a = "reads a" }'],
        "origin_access_control": ["{}"],
        "logging_config": ['{ bucket = "logs.s3.amazonaws.com" }'],
        "default_cache_behavior": ['{ target_origin_id = "a" }'],
    },
    "cloudposse/rds": {
        "name": ['"orders"'],
        "engine": ['"postgres"', '"mysql"'],
        "engine_version": ['"16.3"'],
        "db_parameter": ['[{ name = "rds.force_ssl", value = "1", apply_method = "immediate" }]'],
        "allowed_cidr_blocks": ['["0.0.0.0/0"]', '["10.0.0.0/8"]'],
        "enabled_cloudwatch_logs_exports": ['["postgresql"]', '["audit", "error"]'],
    },
    "cloudposse/rds-cluster": {
        "name": ['"orders"'],
        "engine": ['"aurora-postgresql"', '"aurora-mysql"'],
        "engine_mode": ['"serverless"'],
        "cluster_type": ['"global"'],
        "cluster_parameters": [
            '[{ name = "rds.force_ssl", value = "1", apply_method = "immediate" }]'
        ],
        "allowed_cidr_blocks": ['["0.0.0.0/0"]', '["10.0.0.0/8"]'],
        "enabled_cloudwatch_logs_exports": ['["postgresql"]', '["audit", "error"]'],
    },
    "cloudposse/tfstate-backend": {
        "name": ['"state"'],
        "acl": ['"public-read"'],
        "logging": ['[{ target_bucket = "logs", target_prefix = "state/" }]'],
        "sse_encryption": ['"aws:kms"'],
    },
    "cloudposse/elasticache-redis": {
        "name": ['"cache"'],
        "auth_token": ['"a-long-token-of-letters"'],
        "global_replication_group_id": ['"global"'],
        "allowed_cidr_blocks": ['["0.0.0.0/0"]', '["10.0.0.0/8"]'],
        "user_group_ids": ['["users"]'],
    },
    "terraform-aws-modules/vpc": {
        "enable_flow_log": ["true"],
        "create_flow_log_cloudwatch_log_group": ["true"],
        "flow_log_destination_type": ['"cloud-watch-logs"'],
        "flow_log_cloudwatch_log_group_retention_in_days": ["365", "null"],
    },
    "cloudposse/s3-bucket": _BUCKET,
    "cloudposse/s3-log-storage": _BUCKET,
    "cloudposse/vpc-flow-logs-s3-bucket": _BUCKET,
    "cloudposse/cloudtrail-s3-bucket": {**_BUCKET, "name": ['"trail"'], "policy": ['""']},
    "cloudposse/dynamodb": {
        "name": ['"orders"'],
        "billing_mode": ['"PROVISIONED"'],
        "replicas": ['["eu-west-1"]'],
        "enable_point_in_time_recovery": ["null"],
    },
    "cloudposse/ecr": {
        "name": ['"image"'],
        "image_names": ['["a", "b"]'],
        "image_tag_mutability": ['"MUTABLE"'],
        "encryption_configuration": [
            '{ encryption_type = "KMS", kms_key = "arn:aws:kms:eu-west-1:111122223333:key/1" }',
            '{ encryption_type = "AES256", kms_key = null }',
        ],
    },
    "cloudposse/efs": {
        "name": ['"files"'],
        "subnets": ['["subnet-1"]'],
        "vpc_id": ['"vpc-1"'],
        "region": ['"eu-west-1"'],
        "access_points": ['{ a = { posix_user = { uid = "1000", gid = "1000" } } }'],
        "allowed_cidr_blocks": _CIDRS,
    },
    "cloudposse/kinesis-stream": {"name": ['"events"'], "encryption_type": ['"NONE"', '"KMS"']},
    "cloudposse/kms-key": {
        "name": ['"key"'],
        "key_usage": ['"SIGN_VERIFY"'],
        "customer_master_key_spec": ['"RSA_4096"'],
    },
    "cloudposse/sns-topic": {
        "name": ['"events"'],
        "kms_master_key_id": ['"alias/aws/sns"', '""'],
        "allowed_aws_services_for_sns_published": ['["events.amazonaws.com"]'],
        "subscribers": [
            '{ a = { protocol = "https", endpoint = "http://example.com",'
            " endpoint_auto_confirms = false, raw_message_delivery = false } }"
        ],
    },
    "cloudposse/backup": {
        "name": ['"backup"'],
        "rules": [
            '[{ name = "daily", schedule = "cron(0 5 ? * * *)", lifecycle = { delete_after = 9 } }]'
        ],
        "backup_vault_lock_configuration": ["{ min_retention_days = 7 }"],
    },
    "cloudposse/documentdb-cluster": {
        "name": ['"orders"'],
        "cluster_parameters": [
            '[{ apply_method = "immediate", name = "tls", value = "disabled" }]',
            '[{ apply_method = "immediate", name = "audit_logs", value = "enabled" }]',
        ],
        "enabled_cloudwatch_logs_exports": ['["audit", "profiler"]'],
        "allowed_cidr_blocks": _CIDRS,
        "master_password": ['"secret"'],
    },
    "cloudposse/cloudfront-s3-cdn": {
        "name": ['"site"'],
        "origin_access_type": ['"origin_access_control"'],
        "bucket_versioning": ['"Enabled"', '"Suspended"'],
        "website_enabled": ["true"],
        "redirect_all_requests_to": ['"https://example.com"'],
        "origin_bucket": ['"content"'],
        "aliases": ['["example.com"]'],
        "viewer_protocol_policy": ['"allow-all"'],
        "minimum_protocol_version": ['"TLSv1.2_2021"'],
        "s3_object_ownership": ['"BucketOwnerEnforced"'],
        "s3_access_log_bucket_name": ['"logs"'],
        "cloudfront_access_log_bucket_name": ['"logs"'],
        "additional_bucket_policy": [f"{_REPLACED}"],
        "deployment_principal_arns": [
            '{ "arn:aws:iam::111122223333:root" = ["a"] }',
            '{ "*" = [""] }',
        ],
        "custom_origins": [
            '[{ domain_name = "example.com", origin_id = "a", origin_path = "",'
            " custom_headers = [], custom_origin_config = { http_port = 80, https_port = 443,"
            ' origin_protocol_policy = "http-only", origin_ssl_protocols = ["TLSv1"],'
            " origin_keepalive_timeout = 60, origin_read_timeout = 60 } }]"
        ],
        "s3_origins": [
            '[{ domain_name = "a.s3.amazonaws.com", origin_id = "a", origin_path = "",'
            ' origin_access_control_id = "", s3_origin_config = { origin_access_identity = "" } }]'
        ],
    },
    "cloudposse/cloudwatch-logs": {"name": ['"app"'], "retention_in_days": ["365", "0"]},
    "cloudposse/msk-apache-kafka-cluster": {
        "name": ['"events"'],
        "vpc_id": ['"vpc-1"'],
        "subnet_ids": ['["subnet-1", "subnet-2"]'],
        "kafka_version": ['"3.6.0"'],
        "broker_instance_type": ['"kafka.m5.large"'],
        "client_broker": ['"TLS_PLAINTEXT"', '"PLAINTEXT"', '"TLS"'],
        "s3_logs_bucket": ['"logs"'],
        "allowed_cidr_blocks": _CIDRS,
    },
    "cloudposse/elasticsearch": {
        "name": ['"search"'],
        "aws_service_type": ['"opensearch"', '"elasticsearch"'],
        "elasticsearch_version": ['"OpenSearch_2.11"', '"7.10"'],
        "elasticsearch_domain_name": ['"search"'],
        "domain_endpoint_options_tls_security_policy": ['"Policy-Min-TLS-1-0-2019-07"'],
        "advanced_security_options_master_user_password": ['"Secret123"'],
        "iam_actions": ['["es:*"]', '["es:ESHttpGet"]'],
        "anonymous_iam_actions": ['["es:ESHttpGet"]'],
        "iam_role_arns": ['["*"]', '["arn:aws:iam::111122223333:role/a"]'],
        "allowed_cidr_blocks": _CIDRS,
        "subnet_ids": ['["subnet-1"]'],
        "instance_count": ["1", "3"],
    },
    "cloudposse/redshift-cluster": {
        "name": ['"sales"'],
        "cluster_parameters": ['[{ name = "require_ssl", value = "true" }]'],
        "logging_destination_type": ['"cloudwatch"', '"s3"'],
        "logging_bucket_name": ['"logs"'],
        "admin_password": ['"Secret123"'],
    },
    "terraform-google-modules/sql-db": {
        "project_id": ['"orders"'],
        "name": ['"orders"'],
        "region": ['"europe-west1"'],
        "zone": ['"europe-west1-b"'],
        "database_version": ['"MYSQL_8_0"', '"POSTGRES_16"', '"SQLSERVER_2022_STANDARD"'],
        "availability_type": ['"REGIONAL"', '"ZONAL"'],
        "ip_configuration": [
            '{ ipv4_enabled = true, authorized_networks = [{ name = "a", value = "0.0.0.0/0" }] }',
            '{ ipv4_enabled = false, private_network = "net", ssl_mode = "ENCRYPTED_ONLY" }',
            "{}",
        ],
        "backup_configuration": [
            "{ enabled = true, binary_log_enabled = true, point_in_time_recovery_enabled = true,"
            " start_time = null, transaction_log_retention_days = null, retained_backups = 9,"
            " retention_unit = null, location = null }"
        ],
        "database_flags": [
            '[{ name = "local_infile", value = "off" }]',
            '[{ name = "log_connections", value = "on" }]',
            '[{ name = "contained database authentication", value = "off" }]',
        ],
        "additional_users": [
            '[{ name = "a", password = null, random_password = true, type = null, host = null }]',
            '[{ name = "a", password = "b", random_password = false, type = null, host = null }]',
        ],
        "iam_users": ['[{ id = "a", email = "a@example.com" }]'],
        "read_replicas": [
            '[{ name = "0", zone = "europe-west1-c", user_labels = {}, database_flags = [],'
            " ip_configuration = {} }]"
        ],
    },
    "terraform-google-modules/cloud-storage": {
        "project_id": ['"data"'],
        "name": ['"data"'],
        "names": ['["first", "second"]'],
        "prefix": ['""', '"clinic"'],
        "location": ['"EU"'],
        "public_access_prevention": ['"enforced"'],
        "versioning": ["{ first = true }", "true"],
        "bucket_policy_only": ["{ first = false }", "false"],
        "encryption_key_names": ['{ first = "key" }'],
        "encryption": ['{ default_kms_key_name = "key" }'],
        "logging": ['{ first = { log_bucket = "logs" } }'],
        "log_bucket": ['"logs"'],
        "viewers": ['["allUsers"]'],
        "set_viewer_roles": ["true"],
        "bucket_viewers": ['{ first = "allUsers" }'],
        "iam_members": ['[{ role = "roles/storage.objectViewer", member = "allUsers" }]'],
        "retention_policy": [
            "{ first = { is_locked = false, retention_period = 9 } }",
            "{ is_locked = false, retention_period = 9 }",
        ],
        "lifecycle_rules": [
            '[{ action = { type = "Delete" }, condition = { age = 30 } }]',
            '[{ action = { type = "Delete" }, condition = { age = 3, matches_prefix = "logs/" } }]',
            '[{ action = { type = "Delete" }, condition = { age = 3, with_state = "ARCHIVED" } }]',
        ],
        "hierarchical_namespace": ["{ first = true }", "true"],
        "ip_filter": [
            '{ mode = "Enabled", public_network_source = { allowed_ip_cidr_ranges = [] } }',
            '{ first = { mode = "Enabled", public_network_source = {'
            ' allowed_ip_cidr_ranges = ["192.0.2.0/24"] } } }',
        ],
        "soft_delete_policy": [
            "{ retention_duration_seconds = 0 }",
            "{ first = { retention_duration_seconds = 0 } }",
            "{ first = {} }",
        ],
        "website": [
            '{ main_page_suffix = "index.html" }',
            '{ first = { main_page_suffix = "index.html" } }',
        ],
        "internal_encryption_config": ["{ create_encryption_key = true }"],
    },
    "terraform-google-modules/kms": {
        "project_id": ['"orders"'],
        "location": ['"europe-west1"'],
        "keyring": ['"orders"'],
        "keys": ['["orders"]', '["orders", "logs"]'],
        "purpose": ['"ASYMMETRIC_SIGN"'],
        "key_rotation_period": ['"31536000s"', "null"],
        "set_decrypters_for": ['["orders"]'],
        "decrypters": ['["allUsers"]', '["user:a@example.com"]'],
    },
    "terraform-google-modules/iam": {
        "mode": ['"additive"', '"authoritative"'],
        "bindings": [
            '{ "roles/storage.objectViewer" = ["allUsers"] }',
            '{ "roles/viewer" = ["user:a@example.com"] }',
            '{ "roles/storage.admin" = [], "roles/pubsub.subscriber" = ["allUsers",'
            ' "group:a@example.com", "allUsers"] }',
            '{ "roles/cloudkms.cryptoKeyDecrypter" = ["allAuthenticatedUsers"],'
            ' "roles/artifactregistry.reader" = ["allUsers"],'
            ' "roles/bigquery.dataViewer" = ["allAuthenticatedUsers"],'
            ' "roles/secretmanager.secretAccessor" = ["allUsers"] }',
            "{}",
        ],
        "conditional_bindings": [
            '[{ role = "roles/storage.objectViewer", title = "a", description = "",'
            ' expression = "true", members = ["allUsers", "user:a@example.com"] }]',
            '[{ role = "roles/storage.admin", title = "", description = "", expression = "",'
            ' members = ["allUsers"] }]',
        ],
        **{
            name: [f"[{owner}.first.{attribute}]", '["second", "first"]', "[]"]
            for name, owner, attribute in _OWNERS
        },
        "audit_log_config": [
            '[{ service = "allServices", log_type = "DATA_READ", exempted_members = [] },'
            ' { service = "allServices", log_type = "DATA_WRITE", exempted_members = [] }]',
            '[{ service = "storage.googleapis.com", log_type = "DATA_READ",'
            ' exempted_members = ["user:a@example.com"] }]',
        ],
        "project": ['"data"'],
    },
    "terraform-google-modules/pubsub": {
        "project_id": ['"data"'],
        "topic": ['"orders"'],
        "topic_kms_key_name": ['"key"'],
        "push_subscriptions": ['[{ name = "push", push_endpoint = "https://example.com" }]'],
        "pull_subscriptions": [
            '[{ name = "pull", service_account = "a@example.com" }]',
            '[{ name = "pull", dead_letter_topic = "dead" }, { name = "other" }]',
        ],
        "bigquery_subscriptions": ['[{ name = "table", table = "p:d.t" }]'],
        "cloud_storage_subscriptions": ['[{ name = "bucket", bucket = "data" }]'],
    },
    "terraform-google-modules/log-export": {
        "project_id": ['"logs"'],
        "log_sink_writer_identity": ['"serviceAccount:a@example.com"'],
        "storage_bucket_name": ['"logs"'],
        "dataset_name": ['"logs"'],
        "public_access_prevention": ['"enforced"'],
        "retention_policy": ["{ is_locked = true, retention_period_days = 30 }"],
        "lifecycle_rules": ['[{ action = { type = "Delete" }, condition = { age = 30 } }]'],
    },
    "terraform-google-modules/bigquery": {
        "project_id": ['"sales"'],
        "dataset_id": ["google_bigquery_dataset.first.dataset_id", '"sales"'],
        "roles": [
            '[{ role = "roles/bigquery.dataViewer", special_group = "allAuthenticatedUsers" }]',
            '[{ role = "OWNER", user_by_email = "a@example.com" },'
            ' { role = "READER", special_group = "projectReaders" }]',
        ],
        "access": [
            '[{ role = "READER", special_group = "allAuthenticatedUsers" }]',
            '[{ role = "READER", iam_member = "allUsers" }]',
            '[{ role = "READER", domain = "example.com" }]',
        ],
        "tables": [
            '[{ table_id = "a", schema = null, clustering = [], time_partitioning = null,'
            " range_partitioning = null, expiration_time = null, labels = {} }]"
        ],
        "external_tables": [
            '[{ table_id = "e", autodetect = true, compression = null, source_format = "CSV",'
            ' ignore_unknown_values = true, max_bad_records = 0, schema = "", source_uris = [],'
            " csv_options = null, google_sheets_options = null, hive_partitioning_options = null,"
            " expiration_time = null, labels = {} }]"
        ],
        "materialized_views": [
            '[{ view_id = "m", query = "select 1", enable_refresh = true,'
            ' refresh_interval_ms = "1800000", clustering = [], time_partitioning = null,'
            " range_partitioning = null, expiration_time = null, labels = {} }]"
        ],
        "views": ['[{ view_id = "v", query = "select 1", use_legacy_sql = false, labels = {} }]'],
    },
    "Azure/avm-res-dbforpostgresql-flexibleserver": {
        **_AZURE,
        "firewall_rules": [
            "{}",
            '{ a = { name = "a", start_ip_address = "10.0.0.1", end_ip_address = "10.0.0.2" } }',
        ],
        "server_configuration": [
            '{ a = { name = "require_secure_transport", config = "off" } }',
            '{ a = { name = "log_checkpoints", config = "on" } }',
        ],
        "administrator_password": ['"Secret123"'],
        "authentication": [
            "{ active_directory_auth_enabled = true, password_auth_enabled = false }"
        ],
        "customer_managed_key": ['{ key_vault_key_id = "key" }'],
        "high_availability": ["null"],
    },
    "Azure/avm-res-documentdb-databaseaccount": {
        **_AZURE,
        "minimal_tls_version": ['"Tls"', '"Tls11"'],
        "ip_range_filter": ['["0.0.0.0"]', '["203.0.113.7"]'],
        "virtual_network_rules": ['[{ subnet_id = "subnet" }]'],
        "backup": ['{ type = "Periodic" }', "null"],
        "customer_managed_key": [
            '{ key_name = "key", key_vault_resource_id = "/subscriptions/s/resourceGroups/g'
            '/providers/Microsoft.KeyVault/vaults/v" }'
        ],
        "capabilities": ['[{ name = "EnableServerless" }]'],
    },
    "Azure/avm-res-keyvault-vault": {
        **_AZURE,
        "tenant_id": ['"00000000-0000-0000-0000-000000000000"'],
        "key_vault_resource_id": ["null"],
        "type": ['"RSA"'],
        "network_acls": [
            "null",
            '{ default_action = "Allow" }',
            '{ bypass = "AzureServices", ip_rules = ["203.0.113.7/32"] }',
            '{ ip_rules = ["0.0.0.0/0"] }',
        ],
        "keys": [
            '{ a = { name = "a", key_type = "RSA" } }',
            '{ a = { name = "a", key_type = "RSA", expiration_date = "2030-01-31T00:00:00Z",'
            ' rotation_policy = { automatic = { time_before_expiry = "P30D" } } } }',
            '{ a = { name = "a", key_type = "RSA", rotation_policy = { expire_after = "P90D" } } }',
        ],
        "secrets": [
            '{ a = { name = "a" } }',
            '{ a = { name = "a", expiration_date = "2030-01-31T00:00:00Z" } }',
        ],
        "secrets_value": ['{ a = "b" }'],
    },
    "Azure/avm-res-storage-storageaccount": {
        **_AZURE,
        "account_kind": ['"BlobStorage"', '"FileStorage"'],
        "account_replication_type": ['"LRS"', '"RAGZRS"'],
        "account_sku_name": ['"Standard_LRS"', '"StandardV2_GRS"', "null"],
        "parent_id": ['"/subscriptions/s/resourceGroups/g"'],
        "account_tier": ['"Premium"'],
        "min_tls_version": ['"TLS1_0"', '"TLS1_1"'],
        "public_network_access_enabled": ["true"],
        "allow_nested_items_to_be_public": ["true"],
        "network_rules": [
            "null",
            '{ default_action = "Allow" }',
            '{ bypass = ["None"], ip_rules = ["203.0.113.7"] }',
            '{ ip_rules = ["0.0.0.0/0"] }',
        ],
        "containers": [
            '{ a = { name = "a", public_access = "Container" } }',
            '{ a = { name = "a", public_access = "Blob" } }',
            '{ a = { name = "a" } }',
        ],
        "shares": ['{ a = { name = "a", quota = 9, enabled_protocol = "NFS" } }'],
        "blob_properties": [
            "{}",
            "{ versioning_enabled = false, change_feed_enabled = true }",
            "{ delete_retention_policy = { enabled = false } }",
            "{ container_delete_retention_policy = { days = 30 } }",
            "{ versioning_enabled = true, change_feed = { enabled = true } }",
            "{ delete_retention_policy = { enabled = true, days = 14 } }",
        ],
        "queue_properties": [
            '{ a = { logging = { version = "1.0", read = true, write = true, delete = true } } }',
            '{ a = { logging = { version = "1.0", read = true, write = false, delete = true } } }',
        ],
        "customer_managed_key": [
            '{ key_name = "key", key_vault_resource_id = "/subscriptions/s/resourceGroups/g'
            '/providers/Microsoft.KeyVault/vaults/v" }'
        ],
        "immutability_policy": [
            "{ allow_protected_append_writes = true, period_since_creation_in_days = 9,"
            ' state = "Locked" }'
        ],
        "sas_policy": ['{ expiration_period = "01.00:00:00" }'],
        **{
            f"diagnostic_settings_{service}": [*_LOGS]
            for service in ("blob", "file", "queue", "storage_account", "table")
        },
    },
    "Azure/avm-res-sql-server": {
        **_AZURE,
        "server_version": ['"12.0"'],
        "administrator_login": ['"sa"'],
        "administrator_login_password": ['"Secret123"'],
        "azuread_administrator": [
            '{ login_username = "a", object_id = "o", azuread_authentication_only = true }'
        ],
        "firewall_rules": [
            '{ all = { start_ip_address = "0.0.0.0", end_ip_address = "255.255.255.255" } }',
            '{ azure = { start_ip_address = "0.0.0.0", end_ip_address = "0.0.0.0" } }',
        ],
        "databases": ['{ a = { name = "orders", sku_name = "S0" } }'],
    },
}
