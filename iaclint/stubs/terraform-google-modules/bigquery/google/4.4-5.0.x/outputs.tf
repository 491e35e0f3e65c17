data "iaclint_unknown" "other" {}

output "bigquery_dataset" { value = google_bigquery_dataset.main }
output "bigquery_tables" { value = google_bigquery_table.main }
output "project" { value = google_bigquery_dataset.main.project }
output "bigquery_views" { value = data.iaclint_unknown.other.bigquery_views }
output "table_ids" { value = data.iaclint_unknown.other.table_ids }
output "table_names" { value = data.iaclint_unknown.other.table_names }
output "view_ids" { value = data.iaclint_unknown.other.view_ids }
output "view_names" { value = data.iaclint_unknown.other.view_names }
output "bigquery_external_tables" { value = data.iaclint_unknown.other.bigquery_external_tables }
output "external_table_ids" { value = data.iaclint_unknown.other.external_table_ids }
output "external_table_names" { value = data.iaclint_unknown.other.external_table_names }
