output "authorized_views" { value = google_bigquery_dataset_access.authorized_view }
output "authorized_roles" { value = google_bigquery_dataset_access.access_role }
output "authorized_dataset" { value = google_bigquery_dataset_access.authorized_dataset }
