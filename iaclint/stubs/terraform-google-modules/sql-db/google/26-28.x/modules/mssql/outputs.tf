data "iaclint_unknown" "other" {}

output "instance_name" { value = google_sql_database_instance.default.name }
output "instance_connection_name" { value = google_sql_database_instance.default.connection_name }
output "instance_self_link" { value = google_sql_database_instance.default.self_link }
output "instance_address" { value = data.iaclint_unknown.other.instance_address }
output "private_address" { value = data.iaclint_unknown.other.private_address }
output "instance_first_ip_address" { value = data.iaclint_unknown.other.instance_first_ip_address }
output "instance_server_ca_cert" { value = data.iaclint_unknown.other.instance_server_ca_cert }
output "instance_service_account_email_address" { value = data.iaclint_unknown.other.instance_service_account_email_address }
output "generated_user_password" { value = data.iaclint_unknown.other.generated_user_password }
output "additional_users" { value = data.iaclint_unknown.other.additional_users }
output "root_password" { value = data.iaclint_unknown.other.root_password }
output "primary" { value = data.iaclint_unknown.other.primary }
output "apphub_service_uri" { value = data.iaclint_unknown.other.apphub_service_uri }
