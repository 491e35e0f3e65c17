data "iaclint_unknown" "configuration" {}

locals {
  # Express brokers have no broker logs.
  has_logs  = length(regexall("^express", var.broker_node_instance_type)) == 0
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

    dynamic "connectivity_info" {
      for_each = try(length(var.broker_node_connectivity_info), 0) > 0 ? [var.broker_node_connectivity_info] : []

      content {
        dynamic "public_access" {
          for_each = try([coalesce(connectivity_info.value.public_access)], [])

          content {
            type = try(public_access.value.type, null)
          }
        }
      }
    }
  }

  dynamic "client_authentication" {
    for_each = try(length(var.client_authentication), 0) > 0 ? [var.client_authentication] : []

    content {
      unauthenticated = try(client_authentication.value.unauthenticated, null)

      dynamic "sasl" {
        for_each = try(client_authentication.value.sasl, null) != null ? [client_authentication.value.sasl] : []

        content {
          iam   = try(sasl.value.iam, null)
          scram = try(sasl.value.scram, null)
        }
      }

      dynamic "tls" {
        for_each = try(client_authentication.value.tls, null) != null ? [client_authentication.value.tls] : []

        content {
          certificate_authority_arns = try(tls.value.certificate_authority_arns, null)
        }
      }
    }
  }

  configuration_info {
    arn      = var.create_configuration ? data.iaclint_unknown.configuration.arn : var.configuration_arn
    revision = var.create_configuration ? data.iaclint_unknown.configuration.revision : var.configuration_revision
  }

  encryption_info {
    encryption_at_rest_kms_key_arn = var.encryption_at_rest_kms_key_arn

    encryption_in_transit {
      client_broker = var.encryption_in_transit_client_broker
      in_cluster    = var.encryption_in_transit_in_cluster
    }
  }

  dynamic "logging_info" {
    for_each = local.has_logs ? ["brokers"] : []

    content {
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
}

resource "aws_cloudwatch_log_group" "this" {
  count = var.create && var.create_cloudwatch_log_group ? 1 : 0

  name              = coalesce(var.cloudwatch_log_group_name, "/aws/msk/${var.name}")
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
  log_group_class   = var.cloudwatch_log_group_class
}
