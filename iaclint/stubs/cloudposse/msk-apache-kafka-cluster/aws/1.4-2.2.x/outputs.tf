data "iaclint_unknown" "other" {}

output "cluster_arn" { value = one(aws_msk_cluster.default[*].arn) }
output "cluster_name" { value = one(aws_msk_cluster.default[*].cluster_name) }
output "config_arn" { value = one(aws_msk_configuration.config[*].arn) }
output "bootstrap_brokers" { value = data.iaclint_unknown.other.bootstrap_brokers }
output "bootstrap_brokers_tls" { value = data.iaclint_unknown.other.bootstrap_brokers_tls }
output "bootstrap_brokers_scram" { value = data.iaclint_unknown.other.bootstrap_brokers_scram }
output "bootstrap_brokers_iam" { value = data.iaclint_unknown.other.bootstrap_brokers_iam }
output "all_brokers" { value = data.iaclint_unknown.other.all_brokers }
output "current_version" { value = data.iaclint_unknown.other.current_version }
output "zookeeper_connect_string" { value = data.iaclint_unknown.other.zookeeper_connect_string }
output "latest_revision" { value = data.iaclint_unknown.other.latest_revision }
output "hostname" { value = data.iaclint_unknown.other.hostname }
output "security_group_id" { value = data.iaclint_unknown.other.security_group_id }
output "security_group_name" { value = data.iaclint_unknown.other.security_group_name }
output "storage_mode" { value = data.iaclint_unknown.other.storage_mode }
output "bootstrap_brokers_public_tls" { value = data.iaclint_unknown.other.bootstrap_brokers_public_tls }
output "bootstrap_brokers_sasl_scram" { value = data.iaclint_unknown.other.bootstrap_brokers_sasl_scram }
output "bootstrap_brokers_public_sasl_scram" { value = data.iaclint_unknown.other.bootstrap_brokers_public_sasl_scram }
output "bootstrap_brokers_sasl_iam" { value = data.iaclint_unknown.other.bootstrap_brokers_sasl_iam }
output "bootstrap_brokers_public_sasl_iam" { value = data.iaclint_unknown.other.bootstrap_brokers_public_sasl_iam }
output "zookeeper_connect_string_tls" { value = data.iaclint_unknown.other.zookeeper_connect_string_tls }
output "broker_endpoints" { value = data.iaclint_unknown.other.broker_endpoints }
output "hostnames" { value = data.iaclint_unknown.other.hostnames }
output "security_group_arn" { value = data.iaclint_unknown.other.security_group_arn }
