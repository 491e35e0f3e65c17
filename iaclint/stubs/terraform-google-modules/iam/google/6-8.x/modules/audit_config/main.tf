resource "google_project_iam_audit_config" "project" {
  for_each = { for config in var.audit_log_config : config.service => config... }

  project = var.project
  service = each.key

  dynamic "audit_log_config" {
    for_each = each.value

    content {
      log_type         = audit_log_config.value.log_type
      exempted_members = audit_log_config.value.exempted_members
    }
  }
}
