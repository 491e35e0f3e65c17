output "instance_name" { value = module.safer_mysql.instance_name }
output "instance_connection_name" { value = module.safer_mysql.instance_connection_name }
output "instance_self_link" { value = module.safer_mysql.instance_self_link }
output "instance_service_account_email_address" { value = module.safer_mysql.instance_service_account_email_address }
output "replicas_instance_connection_names" { value = module.safer_mysql.replicas_instance_connection_names }
output "replicas_instance_self_links" { value = module.safer_mysql.replicas_instance_self_links }
output "replicas_instance_service_account_email_addresses" { value = module.safer_mysql.replicas_instance_service_account_email_addresses }
output "read_replica_instance_names" { value = module.safer_mysql.read_replica_instance_names }
output "generated_user_password" {
  value     = module.safer_mysql.generated_user_password
  sensitive = true
}
output "public_ip_address" { value = module.safer_mysql.public_ip_address }
output "private_ip_address" { value = module.safer_mysql.private_ip_address }
output "instance_ip_address" { value = module.safer_mysql.instance_ip_address }
output "primary" { value = module.safer_mysql.primary }
output "replicas" { value = module.safer_mysql.replicas }
output "instances" { value = module.safer_mysql.instances }
