# Variables that decide a verdict.
variable "key_vault_resource_id" {
  type     = string
  nullable = false
}

variable "name" {
  type     = string
  nullable = false
}

variable "type" {
  type     = string
  nullable = false
}

variable "expiration_date" {
  type    = string
  default = null

  validation {
    condition     = var.expiration_date == null ? true : can(regex("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$", var.expiration_date))
    error_message = "Must be like 2030-01-31T00:00:00Z."
  }
}

variable "opts" {
  type    = list(string)
  default = []
}

variable "rotation_policy" {
  type    = object({
    automatic = optional(object({
      time_after_creation = optional(string, null)
      time_before_expiry  = optional(string, null)
    }), null)
    expire_after         = optional(string, null)
    notify_before_expiry = optional(string, null)
  })
  default = null
}

# Variables that decide none.
variable "curve" { default = null }
variable "not_before_date" { default = null }
variable "role_assignments" { default = null }
variable "size" { default = null }
variable "tags" { default = null }
