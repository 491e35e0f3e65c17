resource "aws_launch_template" "this" {
  count = var.create && var.create_launch_template ? 1 : 0

  name        = var.launch_template_use_name_prefix ? null : coalesce(var.launch_template_name, "${var.name}-eks-node-group")
  name_prefix = var.launch_template_use_name_prefix ? "${coalesce(var.launch_template_name, "${var.name}-eks-node-group")}-" : null

  dynamic "block_device_mappings" {
    for_each = var.block_device_mappings

    content {
      device_name  = try(block_device_mappings.value.device_name, null)
      no_device    = try(block_device_mappings.value.no_device, null)
      virtual_name = try(block_device_mappings.value.virtual_name, null)

      dynamic "ebs" {
        for_each = try([coalesce(block_device_mappings.value.ebs)], [])

        content {
          encrypted   = try(ebs.value.encrypted, null)
          kms_key_id  = try(ebs.value.kms_key_id, null)
          snapshot_id = try(ebs.value.snapshot_id, null)
          volume_size = try(ebs.value.volume_size, null)
        }
      }
    }
  }
}
