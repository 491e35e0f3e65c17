variable "project_id" {
  type = string
}

variable "topic_name" {
  type = string
}

variable "log_sink_writer_identity" {
  type = string
}

variable "topic_labels" {
  type    = map(string)
  default = {}
}

variable "kms_key_name" {
  type    = string
  default = null
}

variable "create_subscriber" {
  type    = bool
  default = false
}

variable "subscriber_id" {
  type    = string
  default = ""
}

variable "subscription_labels" {
  type    = map(string)
  default = {}
}

variable "create_push_subscriber" {
  type    = bool
  default = false
}

variable "push_endpoint" {
  type    = string
  default = ""
}

variable "push_subscription_expiration_ttl" {
  type    = string
  default = null
}
