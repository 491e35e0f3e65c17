# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "allow_version_upgrade" {
  type    = bool
  default = null
}

variable "automated_snapshot_retention_period" {
  type    = number
  default = null
}

variable "availability_zone_relocation_enabled" {
  type    = bool
  default = null
}

variable "cluster_identifier" {
  type    = string
  default = ""
}

variable "cluster_version" {
  type    = string
  default = null
}

variable "database_name" {
  type    = string
  default = null
}

variable "elastic_ip" {
  type    = string
  default = null
}

variable "encrypted" {
  type    = bool
  default = null
}

variable "enhanced_vpc_routing" {
  type    = bool
  default = null
}

variable "final_snapshot_identifier" {
  type    = string
  default = null
}

variable "kms_key_arn" {
  type    = string
  default = null
}

variable "manage_master_password" {
  type    = bool
  default = true
}

variable "manual_snapshot_retention_period" {
  type    = number
  default = null
}

variable "master_password_wo" {
  type    = string
  default = null
}

variable "master_password_wo_version" {
  type    = string
  default = null
}

variable "master_password_secret_kms_key_id" {
  type    = string
  default = null
}

variable "multi_az" {
  type    = bool
  default = null
}

variable "master_username" {
  type    = string
  default = "awsuser"
}

variable "node_type" {
  type    = string
  default = ""
}

variable "number_of_nodes" {
  type    = number
  default = 1
}

variable "port" {
  type    = number
  default = 5439
}

variable "publicly_accessible" {
  type    = bool
  default = null
}

variable "skip_final_snapshot" {
  type    = bool
  default = true
}

variable "snapshot_arn" {
  type    = string
  default = null
}

variable "snapshot_identifier" {
  type    = string
  default = null
}

variable "vpc_security_group_ids" {
  type    = list(string)
  default = []
}

variable "create_parameter_group" {
  type    = bool
  default = true
}

variable "parameter_group_name" {
  type    = string
  default = null
}

variable "parameter_group_family" {
  type    = string
  default = "redshift-2.0"
}

variable "parameter_group_parameters" {
  type = list(object({
    name  = string
    value = string
  }))
  default = null
}

variable "create_subnet_group" {
  type    = bool
  default = true
}

variable "subnet_group_name" {
  type    = string
  default = null
}

variable "subnet_ids" {
  type    = list(string)
  default = []
}

variable "create_scheduled_action_iam_role" {
  type    = bool
  default = false
}

variable "iam_role_name" {
  type    = string
  default = null
}

variable "iam_role_use_name_prefix" {
  type    = string
  default = true
}

variable "logging" {
  type = object({
    bucket_name          = optional(string)
    log_destination_type = optional(string)
    log_exports          = optional(list(string))
    s3_key_prefix        = optional(string)
  })
  default = null
}

variable "create_cloudwatch_log_group" {
  type    = bool
  default = false
}

variable "cloudwatch_log_group_retention_in_days" {
  type    = number
  default = 0
}

variable "cloudwatch_log_group_kms_key_id" {
  type    = string
  default = null
}

variable "cloudwatch_log_group_skip_destroy" {
  type    = bool
  default = null
}

variable "manage_master_password_rotation" {
  type    = bool
  default = false
}

variable "master_password_rotate_immediately" {
  type    = bool
  default = null
}

variable "master_password_rotation_automatically_after_days" {
  type    = number
  default = null
}

variable "master_password_rotation_duration" {
  type    = string
  default = null
}

variable "master_password_rotation_schedule_expression" {
  type    = string
  default = null
}

variable "create_security_group" {
  type    = bool
  default = true
}

variable "security_group_name" {
  type    = string
  default = ""
}

variable "security_group_use_name_prefix" {
  type    = bool
  default = true
}

variable "vpc_id" {
  type    = string
  default = ""
}

variable "security_group_ingress_rules" {
  type = map(object({
    name                         = optional(string)
    cidr_ipv4                    = optional(string)
    cidr_ipv6                    = optional(string)
    description                  = optional(string)
    from_port                    = optional(number)
    ip_protocol                  = optional(string, "tcp")
    prefix_list_id               = optional(string)
    referenced_security_group_id = optional(string)
    region                       = optional(string)
    tags                         = optional(map(string), {})
    to_port                      = optional(number)
  }))
  default  = {}
  nullable = false
}

# Variables that decide none.
variable "apply_immediately" { default = null }
variable "authentication_profiles" { default = null }
variable "availability_zone" { default = null }
variable "cloudwatch_log_group_tags" { default = null }
variable "cluster_timeouts" { default = null }
variable "default_iam_role_arn" { default = null }
variable "endpoint_access" { default = null }
variable "iam_role_arns" { default = null }
variable "iam_role_description" { default = null }
variable "iam_role_path" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_tags" { default = null }
variable "maintenance_track_name" { default = null }
variable "owner_account" { default = null }
variable "parameter_group_description" { default = null }
variable "parameter_group_tags" { default = null }
variable "preferred_maintenance_window" { default = null }
variable "region" { default = null }
variable "scheduled_actions" { default = null }
variable "security_group_description" { default = null }
variable "security_group_egress_rules" { default = null }
variable "security_group_tags" { default = null }
variable "snapshot_cluster_identifier" { default = null }
variable "snapshot_copy" { default = null }
variable "snapshot_schedule" { default = null }
variable "subnet_group_description" { default = null }
variable "subnet_group_tags" { default = null }
variable "usage_limits" { default = null }
