variable "namespace" {
  type = string
}

variable "environment" {
  type = string
}

variable "stage" {
  type = string
}

variable "attributes" {
  type    = list(string)
  default = []
}

variable "tags" {
  type    = map(string)
  default = {}
}

locals {
  parts = compact(concat([var.namespace, var.environment, var.stage], var.attributes))
  id    = lower(join("-", local.parts))
  tags  = merge({ Name = local.id, Stage = title(var.stage) }, var.tags)
}

output "id" {
  description = "What names start with."
  value       = local.id
}

output "tags" {
  value = local.tags
}
