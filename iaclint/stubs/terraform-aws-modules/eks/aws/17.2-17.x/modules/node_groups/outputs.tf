data "iaclint_unknown" "other" {}

output "node_groups" { value = data.iaclint_unknown.other.node_groups }
output "aws_auth_roles" { value = data.iaclint_unknown.other.aws_auth_roles }
