# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = null
}

variable "name_prefix" {
  type    = string
  default = null
}

variable "retention_in_days" {
  type    = number
  default = null

  validation {
    condition = var.retention_in_days == null ? true : contains(
      [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
      var.retention_in_days
    )
    error_message = "CloudWatch Logs has no such retention."
  }
}

variable "kms_key_id" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "skip_destroy" {
  type    = bool
  default = null
}

variable "log_group_class" {
  type    = string
  default = null
}

# Variables that decide none.
