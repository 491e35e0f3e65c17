data "iaclint_unknown" "image" {}

locals {
  workers_group_defaults = merge(
    {
      root_block_device_name            = data.iaclint_unknown.image.root_device_name
      root_encrypted                    = false
      root_kms_key_id                   = ""
      root_volume_size                  = "100"
      additional_ebs_volumes            = []
      additional_instance_store_volumes = []
      instance_store_virtual_name       = "ephemeral0"
      snapshot_id                       = null
    },
    var.workers_group_defaults,
  )
}

# The log group of the control plane has the name that EKS writes to.
resource "aws_cloudwatch_log_group" "this" {
  count = length(var.cluster_enabled_log_types) > 0 && var.create_eks ? 1 : 0

  name              = "/aws/eks/${var.cluster_name}/cluster"
  retention_in_days = var.cluster_log_retention_in_days
  kms_key_id        = var.cluster_log_kms_key_id
}

resource "aws_launch_configuration" "workers" {
  count = var.create_eks ? length(var.worker_groups) : 0

  name_prefix = "${var.cluster_name}-${lookup(var.worker_groups[count.index], "name", count.index)}"

  root_block_device {
    encrypted   = lookup(var.worker_groups[count.index], "root_encrypted", local.workers_group_defaults["root_encrypted"])
    volume_size = lookup(var.worker_groups[count.index], "root_volume_size", local.workers_group_defaults["root_volume_size"])
  }

  dynamic "ebs_block_device" {
    for_each = lookup(var.worker_groups[count.index], "additional_ebs_volumes", local.workers_group_defaults["additional_ebs_volumes"])

    content {
      device_name = ebs_block_device.value.block_device_name
      encrypted   = lookup(ebs_block_device.value, "encrypted", local.workers_group_defaults["root_encrypted"])
      snapshot_id = lookup(ebs_block_device.value, "snapshot_id", local.workers_group_defaults["snapshot_id"])
      volume_size = lookup(ebs_block_device.value, "volume_size", local.workers_group_defaults["root_volume_size"])
    }
  }
}

resource "aws_launch_template" "workers_launch_template" {
  count = var.create_eks ? length(var.worker_groups_launch_template) : 0

  name_prefix = "${var.cluster_name}-${lookup(var.worker_groups_launch_template[count.index], "name", count.index)}"

  block_device_mappings {
    device_name = lookup(var.worker_groups_launch_template[count.index], "root_block_device_name", local.workers_group_defaults["root_block_device_name"])

    ebs {
      encrypted   = lookup(var.worker_groups_launch_template[count.index], "root_encrypted", local.workers_group_defaults["root_encrypted"])
      kms_key_id  = lookup(var.worker_groups_launch_template[count.index], "root_kms_key_id", local.workers_group_defaults["root_kms_key_id"])
      volume_size = lookup(var.worker_groups_launch_template[count.index], "root_volume_size", local.workers_group_defaults["root_volume_size"])
    }
  }

  dynamic "block_device_mappings" {
    for_each = lookup(var.worker_groups_launch_template[count.index], "additional_ebs_volumes", local.workers_group_defaults["additional_ebs_volumes"])

    content {
      device_name = block_device_mappings.value.block_device_name

      ebs {
        encrypted   = lookup(block_device_mappings.value, "encrypted", local.workers_group_defaults["root_encrypted"])
        kms_key_id  = lookup(block_device_mappings.value, "kms_key_id", local.workers_group_defaults["root_kms_key_id"])
        snapshot_id = lookup(block_device_mappings.value, "snapshot_id", local.workers_group_defaults["snapshot_id"])
        volume_size = lookup(block_device_mappings.value, "volume_size", local.workers_group_defaults["root_volume_size"])
      }
    }
  }

  dynamic "block_device_mappings" {
    for_each = lookup(var.worker_groups_launch_template[count.index], "additional_instance_store_volumes", local.workers_group_defaults["additional_instance_store_volumes"])

    content {
      device_name  = block_device_mappings.value.block_device_name
      virtual_name = lookup(block_device_mappings.value, "virtual_name", local.workers_group_defaults["instance_store_virtual_name"])
    }
  }
}

module "node_groups" {
  source = "./modules/node_groups"

  create_eks             = var.create_eks
  cluster_name           = var.cluster_name
  workers_group_defaults = local.workers_group_defaults
  node_groups_defaults   = var.node_groups_defaults
  node_groups            = var.node_groups
}
