data "iaclint_unknown" "other" {}

output "bucket" { value = google_storage_bucket.bucket }
output "name" { value = google_storage_bucket.bucket.name }
output "url" { value = google_storage_bucket.bucket.url }
output "internal_kms_configuration" { value = data.iaclint_unknown.other.internal_kms_configuration }
output "apphub_service_uri" { value = data.iaclint_unknown.other.apphub_service_uri }
