data "iaclint_unknown" "other" {}

output "resource_name" { value = google_bigquery_dataset.dataset.dataset_id }
output "resource_id" { value = google_bigquery_dataset.dataset.id }
output "self_link" { value = google_bigquery_dataset.dataset.self_link }
output "console_link" { value = data.iaclint_unknown.other.console_link }
output "project" { value = data.iaclint_unknown.other.project }
output "destination_uri" { value = "bigquery.googleapis.com/projects/${var.project_id}/datasets/${google_bigquery_dataset.dataset.dataset_id}" }
