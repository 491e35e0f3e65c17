# Machines that still run __name__ outside of containers.

data "aws_ami" "__name__" {
  most_recent = true
  owners      = ["amazon"]

  filter {
    name   = "name"
    values = ["al2023-ami-*-x86_64"]
  }
}

resource "aws_launch_template" "__name__" {
  name_prefix   = "${module.this.id}-__name__-"
  image_id      = data.aws_ami.__name__.id
  instance_type = var.stage == "prod" ? "m7g.xlarge" : "t4g.medium"

  user_data = base64encode(<<-EOT
    #!/bin/bash
    set -euo pipefail
    # Written by Terraform; changes are lost at the next start.
    cat >/etc/__name__.env <<'ENV'
    STAGE=${coalesce(var.stage, "dev")}
    REGION=${var.region}
    %{for name, account in var.account_map~}
    ACCOUNT_${upper(name)}=${account}
    %{endfor~}
    ENV
    systemctl enable --now __name__
  EOT
  )

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
  }

  tag_specifications {
    resource_type = "instance"
    tags          = module.this.tags
  }
}

resource "aws_autoscaling_group" "__name__" {
  name                = "${module.this.id}-__name__"
  min_size            = 1
  max_size            = max(2, __number__)
  vpc_zone_identifier = []

  launch_template {
    id      = aws_launch_template.__name__.id
    version = "$Latest"
  }

  dynamic "tag" {
    for_each = module.this.tags
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }
}
