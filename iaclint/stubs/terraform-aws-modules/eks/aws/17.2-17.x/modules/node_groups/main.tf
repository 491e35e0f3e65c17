locals {
  groups = {
    for key, each in var.node_groups : key => merge(
      {
        create_launch_template = false
        disk_size              = var.workers_group_defaults["root_volume_size"]
        disk_encrypted         = var.workers_group_defaults["root_encrypted"]
        disk_kms_key_id        = var.workers_group_defaults["root_kms_key_id"]
      },
      var.node_groups_defaults,
      each,
    ) if var.create_eks
  }
}

resource "aws_launch_template" "workers" {
  for_each = { for key, each in local.groups : key => each if each["create_launch_template"] }

  name_prefix = lookup(each.value, "name", lookup(each.value, "name_prefix", join("-", [var.cluster_name, each.key])))

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      encrypted   = lookup(each.value, "disk_encrypted", null)
      kms_key_id  = lookup(each.value, "disk_kms_key_id", null)
      volume_size = lookup(each.value, "disk_size", null)
    }
  }
}
