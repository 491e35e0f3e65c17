# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = null
}

variable "use_name_prefix" {
  type    = bool
  default = false
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
  default = true
}

variable "create_queue_policy" {
  type    = bool
  default = false
}

variable "source_queue_policy_documents" {
  type    = list(string)
  default = []
}

variable "override_queue_policy_documents" {
  type    = list(string)
  default = []
}

variable "queue_policy_statements" {
  type    = any
  default = null
}

variable "create_dlq" {
  type    = bool
  default = false
}

variable "dlq_name" {
  type    = string
  default = null
}

variable "dlq_kms_master_key_id" {
  type    = string
  default = null
}

variable "dlq_sqs_managed_sse_enabled" {
  type    = bool
  default = true
}

variable "create_dlq_queue_policy" {
  type    = bool
  default = false
}

variable "source_dlq_queue_policy_documents" {
  type    = list(string)
  default = []
}

variable "override_dlq_queue_policy_documents" {
  type    = list(string)
  default = []
}

variable "dlq_queue_policy_statements" {
  type    = any
  default = null
}

variable "redrive_policy" {
  type    = any
  default = {}
}

variable "message_retention_seconds" {
  type    = number
  default = null
}

variable "dlq_message_retention_seconds" {
  type    = number
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "dlq_tags" {
  type    = map(string)
  default = {}
}

# Variables that decide none.
variable "content_based_deduplication" { default = null }
variable "create_dlq_redrive_allow_policy" { default = true }
variable "deduplication_scope" { default = null }
variable "delay_seconds" { default = null }
variable "dlq_content_based_deduplication" { default = null }
variable "dlq_deduplication_scope" { default = null }
variable "dlq_delay_seconds" { default = null }
variable "dlq_fifo_throughput_limit" { default = null }
variable "dlq_kms_data_key_reuse_period_seconds" { default = null }
variable "dlq_receive_wait_time_seconds" { default = null }
variable "dlq_redrive_allow_policy" { default = {} }
variable "dlq_visibility_timeout_seconds" { default = null }
variable "fifo_throughput_limit" { default = null }
variable "kms_data_key_reuse_period_seconds" { default = null }
variable "max_message_size" { default = null }
variable "receive_wait_time_seconds" { default = null }
variable "redrive_allow_policy" { default = {} }
variable "region" { default = null }
variable "visibility_timeout_seconds" { default = null }
