variable "logs_path" {}

variable "create_kms_key" {
  type    = bool
  default = false
}

variable "log_group_kms_key_id" {
  type    = string
  default = null
}

variable "log_group_retention_in_days" {
  type    = number
  default = 30
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "profile" { default = null }
variable "region" { default = null }
