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

variable "message_retention_seconds" {
  type    = number
  default = 345600
}

variable "policy" {
  type    = string
  default = ""
}

variable "redrive_policy" {
  type    = string
  default = ""
}

variable "redrive_allow_policy" {
  type    = string
  default = ""
}

variable "fifo_queue" {
  type    = bool
  default = false
}

variable "kms_master_key_id" {
  type    = string
  default = null
}

variable "sqs_managed_sse_enabled" {
  type    = bool
  default = false
}

variable "tags" {
  type    = map(string)
  default = {}
}

# Variables that decide none.
variable "visibility_timeout_seconds" { default = 30 }
variable "max_message_size" { default = 262144 }
variable "delay_seconds" { default = 0 }
variable "receive_wait_time_seconds" { default = 0 }
variable "content_based_deduplication" { default = false }
variable "kms_data_key_reuse_period_seconds" { default = 300 }
variable "deduplication_scope" { default = null }
variable "fifo_throughput_limit" { default = null }
