variable "project" {
  type    = string
  default = ""
}

variable "secrets" {
  type    = list(string)
  default = []
}

variable "mode" {
  type    = string
  default = "additive"
}

variable "bindings" {
  type = map(any)
}

variable "conditional_bindings" {
  type    = list(object({
    role        = string
    title       = string
    description = string
    expression  = string
    members     = list(string)
  }))
  default = []
}
