data "iaclint_unknown" "other" {}

output "launch_template_id" { value = try(aws_launch_template.this[0].id, null) }
output "launch_template_arn" { value = try(aws_launch_template.this[0].arn, null) }
output "launch_template_latest_version" { value = data.iaclint_unknown.other.launch_template_latest_version }
output "launch_template_name" { value = try(aws_launch_template.this[0].name, null) }
output "autoscaling_group_arn" { value = data.iaclint_unknown.other.autoscaling_group_arn }
output "autoscaling_group_id" { value = data.iaclint_unknown.other.autoscaling_group_id }
output "autoscaling_group_name" { value = data.iaclint_unknown.other.autoscaling_group_name }
output "autoscaling_group_min_size" { value = data.iaclint_unknown.other.autoscaling_group_min_size }
output "autoscaling_group_max_size" { value = data.iaclint_unknown.other.autoscaling_group_max_size }
output "autoscaling_group_desired_capacity" { value = data.iaclint_unknown.other.autoscaling_group_desired_capacity }
output "autoscaling_group_default_cooldown" { value = data.iaclint_unknown.other.autoscaling_group_default_cooldown }
output "autoscaling_group_health_check_grace_period" { value = data.iaclint_unknown.other.autoscaling_group_health_check_grace_period }
output "autoscaling_group_health_check_type" { value = data.iaclint_unknown.other.autoscaling_group_health_check_type }
output "autoscaling_group_availability_zones" { value = data.iaclint_unknown.other.autoscaling_group_availability_zones }
output "autoscaling_group_vpc_zone_identifier" { value = data.iaclint_unknown.other.autoscaling_group_vpc_zone_identifier }
output "iam_role_name" { value = data.iaclint_unknown.other.iam_role_name }
output "iam_role_arn" { value = data.iaclint_unknown.other.iam_role_arn }
output "iam_role_unique_id" { value = data.iaclint_unknown.other.iam_role_unique_id }
output "iam_instance_profile_arn" { value = data.iaclint_unknown.other.iam_instance_profile_arn }
output "iam_instance_profile_id" { value = data.iaclint_unknown.other.iam_instance_profile_id }
output "iam_instance_profile_unique" { value = data.iaclint_unknown.other.iam_instance_profile_unique }
output "access_entry_arn" { value = data.iaclint_unknown.other.access_entry_arn }
output "image_id" { value = try(aws_launch_template.this[0].image_id, null) }
output "user_data" { value = data.iaclint_unknown.other.user_data }
output "security_group_arn" { value = data.iaclint_unknown.other.security_group_arn }
output "security_group_id" { value = data.iaclint_unknown.other.security_group_id }
