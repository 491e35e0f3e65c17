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

variable "extra_origin_attributes" {
  type    = list(string)
  default = ["origin"]
}

variable "acm_certificate_arn" {
  type    = string
  default = ""
}

variable "minimum_protocol_version" {
  type    = string
  default = ""
}

variable "aliases" {
  type    = list(string)
  default = []
}

variable "external_aliases" {
  type    = list(string)
  default = []
}

variable "additional_bucket_policy" {
  type    = string
  default = "{}"
}

variable "override_origin_bucket_policy" {
  type    = bool
  default = true
}

variable "origin_bucket" {
  type    = string
  default = null
}

variable "origin_path" {
  type    = string
  default = ""
}

variable "origin_force_destroy" {
  type    = bool
  default = false
}

variable "cloudfront_origin_access_control_id" {
  type    = string
  default = ""
}

variable "origin_access_control_signing_behavior" {
  type    = string
  default = "always"

  validation {
    condition     = var.origin_access_control_signing_behavior == "always" || var.origin_access_control_signing_behavior == "no-override" || var.origin_access_control_signing_behavior == "never"
    error_message = "Must be always, never or no-override."
  }
}

variable "default_root_object" {
  type    = string
  default = "index.html"
}

variable "log_standard_transition_days" {
  type    = number
  default = 30
}

variable "log_glacier_transition_days" {
  type    = number
  default = 60
}

variable "log_expiration_days" {
  type    = number
  default = 90
}

variable "log_versioning_enabled" {
  type    = bool
  default = false
}

variable "cors_allowed_headers" {
  type    = list(string)
  default = ["*"]
}

variable "cors_allowed_methods" {
  type    = list(string)
  default = ["GET"]
}

variable "cors_allowed_origins" {
  type    = list(string)
  default = []
}

variable "response_headers_policy_id" {
  type    = string
  default = ""
}

variable "viewer_protocol_policy" {
  type    = string
  default = "redirect-to-https"
}

variable "allowed_methods" {
  type     = list(string)
  default  = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
  nullable = false
}

variable "cached_methods" {
  type     = list(string)
  default  = ["GET", "HEAD"]
  nullable = false
}

variable "cache_policy_id" {
  type    = string
  default = null
}

variable "trusted_signers" {
  type    = list(string)
  default = []
}

variable "trusted_key_groups" {
  type    = list(string)
  default = []
}

variable "geo_restriction_type" {
  type    = string
  default = "none"
}

variable "geo_restriction_locations" {
  type    = list(string)
  default = []
}

variable "web_acl_id" {
  type    = string
  default = ""
}

variable "encryption_enabled" {
  type    = bool
  default = true
}

variable "index_document" {
  type    = string
  default = "index.html"
}

variable "redirect_all_requests_to" {
  type    = string
  default = ""
}

variable "error_document" {
  type    = string
  default = ""
}

variable "routing_rules" {
  type    = string
  default = ""
}

