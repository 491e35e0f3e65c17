data "iaclint_unknown" "configuration" {}

locals {
  has_authentication = anytrue([
    var.client_authentication_sasl_iam,
    var.client_authentication_sasl_scram,
    length(var.client_authentication_tls_certificate_authority_arns) > 0,
  ])
  log_group = var.create && var.create_cloudwatch_log_group ? aws_cloudwatch_log_group.this[0].name : var.cloudwatch_log_group_name
}

resource "aws_msk_cluster" "this" {
  count = var.create ? 1 : 0

  cluster_name           = var.name
  kafka_version          = var.kafka_version
  number_of_broker_nodes = var.number_of_broker_nodes
  enhanced_monitoring    = var.enhanced_monitoring
  tags                   = var.tags

  broker_node_group_info {
    client_subnets  = var.broker_node_client_subnets
    instance_type   = var.broker_node_instance_type
    security_groups = var.broker_node_security_groups
  }

  dynamic "client_authentication" {
    for_each = local.has_authentication ? ["clients"] : []

    content {
      dynamic "sasl" {
        for_each = var.client_authentication_sasl_iam || var.client_authentication_sasl_scram ? ["sasl"] : []

        content {
          iam   = var.client_authentication_sasl_iam
          scram = var.client_authentication_sasl_scram
        }
      }

      dynamic "tls" {
        for_each = length(var.client_authentication_tls_certificate_authority_arns) > 0 ? ["tls"] : []

        content {
          certificate_authority_arns = var.client_authentication_tls_certificate_authority_arns
        }
      }
    }
  }

  configuration_info {
    arn      = data.iaclint_unknown.configuration.arn
    revision = data.iaclint_unknown.configuration.revision
  }

  encryption_info {
    encryption_at_rest_kms_key_arn = var.encryption_at_rest_kms_key_arn

    encryption_in_transit {
      client_broker = var.encryption_in_transit_client_broker
      in_cluster    = var.encryption_in_transit_in_cluster
    }
  }

  logging_info {
    broker_logs {
      cloudwatch_logs {
        enabled   = var.cloudwatch_logs_enabled
        log_group = var.cloudwatch_logs_enabled ? local.log_group : null
      }

      firehose {
        enabled         = var.firehose_logs_enabled
        delivery_stream = var.firehose_delivery_stream
      }

      s3 {
        enabled = var.s3_logs_enabled
        bucket  = var.s3_logs_bucket
        prefix  = var.s3_logs_prefix
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  count = var.create && var.create_cloudwatch_log_group ? 1 : 0

  name              = coalesce(var.cloudwatch_log_group_name, "/aws/msk/${var.name}")
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
}
