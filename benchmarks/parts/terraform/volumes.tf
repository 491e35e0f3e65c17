locals {
  __name___volumes = {
    data = { size = 100 * __number__, type = "gp3" }
    logs = { size = 50, type = "st1" }
  }
}

resource "aws_ebs_volume" "__name__" {
  for_each = local.__name___volumes

  availability_zone = "${var.region}a"
  size              = each.value.size
  type              = each.value.type
  encrypted         = each.key == "data" ? true : __flag__
  tags              = merge(module.this.tags, { Volume = each.key })
}

resource "aws_efs_file_system" "__name__" {
  creation_token = "${module.this.id}-__name__"
  encrypted      = !(!__flag__)

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }

  tags = module.this.tags
}
