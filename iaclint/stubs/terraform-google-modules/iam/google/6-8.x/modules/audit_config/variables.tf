variable "project" {
  type = string
}

variable "audit_log_config" {
  type = list(object({ service = string, log_type = string, exempted_members = list(string) }))
}
