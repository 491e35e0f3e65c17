data "iaclint_unknown" "indexes" {}

resource "aws_s3vectors_vector_bucket" "this" {
  count = var.create ? 1 : 0

  vector_bucket_name = var.vector_bucket_name
  force_destroy      = var.force_destroy
  tags               = var.tags

  dynamic "encryption_configuration" {
    for_each = var.encryption_configuration == null ? [] : [var.encryption_configuration]

    content {
      sse_type    = encryption_configuration.value.sse_type
      kms_key_arn = encryption_configuration.value.kms_key_arn
    }
  }
}
