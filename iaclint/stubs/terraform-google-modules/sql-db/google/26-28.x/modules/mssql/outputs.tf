data "iaclint_unknown" "other" {}

output "instance_name" { value = google_sql_database_instance.default.name }
output "instance_address" { value = google_sql_database_instance.default.ip_address }
output "private_address" { value = google_sql_database_instance.default.private_ip_address }
output "instance_first_ip_address" { value = google_sql_database_instance.default.first_ip_address }
output "instance_connection_name" { value = google_sql_database_instance.default.connection_name }
output "instance_self_link" { value = google_sql_database_instance.default.self_link }
output "generated_user_password" {
  value     = var.enable_default_user ? random_password.user-password[0].result : ""
  sensitive = true
}
output "root_password" {
  value     = coalesce(var.root_password, random_password.root-password.result)
  sensitive = true
}
output "instance_server_ca_cert" { value = data.iaclint_unknown.other.instance_server_ca_cert }
output "instance_service_account_email_address" { value = data.iaclint_unknown.other.instance_service_account_email_address }
output "additional_users" { value = data.iaclint_unknown.other.additional_users }
output "primary" { value = data.iaclint_unknown.other.primary }
output "apphub_service_uri" { value = data.iaclint_unknown.other.apphub_service_uri }
