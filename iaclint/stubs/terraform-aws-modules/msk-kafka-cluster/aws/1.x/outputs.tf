data "iaclint_unknown" "other" {}

output "arn" { value = try(aws_msk_cluster.this[0].arn, "") }
output "bootstrap_brokers" { value = data.iaclint_unknown.other.bootstrap_brokers }
output "bootstrap_brokers_plaintext" { value = data.iaclint_unknown.other.bootstrap_brokers_plaintext }
output "bootstrap_brokers_sasl_iam" { value = data.iaclint_unknown.other.bootstrap_brokers_sasl_iam }
output "bootstrap_brokers_sasl_scram" { value = data.iaclint_unknown.other.bootstrap_brokers_sasl_scram }
output "bootstrap_brokers_tls" { value = data.iaclint_unknown.other.bootstrap_brokers_tls }
output "current_version" { value = data.iaclint_unknown.other.current_version }
output "zookeeper_connect_string" { value = data.iaclint_unknown.other.zookeeper_connect_string }
output "zookeeper_connect_string_tls" { value = data.iaclint_unknown.other.zookeeper_connect_string_tls }
output "configuration_arn" { value = data.iaclint_unknown.other.configuration_arn }
output "configuration_latest_revision" { value = data.iaclint_unknown.other.configuration_latest_revision }
output "scram_secret_association_id" { value = data.iaclint_unknown.other.scram_secret_association_id }
output "log_group_arn" { value = try(aws_cloudwatch_log_group.this[0].arn, "") }
output "appautoscaling_policy_arn" { value = data.iaclint_unknown.other.appautoscaling_policy_arn }
output "appautoscaling_policy_name" { value = data.iaclint_unknown.other.appautoscaling_policy_name }
output "appautoscaling_policy_policy_type" { value = data.iaclint_unknown.other.appautoscaling_policy_policy_type }
output "schema_registries" { value = data.iaclint_unknown.other.schema_registries }
output "schemas" { value = data.iaclint_unknown.other.schemas }
output "connect_custom_plugins" { value = data.iaclint_unknown.other.connect_custom_plugins }
output "connect_worker_configuration_arn" { value = data.iaclint_unknown.other.connect_worker_configuration_arn }
output "connect_worker_configuration_latest_revision" { value = data.iaclint_unknown.other.connect_worker_configuration_latest_revision }
