output "audit_log_config" { value = var.audit_log_config }
