variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = ""
}

variable "eni_id" {
  type    = string
  default = null
}

variable "subnet_id" {
  type    = string
  default = null
}

variable "transit_gateway_attachment_id" {
  type    = string
  default = null
}

variable "transit_gateway_id" {
  type    = string
  default = null
}

variable "vpc_id" {
  type    = string
  default = null
}

variable "traffic_type" {
  type    = string
  default = "ALL"
}

variable "log_destination_type" {
  type    = string
  default = "cloud-watch-logs"
}

variable "log_destination" {
  type    = string
  default = null
}

variable "create_cloudwatch_log_group" {
  type    = bool
  default = true
}

variable "cloudwatch_log_group_name" {
  type    = string
  default = null
}

variable "cloudwatch_log_group_use_name_prefix" {
  type    = bool
  default = true
}

variable "cloudwatch_log_group_class" {
  type    = string
  default = null
}

variable "cloudwatch_log_group_retention_in_days" {
  type    = number
  default = 90
}

variable "cloudwatch_log_group_kms_key_id" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "flow_log_tags" {
  type    = map(string)
  default = {}
}

variable "cloudwatch_log_group_tags" {
  type    = map(string)
  default = {}
}

variable "create_iam_role" { default = null }
variable "deliver_cross_account_role" { default = null }
variable "destination_options" { default = null }
variable "iam_role_arn" { default = null }
variable "iam_role_description" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_path" { default = null }
variable "iam_role_permissions" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_tags" { default = null }
variable "iam_role_trust_policy_permissions" { default = null }
variable "iam_role_use_name_prefix" { default = null }
variable "kinesis_data_firehose_arn" { default = null }
variable "log_format" { default = null }
variable "max_aggregation_interval" { default = null }
variable "region" { default = null }
