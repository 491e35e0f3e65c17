# Variables that decide a verdict.
variable "dataset_name" {
  type = string
}

variable "project_id" {
  type = string
}

variable "location" {
  type    = string
  default = "US"
}

variable "delete_contents_on_destroy" {
  type    = bool
  default = false
}

variable "labels" {
  type    = map(string)
  default = {}
}

variable "kms_key_name" {
  type    = string
  default = null
}

# Variables that decide none.
variable "description" { default = null }
variable "expiration_days" { default = null }
variable "log_sink_writer_identity" { default = null }
variable "partition_expiration_days" { default = null }
