# Variables that decide a verdict.
variable "project_id" {
  type = string
}

variable "topic" {
  type = string
}

variable "create_topic" {
  type    = bool
  default = true
}

variable "create_subscriptions" {
  type    = bool
  default = true
}

variable "topic_labels" {
  type    = map(string)
  default = {}
}

variable "topic_kms_key_name" {
  type    = string
  default = null
}

variable "topic_message_retention_duration" {
  type    = string
  default = null
}

variable "subscription_labels" {
  type    = map(string)
  default = {}
}

variable "push_subscriptions" {
  type    = any
  default = []
}

variable "pull_subscriptions" {
  type    = any
  default = []
}

variable "bigquery_subscriptions" {
  type    = any
  default = []
}

variable "cloud_storage_subscriptions" {
  type    = any
  default = []
}

# Variables that decide none.
variable "grant_bigquery_project_roles" { default = null }
variable "grant_cloud_storage_project_roles" { default = null }
variable "grant_token_creator" { default = null }
variable "message_storage_policy" { default = null }
variable "schema" { default = null }