variable "ordered_cache" {
  type    = list(object({
    target_origin_id = string
    path_pattern     = string
    allowed_methods    = optional(list(string), ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"])
    cached_methods     = optional(list(string), ["GET", "HEAD"])
    compress           = optional(bool, false)
    trusted_signers    = optional(list(string), [])
    trusted_key_groups = optional(list(string), [])
    cache_policy_id          = optional(string, null)
    origin_request_policy_id = optional(string, null)
    realtime_log_config_arn  = optional(string, null)
    viewer_protocol_policy     = optional(string, "redirect-to-https")
    min_ttl                    = optional(number, 0)
    default_ttl                = optional(number, 60)
    max_ttl                    = optional(number, 31536000)
    response_headers_policy_id = optional(string, "")
    grpc_config = optional(object({
      enabled = bool
    }), { enabled = false })
    forward_query_string              = optional(bool, false)
    forward_header_values             = optional(list(string), [])
    forward_cookies                   = optional(string, "none")
    forward_cookies_whitelisted_names = optional(list(string), [])
    lambda_function_association = optional(list(object({
      event_type   = string
      include_body = optional(bool, false)
      lambda_arn   = string
    })), [])
    function_association = optional(list(object({
      event_type   = string
      function_arn = string
    })), [])
  }))
  default = []
}

variable "custom_origins" {
  type    = list(object({
    domain_name                 = string
    origin_id                   = string
    origin_path                 = optional(string, "")
    origin_access_control_id    = optional(string, null)
    response_completion_timeout = optional(number, 0)
    custom_headers = optional(list(object({
      name  = string
      value = string
    })), [])
    custom_origin_config = object({
      http_port                = optional(number, 80)
      https_port               = optional(number, 443)
      origin_protocol_policy   = optional(string, "https-only")
      origin_ssl_protocols     = optional(list(string), ["TLSv1.2"])
      origin_keepalive_timeout = optional(number, 5)
      origin_read_timeout      = optional(number, 30)
    })
    origin_shield = optional(object({
      enabled = optional(bool, false)
      region  = optional(string, null)
    }), null)
  }))
  default = []
}

variable "s3_origins" {
  type    = list(object({
    domain_name                 = string
    origin_id                   = string
    origin_path                 = optional(string, "")
    origin_access_control_id    = optional(string, null)
    response_completion_timeout = optional(number, 0)
    s3_origin_config = optional(object({
      origin_access_identity = string
    }), null)
    origin_shield_enabled = optional(bool, false)
  }))
  default = []
}

variable "website_enabled" {
  type    = bool
  default = false
}

variable "deployment_principal_arns" {
  type    = any
  default = {}
}

variable "deployment_actions" {
  type    = list(string)
  default = ["s3:PutObject", "s3:PutObjectAcl", "s3:GetObject", "s3:DeleteObject", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:GetBucketLocation", "s3:AbortMultipartUpload"]
}

variable "origin_access_type" {
  type    = string
  default = "origin_access_identity"

  validation {
    condition     = var.origin_access_type == "origin_access_control" || var.origin_access_type == "origin_access_identity"
    error_message = "Must be origin_access_control or origin_access_identity."
  }
}

variable "cloudfront_origin_access_identity_iam_arn" {
  type    = string
  default = ""
}

variable "cloudfront_origin_access_identity_path" {
  type    = string
  default = ""
}

variable "origin_ssl_protocols" {
  type    = list(string)
  default = ["TLSv1", "TLSv1.1", "TLSv1.2"]
}

variable "block_origin_public_access_enabled" {
  type    = bool
  default = false
}

variable "s3_access_logging_enabled" {
  type    = bool
  default = null
}

variable "s3_access_log_bucket_name" {
  type    = string
  default = ""
}

variable "s3_access_log_prefix" {
  type    = string
  default = ""
}

variable "s3_object_ownership" {
  type    = string
  default = "ObjectWriter"
}

variable "cloudfront_access_logging_enabled" {
  type    = bool
  default = true
}

variable "cloudfront_access_log_create_bucket" {
  type    = bool
  default = true
}

variable "extra_logs_attributes" {
  type    = list(string)
  default = ["logs"]
}

variable "cloudfront_access_log_bucket_name" {
  type    = string
  default = ""
}

variable "cloudfront_access_log_prefix" {
  type    = string
  default = ""
}

variable "distribution_enabled" {
  type    = bool
  default = true
}

variable "s3_website_password_enabled" {
  type    = bool
  default = false
}

variable "origin_groups" {
  type    = list(object({
    primary_origin_id  = string
    failover_origin_id = string
    failover_criteria  = list(string)
  }))
  default = []
}

variable "access_log_bucket_name" {
  type    = string
  default = null
}

variable "logging_enabled" {
  type    = bool
  default = null
}

variable "log_prefix" {
  type    = string
  default = null
}

variable "allow_ssl_requests_only" {
  type    = bool
  default = true
}

variable "bucket_versioning" {
  type    = string
  default = "Disabled"

  validation {
    condition     = contains(["Enabled", "Disabled", "Suspended"], var.bucket_versioning)
    error_message = "Must be Enabled, Disabled or Suspended."
  }
}

# Variables that decide none.
variable "additional_metrics_enabled" { default = null }
variable "cloudfront_access_log_include_cookies" { default = null }
variable "comment" { default = null }
variable "compress" { default = null }
variable "cors_expose_headers" { default = null }
variable "cors_max_age_seconds" { default = null }
variable "custom_error_response" { default = null }
variable "custom_origin_headers" { default = null }
variable "default_ttl" { default = null }
variable "dns_alias_enabled" { default = null }
variable "dns_allow_overwrite" { default = null }
variable "forward_cookies" { default = null }
variable "forward_cookies_whitelisted_names" { default = null }
variable "forward_header_values" { default = null }
variable "forward_query_string" { default = null }
variable "function_association" { default = null }
variable "http_version" { default = null }
variable "ipv6_enabled" { default = null }
variable "lambda_function_association" { default = null }
variable "log_include_cookies" { default = null }
variable "max_ttl" { default = null }
variable "min_ttl" { default = null }
variable "origin_keepalive_timeout" { default = null }
variable "origin_read_timeout" { default = null }
variable "origin_request_policy_id" { default = null }
variable "origin_shield_enabled" { default = null }
variable "parent_zone_id" { default = null }
variable "parent_zone_name" { default = null }
variable "price_class" { default = null }
variable "query_string_cache_keys" { default = null }
variable "realtime_log_config_arn" { default = null }
variable "response_completion_timeout" { default = null }
variable "wait_for_deployment" { default = null }
