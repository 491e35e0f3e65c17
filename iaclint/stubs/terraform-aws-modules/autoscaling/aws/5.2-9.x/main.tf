locals {
  template_name = coalesce(var.launch_template_name, var.name)
  profile_name  = try(coalesce(var.iam_instance_profile_name, var.iam_role_name), "")
  has_profile   = var.create && var.create_iam_instance_profile
}

resource "aws_launch_template" "this" {
  count = var.create_launch_template ? 1 : 0

  name                   = var.launch_template_use_name_prefix ? null : local.template_name
  name_prefix            = var.launch_template_use_name_prefix ? "${local.template_name}-" : null
  image_id               = var.image_id
  instance_type          = var.instance_type
  ebs_optimized          = var.ebs_optimized
  user_data              = var.user_data
  vpc_security_group_ids = var.network_interfaces != null ? [] : var.security_groups
  tags                   = merge(var.tags, var.launch_template_tags)

  dynamic "block_device_mappings" {
    for_each = var.block_device_mappings != null ? var.block_device_mappings : []

    content {
      device_name  = block_device_mappings.value.device_name
      no_device    = block_device_mappings.value.no_device
      virtual_name = block_device_mappings.value.virtual_name

      dynamic "ebs" {
        for_each = block_device_mappings.value.ebs != null ? [block_device_mappings.value.ebs] : []

        content {
          encrypted             = ebs.value.encrypted
          kms_key_id            = ebs.value.kms_key_id
          snapshot_id           = ebs.value.snapshot_id
          volume_size           = ebs.value.volume_size
          volume_type           = ebs.value.volume_type
          delete_on_termination = ebs.value.delete_on_termination
        }
      }
    }
  }

  dynamic "metadata_options" {
    for_each = var.metadata_options != null ? [var.metadata_options] : []

    content {
      http_endpoint = metadata_options.value.http_endpoint
      http_tokens   = metadata_options.value.http_tokens
    }
  }
}

resource "aws_iam_role" "this" {
  count = local.has_profile ? 1 : 0

  name        = var.iam_role_use_name_prefix ? null : local.profile_name
  name_prefix = var.iam_role_use_name_prefix ? "${local.profile_name}-" : null

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}
