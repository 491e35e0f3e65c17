data "iaclint_unknown" "other" {}

output "names" { value = { for key, each in google_storage_bucket.buckets : key => each.name } }
output "name" { value = google_storage_bucket.buckets[var.names[0]].name }
output "bucket" { value = google_storage_bucket.buckets[var.names[0]] }
output "buckets" { value = [for name in var.names : google_storage_bucket.buckets[name]] }
output "url" { value = data.iaclint_unknown.other.url }
output "urls" { value = data.iaclint_unknown.other.urls }
output "names_list" { value = data.iaclint_unknown.other.names_list }
output "urls_list" { value = data.iaclint_unknown.other.urls_list }
