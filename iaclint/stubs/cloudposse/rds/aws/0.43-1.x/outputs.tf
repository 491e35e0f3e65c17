data "iaclint_unknown" "other" {}

output "instance_id" { value = join("", aws_db_instance.default[*].identifier) }
output "instance_arn" { value = join("", aws_db_instance.default[*].arn) }
output "subnet_group_id" { value = join("", aws_db_subnet_group.default[*].id) }
output "security_group_id" { value = join("", aws_security_group.default[*].id) }
output "parameter_group_id" { value = join("", aws_db_parameter_group.default[*].id) }
output "instance_address" { value = data.iaclint_unknown.other.instance_address }
output "instance_endpoint" { value = data.iaclint_unknown.other.instance_endpoint }
output "option_group_id" { value = data.iaclint_unknown.other.option_group_id }
output "hostname" { value = data.iaclint_unknown.other.hostname }
output "resource_id" { value = data.iaclint_unknown.other.resource_id }
output "master_user_secret" { value = data.iaclint_unknown.other.master_user_secret }
