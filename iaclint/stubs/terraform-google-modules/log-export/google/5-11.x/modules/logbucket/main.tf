resource "google_logging_project_bucket_config" "bucket" {
  project          = var.project_id
  bucket_id        = var.name
  location         = var.location
  retention_days   = var.retention_days
  locked           = var.locked
  enable_analytics = var.enable_analytics

  dynamic "cmek_settings" {
    for_each = var.kms_key_name == null ? [] : [var.kms_key_name]

    content {
      kms_key_name = cmek_settings.value
    }
  }
}

resource "google_project_iam_member" "logbucket_sink_member" {
  count = var.grant_write_permission_on_bkt ? 1 : 0

  project = var.project_id
  role    = "roles/logging.bucketWriter"
  member  = var.log_sink_writer_identity
}
