resource "aws_kinesis_stream" "default" {
  count = module.this.enabled ? 1 : 0

  name             = module.this.id
  shard_count      = var.stream_mode != "ON_DEMAND" ? var.shard_count : null
  retention_period = var.retention_period
  encryption_type  = var.encryption_type
  kms_key_id       = var.kms_key_id
  tags             = module.this.tags

  shard_level_metrics = var.shard_level_metrics
}
