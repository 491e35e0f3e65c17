# Variables that decide a verdict.
variable "context" {
  type    = any
  default = {
    enabled             = true
    namespace           = null
    tenant              = null
    environment         = null
    stage               = null
    name                = null
    delimiter           = null
    attributes          = []
    tags                = {}
    additional_tag_map  = {}
    regex_replace_chars = null
    label_order         = []
    id_length_limit     = null
    label_key_case      = null
    label_value_case    = null
    descriptor_formats  = {}
    labels_as_tags = ["unset"]
  }
}

variable "enabled" {
  type    = bool
  default = null
}

variable "namespace" {
  type    = string
  default = null
}

variable "tenant" {
  type    = string
  default = null
}

variable "environment" {
  type    = string
  default = null
}

variable "stage" {
  type    = string
  default = null
}

variable "name" {
  type    = string
  default = null
}

variable "delimiter" {
  type    = string
  default = null
}

variable "attributes" {
  type    = list(string)
  default = []
}

variable "labels_as_tags" {
  type    = set(string)
  default = ["default"]
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "additional_tag_map" {
  type    = map(string)
  default = {}
}

variable "label_order" {
  type    = list(string)
  default = null
}

variable "regex_replace_chars" {
  type    = string
  default = null
}

variable "id_length_limit" {
  type    = number
  default = null

  validation {
    condition     = var.id_length_limit == null ? true : var.id_length_limit == 0 || var.id_length_limit >= 6
    error_message = "Must be 0, or 6 and more."
  }
}

variable "label_key_case" {
  type    = string
  default = null

  validation {
    condition     = var.label_key_case == null ? true : contains(["lower", "title", "upper"], var.label_key_case)
    error_message = "Must be lower, title or upper."
  }
}

variable "label_value_case" {
  type    = string
  default = null

  validation {
    condition     = var.label_value_case == null ? true : contains(["lower", "title", "upper", "none"], var.label_value_case)
    error_message = "Must be lower, title, upper or none."
  }
}

variable "descriptor_formats" {
  type    = any
  default = {}
}

variable "cluster_identifier" {
  type    = string
  default = ""
}

variable "database_name" {
  type    = string
  default = "dev"
}

variable "admin_user" {
  type    = string
  default = "admin"
}

variable "admin_password" {
  type    = string
  default = ""
}

variable "node_type" {
  type    = string
  default = "dc2.large"
}

variable "cluster_type" {
  type    = string
  default = "single-node"
}

variable "subnet_ids" {
  type = list(string)
}

variable "vpc_security_group_ids" {
  type    = list(string)
  default = []
}

variable "cluster_parameters" {
  type    = list(object({
    name  = string
    value = string
  }))
  default = []
}

variable "automated_snapshot_retention_period" {
  type    = number
  default = 1
}

variable "port" {
  type    = number
  default = 5439
}

variable "number_of_nodes" {
  type    = number
  default = 1
}

variable "publicly_accessible" {
  type    = bool
  default = false
}

variable "encrypted" {
  type    = bool
  default = false
}

variable "enhanced_vpc_routing" {
  type    = bool
  default = false
}

variable "kms_key_arn" {
  type    = string
  default = null
}

variable "elastic_ip" {
  type    = string
  default = null
}

variable "skip_final_snapshot" {
  type    = bool
  default = true
}

variable "final_snapshot_identifier" {
  type    = string
  default = null
}

variable "snapshot_identifier" {
  type    = string
  default = null
}

variable "logging_enabled" {
  type    = bool
  default = false
}

variable "logging_destination_type" {
  type    = string
  default = "s3"
}

variable "logging_exports" {
  type    = list(string)
  default = []
}

variable "logging_bucket_name" {
  type    = string
  default = null
}

variable "logging_s3_key_prefix" {
  type    = string
  default = null
}

variable "allow_version_upgrade" {
  type    = bool
  default = false
}

variable "availability_zone_relocation_enabled" {
  type    = bool
  default = false
}

# Variables that decide none.
variable "availability_zone" { default = null }
variable "engine_version" { default = null }
variable "iam_roles" { default = null }
variable "maintenance_track_name" { default = null }
variable "owner_account" { default = null }
variable "preferred_maintenance_window" { default = null }
variable "snapshot_cluster_identifier" { default = null }
