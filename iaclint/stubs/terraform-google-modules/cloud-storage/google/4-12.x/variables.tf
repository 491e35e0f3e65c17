# Variables that decide a verdict.
variable "project_id" {
  type = string
}

variable "prefix" {
  type    = string
  default = ""
}

variable "names" {
  type = list(string)
}

variable "randomize_suffix" {
  type    = bool
  default = false
}

variable "location" {
  type    = string
  default = "EU"
}

variable "storage_class" {
  type    = string
  default = "STANDARD"
}

variable "force_destroy" {
  type    = any
  default = {}
}

variable "versioning" {
  type    = any
  default = {}
}

variable "encryption_key_names" {
  type    = map(string)
  default = {}
}

variable "bucket_policy_only" {
  type    = any
  default = {}
}

variable "admins" {
  type    = list(string)
  default = []
}

variable "creators" {
  type    = list(string)
  default = []
}

variable "viewers" {
  type    = list(string)
  default = []
}

variable "hmac_key_admins" {
  type    = list(string)
  default = []
}

variable "storage_admins" {
  type    = list(string)
  default = []
}

variable "bucket_admins" {
  type    = map(string)
  default = {}
}

variable "bucket_creators" {
  type    = map(string)
  default = {}
}

variable "bucket_viewers" {
  type    = map(string)
  default = {}
}

variable "bucket_hmac_key_admins" {
  type    = map(string)
  default = {}
}

variable "bucket_storage_admins" {
  type    = map(string)
  default = {}
}

variable "labels" {
  type    = map(string)
  default = {}
}

variable "set_admin_roles" {
  type    = bool
  default = false
}

variable "set_creator_roles" {
  type    = bool
  default = false
}

variable "set_viewer_roles" {
  type    = bool
  default = false
}

variable "set_hmac_key_admin_roles" {
  type    = bool
  default = false
}

variable "set_storage_admin_roles" {
  type    = bool
  default = false
}

variable "lifecycle_rules" {
  type    = set(object({
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

variable "bucket_lifecycle_rules" {
  type    = map(set(object({
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
  })))
  default = {}
}

variable "website" {
  type    = object({
    main_page_suffix = optional(string)
    not_found_page   = optional(string)
  })
  default = {}
}

variable "retention_policy" {
  type    = any
  default = {}
}

variable "logging" {
  type    = any
  default = {}
}

variable "public_access_prevention" {
  type    = string
  default = "inherited"
}

variable "soft_delete_policy" {
  type    = map(any)
  default = {}
}

variable "ip_filter" {
  type    = map(object({
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
  }))
  default = {}
}

variable "hierarchical_namespace" {
  type    = map(bool)
  default = {}
}

# Variables that decide none.
variable "autoclass" { default = null }
variable "cors" { default = null }
variable "custom_placement_config" { default = null }
variable "default_event_based_hold" { default = null }
variable "folders" { default = null }
variable "hmac_service_accounts" { default = null }
variable "set_hmac_access" { default = null }
