data "iaclint_unknown" "other" {}

output "instance_name" { value = google_sql_database_instance.default.name }
output "instance_ip_address" { value = google_sql_database_instance.default.ip_address }
output "private_address" { value = google_sql_database_instance.default.private_ip_address }
output "instance_first_ip_address" { value = google_sql_database_instance.default.first_ip_address }
output "instance_connection_name" { value = google_sql_database_instance.default.connection_name }
output "instance_self_link" { value = google_sql_database_instance.default.self_link }
output "public_ip_address" { value = google_sql_database_instance.default.public_ip_address }
output "private_ip_address" { value = google_sql_database_instance.default.private_ip_address }
output "generated_user_password" {
  value     = var.enable_default_user ? random_password.user-password[0].result : ""
  sensitive = true
}
output "instance_server_ca_cert" { value = data.iaclint_unknown.other.instance_server_ca_cert }
output "instance_service_account_email_address" { value = data.iaclint_unknown.other.instance_service_account_email_address }
output "instance_psc_attachment" { value = data.iaclint_unknown.other.instance_psc_attachment }
output "replicas_instance_first_ip_addresses" { value = data.iaclint_unknown.other.replicas_instance_first_ip_addresses }
output "replicas_instance_connection_names" { value = data.iaclint_unknown.other.replicas_instance_connection_names }
output "replicas_instance_self_links" { value = data.iaclint_unknown.other.replicas_instance_self_links }
output "replicas_instance_server_ca_certs" { value = data.iaclint_unknown.other.replicas_instance_server_ca_certs }
output "replicas_instance_service_account_email_addresses" { value = data.iaclint_unknown.other.replicas_instance_service_account_email_addresses }
output "read_replica_instance_names" { value = data.iaclint_unknown.other.read_replica_instance_names }
output "additional_users" { value = data.iaclint_unknown.other.additional_users }
output "iam_users" { value = data.iaclint_unknown.other.iam_users }
output "primary" { value = data.iaclint_unknown.other.primary }
output "replicas" { value = data.iaclint_unknown.other.replicas }
output "instances" { value = data.iaclint_unknown.other.instances }
output "env_vars" { value = data.iaclint_unknown.other.env_vars }
output "apphub_service_uri" { value = data.iaclint_unknown.other.apphub_service_uri }
