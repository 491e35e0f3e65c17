output "filter" { value = var.filter }
output "log_sink_resource_id" { value = one(local.ids) }
output "log_sink_resource_name" { value = var.log_sink_name }
output "parent_resource_id" { value = var.parent_resource_id }
output "writer_identity" { value = one(local.writers) }
