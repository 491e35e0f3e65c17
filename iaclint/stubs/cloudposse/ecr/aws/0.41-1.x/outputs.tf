data "iaclint_unknown" "other" {}

output "repository_arn" { value = try(aws_ecr_repository.name[tolist(local.names)[0]].arn, "") }
output "repository_name" { value = try(aws_ecr_repository.name[tolist(local.names)[0]].name, "") }
output "registry_id" { value = data.iaclint_unknown.other.registry_id }
output "repository_url" { value = data.iaclint_unknown.other.repository_url }
output "repository_url_map" { value = data.iaclint_unknown.other.repository_url_map }
output "repository_arn_map" { value = data.iaclint_unknown.other.repository_arn_map }
