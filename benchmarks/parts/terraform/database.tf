variable "__name___instances" {
  type    = number
  default = 2
}

variable "__name___settings" {
  type = object({
    class     = optional(string, "db.r6g.large")
    encrypted = optional(bool)
    retention = optional(number, 14)
  })
  default = {}
}

locals {
  __name___encrypted = coalesce(var.__name___settings.encrypted, __flag__)
}

resource "aws_db_instance" "__name__" {
  count = local.enabled ? var.__name___instances : 0

  identifier                  = format("%s-__name__-%02d", module.this.id, count.index)
  engine                      = "postgres"
  engine_version              = "17"
  instance_class              = var.__name___settings.class
  allocated_storage           = 20 + __number__ * 10
  storage_encrypted           = local.__name___encrypted
  backup_retention_period     = var.__name___settings.retention
  manage_master_user_password = true
  username                    = "__name__"
  publicly_accessible         = false
  deletion_protection         = var.stage == "prod"
  tags                        = module.this.tags
}

resource "aws_dynamodb_table" "__name___locks" {
  name         = "${module.this.id}-__name__-locks"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = __flag__
  }
}

output "__name___endpoints" {
  value     = aws_db_instance.__name__[*].endpoint
  sensitive = true
}
