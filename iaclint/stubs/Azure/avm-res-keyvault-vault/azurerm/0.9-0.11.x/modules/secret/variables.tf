# Variables that decide a verdict.
variable "key_vault_resource_id" {
  type     = string
  nullable = false
}

variable "name" {
  type     = string
  nullable = false
}

variable "value" {
  type    = string
  default = null
}

variable "value_wo" {
  type      = string
  default   = null
  ephemeral = true
}

variable "content_type" {
  type    = string
  default = null
}

variable "expiration_date" {
  type    = string
  default = null

  validation {
    condition     = var.expiration_date == null ? true : can(regex("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$", var.expiration_date))
    error_message = "Must be like 2030-01-31T00:00:00Z."
  }
}

# Variables that decide none.
variable "not_before_date" { default = null }
variable "role_assignments" { default = null }
variable "tags" { default = null }
variable "value_wo_version" { default = null }
