data "iaclint_unknown" "other" {}

output "id" { value = local.enabled ? local.id : "" }
output "id_full" { value = local.enabled ? local.id_full : "" }
output "enabled" { value = local.enabled }
output "namespace" { value = local.enabled ? local.labels.namespace : "" }
output "tenant" { value = local.enabled ? local.labels.tenant : "" }
output "environment" { value = local.enabled ? local.labels.environment : "" }
output "stage" { value = local.enabled ? local.labels.stage : "" }
output "name" { value = local.enabled ? local.labels.name : "" }
output "delimiter" { value = local.enabled ? local.delimiter : "" }
output "attributes" { value = local.enabled ? local.attributes : [] }
output "tags" { value = local.enabled ? local.tags : {} }
output "context" { value = local.context }
output "additional_tag_map" { value = data.iaclint_unknown.other.additional_tag_map }
output "label_order" { value = data.iaclint_unknown.other.label_order }
output "regex_replace_chars" { value = data.iaclint_unknown.other.regex_replace_chars }
output "id_length_limit" { value = data.iaclint_unknown.other.id_length_limit }
output "tags_as_list_of_maps" { value = data.iaclint_unknown.other.tags_as_list_of_maps }
output "descriptors" { value = data.iaclint_unknown.other.descriptors }
output "normalized_context" { value = data.iaclint_unknown.other.normalized_context }
