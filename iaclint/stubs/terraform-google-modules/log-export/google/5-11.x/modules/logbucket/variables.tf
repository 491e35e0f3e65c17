variable "project_id" {
  type = string
}

variable "name" {
  type = string
}

variable "log_sink_writer_identity" {
  type = string
}

variable "grant_write_permission_on_bkt" {
  type    = bool
  default = true
}

variable "location" {
  type    = string
  default = "global"
}

variable "retention_days" {
  type    = number
  default = 30
}

variable "locked" {
  type    = bool
  default = null
}

variable "kms_key_name" {
  type    = string
  default = null
}

variable "enable_analytics" {
  type    = bool
  default = false
}

variable "linked_dataset_description" { default = null }
variable "linked_dataset_id" { default = null }
