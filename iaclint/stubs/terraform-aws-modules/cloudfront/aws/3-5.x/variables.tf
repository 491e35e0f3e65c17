# Variables that decide a verdict.
variable "create_distribution" {
  type    = bool
  default = true
}

variable "create_origin_access_identity" {
  type    = bool
  default = false
}

variable "origin_access_identities" {
  type    = map(string)
  default = {}
}

variable "create_origin_access_control" {
  type    = bool
  default = false
}

variable "origin_access_control" {
  type = map(object({
    name             = optional(string)
    description      = string
    origin_type      = string
    signing_behavior = string
    signing_protocol = string
  }))
  default = {
    s3 = {
      description      = "",
      origin_type      = "s3",
      signing_behavior = "always",
      signing_protocol = "sigv4"
    }
  }
}

variable "aliases" {
  type    = list(string)
  default = null
}

variable "comment" {
  type    = string
  default = null
}

variable "default_root_object" {
  type    = string
  default = null
}

variable "enabled" {
  type    = bool
  default = true
}

variable "web_acl_id" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = null
}

variable "origin" {
  type    = any
  default = null
}

variable "logging_config" {
  type    = any
  default = {}
}

variable "default_cache_behavior" {
  type    = any
  default = null
}

# Variables that decide none.
variable "cloudfront_functions" { default = null }
variable "continuous_deployment_policy_id" { default = null }
variable "create_cloudfront_function" { default = false }
variable "create_monitoring_subscription" { default = false }
variable "create_response_headers_policy" { default = false }
variable "create_vpc_origin" { default = false }
variable "custom_error_response" { default = {} }
variable "geo_restriction" { default = {} }
variable "http_version" { default = "http2" }
variable "is_ipv6_enabled" { default = null }
variable "ordered_cache_behavior" { default = [] }
variable "origin_group" { default = {} }
variable "price_class" { default = null }
variable "realtime_metrics_subscription_status" { default = "Enabled" }
variable "response_headers_policies" { default = null }
variable "retain_on_delete" { default = false }
variable "staging" { default = false }
variable "viewer_certificate" { default = null }
variable "vpc_origin" { default = {} }
variable "vpc_origin_timeouts" { default = {} }
variable "wait_for_deployment" { default = true }
