data "iaclint_unknown" "other" {}

output "resource_name" { value = google_storage_bucket.bucket.name }
output "resource_id" { value = google_storage_bucket.bucket.id }
output "self_link" { value = google_storage_bucket.bucket.self_link }
output "console_link" { value = data.iaclint_unknown.other.console_link }
output "project" { value = data.iaclint_unknown.other.project }
output "destination_uri" { value = "storage.googleapis.com/${google_storage_bucket.bucket.name}" }
