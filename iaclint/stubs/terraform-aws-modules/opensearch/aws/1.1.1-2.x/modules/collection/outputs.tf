data "iaclint_unknown" "other" {}

output "collection_group_arn" { value = data.iaclint_unknown.other.collection_group_arn }
output "collection_group_id" { value = data.iaclint_unknown.other.collection_group_id }
output "arn" { value = try(aws_opensearchserverless_collection.this[0].arn, null) }
output "endpoint" { value = try(aws_opensearchserverless_collection.this[0].collection_endpoint, null) }
output "dashboard_endpoint" { value = try(aws_opensearchserverless_collection.this[0].dashboard_endpoint, null) }
output "kms_key_arn" { value = try(aws_opensearchserverless_collection.this[0].kms_key_arn, null) }
output "id" { value = try(aws_opensearchserverless_collection.this[0].id, null) }
output "name" { value = try(aws_opensearchserverless_collection.this[0].name, null) }
output "encryption_policy_version" { value = data.iaclint_unknown.other.encryption_policy_version }
output "encryption_policy" { value = try(aws_opensearchserverless_security_policy.encryption[0].policy, null) }
output "network_policy_version" { value = data.iaclint_unknown.other.network_policy_version }
output "network_policy" { value = try(aws_opensearchserverless_security_policy.network[0].policy, null) }
output "access_policy_version" { value = data.iaclint_unknown.other.access_policy_version }
output "access_policy" { value = data.iaclint_unknown.other.access_policy }
output "lifecycle_policy_version" { value = data.iaclint_unknown.other.lifecycle_policy_version }
output "lifecycle_policy" { value = data.iaclint_unknown.other.lifecycle_policy }
