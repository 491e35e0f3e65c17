# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "vector_bucket_name" {
  type    = string
  default = null
}

variable "force_destroy" {
  type    = bool
  default = false
}

variable "encryption_configuration" {
  type = object({
    sse_type    = string
    kms_key_arn = optional(string)
  })
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

# Variables that decide none.
variable "create_policy" { default = false }
variable "indexes" { default = {} }
variable "policy" { default = null }
variable "region" { default = null }
