# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "aliases" {
  type    = list(string)
  default = null
}

variable "comment" {
  type    = string
  default = null
}

variable "default_cache_behavior" {
  type     = object({
    allowed_methods           = optional(list(string), ["GET", "HEAD", "OPTIONS"])
    cache_policy_id           = optional(string)
    cache_policy_key          = optional(string)
    cache_policy_name         = optional(string)
    cached_methods            = optional(list(string), ["GET", "HEAD"])
    compress                  = optional(bool, true)
    default_ttl               = optional(number)
    field_level_encryption_id = optional(string)
    forwarded_values = optional(object({
      cookies = object({
        forward           = optional(string, "none")
        whitelisted_names = optional(list(string))
      })
      headers                 = optional(list(string))
      query_string            = optional(bool, false)
      query_string_cache_keys = optional(list(string))
      }),
      {
        cookies = {
          forward = "none"
        }
        query_string = false
      }
    )
    function_association = optional(map(object({
      event_type   = optional(string)
      function_arn = optional(string)
      function_key = optional(string)
    })))
    grpc_config = optional(object({
      enabled = optional(bool)
    }))
    lambda_function_association = optional(map(object({
      event_type   = optional(string)
      include_body = optional(bool)
      lambda_arn   = string
    })))
    max_ttl                      = optional(number)
    min_ttl                      = optional(number)
    origin_request_policy_id     = optional(string)
    origin_request_policy_key    = optional(string)
    origin_request_policy_name   = optional(string)
    realtime_log_config_arn      = optional(string)
    response_headers_policy_id   = optional(string)
    response_headers_policy_key  = optional(string)
    response_headers_policy_name = optional(string)
    smooth_streaming             = optional(bool)
    target_origin_id             = string
    trusted_key_groups           = optional(list(string))
    trusted_signers              = optional(list(string))
    viewer_protocol_policy       = optional(string, "https-only")
  })
  nullable = false
}

variable "default_root_object" {
  type    = string
  default = null
}

variable "enabled" {
  type    = bool
  default = true
}

variable "logging_config" {
  type    = object({
    bucket          = optional(string)
    include_cookies = optional(bool)
    prefix          = optional(string)
  })
  default = null
}

variable "origin" {
  type     = map(object({
    connection_attempts = optional(number)
    connection_timeout  = optional(number)
    custom_header       = optional(map(string))
    custom_origin_config = optional(object({
      http_port                = number
      https_port               = number
      ip_address_type          = optional(string)
      origin_keepalive_timeout = optional(number)
      origin_read_timeout      = optional(number)
      origin_protocol_policy   = string
      origin_ssl_protocols     = optional(list(string), ["TLSv1.2"])
    }))
    domain_name               = string
    origin_access_control_key = optional(string)
    origin_access_control_id  = optional(string)
    origin_id                 = optional(string)
    origin_path               = optional(string)
    origin_shield = optional(object({
      enabled              = bool
      origin_shield_region = optional(string)
    }))
    response_completion_timeout = optional(number)
    vpc_origin_config = optional(object({
      origin_keepalive_timeout = optional(number)
      origin_read_timeout      = optional(number)
      vpc_origin_id            = optional(string)
      vpc_origin_key           = optional(string)
      owner_account_id         = optional(string)
    }))
  }))
  default  = {}
  nullable = false
}

variable "web_acl_id" {
  type    = string
  default = null
}

variable "origin_access_control" {
  type    = map(object({
    description      = optional(string)
    name             = optional(string)
    origin_type      = string
    signing_behavior = string
    signing_protocol = string
  }))
  default = {
    s3 = {
      origin_type      = "s3",
      signing_behavior = "always",
      signing_protocol = "sigv4"
    }
  }
}

# Variables that decide none.
variable "anycast_ip_list_id" { default = null }
variable "cache_policies" { default = null }
variable "cloudfront_functions" { default = null }
variable "connection_function_association_id" { default = null }
variable "connection_function_code" { default = null }
variable "connection_function_config" { default = null }
variable "connection_function_name" { default = null }
variable "connection_function_publish" { default = null }
variable "continuous_deployment_policy_id" { default = null }
variable "create_connection_function" { default = null }
variable "create_monitoring_subscription" { default = null }
variable "custom_error_response" { default = null }
variable "enable_v2_logging" { default = null }
variable "http_version" { default = null }
variable "is_ipv6_enabled" { default = null }
variable "ordered_cache_behavior" { default = null }
variable "origin_group" { default = null }
variable "origin_request_policies" { default = null }
variable "price_class" { default = null }
variable "realtime_metrics_subscription_status" { default = null }
variable "response_headers_policies" { default = null }
variable "restrictions" { default = null }
variable "retain_on_delete" { default = null }
variable "staging" { default = null }
variable "v2_logging" { default = null }
variable "viewer_certificate" { default = null }
variable "viewer_mtls_config" { default = null }
variable "vpc_origin" { default = null }
variable "wait_for_deployment" { default = null }
