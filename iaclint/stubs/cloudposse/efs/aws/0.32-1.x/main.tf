locals {
  has_group = module.this.enabled && var.create_security_group
}

resource "aws_efs_file_system" "default" {
  count = module.this.enabled ? 1 : 0

  availability_zone_name = var.availability_zone_name
  encrypted              = var.encrypted
  kms_key_id             = var.kms_key_id
  performance_mode       = var.performance_mode
  throughput_mode        = var.throughput_mode
  tags                   = module.this.tags
}

resource "aws_efs_access_point" "default" {
  for_each = module.this.enabled ? var.access_points : {}

  file_system_id = join("", aws_efs_file_system.default[*].id)
  tags           = module.this.tags

  dynamic "posix_user" {
    for_each = try([coalesce(each.value.posix_user)], [{}])

    content {
      gid            = posix_user.value.gid
      uid            = posix_user.value.uid
      secondary_gids = try(split(",", posix_user.value.secondary_gids), null)
    }
  }

  root_directory {
    path = "/${each.key}"

    dynamic "creation_info" {
      for_each = try(each.value.creation_info.gid, "") != "" ? [each.value.creation_info] : []

      content {
        owner_gid   = creation_info.value.gid
        owner_uid   = creation_info.value.uid
        permissions = creation_info.value.permissions
      }
    }
  }
}

resource "aws_efs_backup_policy" "policy" {
  count = module.this.enabled ? 1 : 0

  file_system_id = join("", aws_efs_file_system.default[*].id)

  backup_policy {
    status = var.efs_backup_policy_enabled ? "ENABLED" : "DISABLED"
  }
}

resource "aws_efs_file_system_policy" "policy" {
  count = module.this.enabled && length(var.efs_file_system_policy) > 0 ? 1 : 0

  file_system_id = aws_efs_file_system.default[0].id
  policy         = var.efs_file_system_policy
}

resource "aws_efs_mount_target" "default" {
  count = module.this.enabled && length(var.subnets) > 0 ? length(var.subnets) : 0

  file_system_id = join("", aws_efs_file_system.default[*].id)
  subnet_id      = var.subnets[count.index]

  security_groups = compact(concat(aws_security_group.default[*].id, var.associated_security_group_ids))
}

resource "aws_security_group" "default" {
  count = local.has_group ? 1 : 0

  vpc_id = var.vpc_id
  tags   = module.this.tags
}

resource "aws_security_group_rule" "nfs" {
  count = local.has_group && length(concat(var.allowed_cidr_blocks, var.allowed_ipv6_cidr_blocks)) > 0 ? 1 : 0

  type              = "ingress"
  from_port         = 2049
  to_port           = 2049
  protocol          = "tcp"
  cidr_blocks       = var.allowed_cidr_blocks
  ipv6_cidr_blocks  = var.allowed_ipv6_cidr_blocks
  security_group_id = join("", aws_security_group.default[*].id)
}

resource "aws_security_group_rule" "additional" {
  count = local.has_group ? length(var.additional_security_group_rules) : 0

  type              = var.additional_security_group_rules[count.index].type
  from_port         = var.additional_security_group_rules[count.index].from_port
  to_port           = var.additional_security_group_rules[count.index].to_port
  protocol          = var.additional_security_group_rules[count.index].protocol
  cidr_blocks       = try(var.additional_security_group_rules[count.index].cidr_blocks, null)
  ipv6_cidr_blocks  = try(var.additional_security_group_rules[count.index].ipv6_cidr_blocks, null)
  prefix_list_ids   = try(var.additional_security_group_rules[count.index].prefix_list_ids, null)
  security_group_id = join("", aws_security_group.default[*].id)
}
