# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "kms_key_arn" {
  type    = string
  default = null
}

variable "retention_period" {
  type    = number
  default = 7
}

variable "source_db_instance_arn" {
  type    = string
  default = null
}

# Variables that decide none.
variable "pre_signed_url" { default = null }
