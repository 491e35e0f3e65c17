# Every component carries the same context: who owns it, where it runs, how it is named.

variable "context" {
  description = <<-EOT
    Settings shared by all components of a stack, given as one object so that a caller hands
    them on whole. Single settings below win over the ones in here.
  EOT
  type = object({
    namespace   = optional(string)
    environment = optional(string)
    stage       = optional(string)
    attributes  = optional(list(string), [])
    tags        = optional(map(string), {})
    enabled     = optional(bool, true)
  })
  default = {}
}

variable "namespace" {
  type        = string
  default     = null
  description = "Short name of the organisation, such as `acme`."
}

variable "environment" {
  type        = string
  default     = null
  description = "Short name of the region, such as `euc1`."
}

variable "stage" {
  type        = string
  default     = null
  description = "What it is used for: `prod`, `staging`, `dev`."

  validation {
    condition     = var.stage == null || contains(["prod", "staging", "dev"], coalesce(var.stage, "dev"))
    error_message = "The stage must be one of `prod`, `staging`, `dev`."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Further tags, such as `{ CostCenter = \"1234\" }`."
}

variable "enabled" {
  type    = bool
  default = true
}

module "this" {
  source = "../../modules/label"

  namespace   = coalesce(var.namespace, var.context.namespace, "acme")
  environment = coalesce(var.environment, var.context.environment, "euc1")
  stage       = coalesce(var.stage, var.context.stage, "dev")
  tags        = merge(var.context.tags, var.tags)
}

locals {
  enabled = var.enabled && try(var.context.enabled, true)
}
