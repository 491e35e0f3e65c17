# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "users" {
  type    = any
  default = {}
}

variable "create_default_user" {
  type    = bool
  default = true
}

variable "default_user" {
  type    = any
  default = {}
}

# Variables that decide none.
variable "create_group" { default = null }
variable "default_user_id" { default = null }
variable "engine" { default = null }
variable "tags" { default = null }
variable "user_group_id" { default = null }
