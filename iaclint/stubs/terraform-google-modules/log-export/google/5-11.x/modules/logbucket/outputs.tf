data "iaclint_unknown" "other" {}

output "console_link" { value = data.iaclint_unknown.other.console_link }
output "destination_uri" { value = "logging.googleapis.com/${google_logging_project_bucket_config.bucket.id}" }
output "linked_dataset_name" { value = data.iaclint_unknown.other.linked_dataset_name }
output "project" { value = google_logging_project_bucket_config.bucket.project }
output "resource_name" { value = google_logging_project_bucket_config.bucket.bucket_id }
