resource "aws_s3_object" "this" {
  count = var.create ? 1 : 0

  bucket        = var.bucket
  key           = var.key
  acl           = var.acl
  storage_class = try(upper(var.storage_class), var.storage_class)
  force_destroy = var.force_destroy
  tags          = var.tags

  source         = var.file_source
  content        = var.content
  content_base64 = var.content_base64

  server_side_encryption = var.server_side_encryption
  kms_key_id             = var.kms_key_id
  bucket_key_enabled     = var.bucket_key_enabled
}
