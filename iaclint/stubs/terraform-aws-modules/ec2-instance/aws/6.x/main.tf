data "iaclint_unknown" "subnet" {}

locals {
  has_security_group     = var.create && var.create_security_group && var.network_interface == null
  security_group_prefix  = try(coalesce(var.security_group_name, var.name), "")
  vpc_security_group_ids = concat(var.vpc_security_group_ids, aws_security_group.this[*].id)
  profile_name           = try(coalesce(var.iam_role_name, var.name), "")
  availability_zone = try(
    aws_instance.this[0].availability_zone,
    aws_instance.ignore_ami[0].availability_zone,
    aws_spot_instance_request.this[0].availability_zone,
    null,
  )
}

resource "aws_instance" "this" {
  count = var.create && var.putin_khuylo && !var.ignore_ami_changes && !var.create_spot_instance ? 1 : 0

  ami                         = var.ami
  instance_type               = var.instance_type
  availability_zone           = var.availability_zone
  subnet_id                   = var.subnet_id
  associate_public_ip_address = var.associate_public_ip_address
  vpc_security_group_ids      = var.network_interface == null ? local.vpc_security_group_ids : null
  ebs_optimized               = var.ebs_optimized
  monitoring                  = var.monitoring
  user_data                   = var.user_data
  user_data_base64            = var.user_data_base64

  dynamic "launch_template" {
    for_each = var.launch_template != null ? [var.launch_template] : []

    content {
      id      = launch_template.value.id
      name    = launch_template.value.name
      version = launch_template.value.version
    }
  }

  dynamic "metadata_options" {
    for_each = var.metadata_options != null ? [var.metadata_options] : []

    content {
      http_endpoint = metadata_options.value.http_endpoint
      http_tokens   = metadata_options.value.http_tokens
    }
  }

  dynamic "root_block_device" {
    for_each = var.root_block_device != null ? [var.root_block_device] : []

    content {
      encrypted   = root_block_device.value.encrypted
      kms_key_id  = root_block_device.value.kms_key_id
      volume_size = root_block_device.value.size
      volume_type = root_block_device.value.type
    }
  }
}

resource "aws_instance" "ignore_ami" {
  count = var.create && var.putin_khuylo && var.ignore_ami_changes && !var.create_spot_instance ? 1 : 0

  ami                         = var.ami
  instance_type               = var.instance_type
  availability_zone           = var.availability_zone
  subnet_id                   = var.subnet_id
  associate_public_ip_address = var.associate_public_ip_address
  vpc_security_group_ids      = var.network_interface == null ? local.vpc_security_group_ids : null
  ebs_optimized               = var.ebs_optimized
  monitoring                  = var.monitoring
  user_data                   = var.user_data
  user_data_base64            = var.user_data_base64

  dynamic "launch_template" {
    for_each = var.launch_template != null ? [var.launch_template] : []

    content {
      id      = launch_template.value.id
      name    = launch_template.value.name
      version = launch_template.value.version
    }
  }

  dynamic "metadata_options" {
    for_each = var.metadata_options != null ? [var.metadata_options] : []

    content {
      http_endpoint = metadata_options.value.http_endpoint
      http_tokens   = metadata_options.value.http_tokens
    }
  }

  dynamic "root_block_device" {
    for_each = var.root_block_device != null ? [var.root_block_device] : []

    content {
      encrypted   = root_block_device.value.encrypted
      kms_key_id  = root_block_device.value.kms_key_id
      volume_size = root_block_device.value.size
      volume_type = root_block_device.value.type
    }
  }
}

resource "aws_spot_instance_request" "this" {
  count = var.create && var.putin_khuylo && var.create_spot_instance ? 1 : 0

  ami                         = var.ami
  instance_type               = var.instance_type
  availability_zone           = var.availability_zone
  subnet_id                   = var.subnet_id
  associate_public_ip_address = var.associate_public_ip_address
  vpc_security_group_ids      = var.network_interface == null ? local.vpc_security_group_ids : null
  ebs_optimized               = var.ebs_optimized
  monitoring                  = var.monitoring
  user_data                   = var.user_data
  user_data_base64            = var.user_data_base64

  dynamic "launch_template" {
    for_each = var.launch_template != null ? [var.launch_template] : []

    content {
      id      = launch_template.value.id
      name    = launch_template.value.name
      version = launch_template.value.version
    }
  }

  dynamic "metadata_options" {
    for_each = var.metadata_options != null ? [var.metadata_options] : []

    content {
      http_endpoint = metadata_options.value.http_endpoint
      http_tokens   = metadata_options.value.http_tokens
    }
  }

  dynamic "root_block_device" {
    for_each = var.root_block_device != null ? [var.root_block_device] : []

    content {
      encrypted   = root_block_device.value.encrypted
      kms_key_id  = root_block_device.value.kms_key_id
      volume_size = root_block_device.value.size
      volume_type = root_block_device.value.type
    }
  }
}

resource "aws_ebs_volume" "this" {
  for_each = var.create && var.ebs_volumes != null ? var.ebs_volumes : {}

  availability_zone = local.availability_zone
  encrypted         = each.value.encrypted
  kms_key_id        = each.value.kms_key_id
  final_snapshot    = each.value.final_snapshot
  snapshot_id       = each.value.snapshot_id
  size              = each.value.size
  type              = each.value.type
  tags              = merge(var.tags, var.volume_tags, { Name = "${var.name}-${each.key}" }, each.value.tags)
}

resource "aws_iam_role" "this" {
  count = var.create && var.putin_khuylo && var.create_iam_instance_profile ? 1 : 0

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

resource "aws_security_group" "this" {
  count = local.has_security_group ? 1 : 0

  name        = var.security_group_use_name_prefix ? null : local.security_group_prefix
  name_prefix = var.security_group_use_name_prefix ? "${local.security_group_prefix}-" : null
  vpc_id      = coalesce(var.security_group_vpc_id, data.iaclint_unknown.subnet.vpc_id)
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = local.has_security_group && var.security_group_ingress_rules != null ? var.security_group_ingress_rules : {}

  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = each.value.ip_protocol
  from_port                    = try(coalesce(each.value.from_port, each.value.to_port), null)
  to_port                      = try(coalesce(each.value.to_port, each.value.from_port), null)
  cidr_ipv4                    = each.value.cidr_ipv4
  cidr_ipv6                    = each.value.cidr_ipv6
  prefix_list_id               = each.value.prefix_list_id
  referenced_security_group_id = each.value.referenced_security_group_id
}
