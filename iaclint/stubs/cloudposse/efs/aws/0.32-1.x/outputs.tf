data "iaclint_unknown" "other" {}

output "arn" { value = join("", aws_efs_file_system.default[*].arn) }
output "id" { value = join("", aws_efs_file_system.default[*].id) }
output "access_point_arns" { value = data.iaclint_unknown.other.access_point_arns }
output "access_point_ids" { value = data.iaclint_unknown.other.access_point_ids }
output "host" { value = data.iaclint_unknown.other.host }
output "dns_name" { value = data.iaclint_unknown.other.dns_name }
output "mount_target_dns_names" { value = data.iaclint_unknown.other.mount_target_dns_names }
output "mount_target_ids" { value = data.iaclint_unknown.other.mount_target_ids }
output "mount_target_ips" { value = data.iaclint_unknown.other.mount_target_ips }
output "network_interface_ids" { value = data.iaclint_unknown.other.network_interface_ids }
output "security_group_id" { value = one(aws_security_group.default[*].id) }
output "security_group_arn" { value = one(aws_security_group.default[*].arn) }
output "security_group_name" { value = data.iaclint_unknown.other.security_group_name }
output "mount_target_ipv6_addresses" { value = data.iaclint_unknown.other.mount_target_ipv6_addresses }
