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

variable "create_group" {
  type    = bool
  default = true
}

variable "engine" {
  type    = string
  default = "redis"
}

variable "user_group_id" {
  type    = string
  default = ""
}

# Variables that decide none.
variable "default_user_id" { default = null }
variable "tags" { default = null }
