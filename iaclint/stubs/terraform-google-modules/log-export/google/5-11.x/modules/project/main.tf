resource "google_project_iam_member" "log_sink_member" {
  project = var.project_id
  role    = "roles/logging.logWriter"
  member  = var.log_sink_writer_identity
}
