variable "destination_uri" {
  type = string
}

variable "log_sink_name" {
  type = string
}

variable "parent_resource_id" {
  type = string
}

variable "parent_resource_type" {
  type    = string
  default = "project"
}

variable "filter" {
  type    = string
  default = ""
}

variable "include_children" {
  type    = bool
  default = false
}

variable "intercept_children" {
  type    = bool
  default = false
}

variable "unique_writer_identity" {
  type    = bool
  default = false
}

variable "exclusions" {
  type = list(object({
    name        = string
    description = string
    filter      = string
    disabled    = bool
  }))
  default = []
}

variable "disabled" {
  type    = bool
  default = false
}

variable "bigquery_options" { default = null }
variable "description" { default = null }
