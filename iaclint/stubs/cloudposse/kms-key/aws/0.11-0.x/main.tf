resource "aws_kms_key" "default" {
  count = module.this.enabled ? 1 : 0

  description              = var.description
  policy                   = var.policy
  enable_key_rotation      = var.enable_key_rotation
  deletion_window_in_days  = var.deletion_window_in_days
  key_usage                = var.key_usage
  customer_master_key_spec = var.customer_master_key_spec
  multi_region             = var.multi_region
  tags                     = module.this.tags
}

resource "aws_kms_alias" "default" {
  count = module.this.enabled ? 1 : 0

  name          = coalesce(var.alias, format("alias/%v", module.this.id))
  target_key_id = join("", aws_kms_key.default[*].id)
}
