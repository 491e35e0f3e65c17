data "iaclint_unknown" "other" {}

output "image_uri" { value = data.iaclint_unknown.other.image_uri }
output "image_id" { value = data.iaclint_unknown.other.image_id }
