data "iaclint_unknown" "replica" {}

locals {
  arn = try(
    aws_dynamodb_table.this[0].arn,
    aws_dynamodb_table.autoscaled[0].arn,
    aws_dynamodb_table.autoscaled_gsi_ignore[0].arn,
    "",
  )
}

resource "aws_dynamodb_table" "this" {
  count = var.create_table && !var.autoscaling_enabled ? 1 : 0

  name                        = var.name
  billing_mode                = var.billing_mode
  hash_key                    = var.hash_key
  range_key                   = var.range_key
  read_capacity               = var.read_capacity
  write_capacity              = var.write_capacity
  stream_enabled              = var.stream_enabled
  stream_view_type            = var.stream_view_type
  table_class                 = var.table_class
  deletion_protection_enabled = var.deletion_protection_enabled
  restore_source_name         = var.restore_source_name
  restore_source_table_arn    = var.restore_source_table_arn
  restore_to_latest_time      = var.restore_to_latest_time
  restore_date_time           = var.restore_date_time
  tags                        = var.tags

  point_in_time_recovery {
    enabled                 = var.point_in_time_recovery_enabled
    recovery_period_in_days = var.point_in_time_recovery_period_in_days
  }

  server_side_encryption {
    enabled     = var.server_side_encryption_enabled
    kms_key_arn = var.server_side_encryption_kms_key_arn
  }

  ttl {
    enabled        = var.ttl_enabled
    attribute_name = var.ttl_attribute_name
  }

  dynamic "replica" {
    for_each = var.replica_regions

    content {
      region_name                 = replica.value.region_name
      kms_key_arn                 = try(replica.value.kms_key_arn, null)
      point_in_time_recovery      = try(replica.value.point_in_time_recovery, null)
      propagate_tags              = try(replica.value.propagate_tags, null)
      deletion_protection_enabled = data.iaclint_unknown.replica.deletion_protection_enabled
    }
  }
}

resource "aws_dynamodb_table" "autoscaled" {
  count = var.create_table && var.autoscaling_enabled && !var.ignore_changes_global_secondary_index ? 1 : 0

  name                        = var.name
  billing_mode                = var.billing_mode
  hash_key                    = var.hash_key
  range_key                   = var.range_key
  read_capacity               = var.read_capacity
  write_capacity              = var.write_capacity
  stream_enabled              = var.stream_enabled
  stream_view_type            = var.stream_view_type
  table_class                 = var.table_class
  deletion_protection_enabled = var.deletion_protection_enabled
  restore_source_name         = var.restore_source_name
  restore_source_table_arn    = var.restore_source_table_arn
  restore_to_latest_time      = var.restore_to_latest_time
  restore_date_time           = var.restore_date_time
  tags                        = var.tags

  point_in_time_recovery {
    enabled                 = var.point_in_time_recovery_enabled
    recovery_period_in_days = var.point_in_time_recovery_period_in_days
  }

  server_side_encryption {
    enabled     = var.server_side_encryption_enabled
    kms_key_arn = var.server_side_encryption_kms_key_arn
  }

  ttl {
    enabled        = var.ttl_enabled
    attribute_name = var.ttl_attribute_name
  }

  dynamic "replica" {
    for_each = var.replica_regions

    content {
      region_name                 = replica.value.region_name
      kms_key_arn                 = try(replica.value.kms_key_arn, null)
      point_in_time_recovery      = try(replica.value.point_in_time_recovery, null)
      propagate_tags              = try(replica.value.propagate_tags, null)
      deletion_protection_enabled = data.iaclint_unknown.replica.deletion_protection_enabled
    }
  }
}

resource "aws_dynamodb_table" "autoscaled_gsi_ignore" {
  count = var.create_table && var.autoscaling_enabled && var.ignore_changes_global_secondary_index ? 1 : 0

  name                        = var.name
  billing_mode                = var.billing_mode
  hash_key                    = var.hash_key
  range_key                   = var.range_key
  read_capacity               = var.read_capacity
  write_capacity              = var.write_capacity
  stream_enabled              = var.stream_enabled
  stream_view_type            = var.stream_view_type
  table_class                 = var.table_class
  deletion_protection_enabled = var.deletion_protection_enabled
  restore_source_name         = var.restore_source_name
  restore_source_table_arn    = var.restore_source_table_arn
  restore_to_latest_time      = var.restore_to_latest_time
  restore_date_time           = var.restore_date_time
  tags                        = var.tags

  point_in_time_recovery {
    enabled                 = var.point_in_time_recovery_enabled
    recovery_period_in_days = var.point_in_time_recovery_period_in_days
  }

  server_side_encryption {
    enabled     = var.server_side_encryption_enabled
    kms_key_arn = var.server_side_encryption_kms_key_arn
  }

  ttl {
    enabled        = var.ttl_enabled
    attribute_name = var.ttl_attribute_name
  }

  dynamic "replica" {
    for_each = var.replica_regions

    content {
      region_name                 = replica.value.region_name
      kms_key_arn                 = try(replica.value.kms_key_arn, null)
      point_in_time_recovery      = try(replica.value.point_in_time_recovery, null)
      propagate_tags              = try(replica.value.propagate_tags, null)
      deletion_protection_enabled = data.iaclint_unknown.replica.deletion_protection_enabled
    }
  }
}

resource "aws_dynamodb_resource_policy" "this" {
  count = var.create_table && var.resource_policy != null ? 1 : 0

  resource_arn = local.arn
  policy       = replace(var.resource_policy, "__DYNAMODB_TABLE_ARN__", local.arn)
}
