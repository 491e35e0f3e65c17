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

variable "fifo_topic" {
  type    = bool
  default = false
}

variable "kms_master_key_id" {
  type    = string
  default = null
}

variable "topic_policy" {
  type    = string
  default = null
}

variable "create_topic_policy" {
  type    = bool
  default = true
}

variable "source_topic_policy_documents" {
  type    = list(string)
  default = []
}

variable "override_topic_policy_documents" {
  type    = list(string)
  default = []
}

variable "enable_default_topic_policy" {
  type    = bool
  default = true
}

variable "topic_policy_statements" {
  type    = any
  default = null
}

variable "create_subscription" {
  type    = bool
  default = true
}

variable "subscriptions" {
  type    = any
  default = {}
}

variable "application_feedback" {
  type    = any
  default = {}
}

variable "firehose_feedback" {
  type    = any
  default = {}
}

variable "http_feedback" {
  type    = any
  default = {}
}

variable "lambda_feedback" {
  type    = any
  default = {}
}

variable "sqs_feedback" {
  type    = any
  default = {}
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "signature_version" {
  type    = number
  default = null
}

variable "tracing_config" {
  type    = string
  default = null
}

# Variables that decide none.
variable "archive_policy" { default = null }
variable "content_based_deduplication" { default = false }
variable "data_protection_policy" { default = null }
variable "delivery_policy" { default = null }
variable "display_name" { default = null }
variable "fifo_throughput_scope" { default = null }
variable "region" { default = null }
