# Variables that decide a verdict.
variable "project_id" {
  type = string
}

variable "location" {
  type = string
}

variable "name" {
  type = string
}

variable "force_destroy" {
  type    = bool
  default = false
}

variable "iam_members" {
  type    = list(object({
    role   = string
    member = string
  }))
  default = []
}

variable "storage_class" {
  type    = string
  default = null
}

variable "labels" {
  type    = map(string)
  default = null
}

variable "bucket_policy_only" {
  type    = bool
  default = true
}

variable "versioning" {
  type    = bool
  default = true
}

variable "retention_policy" {
  type    = object({
    is_locked        = optional(bool)
    retention_period = number
  })
  default = null
}

variable "encryption" {
  type    = object({
    default_kms_key_name = string
  })
  default = null
}

variable "lifecycle_rules" {
  type    = list(object({
    action = object({
      type          = string
      storage_class = optional(string)
    })
    condition = object({
      age                        = optional(number)
      send_age_if_zero           = optional(bool)
      created_before             = optional(string)
      with_state                 = optional(string)
      matches_storage_class      = optional(string)
      matches_prefix             = optional(string)
      matches_suffix             = optional(string)
      num_newer_versions         = optional(number)
      custom_time_before         = optional(string)
      days_since_custom_time     = optional(number)
      days_since_noncurrent_time = optional(number)
      noncurrent_time_before     = optional(string)
    })
  }))
  default = []
}

variable "log_bucket" {
  type    = string
  default = null
}

variable "log_object_prefix" {
  type    = string
  default = null
}

variable "website" {
  type    = object({
    main_page_suffix = optional(string)
    not_found_page   = optional(string)
  })
  default = {}
}

variable "public_access_prevention" {
  type    = string
  default = "inherited"
}

variable "soft_delete_policy" {
  type    = object({
    retention_duration_seconds = optional(number)
  })
  default = {}
}

variable "internal_encryption_config" {
  type    = object({
    create_encryption_key          = optional(bool, false)
    prevent_destroy                = optional(bool, false)
    key_destroy_scheduled_duration = optional(string, null)
    key_rotation_period            = optional(string, "7776000s")
  })
  default = {}
}

variable "ip_filter" {
  type    = object({
    mode = string
    public_network_source = optional(object({
      allowed_ip_cidr_ranges = list(string)
    }))
    vpc_network_sources = optional(list(object({
      network                = string
      allowed_ip_cidr_ranges = list(string)
    })))
    allow_cross_org_vpcs           = optional(bool)
    allow_all_service_agent_access = optional(bool)
  })
  default = null
}

variable "hierarchical_namespace" {
  type    = bool
  default = false
}

# Variables that decide none.
variable "autoclass" { default = null }
variable "cors" { default = null }
variable "custom_placement_config" { default = null }
